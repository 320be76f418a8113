"""`cite` gives a ready citation of a figure, a snapshot of the data, or the program."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from reformspor.disclosure import level_of_process
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.report.citation import Style

STYLES: tuple[Style, ...] = ("apa", "bibtex")


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `cite` to the parser."""
    text = words("citation.cli.help")
    cite = commands.add_parser("cite", parents=[shared], help=text, description=text)
    cite.add_argument("what", metavar="ID|snapshot|program", help=words("citation.cli.what"))
    cite.add_argument("--style", choices=STYLES, default=STYLES[0], help=words("citation.cli.style"))
    cite.add_argument("--json", action="store_true", help=words("cli.help.json"))
    cite.set_defaults(command=cite_what)


def cite_what(given: argparse.Namespace, words: Words) -> int:
    """Print the citation in the language of the words. Raises ReformsporError for what cannot be cited."""
    from reformspor.page.citing import to_cite  # the command loads views and answers only when it is to make them
    from reformspor.report.citation import cited

    found = to_cite(given.what, words, level_of_process())
    if given.json:
        print(json.dumps({style: cited(found, style, words) for style in STYLES}, ensure_ascii=False, indent=1))
    else:
        print(cited(found, given.style, words).rstrip())
    return 0
