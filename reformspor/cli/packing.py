"""`assets` packs what browsers fetch, where a service is installed; else the first start does so behind the readers."""

from __future__ import annotations

import argparse
import json
from typing import Any

from reformspor.snapshot import data_folder
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `assets` to the parser."""
    text = words("assets.help")
    parser = commands.add_parser("assets", parents=[shared], help=text, description=text)
    parser.add_argument("--json", action="store_true", help=words("cli.help.json"))
    parser.set_defaults(command=pack)


def pack(given: argparse.Namespace, words: Words) -> int:
    """Pack every file that is not packed yet, and say how many that was."""
    from reformspor.web.assets import Assets  # loads the framework, which other commands do without
    from reformspor.web.packing import FOLDER

    folder = data_folder().root / FOLDER
    made, gone = Assets(packed=folder).pack_all()
    if given.json:
        print(json.dumps({"packed": made, "removed": gone}))
    else:
        print(words("assets.done", n=made, folder=folder, gone=gone))
    return 0
