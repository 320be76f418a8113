"""`snapshots` lists what has been admitted and opens an earlier one again; `undo` goes one back."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from reformspor.snapshot import current, data_folder, open_again, undo
from reformspor.snapshot.history import history, moment_of, turn_said
from reformspor.snapshot.rhythm import freshness
from reformspor.snapshot.shelf import Manifest, shelf
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `snapshots` to the parser."""
    text = words("cli.help.snapshots")
    parser = commands.add_parser("snapshots", parents=[shared], help=text, description=text)
    parser.add_argument("--open", metavar="ID", help=words("cli.help.open"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("periods.cli.back_reason"))
    parser.set_defaults(command=list_snapshots)
    text = words("desk.help.undo")
    parser = commands.add_parser("undo", parents=[shared], help=text, description=text)
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("periods.cli.back_reason"))
    parser.set_defaults(command=undo_admission)


def undo_admission(given: argparse.Namespace, words: Words) -> int:
    """Show the former snapshot again and say what that means."""
    turn = undo(data_folder(), given.reason)
    print(words("desk.undo.done", before=turn.before, after=turn.after))
    print(words("desk.undo.means"))
    print(words("desk.undo.redo", id=turn.before))
    return 0


def list_snapshots(given: argparse.Namespace, words: Words) -> int:
    """Every snapshot, the newest first, with a mark at the one that serves."""
    data = data_folder()
    if given.open:
        open_again(data, given.open, given.reason)
    serving, manifests = current(data), shelf(data)
    if given.json:
        rows = [
            asdict(m) | {"serving": serving is not None and m.id == serving.id, "stale": _is_stale(m)}
            for m in manifests
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not manifests:
        print(words("cli.snapshots.none"))
    else:
        for manifest in manifests:
            mark = "*" if serving is not None and manifest.id == serving.id else " "
            said = words(
                "cli.snapshots.row",
                id=manifest.id,
                admitted=manifest.rows_admitted,
                refused=manifest.rows_refused,
                as_of=manifest.as_of_date,
            )
            label = f" {words('cli.snapshots.constructed')}" if manifest.constructed else ""
            print(f"{mark} {said}{label}{_stale_said(manifest, words)}")
            taken = words.time(moment_of(manifest.admitted_at))
            said = words("desk.shelf.taken", at=taken, by=manifest.admitted_by, source=manifest.source)
            print(f"    {said}")
        print(f"\n{words('desk.history.title')}")
        print(*(f"  {turn_said(turn, words)}" for turn in history(data)), sep="\n")
    return 0


def _is_stale(manifest: Manifest) -> bool:
    return freshness(data_folder(), manifest).state == "stale"


def _stale_said(manifest: Manifest, words: Words) -> str:
    """That the snapshot that serves is older than its source's rhythm allows; an earlier one is always old."""
    serving = current(data_folder())
    shown = serving is not None and serving.id == manifest.id
    return f" ({words('quality.fresh.cli')})" if shown and _is_stale(manifest) else ""
