"""What barriers cost, each with the factors it is made of, and what they have cost while they were waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.ageing import Row, day_of, has_owner, level_colour, name_of, owner_of, state_key
from reformspor.charts.chart import Chart
from reformspor.charts.picking import pick_by
from reformspor.charts.titled import Titled, titled_cuts, titled_layout, titled_trace
from reformspor.findings.amounts import number, say
from reformspor.findings.labels import label_of
from reformspor.findings.money import short
from reformspor.words import Words

# The factors of a product, in the order they are multiplied, and the one that makes kroner of hours.
HOURS = ("burden_hours", "burden_per_year", "burden_affected")
RATE = "burden_rate_nok"
MOST = 10


def burden(answer: Answer, words: Words) -> Chart:
    """The barriers that cost most kroner a year, with a bar only where all four factors are known.

    Under each stand the factors as they are multiplied, or which of them lack. The table has all that are told.
    """
    rows = answer.copy_rows()
    return _bars(rows, words, "nok_per_year", lambda row: _said(row, words), _table(rows, words), _alt(rows, words))


def waiting_cost(answer: Answer, words: Words) -> Chart:
    """The barriers that have cost most hours since they were raised, with a bar only where the hours are known.

    Under each stand the days, and hours a year with their factors, or which of them lack.
    """
    rows = answer.copy_rows()
    table, alt = _waiting_table(rows, words), _waiting_alt(rows, words)
    return _bars(rows, words, "hours_waited", lambda row: (_waited(row, words), _hours(row, words)), table, alt)


def _bars(
    rows: list[Row], words: Words, value: str, said: Callable[[Row], tuple[str, ...]], table: pd.DataFrame, alt: str
) -> Chart:
    """The first of the rows with a bar for `value` each, and what is `said` under its name."""
    bars = [
        Titled(
            name_of(row, words),
            said(row),
            number(row[value]),
            level_colour(row),
            pick_by("level", row) if has_owner(row) else "",
        )
        for row in rows[:MOST]
    ]
    layout = titled_layout(bars)
    return Chart(
        data=[titled_trace(bars)] if bars else [],
        layout=layout,
        table=table,
        alt=alt,
        key=state_key(rows[:MOST], words),
        height=layout["height"],
        cuts=titled_cuts(bars),
        left_out=words("barriers.left_out", n=MOST, all=len(rows)) if len(rows) > MOST else "",
    )


def _said(row: Row, words: Words) -> tuple[str, ...]:
    """The hours with their factors, then the kroner; the factors that lack in their place."""
    lacks = _lacking(row, (*HOURS, RATE), words)
    if row["hours_per_year"] is None:
        return (*(said for said in [_factors(row, words)] if said), lacks)
    hours = _hours(row, words)
    if row["nok_per_year"] is None:
        return (hours, lacks)
    rate = words("barriers.factor.burden_rate_nok", amount=_exact(row[RATE], words))
    return (hours, words("barriers.kroner", rate=rate, amount=short(row["nok_per_year"], words)))


def _hours(row: Row, words: Words) -> str:
    """The product of the three factors, said as it is made; which of them lack when there is none."""
    if row["hours_per_year"] is None:
        return _lacking(row, HOURS, words)
    return words("barriers.product", factors=_factors(row, words), hours=say(row["hours_per_year"], words, "hours"))


def _factors(row: Row, words: Words) -> str:
    told = [name for name in HOURS if row[name] is not None]
    said = [words(f"barriers.factor.{name}", amount=_exact(row[name], words), n=row[name]) for name in told]
    return f" {words('barriers.sign')} ".join(said)


def _exact(factor: float, words: Words) -> str:
    """A factor with all its decimals, at most two, so that whoever multiplies gets the product that is said."""
    return words.number(factor, next((at for at in (0, 1) if abs(factor - round(factor, at)) < 1e-9), 2))


def _lacking(row: Row, names: tuple[str, ...], words: Words) -> str:
    lacks = [words(f"barriers.name.{name}") for name in names if row[name] is None]
    return words("barriers.lacks", factors=words.listing(lacks)) if lacks else ""


def _waited(row: Row, words: Words) -> str:
    days = words("charts.amount.days", amount=words.number(row["days_waited"]), n=row["days_waited"])
    raised = words("barriers.raised", day=day_of(row["raised_at"]), days=days)
    waited = [] if row["hours_waited"] is None else [say(row["hours_waited"], words, "hours")]
    return " · ".join([*waited, *([owner_of(row, words)] if has_owner(row) else []), raised])


def _table(rows: list[Row], words: Words) -> pd.DataFrame:
    columns = (*HOURS, RATE, "hours_per_year", "nok_per_year")
    return pd.DataFrame(
        {
            words("charts.heading.title"): [name_of(row, words) for row in rows],
            words("charts.heading.level"): [label_of(words, "level", row["level"]) for row in rows],
            **_numbers(rows, columns, words),
        }
    )


def _waiting_table(rows: list[Row], words: Words) -> pd.DataFrame:
    raised, columns = words("barriers.heading.raised_at"), ("days_waited", *HOURS, "hours_per_year", "hours_waited")
    return pd.DataFrame(
        {
            words("charts.heading.title"): [name_of(row, words) for row in rows],
            words("charts.heading.org"): [owner_of(row, words) for row in rows],
            raised: [day_of(row["raised_at"]) for row in rows],
            **_numbers(rows, columns, words),
        }
    )


def _numbers(rows: list[Row], columns: tuple[str, ...], words: Words) -> dict[str, list[Any]]:
    return {words(f"barriers.heading.{name}"): [_round(row[name]) for row in rows] for name in columns}


def _round(value: Any) -> Any:
    return None if value is None else int(value) if value == int(value) else round(value, 2)


def _alt(rows: list[Row], words: Words) -> str:
    known = [row for row in rows if row["nok_per_year"] is not None]
    if not known:
        return words("barriers.alt.no_burden")
    parts = [f"{name_of(row, words)}: {'; '.join(_said(row, words))}" for row in known[:MOST]]
    return words("barriers.alt.burden", parts=". ".join(parts))


def _waiting_alt(rows: list[Row], words: Words) -> str:
    known = [row for row in rows if row["hours_waited"] is not None]
    if not known:
        return words("barriers.alt.no_burden")
    parts = [f"{name_of(row, words)}: {_waited(row, words)}" for row in known[:MOST]]
    return words("barriers.alt.waiting", parts="; ".join(parts))
