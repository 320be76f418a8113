"""`review` lists the texts that wait, and approves, withholds or replaces them; only inside the house."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reformspor.contract.titles import title_of
from reformspor.disclosure import level_of_process
from reformspor.errors import ReformsporError
from reformspor.review import load_rules
from reformspor.review.deciding import Choice, decide, unmarked
from reformspor.review.listing import STATES, Listing, Text, texts_of
from reformspor.snapshot import data_folder
from reformspor.snapshot.decisions import VERBS
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words

LIMIT = 200
UNMARKED = "unmarked"


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `review` to the parser."""
    text, rules = words("review.help.review"), load_rules()
    parser = commands.add_parser("review", parents=[shared], help=text, description=text)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help=words("review.help.list"))
    what.add_argument("--approve", nargs="+", metavar="REF", help=words("review.help.approve", all=UNMARKED))
    what.add_argument("--withhold", nargs="+", metavar="REF", help=words("review.help.withhold"))
    what.add_argument("--replace", metavar="REF", help=words("review.help.replace"))
    what.add_argument("--decisions", metavar="FILE", help=words("review.help.decisions"))
    what.add_argument("--apply", action="store_true", help=words("review.help.apply"))
    what.add_argument("--log", action="store_true", help=words("review.help.log"))
    parser.add_argument("--role", choices=rules.roles, help=words("review.help.role"))
    parser.add_argument("--reason", choices=rules.reasons, help=words("review.help.reason"))
    parser.add_argument("--text-file", metavar="FILE", help=words("review.help.text_file"))
    parser.add_argument("--state", choices=(*STATES, "all"), default="waiting", help=words("review.help.state"))
    parser.add_argument("--limit", type=int, default=LIMIT, help=words("review.help.limit"))
    parser.add_argument("--seen", type=int, help=words("review.help.seen"))
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.set_defaults(command=review)


def review(given: argparse.Namespace, words: Words) -> int:
    """List, or decide and say what serves now. Raises ReformsporError at any level but the internal one."""
    if level_of_process() != "internal":
        raise ReformsporError("review.problem.level")
    choices = _choices(given)
    if choices is not None or given.apply:
        manifest = decide(data_folder(), choices or (), given.role or "")
        _say_done(manifest, len(choices or ()), given.json, words)
        return 0
    listing = texts_of(data_folder())
    if given.log:
        _say_log(listing, given.json, words)
        return 0
    chosen = [text for text in listing.texts if given.state in ("all", text.state)]
    if given.json:
        print(json.dumps(_listing_json(listing, chosen, given.limit), ensure_ascii=False))
    else:
        print(_listing_said(listing, chosen, given.limit, words))
    return 0


def _choices(given: argparse.Namespace) -> tuple[Choice, ...] | None:
    if given.approve == [UNMARKED]:
        choices = unmarked(texts_of(data_folder()))
        if given.seen is not None and given.seen != len(choices):
            raise ReformsporError("review.problem.changed", seen=given.seen, n=len(choices))
        return choices
    if given.approve:
        return tuple(Choice(ref, "approve", opened=True) for ref in given.approve)
    if given.withhold:
        return tuple(Choice(ref, "withhold", reason=given.reason or "") for ref in given.withhold)
    if given.replace:
        return (Choice(given.replace, "replace", text=_text(given.text_file or "-")),)
    return _choices_in(_text(given.decisions)) if given.decisions else None


def _choices_in(text: str) -> tuple[Choice, ...]:
    try:
        choices = tuple(Choice(**row) for row in json.loads(text))
    except (ValueError, TypeError) as error:
        raise ReformsporError("review.problem.decisions") from error
    if any(choice.verb not in VERBS for choice in choices):
        raise ReformsporError("review.problem.decisions")
    return choices


def _text(file: str) -> str:
    return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")


def _say_done(manifest: Manifest, n: int, as_json: bool, words: Words) -> None:
    if as_json:
        print(json.dumps({"snapshot": manifest.id, "decided": n, "waiting": manifest.texts_waiting}))
    else:
        print(words("review.done.decided", n=n))
        print(words("cli.admit.serving", id=manifest.id))
        print(words("review.waiting.said", n=manifest.texts_waiting))


def _say_log(listing: Listing, as_json: bool, words: Words) -> None:
    if as_json:
        print(json.dumps([asdict(decision) for decision in listing.log], ensure_ascii=False, indent=1))
        return
    print(words("review.log.whole", n=len(listing.log)))
    for decision in listing.log:
        place = _place(decision.table, decision.key, decision.column, words)
        reason = f" ({words(f'review.reason.{decision.reason}')})" if decision.reason else ""
        verb, role = words(f"review.verb.{decision.verb}"), words(f"review.role.{decision.role}")
        print(f"{decision.at}  {decision.who} · {role}  {verb}{reason}  {place}")


def _listing_json(listing: Listing, chosen: list[Text], limit: int) -> dict[str, Any]:
    return {
        "snapshot": listing.manifest.id,
        "open": listing.manifest.texts_open,
        "behind": listing.behind,
        "counts": listing.counts,
        "n": len(chosen),
        "texts": [asdict(text) | {"mark": ""} for text in chosen[:limit]],
    }


def _listing_said(listing: Listing, chosen: list[Text], limit: int, words: Words) -> str:
    if listing.manifest.texts_open:
        return words("review.open")
    counts = listing.counts
    lines = [words("review.waiting.said", n=counts["waiting"]), words("review.waiting.marked", n=counts["marked"])]
    lines += [words("review.behind")] if listing.behind else []
    for text in chosen[:limit]:
        pointed = words.listing([words(f"review.mark.{mark.kind}") for mark in text.marks])
        lines += [
            "",
            f"{text.ref}  {_place(text.table, text.key, text.column, words)}" + (f"  [{pointed}]" if pointed else ""),
        ]
        lines += [f"  {line}" for line in text.text.splitlines()]
    if len(chosen) > limit:
        lines += ["", words("review.more", n=len(chosen) - limit)]
    return "\n".join(lines)


def _place(table: str, key: str, column: str, words: Words) -> str:
    return f"{title_of(table, words)} {key}, {words(f'contract.{table}.columns.{column}.name')}"
