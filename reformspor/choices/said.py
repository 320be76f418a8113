"""A setting in words: name, value with unit, allowed range, source, and what is wrong with it and what mends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reformspor.choices.binding import Used
from reformspor.choices.choice import Choice, StatusRule, Target, Wrong
from reformspor.choices.definition import Definition, Value, load_definitions
from reformspor.choices.file import FILE
from reformspor.choices.history import BY_HAND, Change
from reformspor.choices.setting import value_from
from reformspor.contract import load_contract
from reformspor.words import Words

PERCENT, PER_MILLE = "share", "share_of_salary"
MOST_NAMED = 2


def name_said(words: Words, one: Definition) -> str:
    """What a setting is called."""
    kind, code = one.of
    of = words.code(kind, code) if kind in ("role", "measure") else code
    return words(f"choices.name.{one.word}", of=of)


def value_said(words: Words, value: Value | None, unit: str) -> str:
    """A value with its unit."""
    if value is None or value == "":
        return words("choices.not_set")
    if isinstance(value, tuple):
        return words.listing([words.code("role", role) for role in value])
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, str):
        if words.has(f"choices.code.{value}"):
            return words(f"choices.code.{value}")
        return words.code("role", value) if value in load_contract().codes["role"] else value
    number = _number(words, value, unit)
    return words(f"choices.unit.{unit}", value=number, n=value) if unit else number


def range_said(words: Words, one: Definition) -> str:
    """The allowed range with its unit; empty where there is none."""
    if one.least is None or one.most is None:
        return ""
    most = value_said(words, one.most, one.unit)
    return words("choices.range", least=_number(words, one.least, one.unit), most=most)


def source_said(words: Words, one: Choice | Used | StatusRule | Target) -> str:
    """Where a value comes from: the municipality's own text, or the word of the default's source."""
    if one.origin in ("default", "constructed"):
        return words(f"choices.source.{one.source or 'proposed'}")
    return one.source or words("choices.no_source")


def wrong_said(words: Words, wrong: Wrong) -> tuple[str, str]:
    """What is wrong, naming file, key and value, and what mends it."""
    places = {**wrong.details, "file": FILE, "setting": wrong.key, "value": wrong.value}
    if wrong.code == "broken":
        where = "line" if "line" in places else "end"
        places["where"] = words(f"choices.where.{where}", **wrong.details)
    if "kind" in places:
        places["kind"] = words(f"choices.kind.{places['kind']}")
    if wrong.code == "not_mine":
        named = [words.code("role", role) for role in str(places["nearest"]).split(", ")]
        places |= {"role": _role(words, wrong.value), "nearest": words.listing(named)}
    definition = load_definitions().find(wrong.key)
    if definition is not None:
        places["range"] = range_said(words, definition)
    key = f"choices.fault.{wrong.code}"
    # Where nothing is near, all that may stand there is listed, and that is no guess at what was meant.
    listed = words.has(f"{key}.among") and ", " in str(places.get("nearest", ""))
    return words(f"{key}.said", **places), words(f"{key}.{'among' if listed else 'remedy'}", **places)


def used_said(words: Words, settings: Sequence[Used]) -> str:
    """The settings behind a figure in one sentence; many of one group are counted. Empty when there are none."""
    groups: dict[tuple[str, str], list[Used]] = {}
    for one in settings:
        definition = load_definitions().find(one.key)
        groups.setdefault((definition.group if definition else "", source_said(words, one)), []).append(one)
    said = []
    for (group, source), held in groups.items():
        if len(held) > MOST_NAMED:
            name = words(f"choices.group.{group}")
            said.append(words("choices.foot_many", n=len(held), group=name, source=source))
        else:
            said += [one_said(words, one) for one in held]
    return words("choices.foot", settings=words.listing(said)) if said else ""


def one_said(words: Words, one: Used) -> str:
    """One setting with its value and source."""
    definition = load_definitions().find(one.key)
    name = name_said(words, definition) if definition else one.key
    name = name[:1].lower() + name[1:]
    value = value_said(words, one.value, one.unit)
    return words("choices.foot_one", name=name, value=value, source=source_said(words, one))


def change_said(words: Words, one: Change) -> str:
    """A change in one sentence: what, from and to, by which role and why."""
    definition = load_definitions().find(one.key)
    name = name_said(words, definition) if definition else one.key
    before = _logged(words, one.before, definition) or words("choices.not_set")
    after = _logged(words, one.after, definition) or words("choices.log.back")
    said = words("choices.log.said", name=name, before=before, after=after)
    if one.before == one.after != "":
        said = words("choices.log.same", name=name, after=after)
    by = words("choices.log.by_hand") if one.role == BY_HAND else words("choices.log.by", role=_role(words, one.role))
    source = words("choices.log.source", source=one.source) if one.source else ""
    why = words("choices.log.why", why=one.why) if one.why else ""
    return " ".join(part for part in (said, by, source, why) if part)


def _logged(words: Words, text: str, definition: Definition | None) -> str:
    """A value of the log as the reader's language writes it; a text of another kind than the setting's as it stands."""
    if not text or definition is None:
        return text
    return value_said(words, value_from(text, definition), definition.unit)


def _role(words: Words, role: str) -> str:
    return words.code("role", role) if role in load_contract().codes["role"] else role or "\N{EN DASH}"


def _number(words: Words, value: float, unit: str) -> str:
    if unit == PERCENT:
        return words.percent(value, 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1)
    shown = value * 1000 if unit == PER_MILLE else value
    decimals = next((d for d in range(3) if abs(shown - round(shown, d)) < 1e-9), 3)
    return words.number(shown, decimals)
