"""`archive` writes the register's package for the records system."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from reformspor.choices import load_choices
from reformspor.disclosure import Rule, level_of_process
from reformspor.page.choices import choices_of
from reformspor.page.naming import issue
from reformspor.report.archive import package_of
from reformspor.snapshot import data_folder, ensure_served, open_current
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `archive` to the parser."""
    text = words("register.archive_help")
    parser = commands.add_parser("archive", parents=[shared], help=text, description=text)
    parser.add_argument("out", metavar="PATH", help=words("register.archive_out"))
    parser.set_defaults(command=write)


def write(given: argparse.Namespace, words: Words) -> int:
    """Write the package of the snapshot that serves, at this process's level; say what is in it and what is not."""
    data = data_folder()
    ensure_served(data)
    opened = open_current(data)
    assert opened is not None
    manifest, store = opened
    choices = load_choices(data.root, constructed=manifest.constructed)
    rule, places = Rule.of(level_of_process()), choices_of(store).units
    made = package_of(store, rule, words, choices, places)
    out = Path(given.out)
    file = out / made.name if out.is_dir() else out
    file.write_bytes(made.body)
    issue(made.passports)
    print(words("register.archive_written", file=file, barriers=made.barriers, events=made.events))
    if made.waiting:
        print(words("register.archive_waiting", n=made.waiting))
    return 0
