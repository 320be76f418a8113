"""`lock` approves, locks and unlocks a month; `periods` lists what has been decided."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from reformspor.snapshot import data_folder
from reformspor.snapshot.periods import State, decide, entry_in_words, read_log
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `lock` and `periods` to the parser."""
    text = words("periods.cli.lock")
    lock = commands.add_parser("lock", parents=[shared], help=text, description=text)
    lock.add_argument("month", metavar="MONTH", help=words("periods.cli.month"))
    lock.add_argument("--role", metavar="ROLE", help=words("periods.cli.role"))
    lock.add_argument("--source", metavar="NAME", help=words("periods.cli.source"))
    kind = lock.add_mutually_exclusive_group()
    kind.add_argument("--approve", action="store_true", help=words("periods.cli.approve"))
    kind.add_argument("--unlock", action="store_true", help=words("periods.cli.unlock"))
    lock.add_argument("--reason", metavar="TEXT", default="", help=words("periods.cli.reason"))
    lock.set_defaults(command=lock_month)
    text = words("periods.cli.periods")
    listing = commands.add_parser("periods", parents=[shared], help=text, description=text)
    listing.add_argument("--json", action="store_true", help=words("cli.help.json"))
    listing.set_defaults(command=list_periods)


def lock_month(given: argparse.Namespace, words: Words) -> int:
    """Decide on one month and say what was decided."""
    state: State = "approved" if given.approve else "unlocked" if given.unlock else "locked"
    entry = decide(data_folder(), given.month, state, role=given.role, source=given.source, reason=given.reason)
    print(words("periods.cli.done", **entry_in_words(entry, words)))
    return 0


def list_periods(given: argparse.Namespace, words: Words) -> int:
    """Every line of the log, oldest first, once its chain has been found to hold."""
    log = read_log(data_folder())
    if given.json:
        print(json.dumps([asdict(entry) for entry in log], ensure_ascii=False, indent=1))
        return 0
    for entry in log:
        print(words("periods.cli.row", at=dt.datetime.fromisoformat(entry.at), **entry_in_words(entry, words)))
        if entry.reason:
            print(words("periods.cli.why", reason=entry.reason))
    print(words("periods.cli.holds", n=len(log)) if log else words("periods.cli.none"))
    return 0
