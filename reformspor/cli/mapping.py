"""`map` guesses what a foreign file holds, takes corrections, tries the mapping and saves it as a profile."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from reformspor.cli.correcting import OPTIONS, asked_of
from reformspor.contract.titles import title_of
from reformspor.intake.mapped import mapped_profile, written
from reformspor.intake.native import native
from reformspor.intake.proposing import Proposal, Wish, mapping_of, wish_from
from reformspor.intake.register import save_mapping
from reformspor.intake.saying import column_title
from reformspor.intake.showing import as_shown
from reformspor.intake.trial import grids_in, proposals_for, try_mapping
from reformspor.snapshot import data_folder
from reformspor.snapshot.folder import admission_work
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `map` to the parser."""
    text = words("mapping.help.map")
    parser = commands.add_parser("map", parents=[shared], help=text, description=text)
    parser.add_argument("path", type=Path, help=words("cli.help.path"))
    parser.add_argument("--table", metavar="T", choices=sorted(native(False).tables), help=words("mapping.help.table"))
    for name, metavar in OPTIONS.items():
        parser.add_argument(
            f"--{name}", metavar=metavar, action="append", default=[], help=words(f"mapping.help.{name}")
        )
    parser.add_argument("--out", type=Path, metavar="FILE", help=words("mapping.help.out"))
    parser.add_argument("--save", metavar="NAME", help=words("mapping.help.save"))
    parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=words("cli.help.as_of"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    # What the page has been told, by the grid's place in the file: read from standard input.
    parser.add_argument("--wishes", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=map_file)


def map_file(given: argparse.Namespace, words: Words) -> int:
    """Guess, try and save; 0 when the trial has no fault, 1 when it has or when nothing could be guessed."""
    data, as_of = data_folder(), given.as_of or dt.date.today()
    with admission_work(data, check=True) as work:
        grids = grids_in(given.path, work)
        proposals = proposals_for(grids, _told() if given.wishes else {}, as_of)
        if not given.wishes:
            proposals = proposals_for(grids, asked_of(given, proposals), as_of)
            if given.also:
                # Only now is it known what the tables beside are guessed to be, and so what is corrected.
                proposals = proposals_for(grids, asked_of(given, proposals), as_of)
        said: dict[str, Any] = {"parts": [as_shown(one) for one in proposals], "trial": None, "saved": ""}
        raw = _raw(proposals)
        if raw is not None:
            mapped_profile("draft", raw)
            said["trial"] = try_mapping(given.path, raw, as_of, work, words)
            if given.save:
                save_mapping(data.profiles, given.save, raw, _comment(proposals, words))
                said["saved"] = given.save
            if given.out:
                given.out.write_text(written(raw, _comment(proposals, words), *_left(proposals, words)), "utf-8")
    print(json.dumps(said, ensure_ascii=False, indent=1) if given.json else as_text(said, given, words))
    return 0 if said["trial"] and not said["trial"]["faults"] else 1


def as_text(said: dict[str, Any], given: argparse.Namespace, words: Words) -> str:
    """The guess and the trial to read."""
    lines: list[str] = []
    for part in said["parts"]:
        lines += [*_part_said(part, words), ""]
    trial = said["trial"]
    if trial is not None:
        for file in trial["files"]:
            place = {"file": file["file"], "table": title_of(file["table"], words)}
            lines.append(words("mapping.trial.file", **place, n=file["good"], refused=file["refused"]))
        lines += [f"  - {notice}" for notice in trial["notices"]]
        if trial["faults"]:
            lines.append(words("mapping.trial.faults", n=sum(cause["n"] for cause in trial["faults"])))
            lines += [f"  - {words.number(cause['n'])} × {cause['message']}" for cause in trial["faults"]]
    if given.out and trial is not None:
        lines.append(words("mapping.trial.written", file=str(given.out)))
    if said["saved"]:
        lines.append(words("mapping.trial.saved", name=said["saved"]))
    return "\n".join(lines)


def _part_said(part: dict[str, Any], words: Words) -> list[str]:
    name = f"{part['file']} [{part['sheet']}]" if part["sheet"] else part["file"]
    if not part["table"]:
        return [words("mapping.guess.none", file=name), *_forbidden(part, words)]
    table, key = part["table"], part["certainty"] if part["beside"] is None else "beside"
    lines = [words(f"mapping.guess.{key}", file=name, table=title_of(table, words))]
    if part["beside"] is None:
        lines.append("  " + words("mapping.guess.line", line=part["line"], n=part["heading_rows"]))
    if part["unfold"]:
        value = column_title(table, part["unfold"]["value"], words)
        lines.append("  " + words(f"mapping.guess.unfold_{part['unfold']['rule']}", value=value))
    for name, parts in part["combined"].items():
        listed = words.listing([part["columns"][at]["heading"] for at in parts["at"]])
        key = "ticked" if parts["codes"] else "joined"
        lines.append("  " + words(f"mapping.guess.{key}", column=column_title(table, name, words), headings=listed))
    for column in part["columns"]:
        if column["unfolded"] or column["forbidden"] or (column["parts"] and not column["column"]):
            continue
        title = column_title(table, column["column"] or column["guess"], words)
        state = column["certainty"] or "no" if column["column"] or column["guess"] else "no"
        state = state if column["column"] or state in ("no", "possible") else "left"
        lines.append(f"  {column['heading']} → {words(f'mapping.certainty.{state}', column=title)}")
    lines += _forbidden(part, words)
    for missing in part["missing"]:
        fix = "fix" if "not_reported" in missing["codes"] else "choose" if missing["fixable"] else "none"
        title, own = column_title(table, missing["column"], words), f"{table}." if part["beside"] is not None else ""
        lines.append("  " + words(f"mapping.missing.{fix}", column=title, field=f"{own}{missing['column']}"))
    for key, values in part["unknown"].items():
        listed = words.listing(values[:10])
        lines.append("  " + words("mapping.guess.unknown", column=column_title(table, key, words), values=listed))
    for key, forms in part["unclear"].items():
        named = words.listing([words(f"mapping.form.{form}") for form in forms])
        lines.append("  " + words("mapping.guess.unclear", column=column_title(table, key, words), forms=named))
    return lines


def _forbidden(part: dict[str, Any], words: Words) -> list[str]:
    named = [column["heading"] for column in part["columns"] if column["forbidden"]]
    return ["  " + words("mapping.forbidden", column=heading) for heading in named]


def _told() -> dict[int, Wish]:
    return {int(at): wish_from(wish) for at, wish in json.loads(sys.stdin.read() or "{}").items()}


def _raw(proposals: list[Proposal]) -> dict[str, Any] | None:
    return mapping_of(proposals) if any(one.table for one in proposals) else None


def _comment(proposals: list[Proposal], words: Words) -> str:
    files = dict.fromkeys(one.grid.file for one in proposals if one.table)
    return words("mapping.comment", files=words.listing(list(files)))


def _left(proposals: list[Proposal], words: Words) -> list[str]:
    """What a draft still lacks, for the one who edits it."""
    return [
        words("mapping.missing.none", column=column_title(one.table, name, words), field=name)
        for one in proposals
        for name in one.missing
    ]
