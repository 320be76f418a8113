"""Where our barriers differ from another registry's by more than chance alone may make them, or that they do not."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.answers.beside import NO_TYPE
from reformspor.effects.share import LEVEL
from reformspor.findings.finding import Certainty, Finding, certain_of_count, silent
from reformspor.findings.labels import label_of
from reformspor.reference import Reference
from reformspor.words import Words

# Under this many barriers of our own, a share of them tells more of chance than of barriers.
LEAST = 20


def reference_said(words: Words, reference: Reference) -> str:
    """What goes wherever the two are shown side by side: which registry, of which day, and who reported to it."""
    return words(
        "elsewhere.assumed",
        title=reference.title,
        taken=reference.taken,
        barriers=reference.barriers,
        file=reference.file,
        sha=reference.sha256[:16],
        warning=words(f"elsewhere.warning.{reference.reporters}"),
    )


def enough_to_compare(answer: Answer) -> bool:
    """Whether there are so many barriers here that their types may be told as shares."""
    return not silent(answer) and int(answer.frame["n_barriers"].max()) >= LEAST


def state_elsewhere(answer: Answer, words: Words, reference: Reference) -> Finding:
    """The type that differs most, of those whose share there lies outside the interval of ours, for all types at once.

    Rule: said when there are 20 barriers or more here.
    """
    rule = words("elsewhere.rule", least=LEAST, level=words.percent(LEVEL))
    if silent(answer):
        return Finding(words("elsewhere.finding.nothing"), rule, "sure", True, subject="elsewhere")
    rows = [row for row in answer.copy_rows() if row["other_n"] is not None]
    whole = int(answer.frame["n_barriers"].max())
    if not enough_to_compare(answer):
        return Finding(words("elsewhere.finding.few", n=whole), rule, "sure", True, subject="elsewhere")
    apart = [row for row in rows if not row["share_least"] <= row["other_share"] <= row["share_most"]]
    if not apart:
        text = words("elsewhere.finding.alike", title=reference.title, n=len(rows))
        return Finding(text, rule, "sure", True, subject="elsewhere")
    largest = max(apart, key=lambda row: (abs(row["share"] - row["other_share"]), row["type"]))
    how = "more" if largest["share"] > largest["other_share"] else "less_finer" if is_finer(answer) else "less"
    certainty: Certainty = "unsure" if how == "less_finer" else certain_of_count(whole)
    return Finding(_said(largest, words, reference, how), rule, certainty, subject="elsewhere")


def is_finer(answer: Answer) -> bool:
    """Whether barriers here have types the other registry did not have, so that those it had may look rarer here."""
    return any(row["n"] and row["other_n"] is None and row["type"] not in NO_TYPE for row in answer.copy_rows())


def _said(row: dict[str, Any], words: Words, reference: Reference, how: str) -> str:
    return words(
        f"elsewhere.finding.{how}",
        type=label_of(words, "type", row["type"]),
        n=row["n"],
        whole=row["n_barriers"],
        other=row["other_n"],
        other_whole=row["other_barriers"],
        title=reference.title,
    )
