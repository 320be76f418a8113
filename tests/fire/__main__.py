"""`python -m tests.fire [--quick|--full]` tries everything that may break, and prints the counts."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.fire import disks, hostile, kills, mutants

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))

from tries import Room, wrong_dress

Trial = Callable[[dict[str, int]], tuple[str, list[str]]]
QUICK = {"dresses": 20, "mutants": 500, "publishes": 12, "kills": 6, "levels": 8, "hostile": 12}
FULL = {"dresses": 200, "mutants": 20_000, "publishes": 200, "kills": 100, "levels": 60, "hostile": 1_000}


def main() -> int:
    """Run every trial, print what each came to, and give 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fire", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a few of each")
    size.add_argument("--full", action="store_true", help="all of them: half an hour on two free cores")
    parser.add_argument("--only", choices=[name for name, _ in trials()], help="one of the trials")
    given = parser.parse_args()
    asked = FULL if given.full else QUICK
    wrong: list[str] = []
    print(f"{dt.date.today()}: {'full' if given.full else 'quick'} run", flush=True)
    for name, trial in trials():
        if given.only in (None, name):
            started = time.monotonic()
            said, found = trial(asked)
            print(f"{name}: {said} ({time.monotonic() - started:.0f} s)", flush=True)
            wrong += found
    print("\n".join(wrong[:50]) or "nothing wrong")
    return 1 if wrong else 0


def trials() -> list[tuple[str, Trial]]:
    """Every trial by its name, the cheapest first."""
    return [("dresses", _dresses), ("hostile", _hostile), ("disks", _disks), ("kills", _kills), ("mutants", _mutants)]


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def _dresses(asked: dict[str, int]) -> tuple[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder))
        found = [wrong_dress(seed, room) for seed in range(1, asked["dresses"] + 1)]
    wrong = [said for said in found if said]
    return f"{len(found)} clean exports dressed, {len(found) - len(wrong)} taken in with the same rows", wrong


def _hostile(asked: dict[str, int]) -> tuple[str, list[str]]:
    came = hostile.trial(asked["hostile"], say=_say)
    said = f"{came.tried} through the command, {came.tried - len(came.wrong)} with the right verdict, the dearest"
    return f"{said} {came.slowest:.1f} s of processor time, the largest {came.largest // 1024**2} MiB", came.wrong


def _mutants(asked: dict[str, int]) -> tuple[str, list[str]]:
    came = mutants.trial(asked["mutants"], say=_say)
    said = (
        f"{came.tried} tried, {came.refused} refused by name, {came.same} read as before, {came.other} with "
        f"another value within the rules, {came.passed_sums} past the list of checksums, slowest {came.slowest:.1f} s"
    )
    return said, came.wrong


def _kills(asked: dict[str, int]) -> tuple[str, list[str]]:
    came = kills.trial(asked["publishes"], asked["kills"], say=_say)
    said = f"{came.publishes} publishes, {came.killed} killed, {came.looks} verified looks meanwhile"
    return f"{said}, {len(came.wrong)} wrong", came.wrong


def _disks(asked: dict[str, int]) -> tuple[str, list[str]]:
    came = disks.full(asked["levels"], say=_say)
    wrong = [*came.wrong, *disks.closed(), *disks.broken()]
    said = f"{came.levels} fill levels of {came.way}, {came.refused} publishes failed; read-only and broken tried"
    return f"{said}, {len(wrong)} wrong", wrong


if __name__ == "__main__":
    raise SystemExit(main())
