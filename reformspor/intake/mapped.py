"""A mapping is a profile for one file's headings: they become the contract's own columns, and nothing is assumed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from zoneinfo import available_timezones

from reformspor.errors import ReformsporError
from reformspor.intake.combined import Combined, combined_from
from reformspor.intake.fields import Field, OwnTable, fold
from reformspor.intake.forms import DATE_FORMS, FORMS, NUMBER_FORMS
from reformspor.intake.headings import is_forbidden
from reformspor.intake.layout import Layout, layout_from
from reformspor.intake.native import native
from reformspor.intake.profile import Profile

# What tells a mapping from a profile that has tables of its own.
SIGN = "contract"
PARTS = ("files", "beside", "layout", "headings", "joined", "ticked", "words", "fixed", "forms")


def mapped_profile(name: str, raw: Mapping[str, Any]) -> Profile:
    """The profile a mapping states: the contract's own tables, of which those it names have the file's headings.

    Raises ReformsporError("mapping.broken") with why when it contradicts the contract or itself, and
    ReformsporError("mapping.forbidden") for a heading that may not come in at all.
    """
    base = native(False)
    tables = dict(base.tables)
    for table, given in raw.get("tables", {}).items():
        if table not in tables:
            raise _broken(name, table)
        tables[table] = _table(name, tables[table], given)
    tables |= _families(name, tables, set(raw.get("tables", {})))
    zone = raw.get("zone", base.zone)
    if zone not in available_timezones():
        raise _broken(name, str(zone))
    return replace(base, name=name, tables=MappingProxyType(tables), zone=zone)


def _table(name: str, table: OwnTable, given: Mapping[str, Any]) -> OwnTable:
    if unknown := set(given) - set(PARTS):
        raise _broken(name, ", ".join(sorted(unknown)))
    try:
        layout = layout_from(given["layout"]) if "layout" in given else None
        combined = combined_from(given.get("joined", {}), given.get("ticked", {}))
    except (TypeError, AttributeError) as error:
        raise _broken(name, str(error)) from error
    headings = _headings(name, table, given.get("headings", {}))
    for heading in layout.unfold.columns if layout and layout.unfold else ():
        _refuse_forbidden(heading)
    _judge_combined(name, table, combined, layout)
    fixed = {column: str(value) for column, value in given.get("fixed", {}).items()}
    unfolded = layout.unfold.fields if layout and layout.unfold else ()
    columns = [*headings, *combined, *fixed, *unfolded]
    if wrong := [column for column in columns if column not in table.fields or columns.count(column) > 1]:
        raise _broken(name, ", ".join(sorted(set(wrong))))
    words, forms = given.get("words", {}), given.get("forms", {})
    fields = {
        key: _field(name, field, headings.get(key, ()), words.get(key, {}), forms.get(key, ""))
        for key, field in table.fields.items()
    }
    return replace(
        table,
        fields=MappingProxyType(fields),
        required=True,
        files=(*given.get("files", ()), *table.files),
        ignores_rest=True,
        strict=True,
        layout=layout,
        beside=str(given.get("beside", "")),
        fixed=MappingProxyType(fixed),
        combined=MappingProxyType(combined),
        marked="",
    )


def _families(name: str, tables: Mapping[str, OwnTable], mapped: Collection[str]) -> dict[str, OwnTable]:
    """The tables that stand in the same rows as others, with what they share: how the file lies, and its headings."""
    found: dict[str, OwnTable] = {}
    for table in (tables[key] for key in mapped if tables[key].beside):
        main = tables[table.beside] if table.beside in mapped else None
        if main is None or main.beside or table.layout or main is table:
            raise _broken(name, table.name)
        family = [main, *(tables[key] for key in mapped if tables[key].beside == main.name)]
        shared = tuple(dict.fromkeys(heading for each in family for heading in _headings_of(each)))
        layout = replace(main.layout, unfold=None) if main.layout else None
        found[main.name] = replace(main, shared=shared)
        found[table.name] = replace(table, shared=shared, layout=layout)
    return found


def _headings_of(table: OwnTable) -> list[str]:
    alone = [heading for field in table.fields.values() for heading in field.headings]
    return [*alone, *(heading for each in table.combined.values() for heading in each.headings)]


def _headings(name: str, table: OwnTable, given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The heading of each column; one of them only, since two would leave it to chance which is meant."""
    found: dict[str, tuple[str, ...]] = {}
    for heading, column in given.items():
        _refuse_forbidden(heading)
        if column in found:
            raise _broken(name, column)
        found[column] = (heading,)
    return found


def _judge_combined(name: str, table: OwnTable, combined: Mapping[str, Combined], layout: Layout | None) -> None:
    unfold = layout.unfold if layout else None
    for column, each in combined.items():
        for heading in each.headings:
            _refuse_forbidden(heading)
            if unfold is not None and unfold.values_of(heading) is not None:
                raise _broken(name, heading)
        field = table.fields.get(column)
        if field is None or (each.codes and (field.type != "codes" or set(each.codes) - set(field.codes))):
            raise _broken(name, column)


def _refuse_forbidden(heading: str) -> None:
    if is_forbidden(heading):
        raise ReformsporError("mapping.forbidden", column=heading)


def _field(name: str, field: Field, headings: tuple[str, ...], words: Mapping[str, str], form: str) -> Field:
    allowed = DATE_FORMS if field.type in ("date", "month", "timestamp") else NUMBER_FORMS
    if form and (form not in FORMS or form not in allowed):
        raise _broken(name, form)
    if wrong := set(words.values()) - set(field.codes):
        raise _broken(name, ", ".join(sorted(wrong)))
    known = dict(field.words) | {fold(word): code for word, code in words.items()}
    return replace(field, headings=headings, words=MappingProxyType(known), form=form, quiet=True)


def _broken(name: str, why: str) -> ReformsporError:
    return ReformsporError("mapping.broken", profile=name, why=why)


def written(raw: Mapping[str, Any], *comments: str) -> str:
    """A mapping as TOML, with comments first."""
    # A comment names files, and a file may be called anything: it stays on its line.
    plain = ["".join(sign if sign.isprintable() else " " for sign in comment) for comment in comments]
    lines = [f"# {comment}" for comment in plain] + [f"{SIGN} = true"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in raw.items() if not isinstance(value, Mapping)]
    for table, given in raw.get("tables", {}).items():
        _write_table(lines, f"tables.{_key(table)}", given)
    return "\n".join([*lines, ""])


def _write_table(lines: list[str], path: str, given: Mapping[str, Any]) -> None:
    plain = {key: value for key, value in given.items() if not isinstance(value, Mapping)}
    if plain or not given:
        lines += ["", f"[{path}]"]
        lines += [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in given.items():
        if isinstance(value, Mapping) and value:
            _write_table(lines, f"{path}.{_key(key)}", value)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _value(key)


def _value(value: object) -> str:
    """A text, number, truth or list as TOML; JSON writes texts the same way, but for one sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
