"""`report` makes a saved report, or the order in a file, into documents; lists those saved; tells what has changed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reformspor.disclosure import Level, level_of_process
from reformspor.errors import ReformsporError
from reformspor.report.formats import FORMATS, Format
from reformspor.report.order import Order
from reformspor.report.saved import order_of, reports
from reformspor.report.slide_template import MOST_BYTES
from reformspor.snapshot import data_folder, ensure_served
from reformspor.words import Words

DONE, REFUSED = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `report` to the parser."""
    text = words("report.cli.help")
    parser = commands.add_parser("report", parents=[shared], help=text, description=text)
    parser.add_argument("order", metavar="ORDER", help=words("report.cli.order"))
    parser.add_argument("report", nargs="?", metavar="REPORT", help=words("report.cli.report"))
    parser.add_argument("--format", dest="formats", action="append", choices=FORMATS, help=words("report.cli.format"))
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=words("report.cli.out"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=words("report.cli.template"))
    parser.add_argument("--by", default="", metavar="ROLE", help=words("report.cli.by"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.set_defaults(command=report)


def report(given: argparse.Namespace, words: Words) -> int:
    """Make an order into files, or `list` what is saved, or tell the `changes` in a saved one."""
    if given.order == "list" and given.report is None:
        return _listed(given, words)
    ensure_served(data_folder())
    own = level_of_process()
    if given.order == "changes" and given.report is not None:
        return _changed(order_of(data_folder(), given.report, own), own, given, words)
    return _made(order_of(data_folder(), given.order, own), own, given, words)


def _made(order: Order, own: Level, given: argparse.Namespace, words: Words) -> int:
    from reformspor.intake.whole import write_whole
    from reformspor.page.making import make

    template = _template(given.template)
    given.out.mkdir(parents=True, exist_ok=True)
    kinds: tuple[Format, ...] = tuple(given.formats or ("docx",))
    for kind in kinds:
        name, body = make(order, kind, own=own, say=_told(words), template=template, by=given.by)
        write_whole(given.out / name, body)
        print(words("report.cli.written", file=str(given.out / name)))
    return DONE


def _template(file: Path | None) -> bytes | None:
    if file is None:
        return None
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        raise ReformsporError("report.problem.template", file=file.name)
    return file.read_bytes()


def _told(words: Words) -> Any:
    """Each figure is told as it begins, on the second output."""

    def told(step: str, at: int, of: int) -> None:
        stage, _, headline = step.partition(" ")
        print(words(f"report.step.{stage}", at=at, of=of, figure=headline), file=sys.stderr)

    return told


def _listed(given: argparse.Namespace, words: Words) -> int:
    found = reports(data_folder(), level_of_process())
    if given.json:
        kept = [{"id": one.id, "title": one.title, "level": one.level, "lang": one.lang} for one in found]
        print(json.dumps(kept, ensure_ascii=False, indent=1))
        return DONE
    for one in found:
        level = words(f"frame.level.{one.level}")
        print(f"{one.id}  {one.title or words('report.title')} · {level} · {words(f'frame.language.{one.lang}')}")
    if not found:
        print(words("report.saved.none"))
    return DONE


def _changed(order: Order, own: Level, given: argparse.Namespace, words: Words) -> int:
    """Exit 1 when anything has changed, so that a script sees it."""
    from reformspor.page.changes_said import changes_said
    from reformspor.page.making import changed
    from reformspor.page.serving import served

    found = changed(order, own=own, say=_told(words))
    if found is None:
        print(words("report.changes.never_made"))
        return DONE
    made, now, each = found
    differs = any(one.what != "same" for one in each)
    if given.json:
        told = [{**vars(one), "numbers": [vars(cell) for cell in one.numbers]} for one in each]
        head = {"made": made.at, "snapshot": made.snapshot, "now": now}
        print(json.dumps({**head, "changes": told}, ensure_ascii=False, indent=1))
    else:
        held = served()
        print("\n".join(changes_said(made, now, each, words, held.choices.units if held is not None else {})))
    return REFUSED if differs else DONE
