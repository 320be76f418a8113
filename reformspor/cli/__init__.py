"""The commands, each the same code as the views; exit codes: 0 done, 1 refused, 2 wrong use, 3 could not be done."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Callable, Sequence

import duckdb

from reformspor.errors import ReformsporError
from reformspor.snapshot import current, data_folder
from reformspor.snapshot.bounds import bound_self, bounds_of
from reformspor.words import LANGUAGES, Words, speak

DONE, REFUSED, WRONG_USE, NOT_DONE = 0, 1, 2, 3
READS_FOREIGN = ("admit", "map", "rejects", "review", "verify")
# Where each command lives, in the order they are listed. A process loads the one it is asked for and no other: what
# answers questions or draws pages takes longer to load than most commands take in all.
HOME = {
    "demo": "starting",
    "templates": "starting",
    "admit": "admitting",
    "watch": "watching",
    "map": "mapping",
    "rejects": "rejecting",
    "review": "reviewing",
    "questions": "asking",
    "ask": "asking",
    "snapshots": "shelving",
    "undo": "shelving",
    "lock": "locking",
    "periods": "locking",
    "settings": "choosing",
    "dictionary": "defining",
    "reference": "referring",
    "peers": "peering",
    "hypothesis": "expecting",
    "draw": "expecting",
    "archive": "archiving",
    "replicate": "replicating",
    "application": "applying",
    "report": "reporting",
    "verify": "verifying",
    "cite": "citing",
    "estimate": "estimating",
    "tidy": "tidying",
    "assets": "packing",
}
NEGATIVES = re.compile(r"-[\d.]+(?:[,;][-\d.]+)+\Z", re.ASCII)
Command = Callable[[argparse.Namespace, Words], int]


def main(arguments: Sequence[str] | None = None, *, alone: bool = False) -> int:
    """Run one command and return its exit code. A process that is `alone` with it bounds itself when it is to read
    what others made."""
    given = _with_negatives(sys.argv[1:] if arguments is None else arguments)
    words = speak(_language(given))
    namespace = _parser(words, given[0] if given else "").parse_args(given)
    command: Command = namespace.command
    try:
        if alone and namespace.name in READS_FOREIGN:
            bound_self(bounds_of(data_folder()))
        return command(namespace, words)
    except ReformsporError as error:
        print(words(error.key, **error.details), file=sys.stderr)
        return NOT_DONE
    except KeyboardInterrupt:
        return _stopped(words("cli.stopped.interrupted"), words)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); closing quietly is what it expects.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (MemoryError, duckdb.OutOfMemoryException):
        return _stopped(words("limits.memory", mib=bounds_of(data_folder()).memory_mib), words)
    except (OSError, duckdb.Error) as error:
        # Never its message: an engine's error may quote the row it stumbled on.
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__
        return _stopped(words("cli.stopped.failed", why=why), words)


def _with_negatives(given: Sequence[str]) -> list[str]:
    """The arguments with lists that begin below nought (`--window -3,3`) tied to their option, or they would be taken
    for an option themselves."""
    tied: list[str] = []
    for text in given:
        if NEGATIVES.match(text) and tied and tied[-1].startswith("--") and "=" not in tied[-1]:
            tied[-1] += f"={text}"
        else:
            tied.append(text)
    return tied


def _stopped(said: str, words: Words) -> int:
    print(said, file=sys.stderr)
    if serving := current(data_folder()):
        print(words("cli.admit.still_serving", id=serving.id), file=sys.stderr)
    return NOT_DONE


def _language(given: Sequence[str]) -> str:
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", choices=LANGUAGES, default=None)
    asked = early.parse_known_args(given)[0].lang or os.environ.get("REFORMSPOR_LANG", "nn")
    return asked if asked in LANGUAGES else "nn"


def _parser(words: Words, first: str) -> argparse.ArgumentParser:
    """The parser of the command that stands `first`, or of all when there is none of that name."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, help=words("cli.help.lang"))
    parser = argparse.ArgumentParser(
        prog="python -m reformspor", description=words("cli.help.program"), epilog=words("cli.help.exit_codes")
    )
    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND")
    for home in [HOME[first]] if first in HOME else dict.fromkeys(HOME.values()):
        importlib.import_module(f"{__name__}.{home}").add_commands(commands, shared, words)
    return parser
