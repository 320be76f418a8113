"""What numbers are made with beside the data: the municipality's choices, the register, and what it compares with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from reformspor.chained import add_lines
from reformspor.choices import Choices
from reformspor.choices.file import FILE as SETTINGS
from reformspor.disclosure import Rule
from reformspor.effects.hypothesis import COVER, covered, hypothesis_from
from reformspor.hypotheses.entry import CHAIN, Entry
from reformspor.hypotheses.keeping import HEAD, LOG
from reformspor.snapshot.folder import DataFolder

COMPARED = ("reference", "peers")
NO_LINE = "{}\n"
# What a person has written in a line of the register.
BECAUSE, WRITTEN = "because", ("because", "why")


def write_setting(data: DataFolder, choices: Choices, rule: Rule, folder: Path, *, constructed: bool) -> None:
    """Write into a folder what a data folder has of it, as the rule lets it be read.

    Comments in the settings stay in the house: only what has been chosen goes out, with its source.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text(settings_text(choices), "utf-8")
    write_register(data.root / LOG, rule, folder, constructed=constructed)
    for name in COMPARED:
        for file in sorted((data.root / name).glob("*.*")):
            if file.suffix in (".json", ".toml"):
                (folder / name).mkdir(exist_ok=True)
                shutil.copyfile(file, folder / name / file.name)


def settings_text(choices: Choices) -> str:
    """The municipality's own choices as a settings file, one a line."""
    own = [one for one in choices.held.values() if one.origin == "own"]
    lines = [f"{one.key} = {{ value = {_toml(one.value)}, source = {_toml(one.source)} }}" for one in own]
    return "".join(f"{line}\n" for line in lines)


def _toml(value: object) -> str:
    if isinstance(value, bool | int | float | str):
        # A text of JSON is a text of TOML, but for one sign.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return str(value)


def write_register(log: Path, rule: Rule, folder: Path, *, constructed: bool) -> None:
    """Write the lines of the register that go with the data, chained anew where some are left out or covered.

    Where the level may not read what people have written, that is covered; the line's own hash then differs from that
    in the house, and a hypothesis is known by the same. A register that does not hold goes with a
    last line that is none, so that it goes on not holding.
    """
    held = CHAIN.read(log)
    own = [one for one in held.entries if one.constructed == constructed]
    shown = list(own if rule.free_text else _covered(own))
    if held.broken:
        with (folder / LOG).open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in shown)
            file.write(NO_LINE)
        return
    if not shown:
        return
    lines = shown if shown == list(held.entries) else CHAIN.linked((), shown)
    add_lines(folder / LOG, lines)
    (folder / HEAD).write_text(lines[-1].hash, "ascii")


def _covered(entries: Iterable[Entry]) -> Iterable[Entry]:
    for one in entries:
        said = {name: COVER if name in WRITTEN and value else value for name, value in one.said.items()}
        if one.kind == "hypothesis" and said.get(BECAUSE):
            said[BECAUSE] = _known_by(one)
        yield replace(one, said=said) if said != dict(one.said) else one


def _known_by(one: Entry) -> str:
    """The cover of a hypothesis' reasons; a line that is no hypothesis is known by nothing."""
    try:
        return covered(hypothesis_from(one.said)).because
    except (KeyError, TypeError, ValueError):
        return COVER
