"""Settings are taken whole or not at all: each value is held against its definition, and all that is wrong is said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reformspor.choices.choice import Choice, Choices, Origin, Wrong
from reformspor.choices.definition import Definition, Definitions, Value, load_definitions
from reformspor.contract import load_contract
from reformspor.errors import nearest

SOURCED = frozenset({"value", "source"})
LONGEST = 2000
Said = dict[str, tuple[Any, str]]


def choices_from(said: Mapping[str, Any], *, constructed: bool = False) -> Choices:
    """The choices in force when a file says this: its own values over the defaults.

    When anything in it is wrong the choices are the defaults alone, and `wrong` says all of it. `constructed` puts the
    constructed municipality's choices between the two.
    """
    known = load_definitions()
    own, wrong = checked(said, known)
    held = _defaults(known, constructed=constructed)
    if wrong:
        return Choices(held, wrong)
    for key, (value, source) in own.items():
        definition = known.find(key)
        assert definition is not None
        held[key] = Choice(key, value, definition.unit, source, "own", definition)
    order = {key: place for place, key in enumerate(_order(held, known))}
    return Choices({key: held[key] for key in sorted(held, key=lambda key: order[key])})


def checked(said: Mapping[str, Any], known: Definitions) -> tuple[dict[str, tuple[Value, str]], tuple[Wrong, ...]]:
    """Values with their sources by key, and everything that is wrong with what a file says."""
    wrong: list[Wrong] = []
    held: dict[str, tuple[Value, str]] = {}
    for key, value, source in _leaves(said, (), known, wrong):
        definition = known.find(key)
        if definition is None:
            wrong.append(_unknown(key, known))
            continue
        fault = fault_of(definition, value)
        if fault is None and not isinstance(source, str):
            fault = Wrong("wrong_kind", f"{key}.source", repr(source), {"kind": "text"})
        if fault is not None:
            wrong.append(fault)
        else:
            held[key] = (tuple(value) if isinstance(value, list) else value, source)
    return held, (*wrong, *_across(held, known))


def fault_of(one: Definition, value: object) -> Wrong | None:
    """What is wrong with a value by its definition; None when nothing is."""
    places = {"kind": one.kind}
    if not _is_kind(one, value):
        return Wrong("wrong_kind", one.name, _shown(value), places)
    if isinstance(value, int | float) and _is_outside(one, value):
        return Wrong("outside", one.name, _shown(value), places)
    if isinstance(value, str):
        if one.among and value not in one.among:
            among = nearest(value, one.among) or ", ".join(one.among)
            return Wrong("unknown_code", one.name, value, {"nearest": among})
        if len(value) > LONGEST or (one.pattern and not re.fullmatch(one.pattern, value)):
            return Wrong("form", one.name, value[:80], places)
    if isinstance(value, list | tuple):
        roles = load_contract().codes["role"]
        unknown = [role for role in value if role not in roles]
        if unknown or not value:
            near = nearest(str(unknown[0]), roles) if unknown else None
            return Wrong("unknown_role", one.name, ", ".join(map(str, unknown)), {"nearest": near or ", ".join(roles)})
    return None


def _is_outside(one: Definition, value: float) -> bool:
    return one.least is not None and one.most is not None and not one.least <= value <= one.most


def _is_kind(one: Definition, value: object) -> bool:
    if one.kind == "number":
        # TOML knows infinities and what is no number at all; none of them is a choice.
        return type(value) in (int, float) and value == value and abs(float(str(value))) != float("inf")
    if one.kind == "date":
        return type(value) is dt.date
    if one.kind == "roles":
        return isinstance(value, list | tuple) and all(isinstance(role, str) for role in value)
    return type(value) is (int if one.kind == "integer" else str)


def _leaves(
    said: Mapping[str, Any], above: tuple[str, ...], known: Definitions, wrong: list[Wrong]
) -> Iterator[tuple[str, Any, Any]]:
    for name, value in said.items():
        path = (*above, str(name))
        key = ".".join(path)
        if not isinstance(value, dict):
            yield key, value, ""
        elif known.find(key) is None:
            yield from _leaves(value, path, known, wrong)
        elif "value" not in value or not set(value) <= SOURCED:
            extra = sorted(set(value) - SOURCED) or ["value"]
            wrong.append(Wrong("not_sourced", key, ", ".join(extra)))
        else:
            yield key, value["value"], value.get("source", "")


def _unknown(key: str, known: Definitions) -> Wrong:
    """Says which word of the key is unknown, and the one most like it."""
    parts = tuple(key.split("."))
    roles = load_contract().codes["role"]
    for depth, part in enumerate(parts):
        names = known.known_at(parts[:depth])
        if not names:
            continue
        if part not in names:
            near = nearest(part, names) or ", ".join(names)
            return Wrong("unknown_role" if set(roles) <= set(names) else "unknown", key, part, {"nearest": near})
    return Wrong("not_whole", key, "", {"nearest": ", ".join(known.known_at(parts)) or parts[0]})


def _across(held: Mapping[str, tuple[Value, str]], known: Definitions) -> Iterator[Wrong]:
    """What no value alone can get wrong: limits in the wrong order, and a norm said in two ways."""
    for measure in known.measures.values():
        keys = [f"status.{measure.code}.{part}" for part in ("watch", "act")]
        if not any(key in held for key in keys):
            continue
        watch, act = (held[key][0] if key in held else known.given.get(key) for key in keys)
        if not isinstance(watch, int | float) or not isinstance(act, int | float):
            missing = keys[0] if not isinstance(watch, int | float) else keys[1]
            yield Wrong("half_rule", missing, "", {})
        elif (watch > act) if measure.better == "lower" else (watch < act):
            yield Wrong("order", keys[1], _shown(act), {"watch": _shown(watch), "better": measure.better})
    for key in held:
        if key.startswith("norm.release.") and f"norm.release_pct.{key.rsplit('.', 1)[1]}" in held:
            yield Wrong("twice", key, _shown(held[key][0]), {"other": f"norm.release_pct.{key.rsplit('.', 1)[1]}"})


def _defaults(known: Definitions, *, constructed: bool) -> dict[str, Choice]:
    layers: list[tuple[Origin, Mapping[str, Value]]] = [
        ("default", {one.name: one.value for one in known.known if one.value is not None} | dict(known.given)),
        ("constructed", known.constructed if constructed else {}),
    ]
    held = {}
    for origin, values in layers:
        for key, value in values.items():
            definition = known.find(key)
            assert definition is not None, key
            source = definition.source if origin == "default" else "constructed"
            held[key] = Choice(key, value, definition.unit, source, origin, definition)
    return held


def _order(held: Mapping[str, Choice], known: Definitions) -> list[str]:
    names = [one.name.split(".")[0] for one in known.known]
    return sorted(held, key=lambda key: (names.index(key.split(".")[0]), key.split(".")[:2], key))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)[:80]
