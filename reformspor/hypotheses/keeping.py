"""The register in the data folder: read whole, and only ever added to, by one at a time."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from reformspor.chained import Log, add_lines, moment
from reformspor.choices.file import alone
from reformspor.effects.draw import Order
from reformspor.effects.gates import gates
from reformspor.effects.hypothesis import Hypothesis
from reformspor.errors import ReformsporError
from reformspor.hypotheses.checking import Wrong, faults_of, role_fault, texts_fault
from reformspor.hypotheses.constructed import constructed_entries
from reformspor.hypotheses.entry import CHAIN, Entry, Kind
from reformspor.hypotheses.register import CUT, Lowered, Register, Registered, register_of
from reformspor.intake.whole import write_whole
from reformspor.snapshot.folder import REGISTER_HEAD, DataFolder
from reformspor.snapshot.shelf import shelf

LOG, HEAD, LOCK = "hypotheses.jsonl", REGISTER_HEAD, ".hypotheses.lock"
# Seconds an addition waits for another that is under way, and how often it looks.
PATIENCE, PAUSE = 3.0, 0.05


def read_register(folder: Path, *, constructed: bool = False) -> Register:
    """The register of a data folder; beside constructed data, the constructed one and what was added beside such data.

    Never raises for what the file holds: see `Register.broken`.
    """
    return _register_in(_read(folder), constructed)


def _register_in(log: Log[Entry], constructed: bool) -> Register:
    own = [entry for entry in log.entries if entry.constructed == constructed]
    # A line's number is that of the whole file, whichever part of it is read.
    place = {entry.hash: line for line, entry in enumerate(log.entries, start=1)}
    kept = register_of(
        [*constructed_entries(), *own] if constructed else own,
        _broken_of(own, place, log.broken, len(constructed_entries()) if constructed else 0),
        CHAIN.head(log.entries),
    )
    return replace(kept, broken=log.broken if log.broken else kept.broken)


def register_hypothesis(
    folder: Path,
    one: Hypothesis,
    *,
    role: str,
    source: str = "",
    constructed: bool = False,
    known: Collection[str] = (),
) -> Registered | tuple[Wrong, ...]:
    """Write a hypothesis, with the role, this moment, and the one about the same outcome and method it takes the place
    of; or say everything that is wrong with it, and write nothing. Raises ReformsporError when another is writing."""
    with _adding(folder) as log:
        now = _register_in(log, constructed)
        standing = now.standing(one.outcome, one.method)
        former = standing[-1].hash if standing else ""
        placed = replace(one, role=role, at=moment(), former=former)
        wrong = (*role_fault(role), *faults_of(placed, now, known))
        same = replace(placed, at="", role="", former="")
        if standing and same == replace(standing[-1].hypothesis, at="", role="", former=""):
            wrong = (*wrong, Wrong("same", {"hash": former[:8]}))
        if wrong:
            return wrong
        _add(folder, log, [_entry("hypothesis", role, source, constructed, asdict(placed), placed.at)])
    found = read_register(folder, constructed=constructed).find(placed.digest)
    assert found is not None
    return found


def open_outcomes(
    folder: Path, outcomes: Sequence[str], *, role: str, source: str, constructed: bool = False
) -> tuple[str, ...]:
    """Log that the values of these outcomes are opened; those that were before are passed over. Gives the new ones."""
    with _adding(folder) as log:
        held = _register_in(log, constructed)
        known = {(one.outcome, one.source) for one in held.openings}
        new = [one for one in dict.fromkeys(outcomes) if (one, source) not in known]
        if new:
            _add(folder, log, [_entry("opening", role, source, constructed, {"outcome": one}) for one in new])
        return tuple(new)


def keep_draw(
    folder: Path, order: Order, *, role: str, source: str = "", constructed: bool = False
) -> str | tuple[Wrong, ...]:
    """Write an order that was drawn; its hash, or what is wrong with the role. A second draw stands beside the first:
    nobody can draw until the lot falls well without its being seen."""
    wrong = (*role_fault(role), *texts_fault(order.seed, *order.units))
    if wrong:
        return wrong
    with _adding(folder) as log:
        _add(folder, log, [_entry("draw", role, source, constructed, asdict(order))])
    return order.digest


def lower_verdict(
    folder: Path, outcome: str, method: str, levels: tuple[str, str], why: str, *, role: str, constructed: bool = False
) -> Lowered | tuple[Wrong, ...]:
    """Write that a verdict is lowered from the first level to the second, with a reason; refused when the second is not
    the weaker of them."""
    wrong = (*role_fault(role), *texts_fault(why), *(() if why.strip() else (Wrong("why"),)))
    ladder = gates().levels
    if levels[0] not in ladder or levels[1] not in ladder or ladder.index(levels[1]) >= ladder.index(levels[0]):
        wrong = (*wrong, Wrong("not_lower", {"value": levels[1]}))
    if wrong:
        return wrong
    said = {"outcome": outcome, "method": method, "level_from": levels[0], "level_to": levels[1], "why": why.strip()}
    with _adding(folder) as log:
        _add(folder, log, [_entry("lowered", role, "", constructed, said)])
    return read_register(folder, constructed=constructed).lowered[-1]


def _entry(
    kind: Kind, role: str, source: str, constructed: bool, said: Mapping[str, Any], at: str | None = None
) -> Entry:
    return Entry(kind, at or moment(), role, source, said, constructed)


def _add(folder: Path, log: Log[Entry], entries: Sequence[Entry]) -> None:
    linked = CHAIN.linked(log.entries, entries)
    add_lines(folder / LOG, linked)
    # Where lines were cut off, the seal of the last of them stays, so that it goes on being told.
    if log.broken != CUT:
        write_whole(folder / HEAD, linked[-1].hash.encode())


def _read(folder: Path) -> Log[Entry]:
    """The log's lines; its `broken` is CUT where a line that once was the last is gone, by the head that is kept beside
    the log and by what each snapshot was made with."""
    data = DataFolder(folder)
    try:
        log = CHAIN.read(folder / LOG)
    except OSError:
        return Log(broken=1)
    # A crash between the two leaves a head that is further up; one that is nowhere was cut off.
    heads = {data.register_head, *(manifest.register_head for manifest in shelf(data))} - {""}
    cut = not heads <= {entry.hash for entry in log.entries}
    return Log(log.entries, log.broken or (CUT if cut else 0))


def _broken_of(own: Sequence[Entry], place: Mapping[str, int], broken: int, before: int) -> int:
    """The first of these entries that does not hold, when the log's first is `broken`."""
    if broken <= 0:
        return broken
    return before + 1 + sum(1 for entry in own if place[entry.hash] < broken)


@contextmanager
def _adding(folder: Path) -> Iterator[Log[Entry]]:
    """The log as it stands while nobody else adds to it. Raises ReformsporError when somebody does for long."""
    until = time.monotonic() + PATIENCE
    while True:
        with alone(folder, LOCK) as mine:
            if mine:
                yield _read(folder)
                return
        if time.monotonic() > until:
            raise ReformsporError("hypotheses.busy")
        time.sleep(PAUSE)
