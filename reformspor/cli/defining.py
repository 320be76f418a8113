"""`dictionary` writes what every table, column, code, word and measure means."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from reformspor.dictionary import Entry, find, matching, sections, terms
from reformspor.dictionary.codebook import codebook_csv, codebook_json
from reformspor.errors import ReformsporError, nearest
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `dictionary` to the parser."""
    text = words("dictionary.help")
    parser = commands.add_parser("dictionary", parents=[shared], help=text, description=text)
    parser.add_argument("term", nargs="?", metavar="TERM", help=words("dictionary.help_term"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help=words("dictionary.help_csv"))
    form.add_argument("--json", action="store_true", help=words("dictionary.help_json"))
    parser.set_defaults(command=define)


def define(given: argparse.Namespace, words: Words) -> int:
    """Write the dictionary, one entry of it by its key, or all with some words. Raises ReformsporError for none."""
    if given.json:
        print(codebook_json(), end="")
        return 0
    if given.csv:
        sys.stdout.write(codebook_csv(words).decode("utf-8-sig").replace("\r\n", "\n"))
        return 0
    known = sections(words.lang)
    if given.term:
        entry = find(known, given.term)
        if entry is not None:
            print("\n".join(_lines(entry)))
            return 0
        named, known = terms(known), matching(known, given.term)
        if not known:
            raise ReformsporError("dictionary.unknown", term=given.term, nearest=nearest(given.term, named) or "–")
    for section in known:
        print(f"\n{section.title}\n{'=' * len(section.title)}\n{section.lead}\n")
        for entry in section.entries:
            print("\n".join(_lines(entry)), end="\n\n")
    return 0


def _lines(entry: Entry, inset: str = "") -> list[str]:
    lines = [f"{inset}{entry.title}" + (f" ({entry.code})" if entry.code else ""), f"{inset}  {entry.means}"]
    lines += [f"{inset}  {fact.label}: {fact.value}" for fact in entry.facts]
    lines += [f"{inset}  {code}: {word}" + (f". {means}" if means else "") for code, word, means in entry.codes]
    return [*lines, *(line for part in entry.parts for line in _lines(part, inset + "    "))]
