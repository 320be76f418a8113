"""What a plan can find, said before there is a single number, and what it takes for the answer to be worth having."""

from __future__ import annotations

from dataclasses import replace

from reformspor.answers import Answer, Assumed
from reformspor.answers.planning import Design, Wedge
from reformspor.effects.power import ALPHA, POWER, chance, smallest_detectable
from reformspor.effects.result import Fact, Refusal, Result
from reformspor.effects.verdict import Verdict, judge
from reformspor.findings.finding import Finding
from reformspor.findings.verdict import difference_unit
from reformspor.words import Words

# A test that finds fewer than this share of what it is to find four times in five is not the test that was promised.
HELD = 0.72
# More ways than this are told as many.
MANY = 1_000_000


def size_said(value: float, words: Words) -> str:
    """A change with as many decimals as tell it from others of its size."""
    decimals = next((places for least, places in ((100, 0), (10, 1), (0.1, 2), (0.01, 3)) if value >= least), 4)
    return words.number(value, decimals)


def amount_said(value: float, measured_in: str, words: Words) -> str:
    """A difference in its unit; what is measured on a scale is so much on it."""
    unit, size = difference_unit(measured_in, words), size_said(value, words)
    if any(sign.isdigit() for sign in unit):
        return words("verdict.change.on", value=size, unit=unit)
    return f"{size} {unit}".strip()


def planning_assumed(words: Words, design: Design) -> tuple[Assumed, ...]:
    """What the smallest change supposes, each a sentence."""
    places = {"rho": words.number(design.rho, 2), "sd": size_said(design.sd, words)}
    limits = {"power": words.percent(POWER), "alpha": words.percent(ALPHA)}
    return (
        Assumed(f"rho={design.rho:g}", words("planning.assumed.series", **places)),
        Assumed("lasting", words("planning.assumed.lasting")),
        Assumed("permutation", words("planning.assumed.test", **limits)),
    )


def wedge_assumed(words: Words) -> tuple[Assumed, ...]:
    """What the power of a stepped wedge supposes."""
    return (Assumed("wedge", words("planning.assumed.wedge")),)


def state_plan(answer: Answer, design: Design, words: Words) -> Finding:
    """The smallest change the plan finds, held against the one that matters; says why where it can find none.

    Rule: found four times in five by a two-sided test of permutation at five per cent.
    """
    limits = {"power": words.percent(POWER), "alpha": words.percent(ALPHA)}
    rule = words("planning.rule.plan", **limits)
    result = smallest_detectable(design.plan, design.rho, sd=design.sd)
    found = result.of("smallest", f"{POWER:g}")
    if found is None or found.value is None:
        return Finding(refused_said(result, words), rule, "sure", True, 0.0, "planning")
    places = {"units": design.units, "months": design.months, "size": size_said(found.value, words)}
    key = "enough" if found.value <= design.relevant else "short"
    text = words(f"planning.said.{key}", n=design.units, **places, relevant=size_said(design.relevant, words))
    return Finding(text, rule, "fairly_sure", False, design.relevant / found.value, "planning")


def state_tried(design: Design, words: Words) -> Finding | None:
    """How often the smallest change was found when the plan was tried on made-up series, and how often one was found
    where nothing had changed; None where the plan finds nothing at all."""
    found = smallest_detectable(design.plan, design.rho, sd=design.sd).of("smallest", f"{POWER:g}")
    if found is None or found.value is None:
        return None
    tried = chance(design.plan, design.rho, found.value, sd=design.sd)
    power, false = tried.of("power"), tried.of("false")
    if power is None or false is None or power.value is None or false.value is None:
        return None
    key = "tried" if power.value >= HELD else "tried_less"
    places = {"power": words.percent(power.value), "false": words.percent(false.value)}
    places["size"] = size_said(found.value, words)
    text = words(f"planning.said.{key}", n=int(tried.facts["series"] or 0), **places)
    return Finding(text, words("planning.rule.tried"), "fairly_sure", power.value < HELD, power.value, "tried")


def state_orders(answer: Answer, words: Words) -> Finding:
    """Which order of joining finds the smallest change. Rule: by the same units, months and correlation."""
    rule = words("planning.rule.orders")
    rows = [row for row in answer.copy_rows() if row["smallest"] is not None]
    if not rows:
        return Finding(words("planning.said.orders_none"), rule, "sure", True, 0.0, "orders")
    best = min(rows, key=lambda row: row["smallest"])
    chosen = next((row for row in rows if row["order"] == "chosen"), None)
    # Less than a twentieth is no reason to join otherwise.
    if chosen is not None and chosen["smallest"] <= best["smallest"] * 1.05:
        text = words("planning.said.orders_best", size=size_said(chosen["smallest"], words))
        return Finding(text, rule, "fairly_sure", False, 1.0, "orders")
    places = {"order": words(f"planning.order.{best['order']}"), "size": size_said(best["smallest"], words)}
    return Finding(words("planning.said.orders_better", **places), rule, "fairly_sure", False, 1.0, "orders")


def state_wedge(answer: Answer, wedge: Wedge, words: Words) -> Finding:
    """The chance to find the change that was set, and the one found four times in five."""
    rule = words("planning.rule.wedge")
    power, smallest = wedge.power(wedge.delta), wedge.smallest
    if power is None or smallest is None:
        return Finding(words("effects.refused.power_unidentified"), rule, "sure", True, 0.0, "wedge")
    text = words(
        "planning.said.wedge",
        power=words.percent(power),
        size=size_said(wedge.delta, words),
        smallest=size_said(smallest, words),
    )
    return Finding(text, rule, "fairly_sure", False, power, "wedge")


def smallest_p_said(design: Design, words: Words) -> str:
    """In how many ways the plan can fall, and the smallest p value any of them can give."""
    plan = design.plan
    if plan.assignments >= MANY:
        return words("planning.said.ways_many")
    return words("planning.said.ways", n=plan.assignments, p=_p_said(plan.smallest_p, words))


def refused_said(result: Result, words: Words) -> str:
    """Why a plan finds nothing, each reason a sentence."""
    return " ".join(said_of(one, words) for one in result.refused)


def said_of(one: Refusal, words: Words) -> str:
    """A refusal in words; a number that cannot be is named as its field."""
    places = dict(one.places)
    if one.code == "power_number":
        places["name"] = words(f"planning.number.{places['name']}")
    return words(f"effects.refused.{one.code}", **places)


def _p_said(p: float, words: Words) -> str:
    return words("planning.below", p=words.number(0.0001, 4)) if p < 0.0001 else words.number(p, 4)


def plan_gates(design: Design) -> Verdict:
    """The gates of the verdict that are about the plan alone, held to it: units, months and ways the lot can fall.

    Of a plan with several groups, the months after are those of the last, and units to compare with are those that have
    not begun a year after the first.
    """
    plan = design.plan
    begun = [start for start in plan.starts if start is not None]
    first, last = min(begun, default=plan.months), max(begun, default=plan.months)
    year = min(first + 11, plan.months - 1)
    measured: dict[str, Fact] = {
        "n_units": plan.units,
        "n_treated": plan.treated,
        "n_comparison": sum(start is None or start > year for start in plan.starts),
        "n_pre": min(first, plan.months),
        "n_post": plan.months - last,
        "assignments": min(plan.assignments, MANY),
        "smallest_p": plan.smallest_p,
    }
    judged = judge("did", measured)
    return replace(judged, gates=tuple(one for one in judged.gates if {r.measure for r in one.reads} <= set(measured)))


def state_gates(verdict: Verdict, words: Words) -> Finding:
    """Whether the plan meets what is asked of it, whatever the numbers come to; and which demands it does not."""
    rule, unmet = words("planning.rule.gates"), [words(f"verdict.gate.{code}.name").lower() for code in verdict.unmet]
    if not unmet:
        return Finding(words("planning.said.gates_met", n=len(verdict.gates)), rule, "sure", False, 1.0, "gates")
    text = words("planning.said.gates_unmet", n=len(unmet), names=words.listing(unmet))
    return Finding(text, rule, "sure", False, 1.0, "gates")
