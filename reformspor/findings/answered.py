"""Who answers when asked, and who will join: shares only of ten asked or more, and of fewer the counts as they are."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.effects.share import wilson
from reformspor.findings.finding import Finding, Limits, certain_of_count, silent
from reformspor.findings.labels import MISSING, inside, label_of
from reformspor.words import Words

# Of fewer asked than this no share is told. Ten is also the fewest answers a survey is told of.
FEWEST = 10
Row = dict[str, Any]


def owner_name(words: Words, row: Row) -> str:
    """The body, or the level where no body is named."""
    org = row.get("org")
    level = label_of(words, "level", row["level"])
    if org is None or row["level"] == MISSING == org:
        return level
    return words("answers.no_body", level=level) if org == MISSING else str(org)


def joining(row: Row) -> tuple[float, float, float] | None:
    """The share of those asked that will join, with Wilson's interval of 95 per cent; None of fewer than ten."""
    asked, joined = int(row["asked"]), int(row["joined"])
    return None if asked < FEWEST else (joined / asked, *wilson(joined, asked))


def joining_said(row: Row, words: Words) -> str:
    """The count of those asked, and of ten or more the share with its interval."""
    count = words("answers.of", part=int(row["joined"]), n=int(row["asked"]))
    held = joining(row)
    if held is None:
        return count
    share, low, high = held
    return words(
        "answers.rate", count=count, share=words.percent(share), low=words.number(100 * low), high=words.percent(high)
    )


def state_answered(answer: Answer, words: Words) -> Finding:
    """How many of those asked have answered, and which has most unanswered. Rule: of ten asked or more; one is named
    when three or more wait for it and it is alone in having so many."""
    limits: Limits = {"least": FEWEST}
    rows = [] if silent(answer) else answer.copy_rows()
    asked, answered = (sum(int(row[key]) for row in rows) for key in ("asked", "answered"))
    awaited = sum(int(row["awaited"]) for row in rows)
    if asked < FEWEST:
        why = words("answers.said.few", n=asked, answered=answered) if asked else words("answers.said.none")
        return _nothing("answered", words, why, limits)
    places = {"n": asked, "answered": answered, "awaited": awaited}
    text = words("answers.said.answered", **places)
    ranked = sorted(rows, key=lambda row: -int(row["awaited"]))
    if int(ranked[0]["awaited"]) >= 3 and (len(ranked) < 2 or ranked[0]["awaited"] > ranked[1]["awaited"]):
        most = inside(owner_name(words, ranked[0]))
        text = words("answers.said.most", said=text, most=most, of=int(ranked[0]["awaited"]))
    return Finding(text, words("answers.rule.answered", **limits), certain_of_count(asked), False, 1.0, "answered")


def state_steps(answer: Answer, words: Words) -> Finding:
    """What has come of the askings, all together. Rule: of ten or more."""
    limits: Limits = {"least": FEWEST}
    rows = [] if silent(answer) else answer.copy_rows()
    asked, joined, tried, solved = (
        sum(int(row[key]) for row in rows) for key in ("asked", "joined", "tried", "solved")
    )
    if asked < FEWEST:
        return _nothing("steps", words, words("answers.said.too_few", n=asked), limits)
    text = words("answers.said.steps", n=asked, joined=joined, tried=tried, solved=solved)
    return Finding(text, words("answers.rule.steps", **limits), certain_of_count(asked), False, 1.0, "steps")


def state_split(answer: Answer, words: Words) -> Finding:
    """What those that answered have said. Rule: of ten answers or more."""
    limits: Limits = {"least": FEWEST}
    rows = [] if silent(answer) else answer.copy_rows()
    parts = {name: sum(int(row[name]) for row in rows) for name in ("joined", "conditional", "refused")}
    n = sum(int(row["answered"]) for row in rows)
    if n < FEWEST:
        return _nothing("split", words, words("answers.said.split_few", n=n), limits)
    text = words("answers.said.split", n=n, **parts)
    return Finding(text, words("answers.rule.split", **limits), certain_of_count(n), False, 1.0, "split")


def state_joining(answer: Answer, words: Words) -> Finding:
    """Whose share will join surely more or less than another's. Rule: of those asked ten times or more, the highest and
    the lowest are named when their intervals do not overlap; else it is said that the intervals do."""
    limits: Limits = {"least": FEWEST}
    rows = [] if silent(answer) else answer.copy_rows()
    shown = [(row, held) for row in rows if (held := joining(row)) is not None]
    if not shown:
        return _nothing("joining", words, words("answers.said.joining_few", **limits), limits)
    high, low = (pick(shown, key=lambda one: one[1][0]) for pick in (max, min))
    if high[1][1] > low[1][2]:
        text = words(
            "answers.said.joining",
            high=owner_name(words, high[0]),
            high_said=joining_said(high[0], words),
            low=inside(owner_name(words, low[0])),
            low_said=joining_said(low[0], words),
        )
        return Finding(text, words("answers.rule.joining", **limits), "fairly_sure", False, 1.0, "joining")
    if len(shown) == 1:
        row = shown[0][0]
        text = words("answers.said.joining_one", who=owner_name(words, row), said=joining_said(row, words), **limits)
        return Finding(text, words("answers.rule.joining", **limits), "fairly_sure", False, 1.0, "joining")
    return _nothing("joining", words, words("answers.said.joining_same", n=len(shown), **limits), limits)


def _nothing(name: str, words: Words, text: str, limits: Limits) -> Finding:
    return Finding(text, words(f"answers.rule.{name}", **limits), "sure", True, 0.0, name)
