"""Many readers at once on the heaviest view: what one waits for a filter, of choices seen before and of new ones.

Each changes a filter every two to four seconds. Seen choices are a few that one reader has gone through beforehand; of
the new ones no two readers ever make the same.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.counted import spread
from tests.bench.machine import resident, used
from tests.bench.readers import Reader, Run, Visit
from tests.bench.sets import ROLES
from tests.bench.ways import Running, serving

VIEW = "resources"
USERS, CHANGES, THINK, RAMP = (1, 10, 25, 50), 6, (2.0, 4.0), 4.0
Choice = Mapping[str, list[str]]


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """By number of readers, and seen or unseen: milliseconds of a change, errors, processor a run and memory."""
    users, changes = ((1, 5), 3) if short else (USERS, CHANGES)
    chance = random.Random(7)
    with serving("ours", base, keep) as running:
        seen, unseen = asyncio.run(_prepared(running, chance))
        found: dict[str, Any] = {}
        for count in users:
            for name in ("seen", "unseen"):
                picks = itertools.cycle(seen) if name == "seen" else unseen
                found[f"{count} {name}"] = asyncio.run(_together(running, count, changes, picks))
    return found


async def _prepared(running: Running, chance: random.Random) -> tuple[list[Choice], Iterator[Choice]]:
    """Choices one reader has gone through now, and an endless row of others."""
    from reformspor.words import speak

    roles = [speak("nn").code("role", role) for role in ROLES]
    async with Visit(running.address) as reader:
        await reader.open(VIEW)
        units = reader.widgets["f_unit"][1]
        sets = [list(some) for size in (1, 2, 3) for some in itertools.combinations(roles, size)]
        pairs = [{"f_role": some, "f_unit": [unit]} for some in sets for unit in units]
        chance.shuffle(pairs)
        seen: list[Choice] = [{"f_role": some} for some in sets[:8]]
        for choice in seen:
            await reader.choose(choice)
    return seen, iter(pairs)


async def _together(running: Running, count: int, changes: int, picks: Iterator[Choice]) -> dict[str, Any]:
    """So many readers at once, each with so many changes."""
    runs: list[Run] = []
    wrong: list[str] = []
    before = used(running.pid)
    await asyncio.gather(*(_one(running.address, changes, picks, runs, wrong, at) for at in range(count)))
    changed = count * changes
    return {
        "ms": spread([run.ms for run in runs]),
        "bytes": spread([float(run.bytes) for run in runs], 0),
        "errors": len(wrong) + changed - len(runs),
        "first_errors": wrong[:3],
        "processor_a_run": round((used(running.pid) - before) / max(1, len(runs) + count), 1),
        "mib": round(resident(running.pid)),
    }


async def _one(address: str, changes: int, picks: Iterator[Choice], runs: list[Run], wrong: list[str], at: int) -> None:
    chance = random.Random(at)
    await asyncio.sleep(chance.random() * RAMP)
    try:
        async with Visit(address) as reader:
            first = await reader.open(VIEW)
            for _ in range(changes):
                await asyncio.sleep(chance.uniform(*THINK))
                run = await reader.choose(next(picks))
                runs.append(run)
                if fault := run.wrong or _short(reader, run, first):
                    wrong.append(fault)
    except Exception as error:
        wrong.append(f"{type(error).__name__}: {error}"[:150])


def _short(reader: Reader, run: Run, first: Run) -> str:
    """What is wrong with a run that ended well: a filter that was not set, or a card that is missing."""
    if "role=" not in reader.query:
        return "the filter was not set"
    return "" if run.cards >= first.cards - 2 else f"{run.cards} cards, not {first.cards}"
