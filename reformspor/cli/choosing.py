"""`settings` shows what is chosen, checks the file, changes one setting with a reason, and lists every change."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reformspor.choices import (
    FILE,
    Choices,
    Wrong,
    choices_from,
    load_choices,
    load_definitions,
    read_changes,
    set_choice,
    value_from,
)
from reformspor.choices.file import said_in
from reformspor.choices.listing import as_file, groups, rows_of
from reformspor.choices.said import change_said, name_said, range_said, source_said, value_said, wrong_said
from reformspor.snapshot import current, data_folder
from reformspor.words import Words

DONE, REFUSED = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `settings` with its own verbs to the parser."""
    text = words("choices.cli.settings")
    settings = commands.add_parser("settings", parents=[shared], help=text, description=text)
    settings.set_defaults(command=show, json=False)
    verbs = settings.add_subparsers(dest="verb", metavar="VERB")
    showing = verbs.add_parser("show", parents=[shared], help=words("choices.cli.show"))
    showing.add_argument("--json", action="store_true", help=words("cli.help.json"))
    showing.set_defaults(command=show)
    checking = verbs.add_parser("check", parents=[shared], help=words("choices.cli.check"))
    checking.add_argument("file", nargs="?", metavar="FILE", help=words("choices.cli.file_to_check"))
    checking.set_defaults(command=check)
    setting = verbs.add_parser("set", parents=[shared], help=words("choices.cli.set"))
    setting.add_argument("key", metavar="KEY", help=words("choices.cli.key"))
    setting.add_argument("value", nargs="?", metavar="VALUE", help=words("choices.cli.value"))
    setting.add_argument("--role", required=True, metavar="ROLE", help=words("choices.cli.role"))
    setting.add_argument("--why", required=True, metavar="TEXT", help=words("choices.cli.why"))
    setting.add_argument("--source", default="", metavar="TEXT", help=words("choices.cli.source"))
    setting.set_defaults(command=change)
    verbs.add_parser("file", parents=[shared], help=words("choices.cli.file")).set_defaults(command=whole_file)
    listing = verbs.add_parser("log", parents=[shared], help=words("choices.cli.log"))
    listing.add_argument("--json", action="store_true", help=words("cli.help.json"))
    listing.set_defaults(command=log)


def show(given: argparse.Namespace, words: Words) -> int:
    """Every setting in force with unit, allowed range, source and origin; what is wrong with the file comes first."""
    choices = _in_force()
    say_wrong(choices.wrong, words)
    if given.json:
        print(json.dumps([_as_json(choices, group) for group in groups()], ensure_ascii=False, indent=1, default=str))
        return DONE
    for group in groups():
        print(f"\n{words(f'choices.group.{group}')}")
        rows = rows_of(choices, group)
        if not rows:
            print(f"  {words('choices.not_set')}")
        for row in rows:
            held = row.choice
            value = value_said(words, held.value if held else None, row.definition.unit)
            origin = f"{words(f'choices.origin.{held.origin}')}, {source_said(words, held)}" if held else ""
            said = [name_said(words, row.definition), value, range_said(words, row.definition), origin]
            print(f"  {row.definition.name}: " + " · ".join(part for part in said if part))
    return DONE


def check(given: argparse.Namespace, words: Words) -> int:
    """What is wrong with the file, each with its remedy; 1 when anything is."""
    if given.file is None:
        wrong = _in_force().wrong
    else:
        try:
            said, broken = said_in(Path(given.file).read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            said, broken = {}, (Wrong("unreadable"),)
        wrong = broken or choices_from(said).wrong
    say_wrong(wrong, words)
    if not wrong:
        print(words("choices.cli.whole", file=given.file or FILE))
    return REFUSED if wrong else DONE


def change(given: argparse.Namespace, words: Words) -> int:
    """Change one setting, or put it back to its default when no value is given."""
    definition = load_definitions().find(given.key)
    value = None if given.value is None else value_from(given.value, definition) if definition else given.value
    folder = data_folder().root
    load_choices(folder)  # so that what was changed by hand before this is logged before it
    done = set_choice(folder, given.key, value, role=given.role, why=given.why, source=given.source)
    if isinstance(done, tuple):
        say_wrong(done, words)
        return REFUSED
    print(change_said(words, done))
    if definition is not None:
        print(words(f"choices.effect.{definition.effect}").capitalize() + ".")
    return DONE


def whole_file(_given: argparse.Namespace, words: Words) -> int:
    """A whole settings file to edit: what is chosen, and all else as comments."""
    print(as_file(load_choices(data_folder().root), words), end="")
    return DONE


def log(given: argparse.Namespace, words: Words) -> int:
    """Every change, oldest first, and whether the log is unbroken."""
    kept = read_changes(data_folder().root)
    if given.json:
        print(json.dumps([asdict(one) for one in kept.entries], ensure_ascii=False, indent=1))
        return DONE
    for one in kept.entries:
        print(f"{words.time(dt.datetime.fromisoformat(one.at))} · {change_said(words, one)}")
    print(words("choices.log.broken" if kept.broken else "choices.log.holds", n=len(kept.entries)))
    return REFUSED if kept.broken else DONE


def _in_force() -> Choices:
    data = data_folder()
    shown = current(data)
    return load_choices(data.root, constructed=shown is not None and shown.constructed)


def say_wrong(wrong: Sequence[Wrong], words: Words) -> None:
    """What is wrong with the settings, each with its remedy, and that the former ones hold; on the error stream."""
    for one in wrong:
        print(" ".join(wrong_said(words, one)), file=sys.stderr)
    if wrong:
        print(words("choices.former_hold"), file=sys.stderr)


def _as_json(choices: Choices, group: str) -> dict[str, Any]:
    rows = []
    for row in rows_of(choices, group):
        one, held = row.definition, row.choice
        origin: dict[str, Any] = {"source": "", "origin": "not_set"}
        if held is not None:
            origin = {"source": held.source, "origin": held.origin}
        rows.append(
            {"key": one.name, "value": held.value if held else None, "unit": one.unit, "least": one.least}
            | {"most": one.most, "roles": one.roles, "effect": one.effect}
            | origin
        )
    return {"group": group, "settings": rows}
