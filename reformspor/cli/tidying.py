"""`tidy` lets go of what is kept of persons when its time is out; made for a daily run."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from reformspor.snapshot import data_folder, tidy
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `tidy` to the parser."""
    text = words("tidy.help")
    parser = commands.add_parser("tidy", parents=[shared], help=text, description=text)
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.set_defaults(command=tidy_up)


def tidy_up(given: argparse.Namespace, words: Words) -> int:
    """Tidy, and say of each source what went and what is kept."""
    done = tidy(data_folder())
    if given.json:
        print(json.dumps([asdict(source) for source in done], ensure_ascii=False, indent=1))
    else:
        lines = [
            words("tidy.done" if s.readable else "tidy.unreadable", source=s.source, deleted=s.deleted, kept=s.kept)
            for s in done
        ]
        print("\n".join(lines) or words("tidy.nothing"))
    return 0
