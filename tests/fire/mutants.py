"""Good exports with some bytes changed: each is refused by name or means what its bytes say; none passes its sum."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from reformspor.intake import Intake, load_profile, take_in

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))

import clean
import hostile_files
import hostile_packed
from tries import DAY, Canon, canon_of

KINDS = ("csv", "xlsx", "parquet")
SLOW = 10.0
# A named fault is one that says what and where; these say that the bytes are not whole, which is all they can say.
SIZES = (1, 1, 1, 2, 4, 16, 200)


@dataclass
class Counts:
    """What a trial of mutants came to."""

    tried: int = 0
    refused: int = 0
    same: int = 0
    other: int = 0
    passed_sums: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Take in what another part of the trial came to."""
        self.tried += other.tried
        self.refused += other.refused
        self.same += other.same
        self.other += other.other
        self.passed_sums += other.passed_sums
        self.slowest = max(self.slowest, other.slowest)
        self.codes += other.codes
        self.wrong += other.wrong


def good(kind: str) -> bytes:
    """The bytes of a good export's hours."""
    if kind == "csv":
        return clean.text_of(clean.SIMPLE["resource_use"]).encode("utf-8")
    if kind == "xlsx":
        return hostile_files.workbook_bytes(clean.SIMPLE["resource_use"])
    with tempfile.TemporaryDirectory() as folder:
        hostile_packed.parquet()(Path(folder) / "hours.parquet")
        return (Path(folder) / "hours.parquet").read_bytes()


def mutant(seed: int, content: bytes) -> bytes:
    """The content with bits turned, bytes replaced, cut, doubled or moved; never the same."""
    rng, changed = random.Random(seed), bytearray(content)
    while bytes(changed) == content:
        at, n = rng.randrange(len(changed)), rng.choice(SIZES)
        match rng.randrange(6):
            case 0:
                changed[at] ^= 1 << rng.randrange(8)
            case 1:
                changed[at : at + n] = rng.randbytes(n)
            case 2:
                del changed[at : at + n]
            case 3:
                changed[at:at] = rng.choice((rng.randbytes(n), bytes(n), changed[at : at + n]))
            case 4:
                del changed[at:]
            case 5:
                changed[at : at + 1] = rng.choice((b",", b";", b"\n", b'"', b".", b"-", b"0", b"9", b"\xc3", b"\x00"))
    return bytes(changed)


def _trial(seeds: range) -> Counts:
    counts, profile = Counts(), load_profile("simple")
    # The hours alone, so that a mutant costs little; what they refer to is tried by the whole export's own tests.
    alone = replace(profile, tables={"resource_use": profile.tables["resource_use"]}, supplies={}, meetings=())
    contents = {kind: good(kind) for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        right = {kind: _read(work / "clean", kind, contents[kind], contents[kind], alone)[1] for kind in KINDS}
        for seed in seeds:
            kind = KINDS[seed % 3]
            started = time.process_time()
            try:
                intake, rows = _read(work / "in", kind, mutant(seed, contents[kind]), contents[kind], alone)
                _judge(counts, seed, intake, rows, right[kind])
            except Exception as error:
                counts.wrong.append(f"mutant {seed} ({kind}): {type(error).__name__}: {error}"[:300])
            counts.tried += 1
            took = time.process_time() - started
            counts.slowest = max(counts.slowest, took)
            if took > SLOW:
                counts.wrong.append(f"mutant {seed} ({kind}) took {took:.1f} s")
    return counts


def _read(folder: Path, kind: str, content: bytes, listed: bytes, profile: object) -> tuple[Intake, Canon]:
    """Read the content as hours, beside a list of checksums that says the bytes should be `listed`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    name = f"resource_use.{kind}"
    (folder / name).write_bytes(content)
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(listed).hexdigest()}  {name}\n", "utf-8")
    with duckdb.connect() as con:
        intake = take_in(folder, profile=profile, as_of=DAY, con=con, private=folder.parent / "private")  # type: ignore[arg-type]
        return intake, canon_of(intake)


def _judge(counts: Counts, seed: int, intake: Intake, rows: Canon, right: Canon) -> None:
    codes = {fault.code for fault in intake.faults}
    if "hash" not in codes:
        counts.passed_sums += 1
        counts.wrong.append(f"mutant {seed} passed the sender's list of checksums")
    if codes - {"hash"}:
        counts.refused += 1
        counts.codes.update(codes - {"hash"})
    elif rows == right:
        counts.same += 1
    else:
        counts.other += 1
        counts.wrong += [f"mutant {seed} is read as {wrong}" for wrong in _not_within_rules(rows)]


def _not_within_rules(rows: Canon) -> Iterator[str]:
    """What no accepted row may hold, whatever its bytes say."""
    for row in rows.get("resource_use", []):
        values = dict(row)
        if not 0 < float(values["hours"]) <= 24 or not "2015-01-01" <= values["date"] <= str(DAY):
            yield f"{values['hours']} hours on {values['date']}"
        if any(values[name] == "None" for name in ("use_id", "session_id", "person_id", "role", "activity")):
            yield "a row without what must be there"
        if any(not sign.isprintable() for value in values.values() for sign in value):
            yield "signs nobody sees"


def trial(mutants: int, workers: int = 2, say: Callable[[str], None] = lambda _: None, first: int = 0) -> Counts:
    """Try so many mutants from the `first`, the same in every run, in pools of processes."""
    counts, step = Counts(), 250
    last = first + mutants
    parts = [range(at, min(at + step, last)) for at in range(first, last, step)]
    if workers == 1:
        for part in parts:
            counts.add(_trial(part))
        return counts
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for done in pool.imap_unordered(_trial, parts):
            counts.add(done)
            say(f"{counts.tried} mutants, {counts.refused} refused, {len(counts.wrong)} wrong")
    return counts
