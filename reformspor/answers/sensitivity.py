"""How far an answer hangs on what was chosen: the method, each unit, how trends may part, and when the start was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reformspor.answers.answer import Answer
from reformspor.answers.studied import Row, made
from reformspor.effects.result import Estimate, Refusal, Result

# Their errors are too small with few units, so that their p values are not told.
TOO_SURE = frozenset({"cs", "imputation", "two_stage", "sun_abraham", "newey_west"})
# In the order they are told: what the verdict stands on first.
OVER_UNITS = ("ri", "cs", "ri_imputation", "imputation", "two_stage", "sun_abraham", "wild")
ONE_SERIES = ("its", "its_control", "newey_west")
# What a short series is judged by, and an outcome less its control.
ANY_RHO, DIFFERENCE = "any_rho", "difference_any_rho"
BESIDE = ("synthetic_did", "synthetic_control")
# The estimate each method is read by, the first it has.
READ = ("att_window", "att_simple", "att", "two_way", "window", "level")
KINDS = ("never", "earlier", "forbidden")
Results = Mapping[str, Result]
# How a refusal is told in the reader's language.
Say = Callable[[Refusal], str]


def headline(result: Result) -> Estimate | None:
    """The estimate a method is read by; None where it found none."""
    held = [one for one in result.estimates if one.value is not None]
    first = sorted(held, key=lambda one: one.at not in (ANY_RHO, DIFFERENCE))
    return next((one for what in READ for one in first if one.what == what), None)


def _at(result: Result, at: str) -> Estimate | None:
    held = [one for one in result.estimates if one.at == at and one.value is not None]
    return next((one for what in READ for one in held if one.what == what), None)


def estimators(panel: Answer, results: Results, main: str, say: Say) -> Answer:
    """A row for each method that was asked: code, estimate, low, high, p (of those whose errors hold), n, what, said
    (why there is none, in words), and main, the one the verdict stands on."""
    rows = [
        {
            **_told(one),
            **({"p": None} if code in TOO_SURE else {}),
            "code": code,
            "said": _why(results[held], say),
            "main": code == main,
        }
        for code, held, one in _asked(results)
    ]
    return made(panel, "estimators", rows, "code", "estimate")


def _asked(results: Results) -> Iterator[tuple[str, str, Estimate | None]]:
    """Each method with the name of its result and the estimate it is read by."""
    for code in (*OVER_UNITS, *ONE_SERIES, *BESIDE):
        if code in results:
            yield code, code, headline(results[code])
    if "its" in results and any(one.at == ANY_RHO for one in results["its"].estimates):
        yield "its_plain", "its", _at(results["its"], "")


def left_out(panel: Answer, found: Result) -> Answer:
    """A row for each unit that was left out, and first the estimate with all: code (a unit, empty for all), estimate,
    begins (whether the unit is one that begins)."""
    begun = dict(zip(found.series.get("left.unit", ()), found.series.get("left.begun", ()), strict=True))
    whole = found.of("att_simple")
    without = sorted(found.all_of("att_without"), key=lambda one: (one.value is None, one.value))
    rows: list[Row] = [] if whole is None else [{"code": "", "estimate": whole.value, "begins": False}]
    rows += [{"code": one.at, "estimate": one.value, "begins": bool(begun.get(one.at))} for one in without]
    return made(panel, "left_out", rows, "code", "estimate", found)


def bounds(panel: Answer, name: str, found: Result) -> Answer:
    """A row for each M: how far the trends may bend (in the outcome's unit, or in shares of what they did before), low,
    high, and share of the largest bend before the start; the first is the estimate when they do not part."""
    largest = found.facts.get("largest_bend")
    rows: list[Row] = []
    for one in (*found.all_of("original"), *found.all_of("bound")):
        bend = float(one.at) if one.at else None
        known = bend is not None and isinstance(largest, float) and largest > 0
        share = bend / largest if known else None  # type: ignore[operator]
        rows.append({"m": bend, "estimate": one.value, "low": one.low, "high": one.high, "share": share})
    return made(panel, name, rows, "m", "estimate", found)


def comparisons(panel: Answer, found: Result) -> Answer:
    """A row for each kind of comparison a two-way estimate is made of: kind, share of the weight, and its mean."""
    rows = [
        {"kind": kind, "share": share.value, "mean": mean.value if mean else None}
        for kind in KINDS
        for share, mean in [(found.of("share", kind), found.of("mean", kind))]
        if share is not None and share.value is not None
    ]
    return made(panel, "comparisons", rows, "kind", "share", found)


def stretches(panel: Answer, found: Result) -> Answer:
    """A row for each stretch of the event study: time (its middle), first, last, value, low, high, and drift, the
    straight line that would have gone unseen one time in five."""
    names = ("time", "first", "last", "value", "low", "high", "drift")
    columns = [found.series.get(f"stretch.{name}", ()) for name in names]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return made(panel, "stretches", rows, "time", "value", found)


def _told(one: Estimate | None) -> Row:
    names = ("value", "low", "high", "p", "n", "what")
    held = dict.fromkeys(names) if one is None else {name: getattr(one, name) for name in names}
    return {"estimate": held.pop("value"), **held}


def _why(result: Result, say: Say) -> str:
    return say(result.refused[0]) if result.refused else ""
