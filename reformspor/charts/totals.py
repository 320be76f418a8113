"""The sums of a scope in one table, least and most, beside those of the equally long period before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import heading_of, listing
from reformspor.findings.amounts import number
from reformspor.findings.cost_glance import IN_KRONER
from reformspor.findings.finding import silent
from reformspor.words import Words

# What a role without a rate, or one of several that lacks it, has none of.
UNRATED = frozenset(
    {
        "own_rate",
        "own_rate_most",
        "counted_rate",
        "counted_rate_most",
        *IN_KRONER,
        *(f"{name}_possible" for name in IN_KRONER),
    }
)
COLUMNS = ("hours", "fte_spent", "cost", "in_kind", "uncosted_h", "uncounted_h")


def cost_totals(now: Answer, former: Answer | None, words: Words, columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """A row for each sum of a one-row answer; the former period's two columns are left out where there is none."""
    table: dict[str, list[object]] = {words("cost.totals.measure"): [words(f"cost.totals.{name}") for name in columns]}
    answers = {"": now, "former_": former}
    for start, answer in answers.items():
        if answer is None or silent(answer):
            continue
        row = answer.copy_rows()[0]
        for end, most in (("least", ""), ("most", "_possible")):
            table[words(f"cost.totals.{start}{end}")] = [
                None if _unpriced(row, name) else round(number(row[f"{name}{most}"]), 4) for name in columns
            ]
    return pd.DataFrame(table)


def costed_listing(answer: Answer, words: Words, columns: Sequence[str]) -> pd.DataFrame:
    """A listing of what roles cost, in which a role without a rate is said not to be costed; it has no amount."""
    table = listing(answer, words, columns)
    for name in UNRATED & set(columns):
        heading = heading_of(words, name)
        if heading in table and not answer.frame.empty:
            amounts = zip(table[heading], answer.frame[name].isna(), strict=True)
            table[heading] = [words("cost.no_rate") if missing else amount for amount, missing in amounts]
    return table


def _unpriced(row: Mapping[str, object], name: str) -> bool:
    """Whether there are hours and none has a rate: then it is not known what they cost, which is no nothing."""
    kroner = name in IN_KRONER and number(row[f"{name}_possible"]) <= 0
    return kroner and number(row["uncosted_h_possible"]) > 0


def totals_heading(answer: Answer, words: Words, *, beside: bool = True) -> str:
    """What the table is of: an estimate, over which months, and whether the period before stands `beside` it."""
    row = answer.copy_rows()[0]
    return words(
        "cost.totals.heading" if beside else "cost.totals.alone",
        period=words.period(row["month_from"], row["month_to"]),
    )


def without_fte(answer: Answer) -> tuple[str, ...]:
    """The names of units that cannot be compared, for want of årsverk."""
    rows = [] if silent(answer) else answer.copy_rows()
    return tuple(str(row["unit_name"] or row["unit_id"]) for row in rows if row["rate_nok"] is None)
