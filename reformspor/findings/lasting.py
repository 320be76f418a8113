"""How long it takes to get an answer and an end, said only of what is counted right, and what the curves suppose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reformspor.answers import Answer, Assumed
from reformspor.answers.lasting import ALL, AT_RISK, ENDS, FEWEST
from reformspor.effects.survival import Test
from reformspor.findings.finding import Certainty, Finding, Limits, certain_of_count
from reformspor.findings.labels import inside, label_of
from reformspor.words import Words

# A test among few groups of what nobody planned to test: less than this chance of as much before it is said.
CHANCE = 0.01
Row = dict[str, Any]


def group_name(words: Words, kind: str, group: str) -> str:
    """A group's name: its level or type, or all together."""
    return words("durations.group.all") if group == ALL else label_of(words, kind, group)


def outcome_name(words: Words, code: str) -> str:
    """An outcome in words; `open` is none yet."""
    return words("durations.outcome.open") if code == "open" else label_of(words, "status", code)


def durations_assumed(words: Words, *names: str) -> tuple[Assumed, ...]:
    """What the curves suppose, each a sentence."""
    return tuple(Assumed(name, words(f"durations.assumed.{name}")) for name in ("going", "late", "alone", *names))


def state_awaited(groups: Answer, words: Words, name: str) -> Finding:
    """When half of all have come to it (`answer` or `end`), from the table of groups; says why when it is not known.

    Rule: said when all together have a curve; the interval is 95 per cent.
    """
    limits: Limits = {"least": FEWEST, "ends": ENDS, "risk": AT_RISK}
    rows = groups.copy_rows()
    whole = next((row for row in rows if row["group"] == ALL), None)
    if whole is None or whole["lack"]:
        n, ended, untold = (int(whole[key]) if whole else 0 for key in ("n", "ended", "untold"))
        if not n:
            return _nothing(name, words, words(f"durations.said.{name}_none", untold=untold), limits)
        why = "thin" if whole and whole["lack"] == "risk" else "few"
        return _nothing(name, words, words(f"durations.said.{name}_{why}", n=n, ended=ended, **limits), limits)
    places = {"n": int(whole["n"]), "ended": int(whole["ended"]), "going": int(whole["goes_on"])}
    if whole["median"] is None:
        return _stated(name, words, words(f"durations.said.{name}_unreached", **places), whole, limits)
    days, interval = words.number(whole["median"]), interval_said(whole, words)
    text = words(f"durations.said.{name}", days=days, interval=interval, **places)
    return _stated(name, words, text, whole, limits)


def state_groups(groups: Answer, test: Test | None, words: Words, name: str, kind: str) -> Finding:
    """Which group of those with a curve comes to it last, when the test says they differ; else that nothing sets them
    apart, or that too few have a curve. Rule: the chance of as much without any difference is under one per cent."""
    limits: Limits = {"least": FEWEST, "ends": ENDS, "p": words.percent(CHANCE)}
    shown = [row for row in groups.copy_rows() if row["group"] != ALL and not row["lack"]]
    if len(shown) < 2:
        return _nothing(f"{name}_groups", words, words("durations.said.groups_few", **limits), limits)
    if kind == "type":
        return _nothing(f"{name}_types", words, words("durations.said.types_untested"), limits)
    reached = [row for row in shown if row["median"] is not None]
    if test is None or test.p >= CHANCE or not reached:
        said = words("durations.said.groups_same", p=_chance(test, words))
        return _nothing(f"{name}_groups", words, said, limits)
    first, last = _ends(shown, reached)
    text = words(
        f"durations.said.{name}_groups",
        n=len(shown),
        slow=inside(group_name(words, kind, last["group"])),
        slow_days=_days(last, words),
        fast=inside(group_name(words, kind, first["group"])),
        fast_days=_days(first, words),
        p=_chance(test, words),
    )
    fewest = min(shown, key=lambda row: row["n"])
    return _stated(f"{name}_groups", words, text, fewest, limits)


def state_ends(ends: Answer, words: Words) -> Finding:
    """What barriers have come to by the last day the figure tells; says why when there is no figure."""
    limits: Limits = {"least": FEWEST, "ends": ENDS, "risk": AT_RISK}
    last: dict[str, Row] = {row["outcome"]: row for row in ends.copy_rows()}
    if not last:
        return _nothing("ends", words, words("durations.said.ends_few", **limits), limits)
    solved = last["resolved"]
    text = words(
        "durations.said.ends",
        n=solved["day"],
        solved=words.percent(solved["share"]),
        interval=f"{words.number(100 * solved['low'])}\N{EN DASH}{words.percent(solved['high'])}",
        open=words.percent(last["open"]["share"]),
    )
    return Finding(text, words("durations.rule.ends", **limits), "fairly_sure", False, 1.0, "ends")


def left_out(groups: Answer, words: Words, name: str) -> list[str]:
    """Sentences on who is counted: how many, how many came in late, and who has no days and why."""
    whole = next((row for row in groups.copy_rows() if row["group"] == ALL), None)
    if whole is None:
        return []
    said = [words(f"durations.counted.{name}", n=int(whole["n"]))]
    said += [words("durations.counted.untold", n=int(whole["untold"]))] if whole["untold"] else []
    said += [
        words("durations.counted.late", n=int(whole["late"])) if whole["late"] else words("durations.counted.none_late")
    ]
    said += [words("durations.counted.never", n=int(whole["never"]))] if whole["never"] else []
    return said


def has_days(groups: Answer) -> bool:
    """Whether the source tells days of any at all."""
    return any(row["n"] for row in groups.copy_rows())


def sets_apart(groups: Answer) -> bool:
    """Whether any group besides all together has a curve."""
    return any(row["group"] != ALL and not row["lack"] for row in groups.copy_rows())


def interval_said(row: Row, words: Words) -> str:
    """The interval of a median: two days, or from a day on where its other end is not reached."""
    if row["low"] is None:
        return words("durations.interval.unknown")
    if row["high"] is None:
        return words("durations.interval.open", low=words.number(row["low"]))
    return words("durations.interval.both", low=words.number(row["low"]), high=words.number(row["high"]))


def _ends(shown: Sequence[Row], reached: Sequence[Row]) -> tuple[Row, Row]:
    """The first to come to a half and the last; a half that is not reached is later than any that is."""
    unreached = [row for row in shown if row["median"] is None]
    first = min(reached, key=lambda row: row["median"])
    return first, unreached[0] if unreached else max(reached, key=lambda row: row["median"])


def _days(row: Row, words: Words) -> str:
    if row["median"] is None:
        return words("durations.interval.not_reached")
    return words("durations.interval.days", n=row["median"], days=words.number(row["median"]))


def _chance(test: Test | None, words: Words) -> str:
    if test is None:
        return words("durations.interval.untested")
    return (
        words("durations.interval.p", p=words.number(test.p, 3))
        if test.p >= 0.001
        else words("durations.interval.p_low")
    )


def _stated(name: str, words: Words, text: str, row: Row, limits: Limits) -> Finding:
    certainty: Certainty = certain_of_count(row["ended"])
    return Finding(text, words(f"durations.rule.{name}", **limits), certainty, False, 1.0, name)


def _nothing(name: str, words: Words, text: str, limits: Limits) -> Finding:
    return Finding(text, words(f"durations.rule.{name}", **limits), "sure", True, 0.0, name)
