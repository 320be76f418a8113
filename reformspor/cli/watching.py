"""`watch` admits what arrives in a folder: once, as cron wants it, or for as long as the service runs."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.snapshot import data_folder
from reformspor.snapshot.watching import Came, exports_folder, read_status, watch_once
from reformspor.words import Words

EVERY = 1.0


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `watch` to the parser."""
    text = words("watch.help.watch")
    parser = commands.add_parser(
        "watch", parents=[shared], help=text, description=text, epilog=words("cli.help.exit_codes")
    )
    parser.add_argument("folder", type=Path, nargs="?", help=words("watch.help.folder"))
    parser.add_argument("--once", action="store_true", help=words("watch.help.once"))
    parser.add_argument("--every", type=_minutes, default=EVERY, metavar="MINUTES", help=words("watch.help.every"))
    parser.add_argument("--status", action="store_true", help=words("watch.help.status"))
    parser.set_defaults(command=watch)


def watch(given: argparse.Namespace, words: Words) -> int:
    """Go one round or many; give 1 when a source stands refused, 3 when one could not be tried."""
    data = data_folder()
    if given.status:
        return _said(read_status(data), words)
    folder = given.folder or exports_folder(data)
    if given.once:
        return code_of(watch_once(folder, data, lang=words.lang, told=_log))
    # A service is stopped by a signal; what is at work then is stopped as a kill would stop it, and tried again.
    signal.signal(signal.SIGTERM, _stop)
    try:
        while True:
            _go_round(folder, words)
            time.sleep(given.every * 60)
    except KeyboardInterrupt:
        return 0


def code_of(came: tuple[Came, ...]) -> int:
    """The exit code of a round: 3 when something could not be tried, else 1 when something stands refused."""
    states = {one.standing or one.state for one in came}
    return 3 if "failed" in states else 1 if "refused" in states else 0


def _go_round(folder: Path, words: Words) -> None:
    try:
        watch_once(folder, data_folder(), lang=words.lang, told=_log)
    except ReformsporError as error:
        print(words(error.key, **error.details), file=sys.stderr, flush=True)
    except OSError as error:
        print(words("cli.stopped.failed", why=type(error).__name__), file=sys.stderr, flush=True)


def _log(came: Came) -> None:
    print(json.dumps({"event": "watch"} | asdict(came), ensure_ascii=False), flush=True)


def _said(came: tuple[Came, ...], words: Words) -> int:
    for one in came:
        state = one.standing or one.state
        print(words(f"watch.state.{state}", source=one.source, at=one.at, snapshot=one.snapshot, n=one.faults))
    if not came:
        print(words("watch.nothing"))
    return code_of(came)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0.01 <= minutes <= 1440:
        raise argparse.ArgumentTypeError(text)
    return minutes
