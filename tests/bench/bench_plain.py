"""Every question beside plain SQL over the raw rows, at any size; constructed data, in a folder outside the project.

Run: python tests/bench/bench_plain.py [ROWS] [FOLDER]    (default 1000000 rows in a temporary folder)

Admits a constructed set and prints which questions answer exactly what plain SQL does, and which only hold it between
what is sure and what is possible. Exits 1 when one does neither.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reformspor.snapshot import DataFolder, admit, open_current
from tests.plain.compare import Said, by_code, in_scopes, totals, unequal, waiting
from tests.plain.exports import write_exports
from tests.plain.raw import EQUAL, open_raw


def main() -> int:
    """Make, admit, ask twice, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        return compare(rows, Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        return compare(rows, Path(folder) / "plain")


def compare(rows: int, folder: Path) -> int:
    """How many questions differ; a set already in the folder is used as it is."""
    data = DataFolder(folder / "data")
    if not data.root.exists():
        write_exports(folder / "exports", rows)
        began = time.perf_counter()
        outcome = admit(folder / "exports", data)
        print(f"{rows} rows admitted in {time.perf_counter() - began:.0f} s, {len(outcome.faults)} faults", flush=True)
    opened = open_current(data)
    assert opened is not None
    store, raw = opened[1], open_raw(folder / "exports")
    held = waiting(next(data.private.glob("*/persons.duckdb")))
    print(f"{held[0]:.2f} hours wait", flush=True)
    wrong = {name: unequal(store, raw, name) for name in EQUAL}
    for name, how in wrong.items():
        print(f"{name:38} {'equal' if how is None else how}", flush=True)
    told = [*totals(store, raw, held), *by_code(store, raw, held[0]), *in_scopes(store, raw, held[0], 25)]
    for name in dict.fromkeys(said.question for said in told):
        print(f"{name:38} {_counted([said for said in told if said.question == name])}")
    outside = [said for said in told if not said.within]
    print(*outside[:20], sep="\n")
    return 1 if outside or any(wrong.values()) else 0


def _counted(told: list[Said]) -> str:
    found = Counter("equal" if said.equal else "in bounds" if said.within else "OUTSIDE" for said in told)
    return ", ".join(f"{n} {how}" for how, n in found.items())


if __name__ == "__main__":
    sys.exit(main())
