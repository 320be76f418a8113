"""Readers that look without rest, and say what they saw that they should not have seen."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from reformspor.snapshot import DataFolder, open_current
from tests.fire.exports import all_hours

FORK = multiprocessing.get_context("fork")
ASKED = """
select (select value from meta where key = 'snapshot_id') as id,
    (select max(n_participants) from sessions) as n,
    (select coalesce(sum(hours), 0)::double from released) as released,
    (select coalesce(sum(hours), 0)::double from waiting) as waiting,
    (select string_agg(row_id || ':' || hours, ' ' order by row_id) from released) as rows
"""


@dataclass(frozen=True)
class Seen:
    """What one look gave: which export, its hours by the ledger, and the released rows."""

    id: str
    n: int
    released: float
    waiting: float
    rows: tuple[str, ...]


def look(data: DataFolder) -> Seen | None:
    """Open what serves, check its seal, and read it."""
    opened = open_current(data)
    if opened is None:
        return None
    manifest, store = opened
    try:
        row: Any = store.run(ASKED, {}).iloc[0]
    finally:
        store.close()
    if row["id"] != manifest.id:
        raise AssertionError(f"{manifest.id} holds {row['id']}")
    return Seen(row["id"], int(row["n"]), row["released"], row["waiting"], tuple((row["rows"] or "").split()))


def wrong_in(seen: Seen, before: Seen | None) -> str | None:
    """What is wrong with a look, by itself or after the one before it."""
    if seen.released > all_hours(seen.n):
        return f"export {seen.n}: more hours released ({seen.released}) than there are"
    if len({row.split(":")[0] for row in seen.rows}) != len(seen.rows):
        return f"export {seen.n}: a row is released twice"
    if before is not None and seen.n < before.n:
        return f"back from export {before.n} to {seen.n}"
    if before is not None and not set(before.rows) <= set(seen.rows):
        return f"export {seen.n}: rows shown before are gone"
    return None


def read_on(root: Path, stop: Any, told: Queue[tuple[int, list[str]]]) -> None:
    """Look until told to stop; then say how many looks there were, and every wrong one."""
    data, before, looks, wrongs = DataFolder(root), None, 0, []
    while not stop.is_set():
        try:
            seen = look(data)
        except Exception as error:
            wrongs.append(f"{type(error).__name__}: {error}"[:300])
            continue
        if seen is not None:
            if wrong := wrong_in(seen, before):
                wrongs.append(wrong)
            before, looks = seen, looks + 1
        time.sleep(0.1)
    told.put((looks, wrongs))
