"""Five numbers read at a glance of the representatives: hours, release, on top, the parties, and the plan."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_ends, say_pair
from reformspor.findings.finding import silent
from reformspor.findings.former import Ends, total
from reformspor.findings.glance import Glance
from reformspor.findings.parties import Took, took_part
from reformspor.words import Words

NONE = "\N{EN DASH}"
PARTS = ("on_top", "on_top_possible", "other", "other_possible")


def beyond_ends(answer: Answer) -> Ends | None:
    """Hours beyond the release in the months whose release is told, all roles together; never below zero."""
    rows = [] if silent(answer) else answer.copy_rows()
    told = {row["month_from"] for row in rows if row["release_h"] is not None}
    if not told:
        return None
    inside = [row for row in rows if row["month_from"] == row["month_to"] and row["month_from"] in told]
    across = [row for row in rows if row not in inside and any(row["month_from"] <= m <= row["month_to"] for m in told)]
    least, most = (sum(number(row[name]) for row in inside) for name in ("hours", "hours_possible"))
    # Hours merged over months may lie in those that tell their release, or be taken back from them.
    most += sum(max(number(row["hours_possible"]), 0.0) for row in across)
    least += sum(min(number(row["hours"]), 0.0) for row in across)
    given = total(answer, "release_h") or (0.0, 0.0)
    return max(least - given[1], 0.0), max(most - given[0], 0.0)


def on_top_ends(answer: Answer) -> Ends | None:
    """The share on top over all years of an answer to union_reps/on_top_by_year, as least and most."""
    if silent(answer):
        return None
    rows = answer.copy_rows()
    top, top_most, other, other_most = (sum(max(number(row[name]), 0.0) for row in rows) for name in PARTS)
    if top + other_most <= 0 or top_most + other <= 0:
        return None
    return top / (top + other_most), top_most / (top_most + other)


def glance_beyond(answer: Answer, words: Words, fte_hours: float | None) -> Glance:
    """Hours beyond the release, with the release and what the hours are in årsverk of `fte_hours` hours."""
    ends = beyond_ends(answer)
    if ends is None:
        return Glance(NONE)
    given = total(answer, "release_h") or (0.0, 0.0)
    said = [words("union_reps.glance.release", hours=say_pair(given[0], given[1] - given[0], words, "hours"))]
    if fte_hours:
        fte = "\N{EN DASH}".join(dict.fromkeys(words.number(end / fte_hours, 1) for end in ends))
        said.append(words("union_reps.glance.fte", fte=fte))
    return Glance(say_ends(ends[0], ends[1] - ends[0], words), words("charts.unit.hours"), " · ".join(said))


def glance_on_top(answer: Answer, words: Words) -> Glance:
    """The share on top of ordinary duty."""
    ends = on_top_ends(answer)
    return Glance(NONE) if ends is None else Glance(_shares(ends, words), words("charts.unit.percent"))


def glance_parties(answer: Answer, words: Words) -> Glance:
    """The share of the sessions that say whether the parties took part, with how many say it and how many do not."""
    took = Took() if silent(answer) else took_part(answer).get("", Took())
    if not took.told:
        return Glance(NONE)
    said = words("union_reps.glance.told", yes=words.number(took.yes), told=words.number(took.told))
    if took.missing:
        said = f"{said} · {words('union_reps.glance.untold', n=took.missing, missing=words.number(took.missing))}"
    return Glance(words.number(took.yes / took.told * 100), words("charts.unit.percent"), said)


def glance_plan(answer: Answer, words: Words) -> Glance:
    """Hours the plan of the next three months asks, with the release in the same months where all of them tell it."""
    rows = [] if silent(answer) else answer.copy_rows()
    if not rows or any(row["asked"] is None or row["asked_possible"] is None for row in rows):
        return Glance(NONE)
    least, most = total(answer, "asked") or (0.0, 0.0)
    given = None if any(row["release_h"] is None for row in rows) else total(answer, "release_h")
    said = words("union_reps.glance.no_release")
    if given is not None:
        said = words("union_reps.glance.release", hours=say_pair(given[0], given[1] - given[0], words, "hours"))
    return Glance(say_ends(least, most - least, words), words("charts.unit.hours"), said)


def _shares(ends: Ends, words: Words) -> str:
    return "\N{EN DASH}".join(dict.fromkeys(words.number(end * 100) for end in ends))
