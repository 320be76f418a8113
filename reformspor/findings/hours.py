"""What the hours say: on top of ordinary duty, support for each hour held, and load beyond the paid release."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.amounts import figure_of, number, say, say_pair
from reformspor.findings.finding import Finding, Limits, certain_of_interval, nothing, silent, stated, too_wide
from reformspor.findings.labels import family_of, folded, inside, label_of
from reformspor.words import Words

MUCH = 0.33
BEYOND = 0.10


def state_on_top(answer: Answer, words: Words, *, role: str = "union_rep_all") -> Finding:
    """The share of a family of roles' hours that came on top of ordinary duty.

    Rule: said when it surely is a third or more; how much more it may be is not said.
    """
    limits: Limits = {"share": words.percent(MUCH)}
    rows = [] if silent(answer) else [r for r in answer.copy_rows() if folded("role", r["role"]) == role]
    least = sum(number(row["hours"]) for row in rows if row["on_top"] == "yes")
    possible = sum(max(number(r["hours_possible"]) - number(r["hours"]), 0) for r in rows)
    whole = sum(number(row["hours"]) for row in rows)
    if whole <= 0:
        return nothing("on_top", words, **limits)
    low = least / (whole + possible)
    if low < MUCH:
        return nothing("on_top", words, "findings.on_top.little", **limits)
    text = words(
        "findings.on_top.text",
        role=inside(family_of(words, "role", role)),
        least=words.percent(low),
        hours=say(least, words, "hours"),
    )
    return stated("on_top", words, text, strength=low / MUCH, **limits)


def state_support(answer: Answer, words: Words) -> Finding:
    """How many hours of preparing and following up each hour held took, in the latest year that can be said.

    Rule: said when the upper end is at most a third over the lower. A year without such hours is not said: the source
    then most likely records sessions only.
    """
    rows = [] if silent(answer) else [r for r in answer.copy_rows() if r["ratio_least"] is not None and r["year"]]
    sayable = [r for r in rows if r["ratio_most"] is not None and not too_wide(r["ratio_least"], r["ratio_most"])]
    told = [r for r in sayable if r["ratio_most"]]
    if not told:
        wide = len(rows) > len(sayable)
        return nothing("support", words, "findings.support.wide" if wide else "findings.nothing.plain")
    latest = max(told, key=lambda row: row["year"])
    ends = [figure_of(latest[name], words, 1) for name in ("ratio_least", "ratio_most")]
    year, ratio = str(int(latest["year"])), ends[0]
    text = words("findings.support.text", year=year, ratio=ratio)
    if ends[0] != ends[1]:
        text = words("findings.support.between", year=year, least=ends[0], most=ends[1])
    certainty = certain_of_interval(latest["ratio_least"], latest["ratio_most"])
    return stated("support", words, text, certainty=certainty, strength=float(latest["ratio_least"]))


def state_release(answer: Answer, words: Words) -> Finding:
    """How far the hours of the role furthest beyond it passed the release time.

    Rule: said when the hours surely are 10 per cent over the release time, and neither has ends too far apart.
    """
    limits: Limits = {"share": words.percent(BEYOND)}
    rows = [] if silent(answer) else [r for r in answer.copy_rows() if number(r["release_h"]) > 0]
    rows = [row for row in rows if not any(too_wide(number(row[c]), _most(row, c)) for c in ("hours", "release_h"))]
    sure = [(number(row["hours"]) - _most(row, "release_h"), row) for row in rows]
    over = [(gap, row) for gap, row in sure if gap >= BEYOND * _most(row, "release_h")]
    if not over:
        return nothing("release", words, "findings.release.within" if rows else "findings.nothing.plain", **limits)
    gap, row = max(over, key=lambda pair: pair[0])
    most = max(gap, _most(row, "hours") - number(row["release_h"]))
    text = words(
        "findings.release.text",
        role=label_of(words, "role", row["role"]),
        hours=say_pair(gap, most - gap, words, "hours"),
        release=say_pair(number(row["release_h"]), _most(row, "release_h") - number(row["release_h"]), words, "hours"),
    )
    strength = gap / _most(row, "release_h") / BEYOND
    return stated(
        "release", words, text, certainty=certain_of_interval(gap, most), strength=min(strength, 5.0), **limits
    )


def _most(row: dict[str, object], column: str) -> float:
    return max(number(row[column]), number(row.get(f"{column}_possible")))
