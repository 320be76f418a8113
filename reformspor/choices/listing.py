"""All that may be set, as rows a person can read, and as the settings file itself with every default as a comment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reformspor.choices.choice import Choice, Choices
from reformspor.choices.definition import Definition, load_definitions
from reformspor.choices.editing import written
from reformspor.choices.said import name_said, range_said, source_said, value_said
from reformspor.contract import load_contract
from reformspor.words import Words

NOT_ROLES = frozenset({"not_reported"})


@dataclass(frozen=True)
class Row:
    """One setting: its definition with the key filled in, and the choice in force when something is set."""

    definition: Definition
    choice: Choice | None


def groups() -> tuple[str, ...]:
    """The groups of settings in the order of the guide."""
    return tuple(dict.fromkeys(one.group for one in load_definitions().known))


def family_of(group: str) -> str:
    """What the settings of a group are for each of: role, measure, source, or nothing."""
    found = (part for one in load_definitions().known if one.group == group for part in one.name.split("."))
    return next((part.strip("<>") for part in found if part.startswith("<")), "")


def members(family: str, sources: Iterable[str] = ()) -> tuple[str, ...]:
    """The roles, measures or sources a family of settings may be set for."""
    if family == "role":
        return tuple(role for role in load_contract().codes["role"] if role not in NOT_ROLES)
    return tuple(load_definitions().measures) if family == "measure" else tuple(sources)


def rows_of(choices: Choices, group: str) -> tuple[Row, ...]:
    """Every setting of a group: those there is one of, and of families those that are set."""
    known = [one for one in load_definitions().known if one.group == group]
    families = [one.name for one in known if "<" in one.name]
    rows = []
    for one in known:
        if "<" not in one.name:
            rows.append(Row(one, choices.get(one.name)))
    held = [one for one in choices.held.values() if one.definition.group == group and one.definition.family in families]
    order = list(dict.fromkeys((*members(family_of(group)), *(one.definition.of[1] for one in held))))
    held.sort(key=lambda one: (order.index(one.definition.of[1]), families.index(one.definition.family)))
    return (*rows, *(Row(one.definition, one) for one in held))


def rows_for(choices: Choices, group: str, member: str) -> tuple[Row, ...]:
    """The settings of a group's family for one role, measure or source, set or not."""
    known = load_definitions()
    rows = []
    for one in known.known:
        if one.group == group and "<" in one.name:
            key = ".".join(member if part.startswith("<") else part for part in one.name.split("."))
            if (found := known.find(key)) is not None:
                rows.append(Row(found, choices.get(key)))
    return tuple(rows)


def own(choices: Choices, group: str) -> int:
    """How many settings of a group the municipality has chosen itself."""
    return sum(1 for one in choices.held.values() if one.origin == "own" and one.definition.group == group)


def as_file(choices: Choices, words: Words) -> str:
    """A settings file with all that may be set: own choices as they are, all else as a comment with its meaning."""
    lines = [f"# {words('choices.file.head')}", ""]
    for top in (True, False):
        for group in groups():
            rows = [row for row in rows_of(choices, group) if ("." not in row.definition.name) is top]
            lines += _group_lines(words, group, rows) if rows else []
    return "\n".join(lines).strip("\n") + "\n"


def _group_lines(words: Words, group: str, rows: list[Row]) -> list[str]:
    lines = [f"# ── {words(f'choices.group.{group}')}: {words(f'choices.lead.{group}')}", ""]
    for table, held in _by_table(rows).items():
        lines += [f"[{table}]"] if table else []
        for row in held:
            lines += [f"# {line}" for line in _said(words, row)]
            name = row.definition.name.rsplit(".", 1)[-1]
            if row.choice is not None and row.choice.origin == "own":
                lines.append(f"{name} = {written(row.choice.value, row.choice.source)}")
            else:
                lines.append(f"# {name} = {written(row.choice.value) if row.choice else ''}".rstrip())
        lines.append("")
    return lines


def _by_table(rows: list[Row]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for row in rows:
        table = row.definition.name.rpartition(".")[0]
        tables.setdefault(table, []).append(row)
    return tables


def _said(words: Words, row: Row) -> list[str]:
    one = row.definition
    parts = [name_said(words, one), range_said(words, one)]
    if row.choice is not None:
        value = value_said(words, row.choice.value, row.choice.unit)
        parts.append(f"{words(f'choices.origin.{row.choice.origin}')} {value} ({source_said(words, row.choice)})")
    return [" ".join(" · ".join(part for part in parts if part).split())]
