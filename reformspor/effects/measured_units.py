"""What the gates ask of units that begin held against units that have not: run the methods, and read off each value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reformspor.effects.asked import Asked
from reformspor.effects.att import Control
from reformspor.effects.bacon import two_way_shares
from reformspor.effects.drift import drift_before
from reformspor.effects.gates import limit_of
from reformspor.effects.holm import holm
from reformspor.effects.honest import relative, smoothness
from reformspor.effects.leave import one_out
from reformspor.effects.measured_series import Measured, covers_nothing
from reformspor.effects.negative import control, spread
from reformspor.effects.panel import Panel
from reformspor.effects.permute import MANY, distinct_assignments, randomisation, smallest_p
from reformspor.effects.pretrends import power
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.staggered import callaway_santanna, imputation, sun_abraham, two_stage
from reformspor.effects.steering import Progress, Stage
from reformspor.effects.suited import compared, followed, meant, months, untouched
from reformspor.effects.verdict import is_effect, judge
from reformspor.effects.wild import cluster_bootstrap

# Half the width of a 95 per cent interval to what four tests of five would find, and to half that of 90 per cent.
TO_DETECTABLE, TO_NINETY = 2.802 / 1.960, 1.645 / 1.960
# The result whose estimate the verdict is of.
STANDS_ON = "ri_imputation"
CLEARLY = limit_of("did_p", "ri_p")
STEPS = 10


def measured_units(panel: Panel, asked: Asked, progress: Progress) -> Measured:
    """The values of a panel of several units; the estimate is the mean change over the registered window, by
    imputation, with the interval and p value of exchanged starts.

    Callaway and Sant'Anna's estimate stands on the one step before each start, and with few units its chance is two or
    three times as large; it must agree. The planner reckons with the same estimate as is judged here.
    """
    expected = asked.hypothesis
    asked_of = meant(panel, expected.units if expected else ())
    held = compared(followed(asked_of, expected.anticipation if expected else 0))
    how: dict[str, Any] = {
        "comparison": _against(asked),
        "anticipation": expected.anticipation if expected else 0,
        "window": asked.window,
    }
    stage = Stage(progress, STEPS)
    stage.next("group_time")
    results = {"cs": _trimmed(callaway_santanna(held, **how), asked_of, held)}
    stage.next("exchange")
    results[STANDS_ON] = randomisation(held, "imputation", asked.draws, asked.seed, **how)
    values = _design(held, panel, asked)
    main = _main(results)
    values |= _found(main, asked)
    if not asked.thorough and not _goes_on(main):
        return Measured(results, values, main, held)
    results |= _stressed(held, asked, how, stage)
    values |= _stood(results, held, asked, how, stage)
    stage.next("honest")
    if asked.thorough or _may_rise(values):
        results |= _bounded(held, asked, how)
        values |= {
            "smoothness_ratio": results["honest"].facts.get("breakdown_ratio"),
            "relative_breakdown": results["honest_relative"].facts.get("breakdown"),
        }
    stage.next("verdict")
    return Measured(results, values, main, held)


def _against(asked: Asked) -> Control:
    return "never" if asked.hypothesis and asked.hypothesis.comparison == "never" else "not_yet"


def _main(results: dict[str, Result]) -> Estimate | None:
    """The mean change with the uncertainty of exchanged starts; without any where they cannot be exchanged."""
    exchanged = results[STANDS_ON].of("att_simple")
    if exchanged is not None:
        return replace(exchanged, what="att_window")
    found = results["cs"].of("att_window") or results["cs"].of("att_simple")
    return None if found is None else Estimate("att_window", found.value, n=found.n)


def _design(held: Panel, panel: Panel, asked: Asked) -> dict[str, Fact]:
    """What is known of the design before any number is looked at."""
    begins = [start for start in held.starts if start]
    after = min(asked.window[1] + 1, held.n_times - min(begins)) if begins else 0
    # Who begins after the last step that is read has still begun, where those that never do were to be held against.
    never = {panel.units[place] for place in panel.never}
    others = tuple(place for place, unit in enumerate(held.units) if unit in never)
    left = untouched(held if _against(asked) == "not_yet" else held.only(others))
    # A step nobody has a value at is not used, and nothing is held against anything there.
    used = np.isin(np.arange(held.n_times), np.arange(after) + min(begins, default=0)) & ~np.isnan(held.values).all(0)
    lead = asked.hypothesis.anticipation if asked.hypothesis else 0
    return {
        "n_units": held.n_units - len(held.always),
        "n_treated": len(begins),
        "n_comparison": int(left[used].min()) if used.any() else 0,
        "n_pre": months(held, max(min(begins) - lead, 0)) if begins else 0,
        "n_post": months(held, after),
        "smallest_p": smallest_p(held, asked.draws),
        "assignments": min(distinct_assignments(held), MANY),
        "missing": held.missing,
        "definition_breaks": sum(at in held.times for at in asked.breaks),
        "drawn": asked.drawn,
        "worst_first": _worst_first(held, asked),
    }


def _found(main: Estimate | None, asked: Asked) -> dict[str, Fact]:
    """What the estimate says by itself."""
    value = None if main is None else main.value
    half = far = None
    if main is not None and value is not None and main.low is not None and main.high is not None:
        # Exchanged starts may reach further to one side; what is called too small must be so to both.
        half, far = (main.high - main.low) / 2, max(main.high - value, value - main.low)
    smallest = None if half is None else half * TO_DETECTABLE
    return {
        "ri_p": None if main is None else main.p,
        "zero_inside": covers_nothing(main),
        "detectable": smallest,
        "detectable_ratio": smallest / asked.smallest if smallest is not None and asked.smallest else None,
        "direction_as_registered": _as_expected(value, asked),
        "inside_margin": None
        if value is None or far is None or not asked.smallest
        else abs(value) + far * TO_NINETY < asked.smallest,
    }


def _goes_on(main: Estimate | None) -> bool:
    """Whether anything more could be said, were everything else met."""
    return main is not None and main.p is not None and main.p <= CLEARLY


def _may_rise(values: dict[str, Fact]) -> bool:
    """Whether bounds on how trends may part decide anything: everything else that an effect asks is met."""
    best = values | {"hidden": False, "registered": True, "registered_before_opening": True, "smoothness_ratio": 1.0}
    return is_effect(judge("did", best).level)


def _bounded(held: Panel, asked: Asked, how: dict[str, Any]) -> dict[str, Result]:
    """How far trends may part before what is found could be nothing."""
    return {
        "honest": smoothness(held, None if asked.thorough else (), **how),
        "honest_relative": relative(held, **how),
    }


def _stressed(held: Panel, asked: Asked, how: dict[str, Any], stage: Stage) -> dict[str, Result]:
    """The same question asked in other ways."""
    stage.next("imputation")
    lead = how["anticipation"]
    found = {
        "imputation": imputation(held, lead, how["window"]),
        "ri": randomisation(held, "cs", asked.draws, asked.seed, **how),
    }
    stage.next("wild")
    found["wild"] = cluster_bootstrap(held, anticipation=lead)
    stage.next("leave_one_out")
    found["leave_one_out"] = one_out(held, "imputation", lead, how["comparison"], how["window"])
    stage.next("pretrends")
    found["drift"] = drift_before(held, lead, asked.draws, asked.seed)
    found["pretrends"] = power(held, comparison=how["comparison"], anticipation=lead, window=how["window"])
    if asked.thorough:
        stage.next("beside")
        found |= {
            "two_stage": two_stage(held, lead),
            "sun_abraham": sun_abraham(held, lead),
            "bacon": two_way_shares(held),
        }
    return found


def _stood(results: dict[str, Result], held: Panel, asked: Asked, how: dict[str, Any], stage: Stage) -> dict[str, Fact]:
    """What came of asking in other ways; the control outcome and the family are asked here."""
    wild = results["wild"].of("two_way")
    joint = _pretests(results)
    straight = results["drift"].of("drift")
    known = joint if straight is None or straight.p is None else [straight.p, *joint]
    stage.next("control")
    if asked.control is not None:
        results["control"] = _control(held, asked, how)
    silent = results["control"].facts if "control" in results else {}
    return {
        "wild_p": None if wild is None else wild.p,
        "estimators_agree": agree(results[STANDS_ON].of("att_simple"), results["ri"].of("att_simple")),
        # The joint test stands by itself, as it is published: a test added beside it must not make it milder.
        "joint_p": min(joint, default=None),
        # Several tests of one thing: the least of their chances, times how many they are (Bonferroni).
        "pretest_p": min(1.0, min(known) * len(known)) if known else None,
        "pretest_told": bool(known),
        "drift_ratio": _against_estimate(results["pretrends"].facts.get("extrapolated"), results[STANDS_ON]),
        "sign_stable": results["leave_one_out"].facts.get("sign_stable"),
        "control_silent": bool(silent.get("nothing")) and bool(silent.get("could_show")) if silent else None,
        "holm_p": _in_family(results, asked, how),
    }


def _pretests(results: dict[str, Result]) -> list[float]:
    """The p values of the joint tests before the start that could be reckoned: of every stretch, and of every step
    where there are units enough."""
    told = [results[name].facts.get("pretest_p") for name in ("pretrends", "cs")]
    return [p for p in told if isinstance(p, float)]


def _against_estimate(drift: Fact, ri: Result) -> float | None:
    """A drift carried on over the window, against the size of what was found."""
    found = ri.of("att_simple")
    if not isinstance(drift, float) or found is None or not found.value:
        return None
    return drift / abs(found.value)


def agree(one: Estimate | None, other: Estimate | None) -> bool | None:
    """Whether two estimates have one sign and each lies within the other's interval; None where either has none."""
    inside = _within(one, other), _within(other, one)
    if one is None or other is None or None in inside:
        return None
    return (one.value or 0.0) * (other.value or 0.0) > 0 and all(inside)


def _within(one: Estimate | None, other: Estimate | None) -> bool | None:
    if one is None or other is None or one.value is None or other.low is None or other.high is None:
        return None
    return other.low <= one.value <= other.high


def _as_expected(value: float | None, asked: Asked) -> bool | None:
    if asked.hypothesis is None or value is None:
        return None
    way = asked.hypothesis.direction
    return way == "either" or (value < 0 if way == "lower" else value > 0)


def _in_family(results: dict[str, Result], asked: Asked, how: dict[str, Any]) -> float | None:
    """The p value among those of the outcomes it was registered with; None when they are not at hand."""
    own = results[STANDS_ON].of("att_simple")
    if own is None or (asked.family is None and asked.hypothesis is not None and asked.hypothesis.family):
        return None
    others = []
    units = asked.hypothesis.units if asked.hypothesis else ()
    for name, other in sorted((asked.family or {}).items()):
        beside = compared(followed(meant(other, units), how["anticipation"]))
        results[f"family_{name}"] = randomisation(beside, "imputation", asked.draws, asked.seed, **how)
        found = results[f"family_{name}"].of("att_simple")
        others.append(None if found is None else found.p)
    return holm([own.p, *others])[0]


def _control(held: Panel, asked: Asked, how: dict[str, Any]) -> Result:
    """The outcome the reform should not touch, with the same units, steps and starts."""
    given = asked.control
    assert given is not None
    places = tuple(given.units.index(unit) for unit in held.units if unit in given.units)
    if len(places) != held.n_units or given.times[: held.n_times] != held.times:
        return Result("negative_control", refused=(Refusal("no_control", {}),))
    cut = given.only(places)
    beside = replace(
        cut, times=held.times, values=cut.values[:, : held.n_times], starts=held.starts, exposure=None, persons=None
    )
    return control(held, beside, "imputation", asked.draws, asked.seed, **how)


def _worst_first(held: Panel, asked: Asked) -> bool | None:
    """Whether the units that begin lay clearly worse than the others before, by the direction they were to move in."""
    begins = [start for start in held.starts if start]
    within = spread(held)
    if asked.hypothesis is None or asked.hypothesis.direction == "either" or not begins or not within:
        return None
    before = held.values[:, : min(begins)]
    known = ~np.isnan(before)
    means = np.where(known, before, 0.0).sum(1) / np.maximum(known.sum(1), 1)
    begun, others = means[list(held.treated)], means[list(held.never)]
    if not others.size:
        return None
    ahead = float(begun.mean() - others.mean())
    return (ahead if asked.hypothesis.direction == "lower" else -ahead) > within


def _trimmed(found: Result, panel: Panel, held: Panel) -> Result:
    """Says how many units began too early to be followed, and how many steps at the end have too few that wait."""
    early, gone = panel.n_units - held.n_units, panel.n_times - held.n_times
    said = ([Refusal("began_early", {"n": early})] if early else []) + (
        [Refusal("steps_trimmed", {"n": gone})] if gone else []
    )
    return replace(found, notices=(*said, *found.notices))
