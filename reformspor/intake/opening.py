"""A file is opened as what it is (text, workbook or Parquet), and each table in it becomes a source."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reformspor.intake.decoding import inspect
from reformspor.intake.finding import Found, is_plain
from reformspor.intake.from_parquet import parquet_sources
from reformspor.intake.from_sheets import sheet_sources
from reformspor.intake.from_text import text_source
from reformspor.intake.sources import Desk, Source

LINES_OF_HEAD = 100


def open_source(desk: Desk, found: Found) -> list[Source]:
    """The sources of a file: one for text and Parquet, one a sheet for a workbook, each with those of the tables that
    stand in the same rows; none when it is refused."""
    if found.path.lstat().st_size > desk.limits.unpacked:
        desk.faults.add("too_large", found.name, limit=desk.limits.unpacked)
        return []
    safe = under_own_name(found.path, desk.folder)
    if not is_plain(safe):
        desk.faults.add("not_a_file", found.name)
        return []
    suffix = found.path.suffix.lower()
    if suffix == ".xlsx":
        return sheet_sources(desk, found, safe)
    if suffix == ".parquet":
        return parquet_sources(desk, found, safe)
    seen = inspect(safe)
    if seen.refusal is not None or seen.encoding is None:
        desk.faults.add(seen.refusal or "not_text", found.name)
        return []
    # A line feed within quotes ends no row; there the rows are counted when they are read.
    if seen.lines > desk.limits.rows + LINES_OF_HEAD and not seen.quoted:
        desk.faults.add("too_large", found.name, limit=desk.limits.rows)
        return []
    return text_source(desk, found, safe, seen)


def under_own_name(path: Path, folder: Path) -> Path:
    """A name of our own for an outside file: DuckDB would read signs in the outside name as a pattern."""
    own = folder / f"in_{len(list(folder.iterdir()))}{path.suffix.lower()}"
    try:
        os.link(path, own)
    except OSError:
        shutil.copyfile(path, own, follow_symlinks=False)
    return own
