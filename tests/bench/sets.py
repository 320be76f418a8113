"""The constructed exports of a size, admitted, and the same rows as those who do it another way would keep them.

A set is a folder: `in/` (the exports), `data/` (what they were admitted to), `resource_use.parquet` (the raw rows,
typed, for the plain way) and `cube.parquet` with `units.parquet` (the sums a careful hand would make beforehand).
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import duckdb

from tests.bench.bench_admission import generate
from tests.bench.bench_admission import measure as admitted

ROLES = ("helper", "union_rep", "local_union_rep", "leader", "employee")
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000, "100m": 100_000_000}
# How many units the heat map of the heaviest view has room for.
UNITS_SHOWN = 47
MONTH = "date_trunc('month', strptime(period, '%d.%m.%Y'))"
# The peers keep raw rows on disk while they are summed, as the exports of the largest set are larger than memory.
LIMITS = "set memory_limit = '4GB'; set preserve_insertion_order = false"


def rows_of(text: str) -> int:
    """How many rows a size such as `10k`, `1m` or `2500000` means. Raises ValueError for another word."""
    return SIZES.get(text.strip().lower()) or int(text)


def named(rows: int) -> str:
    """A size as it is said."""
    return next((name.replace("m", "M") for name, size in SIZES.items() if size == rows), str(rows))


def made(base: Path, rows: int) -> float:
    """Make the exports of a set unless they are there; seconds it took, 0 when they were."""
    if (base / "made").exists():
        return 0.0
    shutil.rmtree(base / "in", ignore_errors=True)
    began = time.perf_counter()
    generate(base / "in", rows)
    (base / "made").touch()
    return time.perf_counter() - began


def admit_anew(base: Path) -> dict[str, float | str]:
    """Admit the exports of a set into an empty data folder; what the admission told. Raises RuntimeError if refused."""
    scratch = base / "admitting"
    shutil.rmtree(scratch, ignore_errors=True)
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    found = admitted(base / "in", scratch)
    if found["verdict"] != "accept":
        raise RuntimeError(f"the set was not taken in: {found}")
    shutil.rmtree(base / "data", ignore_errors=True)
    scratch.rename(base / "data")
    return found


def is_admitted(base: Path) -> bool:
    """Whether a set has a snapshot that can be served."""
    return (base / "data" / "snapshots" / "CURRENT").exists()


def served_file(base: Path) -> Path:
    """The served file of a set."""
    shelf = base / "data" / "snapshots"
    return shelf / (shelf / "CURRENT").read_text("utf-8").strip() / "served.duckdb"


def for_peers(base: Path) -> None:
    """Write what the plain way and the other framework read, unless it is there."""
    if (base / "units.parquet").exists():
        return
    con = duckdb.connect()
    con.execute(f"{LIMITS}; set temp_directory = '{base / 'spill'}'")
    con.execute(
        f"copy (select * replace (replace(hours, ',', '.')::double as hours), {MONTH} as month "
        f"from read_csv('{base}/in/resource_use.csv', all_varchar = true)) to '{base}/resource_use.parquet'"
    )
    raw = f"'{base}/resource_use.parquet'"
    con.execute(
        f"copy (select month, role, activity, on_top, basis, sum(hours) as hours from {raw} group by all order by all) "
        f"to '{base}/cube.parquet'"
    )
    shown = f"select unit_id from {raw} group by 1 order by sum(hours) desc, 1 limit {UNITS_SHOWN}"
    con.execute(
        f"copy (select month, role, unit_id, sum(hours) as hours from {raw} where unit_id in ({shown}) "
        f"group by all order by all) to '{base}/units.parquet.part' (format parquet)"
    )
    (base / "units.parquet.part").rename(base / "units.parquet")
    con.close()
    shutil.rmtree(base / "spill", ignore_errors=True)
