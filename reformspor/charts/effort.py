"""What a session of each kind takes, and what the busiest fifth carries, as tables with percentages and plain words."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import listing
from reformspor.findings.amounts import figure_of, number, say_ends
from reformspor.findings.labels import label_of
from reformspor.words import Words


def effort_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """Kinds of sessions with their number, hours for each, and how it was measured; a fallback is said in its row."""
    rows = answer.copy_rows()
    table = listing(answer, words, ("kind", "sessions"))
    if not rows:
        return table
    used = [_used(row) for row in rows]
    # What a session takes is what is looked for, so it stands where a phone shows it.
    each = [None if ends is None else figure_of(ends[0], words, 1) + _upper(ends, words) for ends in used]
    table.insert(1, words("capacity.heading.each"), each)
    for code in ("prepare", "conduct", "follow_up"):
        hours = [None if pd.isna(row[code]) else figure_of(max(number(row[code]), 0.0), words, 1) for row in rows]
        table[words(f"capacity.heading.{code}")] = hours
    table[words("capacity.heading.hours")] = [
        say_ends(number(r["hours"]), max(number(r["hours_possible"]) - number(r["hours"]), 0.0), words) for r in rows
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
    """A row for each role and a column for each year with the busiest fifth's part, and the people of the latest."""
    rows = answer.copy_rows()
    if not rows:
        return pd.DataFrame()
    years = sorted({int(row["year"]) for row in rows})
    roles = list(dict.fromkeys(str(row["role"]) for row in rows))
    told = {(str(row["role"]), int(row["year"])): row for row in rows}
    table: dict[str, list[str | None]] = {
        words("charts.heading.role"): [label_of(words, "role", role) for role in roles],
    }
    for year in years:
        found = [told.get((role, year)) for role in roles]
        table[str(year)] = [None if row is None else words.percent(number(row["fifth_share"])) for row in found]
    latest = [next(told[role, year] for year in reversed(years) if (role, year) in told) for role in roles]
    table[words("capacity.heading.people")] = [str(row["band"]).replace("-", "\N{EN DASH}") for row in latest]
    return pd.DataFrame(table)
