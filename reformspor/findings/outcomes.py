"""What can be said of outcomes before any method: what is measured, what is missing, and who differed beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.answers import Answer, Assumed
from reformspor.answers.outcomes import JOINS
from reformspor.answers.panelled import UNSURE
from reformspor.answers.waves import ALL, LEAST_RESPONSE
from reformspor.effects.gates import limit_of
from reformspor.findings.finding import Certainty, Finding, certain_of_count
from reformspor.words import Words

# What a register must say of an indicator before its figures can be used for more than looking at.
NEEDED = ("measured_in", "definition", "owner_role", "smallest_relevant", "revision_policy")
# More missing than this takes a claim down to a description; it is the limit of the methods.
MISSING = limit_of("missing", "missing")
# Groups this far apart are commonly called unlike (Austin 2009 has 0.1; among few units chance alone passes it).
APART = 0.25
Row = dict[str, Any]


def outcomes_assumed(words: Words, *names: str) -> tuple[Assumed, ...]:
    """What a gathering of outcomes supposes, each a sentence."""
    return tuple(Assumed(name, words(f"outcomes.assumed.{name}")) for name in names)


def state_indicators(register: Answer, words: Words) -> Finding:
    """How many indicators the register tells all of, and what the others most often lack."""
    rows = register.copy_rows()
    lacking = {name: sum(row[name] is None or row[name] == "" for row in rows) for name in NEEDED}
    whole = sum(all(row[name] not in (None, "") for name in NEEDED) for row in rows)
    if not rows:
        return _said("register", words, words("outcomes.said.register_none"), nothing=True)
    if whole == len(rows):
        return _said("register", words, words("outcomes.said.register_whole", n=len(rows)))
    most = max(lacking, key=lambda name: lacking[name])
    text = words(
        "outcomes.said.register",
        n=len(rows),
        whole=whole,
        what=words(f"outcomes.needed.{most}"),
        lacking=lacking[most],
    )
    return _said("register", words, text)


def state_course(course: Answer, words: Words) -> Finding:
    """That the curves do not tell why anything changed; nothing else may be read from them."""
    shown = len({row["indicator"] for row in course.copy_rows()})
    return _said("course", words, words("outcomes.said.course", n=shown), nothing=True)


def state_outcome_holes(missing: Answer, words: Words, name: str) -> Finding:
    """What share of the unit-months of one indicator has no figure that is shown, and why, in the units that have any;
    and how many units have none at all, which are in no method."""
    rows = missing.copy_rows()
    units = {row["unit_id"] for row in rows}
    telling = {row["unit_id"] for row in rows if row["told"]}
    cells = [row for row in rows if row["unit_id"] in telling]
    lost, held = sum(not row["told"] for row in cells), sum(row["held"] for row in cells)
    places = {"name": name, "n": len(cells), "lost": lost, "held": held, "absent": lost - held}
    if not cells:
        text = words("outcomes.said.missing_all", name=name)
    elif not lost:
        text = words("outcomes.said.missing_none", **places)
    else:
        much = lost > MISSING * len(cells)
        share, limit = words.percent(lost / len(cells), 1), words.percent(MISSING)
        text = words(f"outcomes.said.missing_{'many' if much else 'few'}", share=share, limit=limit, **places)
    silent = len(units - telling)
    more = words("outcomes.said.missing_units", n=silent) if silent and cells else ""
    return _said("missing", words, f"{text} {more}".strip(), limit=MISSING)


def state_joined(starts: Answer, words: Words) -> Finding:
    """How many units join, in how many steps, how many stay, and of how many nobody knows."""
    rows = starts.copy_rows()
    begins = [row["start"] for row in rows if row["start"] is not None]
    unsure = sum(row["how"] in UNSURE for row in rows)
    if not begins:
        return _said("starts", words, words("outcomes.said.starts_none", n=len(rows)), nothing=True)
    text = words(
        "outcomes.said.starts",
        joins=len(begins),
        n=len(rows),
        steps=len(set(begins)),
        stays=sum(row["how"] == "never" for row in rows),
        first=words.month(min(begins)),
        last=words.month(max(begins)),
    )
    more = words("outcomes.said.starts_unsure", n=unsure) if unsure else ""
    return _said("starts", words, f"{text} {more}".strip())


def state_baseline(baseline: Answer, words: Words, register: Mapping[str, Row]) -> Finding:
    """How many of the measures the two groups were unlike in before the first unit began, and which the most."""
    rows = [row for row in baseline.copy_rows() if row["group"] == JOINS]
    known = [row for row in rows if row["apart"] is not None]
    if not known:
        return _said("baseline", words, words("outcomes.said.baseline_none"), nothing=True, apart=APART)
    unlike = [row for row in known if abs(row["apart"]) > APART]
    if not unlike:
        text = words("outcomes.said.baseline_alike", n=len(known), apart=APART)
        return _said("baseline", words, text, apart=APART)
    most = max(unlike, key=lambda row: abs(row["apart"]))
    name = register.get(most["measure"], {}).get("name")
    text = words(
        "outcomes.said.baseline",
        n=len(known),
        unlike=len(unlike),
        name=name or words(f"questions.columns.{most['measure']}"),
        apart=words.number(most["apart"], 2),
    )
    return _said("baseline", words, text, apart=APART)


def state_waves(waves: Answer, words: Words, indicator: str, name: str) -> Finding:
    """The difference of all together between the two latest waves; that it is not told where few answered."""
    rows = {row["unit_id"]: row for row in waves.copy_rows() if row["indicator"] == indicator}
    whole = rows.get(ALL)
    if whole is None:
        return _said("waves", words, words("outcomes.said.waves_one", name=name), nothing=True, limit=LEAST_RESPONSE)
    places = {"name": name, "n": whole["n"], "before": whole["n_before"]}
    untold = {"broken": whole["broken"], "weak": whole["weak"], "wide": whole["low"] is None}
    why = next((code for code, is_so in untold.items() if is_so), None)
    if why is not None:
        return _said("waves", words, words(f"outcomes.said.waves_{why}", **places), nothing=True, limit=LEAST_RESPONSE)
    low, high = (words.number(whole[end], 2) for end in ("low", "high"))
    if whole["low"] <= 0 <= whole["high"]:
        text = words("outcomes.said.waves_same", low=low, high=high, **places)
        return _said("waves", words, text, nothing=True, limit=LEAST_RESPONSE)
    way = "more" if whole["difference"] > 0 else "less"
    text = words(
        f"outcomes.said.waves_{way}",
        change=words.number(abs(whole["difference"]), 2),
        low=words.number(min(abs(whole["low"]), abs(whole["high"])), 2),
        high=words.number(max(abs(whole["low"]), abs(whole["high"])), 2),
        **places,
    )
    return _said("waves", words, text, certainty=certain_of_count(whole["n"]), limit=LEAST_RESPONSE)


def state_held_back(held: Answer, words: Words) -> Finding:
    """How many values are held back in all, and the most common reason."""
    rows = held.copy_rows()
    if not rows:
        return _said("held", words, words("outcomes.said.held_none"), nothing=True)
    reasons: dict[str, int] = {}
    for row in rows:
        reasons[row["held_for"]] = reasons.get(row["held_for"], 0) + row["n"]
    most = max(sorted(reasons), key=lambda reason: reasons[reason])
    text = words(
        "outcomes.said.held", n=sum(reasons.values()), most=reasons[most], why=words(f"outcomes.held_for.{most}")
    )
    return _said("held", words, text)


def _said(
    name: str, words: Words, text: str, *, nothing: bool = False, certainty: Certainty = "sure", **limits: float
) -> Finding:
    said = {key: words.percent(value) if key == "limit" else words.number(value, 2) for key, value in limits.items()}
    return Finding(
        text, words(f"outcomes.rule.{name}", **said), certainty, nothing, 0.0 if nothing else 1.0, f"outcomes_{name}"
    )
