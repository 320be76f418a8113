"""`rejects` writes the refused rows of what was last admitted of a source, each with why, to be mended."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from reformspor.cli.admitting import is_private, told
from reformspor.intake import Intake
from reformspor.snapshot import Manifest, admit, current, data_folder
from reformspor.snapshot.mending import kept_export
from reformspor.snapshot.rejects import Origins, Sheet, sheets_of, write_rejects
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `rejects` to the parser."""
    text = words("desk.help.kept")
    parser = commands.add_parser("rejects", parents=[shared], help=text, description=text)
    parser.add_argument("directory", type=Path, metavar="DIR", help=words("desk.help.rejects"))
    parser.add_argument("--source", metavar="NAME", help=words("desk.help.kept_source"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.add_argument("--steps", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=write_kept)


def write_kept(given: argparse.Namespace, words: Words) -> int:
    """Check the kept export once more, write its refused rows, and return 0; 1 when none is kept."""
    data = data_folder()
    shown = current(data)
    kept = kept_export(data, given.source or (shown.source if shown else ""))
    sheets: list[Sheet] = []
    masked = not is_private(given.directory, data)

    def refused(intake: Intake, origins: Origins) -> None:
        sheets.extend(sheets_of(intake.refused_rows(), origins, words, masked=masked))

    if kept is not None:
        steps = told(given, words)
        admit(kept.path, data, profile=kept.profile, as_of=kept.as_of, dry_run=True, refused=refused, progress=steps)
    names = write_rejects(sheets, given.directory, words) if sheets else ()
    if given.json:
        print(json.dumps({"rejects": list(names)}, ensure_ascii=False))
    else:
        key = "written_masked" if names and masked else "written" if names else _none(shown, given.source)
        print(words(f"desk.rejects.{key}", folder=str(given.directory)))
    return 0 if names else 1


def _none(shown: Manifest | None, source: str | None) -> str:
    """Why nothing was written: nothing was refused, as far as is known, or what was refused is gone."""
    clean = shown is not None and source in (None, shown.source) and shown.rows_refused == 0
    return "nothing" if clean else "gone"
