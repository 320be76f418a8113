"""A setting is changed by a named role with a reason: checked first, logged, and put in place whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reformspor.choices.checking import checked, choices_from, fault_of
from reformspor.choices.choice import Wrong
from reformspor.choices.definition import Definition, Value, load_definitions
from reformspor.choices.editing import edited
from reformspor.choices.file import FILE, LAST_GOOD, alone, said_in
from reformspor.choices.history import Change, add_changes, as_text, change_of
from reformspor.intake.whole import write_whole

HEAD = "# What may stand here is said in data/settings.default.toml, and by `python -m reformspor settings show`.\n"


@dataclass(frozen=True)
class Wish:
    """One setting somebody wants changed; None as value means back to its default."""

    key: str
    value: Value | None
    source: str = ""


def set_choice(
    folder: Path, key: str, value: Value | None, *, role: str, why: str, source: str = ""
) -> Change | tuple[Wrong, ...]:
    """Change one setting in the data folder's file, and write it in the log; see set_choices."""
    done, wrong = set_choices(folder, [Wish(key, value, source.strip())], role=role, why=why)
    return wrong or done[0]


def set_choices(
    folder: Path, wishes: Sequence[Wish], *, role: str, why: str
) -> tuple[tuple[Change, ...], tuple[Wrong, ...]]:
    """Change settings together, one line in the log each; limits that belong together are so held against each other.

    Returns the changes, or everything that is wrong with them; then nothing has been changed.
    """
    if not wishes:
        return (), ()
    refused = [wrong for wish in wishes for wrong in _refusals(wish, role)]
    # Who and why are asked for once, however much is changed.
    refused += [] if role else [Wrong("no_role", wishes[0].key)]
    refused += [] if why.strip() else [Wrong("no_why", wishes[0].key)]
    if refused:
        return (), tuple(refused)
    with alone(folder) as mine:
        return _set(folder, wishes, role, why) if mine else ((), (Wrong("busy", wishes[0].key),))


def value_from(text: str, definition: Definition) -> Value | str:
    """A typed text as the kind of value the setting holds; the text itself when it is no such value."""
    plain = text.strip()
    try:
        if definition.kind == "integer":
            return int(plain)
        if definition.kind == "number":
            number = float(plain.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "."))
            return int(number) if number.is_integer() else number
        if definition.kind == "date":
            return dt.date.fromisoformat(plain)
    except (ValueError, OverflowError):
        return plain
    if definition.kind == "roles":
        return tuple(part.strip() for part in plain.strip("[]").replace('"', "").split(",") if part.strip())
    return plain


def _refusals(wish: Wish, role: str) -> tuple[Wrong, ...]:
    known = load_definitions()
    definition = known.find(wish.key)
    if definition is None:
        return checked(_nested(wish.key, wish.value), known)[1]
    mine = not role or role in definition.roles
    refused = () if mine else (Wrong("not_mine", definition.name, role, {"nearest": ", ".join(definition.roles)}),)
    fault = None if wish.value is None else fault_of(definition, wish.value)
    return refused if fault is None else (*refused, fault)


def _set(folder: Path, wishes: Sequence[Wish], role: str, why: str) -> tuple[tuple[Change, ...], tuple[Wrong, ...]]:
    known, file = load_definitions(), folder / FILE
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if file.is_file() else HEAD
    except (OSError, UnicodeDecodeError):
        return (), (Wrong("unreadable"),)
    said, broken = said_in(text)
    before, wrong = checked(said, known)
    if broken or wrong:
        return (), broken or wrong
    changes = []
    for wish in wishes:
        held, definition = before.get(wish.key), known.find(wish.key)
        if (held or (None, "")) == (wish.value, wish.source if wish.value is not None else ""):
            return (), (Wrong("same", wish.key, as_text(wish.value)),)
        new = edited(text, wish.key, wish.value, wish.source)
        if new is None:
            return (), (Wrong("not_editable", wish.key),)
        text = new
        former = held[0] if held else definition.value if definition else None
        changes.append(change_of(wish.key, former, wish.value, role=role, source=wish.source, why=why))
    if after := choices_from(said_in(text)[0]).wrong:
        return (), after
    try:
        write_whole(file, text.encode(), first=lambda: add_changes(folder, changes))
        write_whole(folder / LAST_GOOD, text.encode())
    except OSError as error:
        return (), (Wrong("not_written", wishes[0].key, error.strerror or type(error).__name__),)
    return tuple(changes), ()


def _nested(key: str, value: Value | None) -> dict[str, object]:
    said: object = 0 if value is None else value
    for name in reversed(key.split(".")):
        said = {name: said}
    return said if isinstance(said, dict) else {}
