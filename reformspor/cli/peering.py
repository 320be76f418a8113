"""`peers` loads, lists and takes away panels of other municipalities."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from reformspor.findings.sensitivity import refusal_said
from reformspor.peers import Peers, Said, add, kept, remove
from reformspor.snapshot import data_folder
from reformspor.words import Words

DONE, REFUSED = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `peers` with its verbs to the parser."""
    text = words("peers.cli.help")
    peers = commands.add_parser("peers", parents=[shared], help=text, description=text)
    peers.set_defaults(command=listed)
    verbs = peers.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("list", parents=[shared], help=words("peers.cli.list")).set_defaults(command=listed)
    adding = verbs.add_parser("add", parents=[shared], help=words("peers.cli.add"))
    adding.add_argument("file", metavar="FILE", help=words("peers.cli.file"))
    adding.add_argument("--title", required=True, metavar="TEXT", help=words("peers.cli.title"))
    adding.add_argument("--source", required=True, metavar="TEXT", help=words("peers.cli.source"))
    adding.add_argument("--measured-in", required=True, metavar="TEXT", help=words("peers.cli.measured_in"))
    adding.add_argument("--taken", type=dt.date.fromisoformat, metavar="DATE", help=words("peers.cli.taken"))
    adding.add_argument("--constructed", action="store_true", help=words("peers.cli.constructed"))
    adding.set_defaults(command=added)
    removing = verbs.add_parser("remove", parents=[shared], help=words("peers.cli.remove"))
    removing.add_argument("file", metavar="NAME", help=words("peers.cli.name"))
    removing.set_defaults(command=removed)


def listed(_given: argparse.Namespace, words: Words) -> int:
    """Every panel that is loaded."""
    held = kept(data_folder().root)
    for one in held:
        print(_said(words, one))
    if not held:
        print(words("peers.cli.empty"))
    return DONE


def added(given: argparse.Namespace, words: Words) -> int:
    """Load a table, or say all that is wrong with it."""
    today = dt.date.today()
    said = Said(given.title, given.source, given.measured_in, given.taken or today, given.constructed)
    read = add(data_folder().root, Path(given.file).read_bytes(), said, today)
    if isinstance(read, Peers):
        print(_said(words, read))
        for one in read.notices:
            print(f"  {refusal_said(one, words, 'notice')}")
        return DONE
    for one in read:
        print(refusal_said(one, words), file=sys.stderr)
    return REFUSED


def removed(given: argparse.Namespace, words: Words) -> int:
    """Take one away. Raises ReformsporError for a name there is none of."""
    print(words("peers.desk.removed", title=remove(data_folder().root, given.file).said.title))
    return DONE


def _said(words: Words, one: Peers) -> str:
    counts = {"units": one.panel.n_units, "steps": one.panel.n_times, "treated": len(one.treated)}
    return words("peers.cli.one", file=one.file, title=one.said.title, taken=one.said.taken, **counts)
