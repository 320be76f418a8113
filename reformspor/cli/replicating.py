"""`replicate` writes the package that others can rebuild every number from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from reformspor.disclosure import LEVELS, level_of_process
from reformspor.snapshot import DataFolder, current, data_folder, ensure_served
from reformspor.words import LANGUAGES, Words

DONE, REFUSED = 0, 1
TERMS = ("CC0-1.0", "CC-BY-4.0", "NLOD-2.0", "MIT")


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `replicate` to the parser."""
    text = words("replication.cli.help")
    parser = commands.add_parser("replicate", parents=[shared], help=text, description=text)
    parser.add_argument("out", type=Path, metavar="OUT.zip", help=words("replication.cli.out"))
    parser.add_argument("--level", choices=LEVELS, default="public", help=words("replication.cli.level"))
    parser.add_argument("--report", metavar="REPORT", default="", help=words("replication.cli.report"))
    parser.add_argument("--closed", action="store_true", help=words("replication.cli.closed"))
    parser.add_argument("--seed", type=int, default=1, help=words("replication.cli.seed"))
    parser.add_argument("--terms", choices=TERMS, default="", help=words("replication.cli.terms"))
    parser.add_argument("--open-outcomes", action="store_true", help=words("replication.cli.open"))
    parser.add_argument("--by", default="not_reported", metavar="ROLE", help=words("replication.cli.by"))
    parser.set_defaults(command=make)


def make(given: argparse.Namespace, words: Words) -> int:
    """Write the package of the snapshot that serves, at a level this process may show."""
    from reformspor.page.replicating import Wish, replicate  # other commands load no pages
    from reformspor.report.saved import order_of

    data = data_folder()
    ensure_served(data)
    own = level_of_process()
    if not given.closed and not _opened(data, given, words):
        return REFUSED
    lang = given.lang if given.lang in LANGUAGES else words.lang
    order = order_of(data, given.report, own) if given.report else None
    wish = Wish(given.level, lang, own, order, given.closed, given.seed, given.terms, given.by)
    made = replicate(data, wish, given.out, say=_told(words))
    if made.constructed:
        print(words("replication.cli.constructed"))
    size = made.file.stat().st_size // 1024
    print(words("replication.cli.written", file=str(made.file), size=size, n=made.figures))
    print(words("replication.cli.rebuild"))
    return DONE


def _opened(data: DataFolder, given: argparse.Namespace, words: Words) -> bool:
    """Whether every outcome whose values go out has been opened; whoever gets them has seen them."""
    from reformspor.hypotheses import open_outcomes
    from reformspor.page.replicating import unopened

    manifest = current(data)
    closed = unopened(data, manifest) if manifest is not None else ()
    if not closed or manifest is None:
        return True
    if not given.open_outcomes:
        print(words("replication.problem.unopened", names=words.listing(closed)), file=sys.stderr)
        return False
    open_outcomes(data.root, closed, role=given.by, source=manifest.source, constructed=manifest.constructed)
    return True


def _told(words: Words) -> Any:
    """Each step is told on the second output."""

    def told(step: str, **places: object) -> None:
        print(words(f"replication.step.{step}", **places), file=sys.stderr, flush=True)

    return told
