"""What a forecast and a scenario say, each with its rule; neither ever says that something had an effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reformspor.answers import Answer, Assumed
from reformspor.answers.supposed import Measured
from reformspor.effects.scenario import FELT, Scenario
from reformspor.findings.amounts import number, say, say_pair
from reformspor.findings.finding import Certainty, Finding
from reformspor.words import Words

NAIVE = "seasonal_naive"
WHOLE = "all"
# A mean error over this share of a mean month leaves little to plan by.
CLOSE = 0.15
# A change of a year that is worth telling.
CLEAR = 0.10
# A share of hours without a rate that is worth telling.
LITTLE = 0.001
Row = dict[str, Any]


def group_label(words: Words, group: str) -> str:
    """The name of a group of roles."""
    key = f"scenario.group.{group}"
    return words(key) if words.has(key) else group


def model_label(words: Words, model: str) -> str:
    """The name of a model in plain words."""
    key = f"scenario.model.{model}"
    return words(key) if words.has(key) else model


def foreseen(answer: Answer) -> tuple[str, ...]:
    """The groups of roles that are carried on, all together first, then the largest coming year first."""
    years: dict[str, float] = {}
    for row in answer.copy_rows():
        if row["kind"] == "forecast":
            years[row["role_group"]] = years.get(row["role_group"], 0.0) + number(row["hours"])
    return tuple(sorted(years, key=lambda group: (group != WHOLE, -years[group])))


def state_forecast(future: Answer, tested: Answer, groups: Answer, words: Words, group: str = WHOLE) -> Finding:
    """The coming year against the last, were it to go on as before. Rule: the model that had the least error in the
    backtest, and how wrong it was there on average, tells how sure it is. Without a forecast: why there is none."""
    rule = words("scenario.rule.forecast")
    rows = [row for row in future.copy_rows() if row["role_group"] == group]
    ahead = [number(row["hours"]) for row in rows if row["kind"] == "forecast"]
    if not ahead:
        return Finding(_why_none(groups, words, group), rule, "sure", nothing=True)
    past = [number(row["hours"]) for row in rows if row["kind"] == "measured"][-len(ahead) :]
    text = words(
        "scenario.said.forecast",
        ahead=say(_about(sum(ahead)), words, "hours"),
        past=words.number(sum(past)),
        mae=say(_mae(tested, group), words, "hours"),
    )
    return Finding(text, rule, _certainty(_mae(tested, group), sum(ahead) / len(ahead)), subject="forecast")


def _why_none(groups: Answer, words: Words, group: str) -> str:
    """Why a group of roles is not carried on, where the answer tells it."""
    state = next((row["state"] for row in groups.copy_rows() if row["role_group"] == group), "ok")
    if state == "ok":
        return words("scenario.said.none")
    return words("scenario.said.none_since", why=words(f"scenario.state.{state}"))


def state_next(future: Answer, words: Words, group: str = WHOLE) -> Finding:
    """The interval of the first month ahead. Rule: as wide as the errors one month ahead have been."""
    rule = words("scenario.rule.next")
    ahead = next((r for r in future.copy_rows() if r["role_group"] == group and r["kind"] == "forecast"), None)
    if ahead is None:
        return Finding(words("scenario.said.none"), rule, "sure", nothing=True)
    text = words(
        "scenario.said.next",
        group=group_label(words, group),
        month=ahead["month"],
        low=words.number(number(ahead["low"])),
        high=say(number(ahead["high"]), words, "hours"),
    )
    return Finding(text, rule, "fairly_sure", subject="forecast")


def state_growing(future: Answer, words: Words, groups: Sequence[str]) -> Finding:
    """The group of roles that changes most from the last year to the next. Rule: largest change in hours, said when it
    is a tenth or more of the last year."""
    rule = words("scenario.rule.growing", share=words.percent(CLEAR))
    years = {group: _years(future, group) for group in groups}
    largest = max(years, key=lambda group: abs(years[group][1] - years[group][0]), default=None)
    if largest is None or abs(years[largest][1] - years[largest][0]) < CLEAR * max(years[largest][0], 1.0):
        return Finding(words("scenario.said.steady"), rule, "fairly_sure", nothing=True)
    past, ahead = years[largest]
    text = words(
        "scenario.said.grows" if ahead > past else "scenario.said.shrinks",
        group=group_label(words, largest),
        past=words.number(past),
        ahead=say(ahead, words, "hours"),
    )
    return Finding(text, rule, "fairly_sure", subject="forecast")


def _about(amount: float) -> float:
    """An amount ahead in three figures: more of them would be known by nobody."""
    return float(f"{amount:.3g}")


def _years(future: Answer, group: str) -> tuple[float, float]:
    """Hours of the last twelve measured months, and of the twelve after them."""
    rows = [row for row in future.copy_rows() if row["role_group"] == group]
    past = [number(row["hours"]) for row in rows if row["kind"] == "measured"][-12:]
    return sum(past), sum(number(row["hours"]) for row in rows if row["kind"] == "forecast")


def state_backtest(tested: Answer, words: Words, group: str = WHOLE) -> Finding:
    """How wrong the forecast has been, beside the same month the year before. Rule: said of all distances together."""
    rule = words("scenario.rule.backtest")
    rows = [row for row in tested.copy_rows() if row["role_group"] == group and not row["horizon"]]
    used = next((row for row in rows if row["used"]), None)
    naive = next((row for row in rows if row["model"] == NAIVE), None)
    if used is None or naive is None:
        return Finding(words("scenario.said.no_backtest"), rule, "sure", nothing=True)
    values = {
        "group": group_label(words, group),
        "mae": say(number(used["mae"]), words, "hours"),
        "naive": say(number(naive["mae"]), words, "hours"),
        "n": used["n"],
        "origins": used["origins"],
    }
    key = "scenario.said.naive_used" if used["model"] == NAIVE else "scenario.said.beats_naive"
    return Finding(words(key, **values), rule, "fairly_sure", subject="backtest")


def state_gap(outcome: Answer, words: Words) -> Finding:
    """Whether capacity holds in each scenario. Rule: arithmetic on what the scenario supposes, so as sure as that."""
    rule = words("scenario.rule.gap", share=words.percent(FELT))
    rows = [row for row in outcome.copy_rows() if row["scenario"] != "difference"]
    if not rows or any(row["gap"] is None for row in rows):
        return Finding(words("scenario.said.no_capacity"), rule, "sure", nothing=True)
    said = [_broken(row, words) for row in rows]
    return Finding(" ".join(said), rule, "unsure", subject="scenario")


def say_scenario(words: Words, name: str, scenario: Scenario) -> str:
    """A scenario's numbers in one sentence, for the foot of every figure and every file."""
    values: dict[str, Any] = {
        key: getattr(scenario, key)
        for key in ("sessions", "prepare", "conduct", "follow_up", "rest", "outside", "others", "helpers", "release")
    }
    joining = (
        words("scenario.assumed.joining", n=scenario.joining, when=scenario.joins)
        if scenario.joining
        else words("scenario.assumed.none_joining")
    )
    return words("scenario.assumed.inputs", name=name.upper(), joining=joining, **values)


def assumptions(words: Words, scenarios: dict[str, tuple[Scenario, str]]) -> tuple[Assumed, ...]:
    """What every scenario supposes: its own numbers with their code in the address, and what holds for them all."""
    own = [Assumed(f"{name}={code}", say_scenario(words, name, one)) for name, (one, code) in scenarios.items()]
    return (Assumed("scenario", words("scenario.assumed.not_effect")), *own, *_common(words))


def forecast_assumptions(words: Words) -> tuple[Assumed, ...]:
    """What a forecast supposes."""
    return (Assumed("forecast", words("scenario.assumed.forecast")),)


def basis_said(words: Words, basis: Measured) -> list[tuple[str, dict[str, Any]]]:
    """What the measured scenario is measured from: keys of sentences, and what fills them."""
    hours = say_pair(basis.hours, basis.hours_possible - basis.hours, words, "hours")
    counted = {"n": basis.sessions, "months": basis.months, "units": basis.circumstances.units, "hours": hours}
    said: list[tuple[str, dict[str, Any]]] = [("scenario.basis.sessions", counted)]
    if basis.available is None or basis.people is None:
        said.append(("scenario.basis.no_capacity", {}))
    else:
        low, high = basis.people
        band = f"{low}+" if high is None else f"{low}\N{EN DASH}{high}"
        free = say(basis.available, words, "hours")
        said.append(("scenario.basis.capacity", {"hours": free, "people": band, "helpers": basis.scenario.helpers}))
    if basis.circumstances.plan:
        last = basis.circumstances.plan[-1].first
        said.append(("scenario.basis.plan", {"week": last, "number": str(last.isocalendar().week)}))
    if basis.outside >= 1:
        said.append(("scenario.basis.outside", {"hours": say(_about(basis.outside), words, "hours")}))
    rates = basis.circumstances.rates
    if rates.helpers is None and rates.others is None:
        said.append(("scenario.basis.no_rates", {}))
    elif basis.uncosted >= LITTLE:
        said.append(("scenario.basis.uncosted", {"share": words.percent(basis.uncosted, 1)}))
    return said


def _common(words: Words) -> list[Assumed]:
    return [Assumed("", words("scenario.assumed.common"))]


def _broken(row: Row, words: Words) -> str:
    values = {"name": str(row["scenario"]).upper(), "gap": say(number(row["gap"]), words, "hours")}
    if row["breaks"] is None:
        return words("scenario.said.holds", **values)
    return words("scenario.said.breaks", week=row["breaks"], number=str(row["breaks"].isocalendar().week), **values)


def _mae(tested: Answer, group: str) -> float:
    rows = tested.copy_rows()
    return next((number(r["mae"]) for r in rows if r["role_group"] == group and not r["horizon"] and r["used"]), 0.0)


def _certainty(mae: float, month: float) -> Certainty:
    """A forecast is never sure."""
    return "fairly_sure" if month and mae / month <= CLOSE else "unsure"
