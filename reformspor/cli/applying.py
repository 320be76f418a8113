"""`application` writes the annex to an application, and its data management plan, in a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from reformspor.contract import load_contract
from reformspor.disclosure import LEVELS, Level, level_of_process
from reformspor.errors import ReformsporError
from reformspor.snapshot import data_folder, ensure_served
from reformspor.words import Words

KINDS = ("docx", "pdf", "md")


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `application` to the parser."""
    text = words("application.cli.help")
    parser = commands.add_parser("application", parents=[shared], help=text, description=text)
    from reformspor.application import our_calls  # loaded for this command alone

    calls = ", ".join(call.code for call in our_calls())
    parser.add_argument("call", metavar="CALL", help=words("application.cli.call", calls=calls))
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=words("application.cli.out"))
    parser.add_argument("--format", dest="kinds", action="append", choices=KINDS, help=words("report.cli.format"))
    parser.add_argument("--level", choices=LEVELS, help=words("application.cli.level"))
    parser.add_argument(
        "--months", choices=("all", "year", "three"), default="all", help=words("application.cli.months")
    )
    parser.add_argument("--plan", default="", metavar="PLAN", help=words("application.cli.plan"))
    parser.add_argument(
        "--role", default="", choices=("", *load_contract().codes["role"]), help=words("application.cli.role")
    )
    parser.set_defaults(command=write)


def write(given: argparse.Namespace, words: Words) -> int:
    """Write the annex in each format, and the plan as Markdown and JSON; say how many fields are open.

    What has been written in the fields is in it only in a process of the house.
    """
    from reformspor.intake.whole import write_whole
    from reformspor.page.annexed import annexed

    own = level_of_process()
    level: Level = given.level or LEVELS[-1]
    if LEVELS.index(level) < LEVELS.index(own):
        raise ReformsporError("report.problem.above")
    ensure_served(data_folder())
    given.out.mkdir(parents=True, exist_ok=True)
    address = {"call": given.call, "months": given.months, "p": given.plan}
    made = annexed(words, address, level, own, tuple(given.kinds or ("docx", "md")), by=given.role)
    for name, body in made.files:
        write_whole(given.out / name, body)
        print(words("application.cli.written", file=str(given.out / name)))
    print(words("application.cli.left", n=made.open, all=made.asks), file=sys.stderr)
    return 0
