"""Taking in an export: its files are found, read, typed and judged, and its good rows are left as contract tables."""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from reformspor.errors import Fault
from reformspor.intake.across import check_one_municipality, check_references
from reformspor.intake.beside import check_stands_once, merge_repeats
from reformspor.intake.canonical import canonical_rows
from reformspor.intake.checksums import check_sums
from reformspor.intake.example_rows import refuse_left_over
from reformspor.intake.facts import check_day, check_events, check_held, check_meeting
from reformspor.intake.fields import Frame, quoted
from reformspor.intake.finding import Found, check_still, find
from reformspor.intake.following import followers
from reformspor.intake.lacking import judge_missing
from reformspor.intake.listing import Listing
from reformspor.intake.lookalikes import check_look_alikes
from reformspor.intake.native import OWN_DRESS, native
from reformspor.intake.opening import open_source
from reformspor.intake.ordering import ordered
from reformspor.intake.places import places_of
from reformspor.intake.profile import Profile
from reformspor.intake.ranges import check_ranges
from reformspor.intake.refused import RefusedRow, keep_refused, refused_rows
from reformspor.intake.sources import Desk
from reformspor.intake.sumline import judge_sum
from reformspor.intake.supplying import supply
from reformspor.intake.tally import Tally
from reformspor.intake.typing_table import Typed, Typist
from reformspor.intake.verdicts import Bench

Progress = Callable[[str], None]
COPIES = ".intake-"
# To pack what is read costs a tenth of reading it, and it lives no longer than the admission.
LOOSELY = "set force_compression = 'uncompressed'"
Canonical = Callable[[], dict[str, list[dict[str, Any]]]]


@dataclass(frozen=True)
class FileRead:
    """What came of one file: its table, checksum, and the rows read, admitted and refused."""

    file: str
    table: str
    sha256: str
    rows_read: int
    rows_admitted: int
    rows_refused: int


@dataclass(frozen=True)
class Intake:
    """What came of an export. Faults are listed as far as `Tally` keeps them; `counts` has the number of each kind.

    `supplied` names the contract tables left in schema `staging`. While the connection is open, `canonical`
    gives the source's own columns after cleaning, and `refused_rows` each row that was not admitted, with
    its faults and its own texts. It gives none of a file that was refused before its rows were read.
    `following` says how many rows of other tables each refused row holds back with it, by file and row.
    """

    profile: str
    faults: Listing
    notices: tuple[Fault, ...]
    files: tuple[FileRead, ...]
    supplied: tuple[str, ...]
    canonical: Canonical
    counts: Mapping[tuple[str, str, str | None], int]
    refused_rows: Callable[[], Iterator[RefusedRow]]
    following: Mapping[tuple[str, int], int] = field(default_factory=dict)


def _no_rows() -> Iterator[RefusedRow]:
    return iter(())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Faults by the hundred thousand hold one another in no circle, so looking for circles among them is in vain."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def take_in(
    path: Path,
    *,
    profile: Profile | None,
    as_of: dt.date,
    con: duckdb.DuckDBPyConnection,
    private: Path,
    progress: Progress | None = None,
) -> Intake:
    """Read, clean and check a folder or file; leave each contract table it supplies in schema `staging` of `con`.

    Those may be views of what was read, which is in schema `taken` and holds persons by their own names.
    Only rows without faults are left. Whether any fault refuses the whole set is the caller's choice.
    Copies made on the way live in a folder of their own under `private` and are gone afterwards.
    """
    chosen = profile or native(path.is_dir())
    faults, notices = Tally(), Tally(OWN_DRESS if chosen.native else frozenset())
    try:
        return _taken(path, chosen, as_of, con, private, progress, faults, notices)
    except duckdb.FatalException:
        # The engine gives up its whole database over a file that breaks it, so nothing more of the set can be read.
        return Intake(
            chosen.name, faults.faults(), tuple(notices.faults()), (), (), dict, dict(faults.counts), _no_rows
        )


def _taken(
    path: Path,
    chosen: Profile,
    as_of: dt.date,
    con: duckdb.DuckDBPyConnection,
    private: Path,
    progress: Progress | None,
    faults: Tally,
    notices: Tally,
) -> Intake:
    frame = Frame(chosen.zone, as_of, chosen.earliest, chosen.text_public)
    con.execute("create schema if not exists staging; create schema if not exists taken")
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=private, prefix=COPIES) as folder:
        found = find(path, chosen.tables, chosen.ignored_files, faults, notices)
        desk = Desk(con, Path(folder), chosen.limits, faults, notices, chosen.tables, frame)
        con.execute(LOOSELY)
        say = progress or (lambda _: None)
        try:
            typed = _type_all(desk, found, frame, chosen, say)
        except duckdb.FatalException:
            check_sums(path, {}, [file.path for file in found], faults, chosen.limits.unpacked)
            raise
        if path.is_dir() and any(file.table is None for file in found):
            judge_missing(chosen, typed, faults)
        con.execute("reset force_compression")
        digests = {each.source.file: each.source.sha256 for each in typed.values()}
        check_sums(path, digests, [file.path for file in found], faults, chosen.limits.unpacked)
        check_still(found, faults)
        say("check")
        bench = Bench(con, frame, typed, faults)
        _judge(bench, chosen)
        following = followers(bench)
        for each in typed.values():
            keep_refused(con, each, faults)
    files = tuple(_file_read(con, each) for each in typed.values())
    supplied = supply(con, chosen, typed, private, notices, as_of)
    places = places_of(typed.values())
    if chosen.native:
        typed = {name: replace(each, name=f"staging.{quoted(name)}") for name, each in typed.items()}
    return Intake(
        chosen.name,
        faults.faults().placed(places),
        tuple(notices.faults().placed(places)),
        files,
        supplied,
        lambda: {name: canonical_rows(con, each, chosen.zone) for name, each in typed.items()},
        dict(faults.counts),
        lambda: refused_rows(con, typed, faults.with_along().placed(places)),
        following,
    )


def _type_all(
    desk: Desk, found: list[Found], frame: Frame, profile: Profile, say: Callable[[str], None]
) -> dict[str, Typed]:
    typist = Typist(desk.con, frame, desk.faults, desk.notices)
    typed: dict[str, Typed] = {}
    for at, file in enumerate(found, start=1):
        say(f"file {at} {len(found)}")
        try:
            _type_file(typist, desk, file, typed, profile)
        except duckdb.OutOfMemoryException:
            desk.faults.add("too_large", file.name, limit=desk.limits.unpacked)
        except (duckdb.Error, UnicodeError):
            # Torn bytes are found by many readers; their message may quote the row, so it is not passed on.
            desk.faults.add("unreadable", file.name)
            # An engine that has given up its database over this file says so now, and not over the next one.
            desk.con.execute("select 1")
    order = ordered(profile.tables)
    return {name: typed[name] for name in order if name in typed}


def _type_file(typist: Typist, desk: Desk, file: Found, typed: dict[str, Typed], profile: Profile) -> None:
    for source in open_source(desk, file):
        table = source.table
        if table.name in typed:
            desk.faults.add("table_twice", source.file, first=typed[table.name].source.file)
            continue
        name = f"taken.{quoted(table.name)}" if profile.native else f"temp.own_{table.name}"
        typed[table.name] = merge_repeats(desk, typist.type(source, name, f"temp.bad_{table.name}"))
        _judge_whole(desk, typed[table.name])


def _judge_whole(desk: Desk, typed: Typed) -> None:
    source, table = typed.source, typed.source.table
    if typed.read > desk.limits.rows and not source.numbered:
        desk.faults.add("too_large", source.file, limit=desk.limits.rows)
    judge_sum(desk.con, typed.name, source, desk.faults, desk.notices)
    for at in source.match.blank:
        filled = f"select 1 from {source.relation} where trim(c{at}) <> '' limit 1"
        tally, code = (
            (desk.faults, "unnamed_column") if desk.con.execute(filled).fetchall() else (desk.notices, "blank_heading")
        )
        tally.add(code, source.file, table=table.name)
    if typed.read == source.examples and not table.may_be_empty:
        desk.faults.add("empty", source.file, table=table.name)


def _judge(bench: Bench, profile: Profile) -> None:
    for meeting in profile.meetings:
        check_meeting(bench, meeting)
    for held in profile.held:
        check_held(bench, held)
    for day in profile.days:
        check_day(bench, day)
    for typed in bench.tables.values():
        check_ranges(bench, typed)
        check_stands_once(bench, typed)
        check_look_alikes(bench, typed)
    for events in profile.events:
        check_events(bench, events)
    check_one_municipality(bench)
    refuse_left_over(bench)
    # References last, parents first: a row that leads to a refused row is refused with it.
    for typed in bench.tables.values():
        check_references(bench, typed)


def _file_read(con: duckdb.DuckDBPyConnection, typed: Typed) -> FileRead:
    bad = int(con.execute(f'select count(distinct "row") from {typed.bad}').fetchall()[0][0])
    source = typed.source
    refused = bad + source.refused + (1 if source.sum_line is not None and source.table.sum_line == "refuse" else 0)
    admitted = int(con.execute(f"select count(*) from {typed.name}").fetchall()[0][0]) - bad
    return FileRead(source.file, source.table.name, source.sha256, admitted + refused, admitted, refused)
