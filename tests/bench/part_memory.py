"""What the process holds: with every page opened once, for each reader, and after many readers have come and gone.

Resident memory is read after the collector in the background has had its round.
"""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any

from tests.bench.machine import resident
from tests.bench.readers import Reader, Visit
from tests.bench.sets import ROLES
from tests.bench.ways import Running, serving

VIEW = "resources"
REST, AT_ONCE = 25.0, 4


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """MiB of the process: started, with every page opened once, a session, after 200 and 1,000 sessions; errors."""
    held, few, many = (4, 8, 24) if short else (20, 200, 1000)
    with serving("ours", base, keep) as running:
        return asyncio.run(_all(running, held, (few, many), 3.0 if short else REST))


async def _all(running: Running, held: int, come: tuple[int, int], rest: float) -> dict[str, Any]:
    few, many = come
    from reformspor.page.navigation import PAGES

    wrong: list[str] = []
    await asyncio.sleep(5)
    started = resident(running.pid)
    for entry in PAGES:
        async with Visit(running.address) as reader:
            if fault := (await reader.open(entry.name)).wrong:
                wrong.append(f"{entry.name}: {fault}")
    pages = await _rested(running, rest)
    session = await _a_session(running, held, rest)
    await _come_and_go(running, few, wrong)
    after_few = await _rested(running, rest)
    await _come_and_go(running, many - few, wrong)
    after_many = await _rested(running, rest)
    return {
        "started": round(started, 1),
        "all_pages": round(pages, 1),
        "a_session": round(session, 2),
        "sessions": [few, many],
        "after": [round(after_few, 1), round(after_many, 1)],
        "growth": round(after_many / after_few - 1, 4),
        "errors": len(wrong),
        "first_errors": wrong[:5],
    }


async def _a_session(running: Running, count: int, rest: float) -> float:
    """MiB that one more reader who stays costs the process; the first few fill what all readers share."""
    visits = [Visit(running.address) for _ in range(2 * count)]
    levels = []
    for at, visit in enumerate(visits):
        await (await visit.__aenter__()).open(VIEW)
        if at + 1 in (count, 2 * count):
            levels.append(await _rested(running, rest))
    for visit in visits:
        await visit.__aexit__()
    return (levels[1] - levels[0]) / count


async def _come_and_go(running: Running, count: int, wrong: list[str]) -> None:
    """So many readers, a few at a time, each of whom opens the heaviest view, chooses a role and leaves."""
    from reformspor.words import speak

    roles = itertools.cycle([speak("nn").code("role", role) for role in ROLES])
    places = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with places:
            try:
                async with Visit(running.address) as reader:
                    if fault := await _reads(reader, next(roles)):
                        wrong.append(fault)
            except Exception as error:
                wrong.append(f"{type(error).__name__}: {error}"[:150])

    await asyncio.gather(*(one() for _ in range(count)))


async def _reads(reader: Reader, role: str) -> str:
    first = await reader.open(VIEW)
    return first.wrong or (await reader.choose({"f_role": [role]})).wrong


async def _rested(running: Running, rest: float) -> float:
    """Resident memory after a round of the collector in the background."""
    await asyncio.sleep(rest)
    return resident(running.pid)
