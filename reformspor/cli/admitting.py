"""`admit` takes an export in, or says every fault at once."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from reformspor.cli.starting import step_said
from reformspor.contract.titles import title_of
from reformspor.errors import Fault
from reformspor.intake import profiles
from reformspor.snapshot import Admission, admit, data_folder
from reformspor.words import Words

LISTED = 50


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `admit` to the parser."""
    text = words("cli.help.admit")
    parser = commands.add_parser(
        "admit", parents=[shared], help=text, description=text, epilog=words("cli.help.exit_codes")
    )
    parser.add_argument("path", type=Path, help=words("cli.help.path"))
    parser.add_argument(
        "--profile", metavar="NAME", help=words("cli.help.profile", names=", ".join(sorted(profiles())))
    )
    parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=words("cli.help.as_of"))
    parser.add_argument("--source", metavar="NAME", help=words("cli.help.source"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("periods.cli.admit_reason"))
    parser.add_argument("--keep-good", action="store_true", help=words("cli.help.keep_good"))
    parser.add_argument("--dry-run", action="store_true", help=words("cli.help.dry_run"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.add_argument("--canonical", action="store_true", help=words("cli.help.canonical"))
    parser.set_defaults(command=admit_export)


def admit_export(given: argparse.Namespace, words: Words) -> int:
    """Admit, print what came of it, and return 0 when it was taken in, 1 when it was refused."""
    outcome = admit(
        given.path,
        data_folder(),
        profile=given.profile,
        as_of=given.as_of,
        keep_good=given.keep_good,
        dry_run=given.dry_run,
        canonical=given.canonical,
        source=given.source,
        reason=given.reason,
        progress=None if given.json else lambda step: print(step_said(words, step), file=sys.stderr),
    )
    if given.json or given.canonical:
        print(json.dumps(as_json(outcome, words), ensure_ascii=False, indent=1))
    else:
        print(as_text(outcome, words))
    return 1 if outcome.verdict == "reject" else 0


def say(fault: Fault, words: Words) -> str:
    """A fault with its place and its remedy, in the reader's language."""
    places = {
        "file": fault.file,
        "row": fault.row if fault.row is not None else "",
        "column": fault.column or "",
        "value": fault.value if fault.value is not None else "",
        "table": fault.table or "",
    } | fault.details
    said = words(f"faults.{fault.code}.said", **places)
    remedy = f"faults.{fault.code}.remedy"
    return f"{said} {words(remedy, **places)}" if words.has(remedy) else said


def as_json(outcome: Admission, words: Words) -> dict[str, Any]:
    """The outcome as one JSON object."""
    said: dict[str, Any] = {
        "verdict": outcome.verdict,
        "faults": [_fault_json(fault, words) for fault in outcome.faults],
        "notices": [_fault_json(notice, words) for notice in outcome.notices],
        "files": [
            {
                "file": file.file,
                "table": file.table,
                "sha256": file.sha256,
                "rows_read": file.rows_read,
                "rows_admitted": file.rows_admitted,
                "rows_refused": file.rows_refused,
            }
            for file in outcome.files
        ],
    }
    if outcome.manifest is not None:
        said["snapshot"] = outcome.manifest.id
    if outcome.canonical is not None:
        said["tables"] = outcome.canonical
    return said


def _fault_json(fault: Fault, words: Words) -> dict[str, Any]:
    place = {"file": fault.file, "row": fault.row, "column": fault.column, "code": fault.code}
    return place | {"message": say(fault, words)}


def as_text(outcome: Admission, words: Words) -> str:
    """The outcome to read: each file's count, every notice and fault (the first of many), what serves now."""
    lines = [
        words(
            "cli.admit.file",
            file=file.file,
            table=title_of(file.table, words),
            read=file.rows_read,
            admitted=file.rows_admitted,
            refused=file.rows_refused,
        )
        for file in outcome.files
    ]
    for heading, found in (("cli.admit.notices", outcome.notices), ("cli.admit.faults", outcome.faults)):
        if found:
            lines += ["", words(heading, n=len(found))]
            lines += [f"  - {say(fault, words)}" for fault in found[:LISTED]]
            if len(found) > LISTED:
                lines.append("  " + words("cli.admit.more", n=len(found) - LISTED))
    lines += ["", words(f"cli.admit.{outcome.verdict}")]
    if outcome.manifest is not None:
        lines.append(words("cli.admit.serving", id=outcome.manifest.id))
        if outcome.waiting_hours:
            lines.append(words("cli.admit.waiting", hours=outcome.waiting_hours))
    elif outcome.still_serving is not None:
        lines.append(words("cli.admit.still_serving", id=outcome.still_serving.id))
    return "\n".join(lines)
