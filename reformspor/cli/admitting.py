"""`admit` takes an export in, or says every fault at once."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from reformspor.cli.outcomes import as_json, as_text
from reformspor.cli.starting import step_said
from reformspor.intake import Intake, profiles
from reformspor.snapshot import DataFolder, admit, data_folder
from reformspor.snapshot.admission import Progress
from reformspor.snapshot.child import STEP
from reformspor.snapshot.rejects import Origins, Sheet, sheets_of, write_rejects
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `admit` to the parser."""
    text = words("cli.help.admit")
    parser = commands.add_parser(
        "admit", parents=[shared], help=text, description=text, epilog=words("cli.help.exit_codes")
    )
    parser.add_argument("path", type=Path, help=words("cli.help.path"))
    parser.add_argument(
        "--profile", metavar="NAME", help=words("cli.help.profile", names=", ".join(profiles(data_folder().profiles)))
    )
    parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=words("cli.help.as_of"))
    parser.add_argument("--source", metavar="NAME", help=words("cli.help.source"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("periods.cli.admit_reason"))
    parser.add_argument("--new-ledger", action="store_true", help=words("tidy.new_ledger"))
    parser.add_argument("--keep-good", action="store_true", help=words("cli.help.keep_good"))
    parser.add_argument("--dry-run", action="store_true", help=words("cli.help.dry_run"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.add_argument("--canonical", action="store_true", help=words("cli.help.canonical"))
    parser.add_argument("--rejects", type=Path, metavar="DIR", help=words("desk.help.rejects"))
    parser.add_argument("--steps", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--causes", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=admit_export)


def admit_export(given: argparse.Namespace, words: Words) -> int:
    """Admit, print what came of it, and return 0 when it was taken in, 1 when it was refused."""
    data, sheets = data_folder(), list[Sheet]()
    masked = given.rejects is not None and not is_private(given.rejects, data)

    def refused(intake: Intake, origins: Origins) -> None:
        sheets.extend(sheets_of(intake.refused_rows(), origins, words, masked=masked))

    outcome = admit(
        given.path,
        data,
        profile=given.profile,
        as_of=given.as_of,
        keep_good=given.keep_good,
        dry_run=given.dry_run,
        canonical=given.canonical,
        source=given.source,
        new_ledger=given.new_ledger,
        reason=given.reason,
        refused=refused if given.rejects else None,
        progress=told(given, words),
    )
    names = write_rejects(sheets, given.rejects, words) if given.rejects else ()
    if given.json or given.canonical:
        print(
            json.dumps(
                as_json(outcome, words, every_fault=not given.causes) | {"rejects": list(names)},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        print(as_text(outcome, words))
        if given.rejects:
            key = "nothing" if not names else "written_masked" if masked else "written"
            print(words(f"desk.rejects.{key}", folder=str(given.rejects)))
    return 1 if outcome.verdict == "reject" else 0


def is_private(folder: Path, data: DataFolder) -> bool:
    """Whether a folder lies where only admission reads, so that whole rows may be written there."""
    return folder.resolve().is_relative_to(data.private.resolve())


def told(given: argparse.Namespace, words: Words) -> Progress | None:
    """How the steps of long work are told: by name to the page, in words to a reader, not at all beside JSON."""
    if given.steps:
        return lambda step: print(f"{STEP}{step}", file=sys.stderr, flush=True)
    return None if given.json else lambda step: print(step_said(words, step), file=sys.stderr)
