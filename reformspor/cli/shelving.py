"""`snapshots` lists what has been admitted and opens an earlier one again."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from reformspor.snapshot import current, data_folder, reopen, shelf
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `snapshots` to the parser."""
    text = words("cli.help.snapshots")
    parser = commands.add_parser("snapshots", parents=[shared], help=text, description=text)
    parser.add_argument("--open", metavar="ID", help=words("cli.help.open"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.set_defaults(command=list_snapshots)


def list_snapshots(given: argparse.Namespace, words: Words) -> int:
    """Every snapshot, the newest first, with a mark at the one that serves."""
    data = data_folder()
    if given.open:
        reopen(data, given.open)
    serving, manifests = current(data), shelf(data)
    if given.json:
        rows = [asdict(m) | {"serving": serving is not None and m.id == serving.id} for m in manifests]
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
            print(f"{mark} {said}{label}")
    return 0
