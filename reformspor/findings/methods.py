"""The methods told as they are: design, assumptions, what they cannot show, gates, and how often they were wrong."""

from __future__ import annotations

import pandas as pd

from reformspor.effects.false_alarms import FalseAlarms, Tried
from reformspor.effects.gates import Gates, gates
from reformspor.effects.sources import sources
from reformspor.findings.verdict import asked_said
from reformspor.words import Words

# Every method a page uses, in reading order.
GROUPS: dict[str, tuple[str, ...]] = {
    "series": ("its", "its_counts", "placebo", "its_control", "newey_west"),
    "variation": ("xmr", "p_chart"),
    "units": ("cs", "event_study", "imputation", "two_stage", "bacon"),
    "stress": (
        "ri",
        "wild",
        "leave_one_out",
        "pretest",
        "honest_smoothness",
        "honest_relative",
        "negative_control",
    ),
    "elsewhere": ("synthetic_did", "synthetic_control"),
    "dose": ("dose",),
    "durations": ("survival", "competing_risks"),
    "planning": ("power", "draw"),
}
PARTS = ("design", "assumes", "cannot")


def method_table(code: str, words: Words) -> pd.DataFrame:
    """What a method does, assumes, cannot show, and where it comes from."""
    rows = [(words(f"methods.part.{part}"), words(f"methods.of.{code}.{part}")) for part in PARTS]
    rows.append((words("methods.part.source"), "; ".join(sources()[code])))
    return pd.DataFrame(rows, columns=[words("methods.part.about"), words(f"methods.of.{code}.name")])


def ladder_table(words: Words) -> pd.DataFrame:
    """The levels from the strongest, what each means, and which designs can come to it."""
    rules = gates()
    rows = [
        (words(f"verdict.level.{level}.name"), words(f"verdict.level.{level}.means"), _reaching(level, rules, words))
        for level in reversed(rules.levels)
    ]
    return pd.DataFrame(rows, columns=[words(f"methods.ladder.{name}") for name in ("level", "means", "designs")])


def all_gates_table(words: Words) -> pd.DataFrame:
    """Every gate: its name, limit, why, whom it is asked of, and what its failing allows at most."""
    rows = [
        (
            words(f"verdict.gate.{gate.code}.name"),
            asked_said(gate, words),
            words(f"verdict.gate.{gate.code}.why"),
            words.listing([words(f"verdict.design.{design}") for design in gate.designs]),
            words(f"verdict.level.{gate.caps}.name"),
        )
        for gate in gates().gates
    ]
    names = ("verdict.gates.gate", "verdict.gates.asked", "methods.gates.why", "methods.gates.used_by")
    return pd.DataFrame(rows, columns=[words(name) for name in (*names, "verdict.gates.for")])


def alarms_table(found: FalseAlarms, words: Words) -> pd.DataFrame:
    """How many runs without any effect were called a change, and a probable effect, or more."""
    rows = [
        (
            _design(one, words),
            words.number(one.rho, 1),
            words.number(one.runs),
            _share(one.change, one.runs, words),
            _share(one.effect, one.runs, words),
        )
        for one in found.rows
    ]
    names = ("design", "rho", "runs", "change", "effect")
    return pd.DataFrame(rows, columns=[words(f"methods.alarms.{name}") for name in names])


def power_table(found: FalseAlarms, words: Words) -> pd.DataFrame:
    """The same with a change planted; designs that can find none are left out."""
    rows = [
        (
            _design(one, words),
            words.number(one.rho, 1),
            words.number(one.planted, 2),
            words.number(one.power_runs),
            _share(one.found_change, one.power_runs, words),
            _share(one.found_effect, one.power_runs, words),
            _share(one.twice_effect, one.twice_runs, words),
        )
        for one in found.rows
        if one.planted is not None
    ]
    names = ("design", "rho", "planted", "runs", "change", "effect", "twice")
    return pd.DataFrame(rows, columns=[words(f"methods.alarms.{name}") for name in names])


def _reaching(level: str, rules: Gates, words: Words) -> str:
    """The designs whose ladder holds a level; that it may be claimed that there is nothing is told by the margin."""
    if level == "no_relevant_effect":
        reach = list(rules.margin_designs)
    else:
        reach = [design for design in rules.ceilings if level in rules.ladder(design)]
    return words.listing([words(f"verdict.design.{design}") for design in reach]) or words("methods.ladder.nobody")


def _design(one: Tried, words: Words) -> str:
    places = {"before": one.before, "after": one.after, "units": one.units, "treated": one.treated}
    return words(f"methods.alarms.{one.design}", **places)


def _share(count: int | None, runs: int | None, words: Words) -> str:
    if count is None or not runs:
        return words("verdict.gates.unmeasured")
    return words("methods.alarms.count", n=count, share=words.percent(count / runs, 1 if count else 0))
