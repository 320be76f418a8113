"""`reference` loads, lists and takes away counts of other registries, and makes one from a registry's own export."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.reference import REPORTERS, Reference, Wrong, add, as_text, kept, read_reference, remove
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit, data_folder, open_current
from reformspor.words import Words

DONE, REFUSED = 0, 1
TYPES, REGISTERED = "barriers/by_type", "barriers/registered"


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `reference` with its verbs to the parser."""
    text = words("elsewhere.cli.help")
    reference = commands.add_parser("reference", parents=[shared], help=text, description=text)
    reference.set_defaults(command=listed)
    verbs = reference.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("list", parents=[shared], help=words("elsewhere.cli.list")).set_defaults(command=listed)
    adding = verbs.add_parser("add", parents=[shared], help=words("elsewhere.cli.add"))
    adding.add_argument("file", metavar="FILE", help=words("elsewhere.cli.file"))
    adding.set_defaults(command=added)
    removing = verbs.add_parser("remove", parents=[shared], help=words("elsewhere.cli.remove"))
    removing.add_argument("file", metavar="NAME", help=words("elsewhere.cli.name"))
    removing.set_defaults(command=removed)
    making = verbs.add_parser("make", parents=[shared], help=words("elsewhere.cli.make"))
    making.add_argument("path", metavar="PATH", help=words("elsewhere.cli.path"))
    making.add_argument("--profile", metavar="NAME", help=words("cli.help.profile"))
    making.add_argument("--title", required=True, metavar="TEXT", help=words("elsewhere.cli.title"))
    making.add_argument("--source", required=True, metavar="TEXT", help=words("elsewhere.cli.source"))
    making.add_argument("--licence", default="", metavar="TEXT", help=words("elsewhere.cli.licence"))
    making.add_argument("--reporters", required=True, choices=REPORTERS, help=words("elsewhere.cli.reporters"))
    making.add_argument("--taken", type=dt.date.fromisoformat, metavar="DATE", help=words("elsewhere.cli.taken"))
    making.add_argument("--out", metavar="FILE", help=words("elsewhere.cli.out"))
    making.set_defaults(command=made)


def listed(_given: argparse.Namespace, words: Words) -> int:
    """Every count that is loaded."""
    held = kept(data_folder().root)
    for one in held:
        print(_said(words, one))
    if not held:
        print(words("elsewhere.cli.empty"))
    return DONE


def added(given: argparse.Namespace, words: Words) -> int:
    """Load a file, or say all that is wrong with it."""
    file = Path(given.file)
    read = add(data_folder().root, file.read_bytes(), file.name, dt.date.today())
    if isinstance(read, tuple):
        return _refused(words, read)
    print(_said(words, read))
    return DONE


def removed(given: argparse.Namespace, words: Words) -> int:
    """Take one away. Raises ReformsporError for a name there is none of."""
    print(words("elsewhere.desk.removed", title=remove(data_folder().root, given.file).title))
    return DONE


def made(given: argparse.Namespace, words: Words) -> int:
    """Admit the registry into a folder that is thrown away, count its types, and write the file."""
    counted = counts(Path(given.path), given.profile)
    if counted is None:
        print(words("elsewhere.cli.refused"), file=sys.stderr)
        return REFUSED
    types, known = counted
    if not types:
        print(words("elsewhere.cli.none_counted"), file=sys.stderr)
        return REFUSED
    one = Reference(
        title=given.title,
        taken=given.taken or known["last_day"],
        reporters=given.reporters,
        barriers=known["n_barriers"],
        source=given.source,
        types=types,
        licence=given.licence,
        first=known["first_day"],
        last=known["last_day"],
        n_reporters=known["n_reporters"] or None,
        with_hours=known["with_hours"],
    )
    text = as_text(one)
    read = read_reference(text.encode(), given.out or "", dt.date.today())
    if isinstance(read, tuple):
        return _refused(words, read)
    if given.out is None:
        print(text, end="")
        return DONE
    Path(given.out).write_text(text, "utf-8")
    print(words("elsewhere.cli.written", file=given.out, n=one.barriers, types=len(types)))
    return DONE


def counts(path: Path, profile: str | None) -> tuple[tuple[tuple[str, int], ...], dict[str, Any]] | None:
    """A registry's barriers by type, and how many there are, who reported them and when; None when it is refused."""
    with tempfile.TemporaryDirectory(prefix="reformspor-") as folder:
        data = DataFolder(Path(folder))
        if admit(path, data, profile=profile).manifest is None:
            return None
        opened = open_current(data)
        assert opened is not None
        store = opened[1]
        try:
            types = ask(store, TYPES, Scope(), Rule.internal()).copy_rows()
            rows = {row["field"]: row for row in ask(store, REGISTERED, Scope(), Rule.internal()).copy_rows()}
        finally:
            store.close()
    if not types:
        return (), {}
    whole = rows["reporter"]
    known = {name: whole[name] for name in ("n_barriers", "first_day", "last_day")}
    known |= {"n_reporters": whole["n_different"], "with_hours": rows["est_hours"]["n"]}
    return tuple((row["type"], int(row["n"])) for row in types), known


def _said(words: Words, one: Reference) -> str:
    places = {"file": one.file, "title": one.title, "taken": one.taken, "n": one.barriers, "types": len(one.types)}
    return words("elsewhere.cli.one", **places)


def _refused(words: Words, wrong: Sequence[Wrong]) -> int:
    for one in wrong:
        print(words(f"elsewhere.fault.{one.code}", name=one.key, value=one.value, near=one.near), file=sys.stderr)
    return REFUSED
