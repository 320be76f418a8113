"""Finds which file supplies which table, and refuses what is no plain file before anything is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reformspor.intake.fields import OwnTable, fold
from reformspor.intake.persons import MASK, points_at_person
from reformspor.intake.tally import Tally

READABLE = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")
DATA = (*READABLE, ".xls", ".ods", ".part", ".tmp", ".crdownload", ".zip", ".gz", ".xlsm")
SILENT = ("SHA256SUMS", "manifest.json", "source.toml")
BESIDE = (".md", ".txt", ".xml", ".json", ".pdf", ".html", ".toml", ".docx", ".log")
# What Excel, LibreOffice and macOS leave beside a file; it may be named as one and hold a name.
SHADOWS = ("~$", ".~", "._")
SYSTEM = (".ds_store", "thumbs.db", "desktop.ini", "license", "licence", "readme")


@dataclass(frozen=True)
class Found:
    """A plain file that may hold a table; `table` is None when only its headings can tell. `state` is its size and the
    moment it was last written, before it was read."""

    path: Path
    table: OwnTable | None
    state: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """The file's own name, as messages and figures call it."""
        return called(self.path)


def find(
    path: Path, tables: Mapping[str, OwnTable], ignored: Iterable[str], faults: Tally, notices: Tally
) -> list[Found]:
    """The files at `path` (a folder or one file) with the table each name stands for.

    Links, pipes and folders with a file's name, unknown data files, two files for a table and missing
    required files become faults; other files are left out with a notice.
    """
    if not path.is_dir() or path.is_symlink():
        if not is_plain(path):
            faults.add("not_a_file" if os.path.lexists(path) else "missing_file", called(path))
            return []
        return [Found(path, table_of(path.stem, tables), state_of(path))]
    found: list[Found] = []
    named: set[str] = set()
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if entry.name in SILENT and is_plain(entry):
            continue
        if entry.name.startswith(SHADOWS) and is_plain(entry):
            notices.add("file_left_out", called(entry))
            continue
        table = table_of(entry.stem, tables) if entry.suffix.lower() in READABLE else None
        if table is not None:
            named.add(table.name)
        if not is_plain(entry):
            _judge_odd(entry, table, faults, notices)
        elif table is not None or entry.suffix.lower() == ".xlsx":
            found.append(Found(entry, table, state_of(entry)))
        else:
            _judge_unknown(entry, tuple(ignored), faults, notices)
    _judge_whole(found, named, tables, faults)
    return found


def state_of(path: Path) -> tuple[int, int]:
    """A file's size and the moment it was last written, in nanoseconds; zeros when it is gone."""
    try:
        told = path.lstat()
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


def check_still(found: Iterable[Found], faults: Tally) -> None:
    """Name every file that was written to while it was read: half of what was read may be old and half of it new."""
    for file in found:
        if state_of(file.path) != file.state:
            faults.add("changed", file.name)


def called(path: Path) -> str:
    """A file's name, masked when it points at a person: it stands under every figure."""
    return f"{MASK}{path.suffix}" if points_at_person(path.name) else path.name


def table_of(stem: str, tables: Mapping[str, OwnTable]) -> OwnTable | None:
    """The table a file name without its ending stands for: its own name, a title or a declared name, where a name
    ending in `*` is the beginning of one."""
    folded, named = fold(stem), by_themselves(tables).values()
    for table in named:
        if folded in {fold(name) for name in (table.name, *table.files)}:
            return table
    for table in named:
        if any(name.endswith("*") and folded.startswith(fold(name[:-1])) for name in table.files):
            return table
    return None


def by_themselves(tables: Mapping[str, OwnTable]) -> dict[str, OwnTable]:
    """The tables that have a file or sheet of their own: those beside another are found with it."""
    return {name: table for name, table in tables.items() if not table.beside}


def is_plain(path: Path) -> bool:
    """Whether a path is a file of its own, and no link, folder or pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _judge_odd(entry: Path, table: OwnTable | None, faults: Tally, notices: Tally) -> None:
    looks_like_data = table is not None or entry.suffix.lower() in DATA
    if looks_like_data or not entry.is_dir() or entry.is_symlink():
        faults.add("not_a_file", called(entry))
    else:
        notices.add("file_left_out", called(entry))


def _judge_unknown(entry: Path, ignored: tuple[str, ...], faults: Tally, notices: Tally) -> None:
    name = entry.name.lower()
    harmless = name in SYSTEM or entry.stem.lower() in SYSTEM
    if entry.name in ignored or harmless or (entry.suffix.lower() in BESIDE):
        notices.add("file_left_out", called(entry))
    else:
        faults.add("unknown_file", called(entry))


def _judge_whole(found: list[Found], named: set[str], tables: Mapping[str, OwnTable], faults: Tally) -> None:
    if any(file.table is None for file in found):
        return
    workbook = any(file.path.suffix.lower() == ".xlsx" for file in found)
    for table in by_themselves(tables).values():
        if workbook and table.layout is not None and table.layout.sheet:
            continue
        if table.required and table.name not in named:
            faults.add("missing_file", f"{(table.files or (table.name,))[0]}.csv", table=table.name)
