"""One value in the text of a settings file is changed, and every other line and comment stays as a person wrote it."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reformspor.choices.definition import Value

HEADER = re.compile(r"^\s*\[(?P<path>[^\[\]]+)\]\s*(#.*)?$")
ASSIGNED = re.compile(r"^(?P<indent>\s*)(?P<path>[\w.\"' -]+?)\s*=\s*(?P<rest>.*)$")
BARE = re.compile(r"[A-Za-z0-9_-]+")
Path = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    """A line that assigns: its number, whole path, value as written and the comment after it."""

    at: int
    path: Path
    before: str
    value: str
    comment: str


def edited(text: str, key: str, value: Value | None, source: str = "") -> str | None:
    """The text with one setting changed, added, or (None) taken out so that its default holds.

    None when the file says it in a form that cannot be changed line by line; what comes back is always read again and
    found to say all that it said before, and the change.
    """
    said = _read(text)
    if said is None:
        return None
    path = tuple(key.split("."))
    lines = text.splitlines()
    if value is None:
        after = _without(lines, path)
    else:
        after = _replaced(lines, path, value, source) or _added(lines, path, written(value, source))
    if after is None:
        return None
    new = "\n".join(after).strip("\n") + "\n"
    wanted = _with(said, path, value, source)
    return new if _flat(_read(new) or {}) == _flat(wanted) else None


def written(value: Value, source: str = "") -> str:
    """A value as TOML, with its source when it has one."""
    plain = _toml(value)
    return f"{{ value = {plain}, source = {_toml(source)} }}" if source else plain


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_name(name)} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, str):
        # JSON escapes all that TOML must have escaped, save DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _name(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _assignments(lines: list[str]) -> tuple[list[_Line], dict[Path, int]]:
    """Lines that assign a whole value, and the line of each table's heading."""
    found: list[_Line] = []
    tables: dict[Path, int] = {}
    table: Path = ()
    for at, line in enumerate(lines):
        if (header := HEADER.match(line)) is not None:
            table = _path(header["path"])
            tables[table] = at
        elif (match := ASSIGNED.match(line)) is not None:
            value = _whole_value(match["rest"])
            if value is not None:
                rest = match["rest"][len(value) :]
                found.append(_Line(at, (*table, *_path(match["path"])), line[: match.start("rest")], value, rest))
    return found, tables


def _path(text: str) -> Path:
    held = _read(f"{text} = 0")
    path: list[str] = []
    while isinstance(held, dict) and held:
        name, held = next(iter(held.items()))
        path.append(name)
    return tuple(path)


def _whole_value(rest: str) -> str | None:
    """The part of a line that is its value, without the comment after it; None when it goes on on the next line."""
    ends = [place for place, sign in enumerate(rest) if sign == "#"] + [len(rest)]
    for end in ends:
        value = rest[:end].rstrip()
        if value and _read(f"x = {value}") is not None:
            return value
    return None


def _replaced(lines: list[str], path: Path, value: Value, source: str) -> list[str] | None:
    found, tables = _assignments(lines)
    held = {line.path: line for line in found}
    if path in held:
        return _put(lines, held[path], written(value, source))
    if path in tables and (*path, "value") in held:
        after = _put(lines, held[*path, "value"], _toml(value))
        if (*path, "source") in held:
            return _put(after, held[*path, "source"], _toml(source))
        at = held[*path, "value"].at + 1
        return [*after[:at], f"source = {_toml(source)}", *after[at:]] if source else after
    line, inside = _inside(held, path)
    if line is None:
        return None
    inner: Value | dict[str, Any] = {"value": value, "source": source} if source else value
    return _put(lines, line, _toml(_with_inner(inside, path[len(line.path) :], inner)))


def _inside(held: Mapping[Path, _Line], path: Path) -> tuple[_Line | None, dict[str, Any]]:
    """The line whose inline table holds, or would hold, this path."""
    for depth in range(len(path) - 1, 0, -1):
        line = held.get(path[:depth])
        if line is not None:
            inside = tomllib.loads(f"x = {line.value}")["x"]
            return (line, inside) if isinstance(inside, dict) else (None, {})
    return None, {}


def _put(lines: list[str], line: _Line, value: str) -> list[str]:
    return [*lines[: line.at], line.before + value + line.comment, *lines[line.at + 1 :]]


def _added(lines: list[str], path: Path, value: str) -> list[str]:
    _, tables = _assignments(lines)
    new = f"{_name(path[-1])} = {value}"
    table = path[:-1]
    if not table:
        at = min(tables.values(), default=len(lines))
        while at and not lines[at - 1].strip():
            at -= 1
        return [*lines[:at], new, *([""] if at < len(lines) else []), *lines[at:]]
    if table not in tables:
        return [*lines, *([""] if lines else []), f"[{'.'.join(map(_name, table))}]", new]
    start = tables[table]
    end = min((at for at in tables.values() if at > start), default=len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return [*lines[:end], new, *lines[end:]]


def _without(lines: list[str], path: Path) -> list[str] | None:
    found, tables = _assignments(lines)
    held = {line.path: line for line in found}
    gone = [held[place].at for place in (path, (*path, "value"), (*path, "source")) if place in held]
    if path in tables:
        gone.append(tables[path])
    if gone:
        return [line for at, line in enumerate(lines) if at not in gone]
    line, inside = _inside(held, path)
    return _put(lines, line, _toml(_with_inner(inside, path[len(line.path) :], None))) if line is not None else None


def _with_inner(inside: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    after = dict(inside)
    if len(path) > 1:
        held = after.get(path[0], {})
        after[path[0]] = _with_inner(held if isinstance(held, dict) else {}, path[1:], value)
    elif value is None:
        after.pop(path[0], None)
    else:
        after[path[0]] = value
    return after


def _with(said: Mapping[str, Any], path: Path, value: Value | None, source: str) -> dict[str, Any]:
    inner: Any = None if value is None else {"value": value, "source": source} if source else value
    return _with_inner(said, path, inner)


def _flat(said: Mapping[str, Any], above: Path = ()) -> dict[Path, Any]:
    """Every value by its path; how it is written, and tables without values, make no difference."""
    flat: dict[Path, Any] = {}
    for name, value in said.items():
        if isinstance(value, dict):
            flat |= _flat(value, (*above, name))
        else:
            flat[*above, name] = tuple(value) if isinstance(value, list) else value
    # A value without a source is the same as the value alone.
    for path in [path for path in flat if path[-1] == "value" and (*path[:-1], "source") not in flat]:
        flat[path[:-1]] = flat.pop(path)
    for path in [path for path in flat if path[-1] == "source" and flat[path] == "" and (*path[:-1], "value") in flat]:
        del flat[path]
        flat[path[:-1]] = flat.pop((*path[:-1], "value"))
    return flat
