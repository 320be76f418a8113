"""What every answer from one store has in common: the snapshot it stands on, and the ledger's trees."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import reformspor
from reformspor.answers.answer import Provenance, SourceFile
from reformspor.scope import Trees
from reformspor.store import Store

# Hours merged over a year tell only the year; sessions and hours of one month tell when the data begin.
BEGINS = """
select coalesce(min(day) filter (exact), min(day)) as day from (
    select month_from as day, month_from = month_to as exact from released union all select date, true from sessions)
"""
_known: WeakKeyDictionary[Store, Facts] = WeakKeyDictionary()


@dataclass(frozen=True)
class Facts:
    """What no question changes: the parts of provenance, hours that wait, and the labels' trees."""

    provenance: Provenance
    waiting_hours: float
    trees: Trees
    unit_names: Mapping[str, str]


def facts_of(store: Store) -> Facts:
    """Read once for each store: a snapshot never changes."""
    facts = _known.get(store)
    if facts is None:
        facts = _known[store] = _read(store)
    return facts


def _read(store: Store) -> Facts:
    meta: dict[str, str] = dict(store.run("select key, value from meta", {}).itertuples(index=False))
    files = store.run(
        "select file, table_name, sha256, rows_admitted, rows_refused from files order by file, table_name",
        {},
    )
    waiting = store.run("select coalesce(sum(hours), 0)::double as hours from waiting", {})
    begins = store.run(BEGINS, {})
    as_of = meta.get("as_of")
    provenance = Provenance(
        snapshot_id=meta.get("snapshot_id", ""),
        source=meta.get("source", ""),
        municipality=meta.get("municipality", ""),
        profile=meta.get("profile", ""),
        as_of=dt.date.fromisoformat(as_of) if as_of else dt.date.today(),
        admitted_at=meta.get("admitted_at", ""),
        constructed=meta.get("constructed") == "yes",
        files=tuple(
            SourceFile(str(name), str(table), str(digest), int(admitted), int(refused))
            for name, table, digest, admitted, refused in files.itertuples(index=False)
        ),
        program=meta.get("program", f"reformspor {reformspor.__version__}"),
        question_hash="",
        begins=begins["day"][0],
    )
    units = store.run("select unit_id, name from units", {})
    names = {str(unit): str(name) for unit, name in units.itertuples(index=False)}
    return Facts(provenance, float(waiting["hours"][0]), _trees(store), names)


def _trees(store: Store) -> Trees:
    roles = store.run("select label, leaf from role_tree", {})
    places = store.run("select label, unit_id, sector from place_tree", {})
    return Trees(
        roles=_sets(roles.itertuples(index=False)),
        places=_sets((label, unit) for label, unit, _ in places.itertuples(index=False)),
        sectors=_sets((sector, unit) for _, unit, sector in places.itertuples(index=False)),
    )


def _sets(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for label, leaf in pairs:
        if isinstance(label, str) and isinstance(leaf, str):
            sets[label].add(leaf)
    return {label: frozenset(leaves) for label, leaves in sets.items()}
