"""`estimate` runs a method on any panel file, with the same code as the views, and says what it found or why not."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from functools import partial
from typing import Any

from reformspor.cli.estimate_options import ADDERS
from reformspor.effects.sources import sources
from reformspor.words import Words

DONE, REFUSED = 0, 1
WIDE = 96


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `estimate` with its methods to the parser."""
    text = words("estimate.help")
    estimate = commands.add_parser("estimate", parents=[shared], help=text, description=text)
    methods = estimate.add_subparsers(dest="method", required=True, metavar="METHOD", help=words("estimate.methods"))
    for name, add in ADDERS.items():
        parser = methods.add_parser(
            name,
            parents=[shared],
            help=words(f"estimate.{_key(name)}.short"),
            description=about(name, words),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add(parser, words)
        parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
        parser.set_defaults(command=partial(estimated, parser))


def about(name: str, words: Words) -> str:
    """What a method's help says before its options: its model, assumptions, what it cannot show, and its source."""
    parts = [words(f"estimate.{_key(name)}.short")]
    for part in ("model", "assumes", "cannot"):
        parts.append(f"{words(f'estimate.{part}')}: {words(f'estimate.{_key(name)}.{part}')}")
    parts.append(f"{words('estimate.source')}: {'. '.join(sources()[name])}.")
    return "\n\n".join(textwrap.fill(part, WIDE) for part in parts).replace("%", "%%")


def estimated(parser: argparse.ArgumentParser, given: argparse.Namespace, words: Words) -> int:
    """Run the method that was asked for, and print what came of it."""
    # What estimates takes seconds to load, and help is asked for more often.
    from reformspor.cli import estimated as told
    from reformspor.cli.estimate_methods import RUNNERS, WrongUse
    from reformspor.cli.estimate_verdict import NotPlaced, NotRegistered, registered

    try:
        registered(given, words)
        found = RUNNERS[given.method](given, words)
    except WrongUse as wrong:
        parser.error(str(wrong))
    except (NotPlaced, NotRegistered) as wrong:
        print(words(wrong.key, **wrong.details), file=sys.stderr)
        return REFUSED
    if given.json:
        print(json.dumps(told.as_json(found, words), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(told.as_text(found, words))
    return REFUSED if found.is_refused else DONE


def _key(name: str) -> str:
    return name.replace("-", "_")
