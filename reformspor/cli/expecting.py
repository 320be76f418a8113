"""`hypothesis` registers, lists, shows and checks what is expected; `draw` draws who joins when, or repeats it."""

from __future__ import annotations

import argparse
import csv
import json
import secrets
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from reformspor.effects.draw import NEVER, Order, draw_order
from reformspor.effects.hypothesis import Comparison, Design, Direction, hypothesis_from
from reformspor.errors import ReformsporError
from reformspor.findings.hypotheses import (
    SHORT,
    at_said,
    draw_said,
    hypothesis_said,
    register_said,
    wrong_said,
)
from reformspor.findings.planning import said_of
from reformspor.hypotheses import Register, Registered, keep_draw, read_register, register_hypothesis
from reformspor.snapshot import current, data_folder
from reformspor.words import Words

DONE, REFUSED = 0, 1
TEXTS = ("outcome", "start", "family", "control", "drawn", "because")
CODES = {"direction": get_args(Direction), "method": get_args(Design), "comparison": get_args(Comparison)}


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `hypothesis` with its verbs, and `draw`."""
    text = words("hypotheses.cli.help")
    hypothesis = commands.add_parser("hypothesis", parents=[shared], help=text, description=text)
    hypothesis.set_defaults(command=listed, json=False, constructed=False)
    verbs = hypothesis.add_subparsers(dest="verb", metavar="VERB")
    _add_adding(verbs.add_parser("add", parents=[shared], help=words("hypotheses.cli.add")), words)
    for name, command in (("list", listed), ("verify", verified), ("show", shown)):
        verb = verbs.add_parser(name, parents=[shared], help=words(f"hypotheses.cli.{name}"))
        if name == "show":
            verb.add_argument("hash", metavar="HASH", help=words("hypotheses.cli.hash"))
        if name == "list":
            verb.add_argument("--json", action="store_true", help=words("cli.help.json"))
        verb.add_argument("--constructed", action="store_true", help=words("hypotheses.cli.constructed"))
        verb.set_defaults(command=command)
    _add_draw(commands, shared, words)


def _add_adding(adding: argparse.ArgumentParser, words: Words) -> None:
    adding.add_argument("file", nargs="?", metavar="FILE", help=words("hypotheses.cli.file"))
    adding.add_argument("--role", required=True, metavar="ROLE", help=words("hypotheses.cli.role"))
    adding.add_argument("--smallest", type=float, metavar="NUMBER", help=words("hypotheses.cli.smallest"))
    adding.add_argument("--window", metavar="A..B", help=words("hypotheses.cli.window"))
    adding.add_argument("--anticipation", type=int, metavar="N", help=words("hypotheses.cli.anticipation"))
    adding.add_argument("--unit", action="append", metavar="UNIT", help=words("hypotheses.cli.unit"))
    for name in TEXTS:
        adding.add_argument(f"--{name}", metavar="TEXT", help=words(f"hypotheses.cli.{name}"))
    for name, codes in CODES.items():
        adding.add_argument(f"--{name}", choices=codes, help=words(f"hypotheses.cli.{name}"))
    adding.set_defaults(command=added)


def _add_draw(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    text = words("planning.cli.draw")
    draw = commands.add_parser("draw", parents=[shared], help=text, description=text)
    draw.add_argument("units", nargs="*", metavar="UNIT", help=words("planning.cli.units"))
    draw.add_argument("--steps", metavar="STEP,STEP", help=words("planning.cli.steps"))
    draw.add_argument("--seed", metavar="TEXT", help=words("planning.cli.seed"))
    draw.add_argument("--strata", metavar="FILE", help=words("planning.cli.strata"))
    draw.add_argument("--role", metavar="ROLE", default="", help=words("planning.cli.role"))
    draw.add_argument("--again", metavar="HASH", help=words("planning.cli.again"))
    draw.add_argument("--dry", action="store_true", help=words("planning.cli.dry"))
    draw.add_argument("--json", action="store_true", help=words("cli.help.json"))
    draw.set_defaults(command=drawn)


def added(given: argparse.Namespace, words: Words) -> int:
    """Register a hypothesis, or say all that is wrong with it."""
    fields = _from_file(given.file) if given.file else {}
    named = {name: getattr(given, name) for name in (*TEXTS, *CODES, "smallest", "anticipation")}
    fields |= {name: value for name, value in named.items() if value is not None}
    if given.unit:
        fields["units"] = given.unit
    if given.window is not None:
        fields["window"] = [int(part) if part.isdigit() else part for part in given.window.split("..")]
    fields = {"outcome": "", "direction": "", "method": "", "smallest": 0.0} | fields
    if fields["method"] == "its":
        fields = {"comparison": "before"} | fields
    stated = {name: value for name, value in fields.items() if name not in ("role", "at", "former", "hash")}
    try:
        one = hypothesis_from(stated)
    except (KeyError, TypeError, ValueError) as error:
        raise ReformsporError("hypotheses.file_unread", file=given.file or "", why=str(error)) from error
    done = register_hypothesis(data_folder().root, one, role=given.role, **_shown_source())
    if isinstance(done, tuple):
        for wrong in done:
            print(wrong_said(wrong, words), file=sys.stderr)
        return REFUSED
    print(words("hypotheses.desk.done" if done.in_time else "hypotheses.desk.done_late", hash=done.hash))
    return DONE


def listed(given: argparse.Namespace, words: Words) -> int:
    """Every hypothesis, opening, draw and lowered verdict, oldest first."""
    register = _register(given)
    if given.json:
        print(json.dumps(asdict(register), ensure_ascii=False, indent=1))
        return DONE
    for one in register.hypotheses:
        is_open = register.opened(one.hypothesis.outcome) is not None
        print(" ".join(hypothesis_said(one, words, is_open=is_open)))
    for opening in register.openings:
        places = {"at": at_said(opening.at, words), "role": words.code("role", opening.role)}
        print(words("hypotheses.cli.opening", outcome=opening.outcome, source=opening.source, **places))
    for draw in register.draws:
        print(draw_said(draw, words))
    for low in register.lowered:
        places = {"at": at_said(low.at, words), "role": words.code("role", low.role), "why": low.why}
        levels = {name: words(f"verdict.level.{getattr(low, name)}.name") for name in ("level_from", "level_to")}
        print(words("hypotheses.cli.lowered", outcome=low.outcome, **levels, **places))
    print("\n".join(register_said(register, words)))
    return DONE


def verified(given: argparse.Namespace, words: Words) -> int:
    """Whether every line holds and every draw repeats; 1 when one does not."""
    register = _register(given)
    print("\n".join(register_said(register, words)))
    other = [one for one in register.draws if not one.repeats]
    for one in other:
        print(draw_said(one, words), file=sys.stderr)
    return REFUSED if register.broken or other else DONE


def shown(given: argparse.Namespace, words: Words) -> int:
    """One hypothesis as JSON with its hash. Raises ReformsporError for a hash there is none of."""
    found = _register(given).find(given.hash)
    if found is None:
        raise ReformsporError("hypotheses.unknown", hash=given.hash)
    print(json.dumps(as_file(found), ensure_ascii=False, indent=1))
    return DONE


def as_file(one: Registered) -> dict[str, Any]:
    """A hypothesis as its file holds it: its fields, and the hash they have."""
    return asdict(one.hypothesis) | {"hash": one.hash}


def drawn(given: argparse.Namespace, words: Words) -> int:
    """Draw an order and write it in the register, or draw one of the register anew and hold it against what it was."""
    if given.again:
        return _again(given, words)
    if not given.units or not given.steps:
        print(words("planning.cli.no_steps"), file=sys.stderr)
        return REFUSED
    strata = _strata(Path(given.strata)) if given.strata else {}
    steps = [step.strip() for step in given.steps.split(",") if step.strip()]
    made = draw_order(given.units, steps, given.seed or secrets.token_hex(8), strata)
    if made.order is None:
        for one in made.refused:
            print(said_of(one, words), file=sys.stderr)
        return REFUSED
    if not given.dry:
        kept = keep_draw(data_folder().root, made.order, role=given.role, **_shown_source())
        if isinstance(kept, tuple):
            for wrong in kept:
                print(wrong_said(wrong, words), file=sys.stderr)
            return REFUSED
    _print_order(made.order, given, words)
    print(words("planning.cli.dried" if given.dry else "planning.desk.done", hash=made.order.digest), file=sys.stderr)
    return DONE


def _again(given: argparse.Namespace, words: Words) -> int:
    register = read_register(data_folder().root, constructed=_shown_source()["constructed"])
    found = register.drawn(given.again)
    if found is None:
        raise ReformsporError("hypotheses.unknown", hash=given.again)
    made = draw_order(found.order.units, found.order.steps, found.order.seed, dict(found.order.strata)).order
    _print_order(made or found.order, given, words)
    print(draw_said(found, words), file=sys.stderr)
    return DONE if made == found.order and found.whole else REFUSED


def _print_order(order: Order, given: argparse.Namespace, words: Words) -> None:
    if given.json:
        print(json.dumps(asdict(order) | {"hash": order.digest}, ensure_ascii=False, indent=1))
        return
    for unit, step in order.order:
        print(f"{unit}\t{words('planning.never') if step == NEVER else step}")


def _register(given: argparse.Namespace) -> Register:
    return read_register(data_folder().root, constructed=given.constructed or _shown_source()["constructed"])


def _shown_source() -> dict[str, Any]:
    """The source of the data that are shown now, and whether they are constructed."""
    serving = current(data_folder())
    if serving is None:
        return {"source": "", "constructed": False}
    return {"source": serving.source, "constructed": serving.constructed}


def _from_file(name: str) -> dict[str, Any]:
    """The fields of a file; its hash, when it has one, must be that of the fields."""
    try:
        text = Path(name).read_bytes().decode("utf-8-sig")
        said = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReformsporError("hypotheses.file_unread", file=name, why=why) from error
    _check_hash(said)
    return dict(said)


def _check_hash(said: Mapping[str, Any]) -> None:
    """Raises ReformsporError when a file's hash is not that of what it says."""
    given = said.get("hash")
    if given is None:
        return
    try:
        found = hypothesis_from(said).digest
    except (KeyError, TypeError, ValueError) as error:
        raise ReformsporError("hypotheses.file_unread", file="", why=str(error)) from error
    if given != found:
        raise ReformsporError("hypotheses.hash_differs", given=str(given)[:SHORT], found=found[:SHORT])


def _strata(file: Path) -> dict[str, str]:
    rows: Sequence[list[str]] = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    found = {}
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:
            raise ReformsporError("planning.cli.bad_strata", file=file.name, row=number)
        found[row[0].strip()] = row[1].strip()
    return found
