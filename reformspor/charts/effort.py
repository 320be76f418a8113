"""What a session of each kind takes, and what the busiest fifth carries, as tables with percentages and plain words."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import listing
from reformspor.findings.amounts import figure_of, number, say_ends
from reformspor.words import Words


def effort_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """Kinds of sessions with their number, hours for each, and how it was measured; a fallback is said in its row."""
    rows = answer.copy_rows()
    table = listing(answer, words, ("kind", "sessions"))
    if not rows:
        return table
    used = [_used(row) for row in rows]
    table[words("capacity.heading.hours")] = [
        say_ends(number(r["hours"]), max(number(r["hours_possible"]) - number(r["hours"]), 0.0), words) for r in rows
    ]
    table[words("capacity.heading.each")] = [
        None if ends is None else figure_of(ends[0], words, 1) + _upper(ends, words) for ends in used
    ]
    table[words("capacity.heading.basis")] = [words(f"capacity.basis.{row['basis']}") for row in rows]
    return table


def _used(row: dict[str, object]) -> tuple[float, float] | None:
    """The hours for each session that a plan counts on: the kind's own, or those of all kinds."""
    if row["basis"] == "beside":
        return None
    least, most = ("pooled_rate", "pooled_rate_possible") if row["basis"] == "pooled" else _OWN
    return number(row[least]), number(row[most])


_OWN = ("per_session", "per_session_possible")


def _upper(ends: tuple[float, float], words: Words) -> str:
    low, high = (figure_of(end, words, 1) for end in ends)
    return "" if low == high else f"\N{EN DASH}{high}"


def fifth_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """Role, year, the busiest fifth's part in per cent, and how many people as a band."""
    table = listing(answer, words, ("role", "year", "band", "fifth_share"))
    if len(table.columns) and len(table):
        last = table.columns[-1]
        table[last] = [words.percent(value) for value in table[last]]
        year = table.columns[1]
        table[year] = [str(value) for value in table[year]]
    return table
