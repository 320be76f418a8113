"""People are only ever told as bands, and this is where a number becomes one."""

from __future__ import annotations

STARTS = (50, 20, 10)
LOWEST = 5


def low_sql(n: str, k: int) -> str:
    """SQL for the lower end of the band that holds `n` people (never under k, the fewest ever shown)."""
    first = min(k, LOWEST)
    cases = " ".join(f"when {n} >= {start} then {start}" for start in STARTS)
    return f"(case {cases} when {n} >= {LOWEST} then {LOWEST} else {first} end)::integer"


def high_sql(n: str) -> str:
    """SQL for the upper end of the band that holds `n` people; null when the band is open."""
    return f"(case when {n} >= 50 then null when {n} >= 20 then 49 when {n} >= 10 then 19 else 9 end)::integer"


def name_sql(low: str, high: str) -> str:
    """SQL for a band's name, `5-9` or `50+`, from its two ends."""
    return f"(case when {high} is null then {low} || '+' else {low} || '-' || {high} end)"
