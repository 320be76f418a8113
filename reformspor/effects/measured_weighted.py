"""What the gates ask of a weighted comparison with units that never begin: read off the methods' own results."""

from __future__ import annotations

from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.measured_series import covers_nothing
from reformspor.effects.measured_units import agree
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Fact, Result
from reformspor.effects.suited import is_of, months


def measured_weighted(
    panel: Panel, own: Result, beside: Result | None, expected: Hypothesis | None = None, breaks: int = 0
) -> dict[str, Fact]:
    """The values of the result the verdict is of, `own`, and of the other way of weighting `beside` it.

    A hypothesis counts when others that never begin were what it was to be held against, in units that are there; that
    it came before the outcome was opened is not known of numbers others have published. `breaks` is how many times the
    definition changed.
    """
    first = min(panel.cohorts, default=0)
    main, other = _first(own), None if beside is None else _first(beside)
    return {
        "hidden": False,
        "registered": expected is not None and expected.comparison == "never" and is_of(expected, panel),
        "registered_before_opening": False,
        "missing": panel.missing,
        "definition_breaks": breaks,
        "n_pre": months(panel, first),
        "n_post": months(panel, panel.n_times - first) if first else 0,
        "smallest_p": own.facts.get("smallest_p"),
        "placebo_p": own.facts.get("placebo_p"),
        "zero_inside": covers_nothing(main),
        "estimators_agree": agree(main, other),
    }


def _first(found: Result) -> Estimate | None:
    return next(iter(found.estimates), None)
