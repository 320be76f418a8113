"""What of an hour the Research Council lets count as the municipality's own contribution, role by role."""

from __future__ import annotations

from reformspor.choices.choice import Choices


def counted_rates(choices: Choices) -> dict[str, float]:
    """Kroner an hour by leaf role: at most the share of the agreed annual salary, the cap, and the role's own hourly
    rate where it has one. A role without a salary is left out: nothing of it counts."""
    salaries, hourly = choices.by_role("rates", "annual_salary_nok"), choices.by_role("rates", "hourly_nok")
    share, most = choices.number("in_kind.share_of_salary"), choices.number("in_kind.most_per_hour")
    if share is None or most is None:
        return {}
    return {
        role: min(share * salary, most, *([hourly[role]] if role in hourly else []))
        for role, salary in sorted(salaries.items())
    }
