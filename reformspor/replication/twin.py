"""Where data are closed a constructed twin stands in: the same tables, drawn by a seed, and no look at the closed."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from reformspor.contract import load_contract
from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import Manifest, make_current
from reformspor.store import DuckStore

SEED, SOURCE = 1, "twin"
# The contract's own tables, none of which must be there: the house's source may hold barriers alone.
PROFILE = "contract = true\n"
# What the ledger makes of a table of persons.
SERVED_AS = {"released": "resource_use", "released_capacity": "capacity"}


def tables_held(served: Path) -> frozenset[str]:
    """The contract's tables that a served file holds something of, by the contract's names."""
    known = load_contract().tables
    with closing(DuckStore.open(served)) as store:
        named = {SERVED_AS.get(name, name) for name in store.exports}
    return frozenset(named & set(known))


def make_twin(folder: Path, held: Collection[str], seed: int = SEED) -> tuple[DataFolder, Manifest]:
    """Draw a constructed municipality, keep of its exports only the tables that are `held`, and admit them.

    The same seed and tables give the same numbers. Raises ReformsporError when none is held or they cannot be admitted.
    """
    from reformspor.demo import make_demo  # nobody else needs what makes these

    data = DataFolder(folder)
    make_demo(data.demo, seed)
    exports = data.demo / "parquet"
    for file in exports.glob("*.parquet"):
        if file.stem not in held:
            file.unlink()
    if not any(exports.glob("*.parquet")):
        raise ReformsporError("replication.problem.twin")
    data.profiles.mkdir(parents=True)
    (data.profiles / f"{SOURCE}.toml").write_text(PROFILE, "utf-8")
    admitted = admit(exports, data, profile=SOURCE, source=SOURCE)
    if admitted.manifest is None:
        raise ReformsporError("replication.problem.twin")
    make_current(data, admitted.manifest.id)
    return data, admitted.manifest
