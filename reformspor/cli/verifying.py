"""`verify` holds a figure or a file against its snapshot: the same, changed, or why it cannot be checked."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformspor.disclosure import level_of_process
from reformspor.errors import ReformsporError
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.page.checked import Figure, File

EXITS = {"same": 0, "changed": 1, "cannot": 3}
MOST_SHOWN = 20


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `verify` to the parser."""
    text = words("verification.help.verify")
    verify = commands.add_parser("verify", parents=[shared], help=text, description=text)
    verify.add_argument("what", metavar="ID-or-FILE", help=words("verification.help.what"))
    verify.add_argument("--json", action="store_true", help=words("cli.help.json"))
    verify.add_argument("--given", action="store_true", help=words("verification.help.given"))
    verify.add_argument("--named", action="store_true", help=words("verification.help.named"))
    verify.set_defaults(command=verify_what)


def verify_what(given: argparse.Namespace, words: Words) -> int:
    """Check it, say what came of it, and give 0 for the same, 1 for changed and 3 for what cannot be checked."""
    from reformspor.page.checked import plain  # the command loads views and answers only when it is to make them

    found = _found(given)
    if given.json:
        print(json.dumps(plain(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(words, found)))
    return EXITS[found.outcome]


def _found(given: argparse.Namespace) -> Figure | File:
    from reformspor.page.looked_up import verify_named
    from reformspor.page.verifying import verify_file
    from reformspor.passport.code import read_code
    from reformspor.visible.handed import MOST_BYTES

    own, path = level_of_process(), Path(given.what)
    if given.given:
        return verify_file(given.what, sys.stdin.buffer.read(MOST_BYTES + 1), own)
    if given.named:
        return verify_named(given.what, own)
    if path.is_file():
        # One byte more than is allowed is enough to know that it is too much.
        with path.open("rb") as file:
            return verify_file(path.name, file.read(MOST_BYTES + 1), own)
    if read_code(given.what) is not None:
        return verify_named(given.what, own)
    if path.exists() or "." in path.name or "/" in given.what:
        raise ReformsporError("verification.no_file", name=given.what[:200])
    if not given.what.removeprefix("reformspor:").upper().lstrip().startswith("RS"):
        raise ReformsporError("verification.neither", given=given.what[:80])
    return verify_named(given.what, own)


def lines(words: Words, found: Figure | File, indent: str = "") -> list[str]:
    """The verdict as lines: on the whole, then each figure, each file within, and what is not the same."""
    from reformspor.page.checked import File
    from reformspor.page.checked_said import differing_said, notes_said, whole_said

    named = found.name if isinstance(found, File) else found.id
    said = [f"{indent}{named}: {whole_said(words, found)}"]
    if not isinstance(found, File) and found.says:
        said.append(f"{indent}  {words('verification.states', says=found.says)}")
    shown = [differing_said(words, one) for one in found.differing[:MOST_SHOWN]]
    said += [f"{indent}  - {one}" for one in shown]
    if len(found.differing) > MOST_SHOWN:
        said.append(f"{indent}  - {words('verification.more', n=len(found.differing) - MOST_SHOWN)}")
    said += [f"{indent}  {one}" for one in notes_said(words, found)]
    if isinstance(found, File):
        held: tuple[Figure | File, ...] = (*found.figures, *found.within)
        for one in held:
            said += lines(words, one, f"{indent}  ")
    return said
