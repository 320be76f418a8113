"""What a filter may choose among in one snapshot: months with data, units and sectors by name, and codes in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reformspor.answers import facts_of
from reformspor.contract import load_contract
from reformspor.scope.state import add_months, months_between
from reformspor.store import Store

# The months of what is done. Merged rows of the ledger may begin before it and end after it.
SPAN = """
select min(first)::date as first, max(last)::date as last from (
    select min(date) as first, max(date) as last from sessions where status is distinct from 'planned'
    union all select min(month_from), max(month_to) from released where month_from = month_to
    union all select min(reported_date), max(reported_date) from barriers
)
"""
FIRST_BARRIER = "select min(reported_date)::date as day from barriers"
UNITS = "select unit_id, name, sector from units order by sector, name, unit_id"


@dataclass(frozen=True)
class Choices:
    """Months from the first to the last (first days), unit names, and for each filter its codes in order.

    A page about barriers can be read as of any day from `first_barrier`, None without barriers, to `taken_at`.
    """

    months: tuple[dt.date, ...]
    units: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    taken_at: dt.date
    first_barrier: dt.date | None = None

    @property
    def last(self) -> dt.date | None:
        """The last month with data."""
        return self.months[-1] if self.months else None


def choices_of(store: Store) -> Choices:
    """Read the choices of a snapshot."""
    span = store.run(SPAN, {}).iloc[0]
    units = store.run(UNITS, {})
    known = load_contract().codes
    first = store.run(FIRST_BARRIER, {})["day"][0]
    sectors = tuple(code for code in known["sector"] if (units["sector"] == code).any())
    return Choices(
        months=_months(span["first"], span["last"]),
        taken_at=facts_of(store).provenance.as_of,
        first_barrier=first if isinstance(first, dt.date) else None,
        units={str(unit): str(name) for unit, name, _ in units.itertuples(index=False)},
        codes={
            "sector": sectors or tuple(known["sector"]),
            "unit": tuple(str(unit) for unit in units["unit_id"]),
            "role": tuple(known["role"]),
            "activity": tuple(known["activity"]),
            "phase": tuple(known["phase"]),
            "level": tuple(known["level"]),
            "type": tuple(known["barrier_type"]),
        },
    )


def _months(first: object, last: object) -> tuple[dt.date, ...]:
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return ()
    start = first.replace(day=1)
    return tuple(add_months(start, i) for i in range(months_between(start, last) + 1))
