"""Admission takes an export all the way to a served snapshot, or leaves everything as it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import duckdb

import reformspor
from reformspor.chained import moment, who
from reformspor.errors import Fault
from reformspor.intake import FileRead, Intake, Profile, load_profile, take_in
from reformspor.intake.listing import Listing
from reformspor.intake.whole import move_whole
from reformspor.ledger import Settings, publish, release
from reformspor.snapshot.changes import write_changes
from reformspor.snapshot.folder import DataFolder, admission_work
from reformspor.snapshot.forecasting import begun_forecast, write_forecast
from reformspor.snapshot.foreseeing import guard_known, locked_beforehand
from reformspor.snapshot.former import attach_former
from reformspor.snapshot.history import show
from reformspor.snapshot.hours_said import said_of_hours
from reformspor.snapshot.ledgers import another_name, has_pseudonyms, refuse_lone_file, refuse_lost_ledger
from reformspor.snapshot.locked import MonthsLocked, guard_months
from reformspor.snapshot.mending import mark_key, put_together, remember_refused
from reformspor.snapshot.origin import Origin, read_origin, source_name
from reformspor.snapshot.periods import locked_months, note_changes, read_log
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.quality import Judged, write_quality
from reformspor.snapshot.rejects import Origins, origins_of
from reformspor.snapshot.republish import admitted_again, id_for, usable
from reformspor.snapshot.rhythm import NATIVE, pace_of, turn_days
from reformspor.snapshot.served import fill_served, write_derived, write_loss
from reformspor.snapshot.shelf import SERVED, SERVED_FORM, Manifest, current, file_sha256, write_manifest
from reformspor.snapshot.texts import Reviewed, review_texts
from reformspor.snapshot.tidying import forget_old, tidy_sources
from reformspor.snapshot.told import tables_of_persons, told

Verdict = Literal["accept", "normalise", "reject"]
Progress = Callable[[str], None]
Refused = Callable[[Intake, Origins], None]
PRIVATE_FILE = "persons.duckdb"
NEXT_FILE = "next.duckdb"
MEMORY = "1500MB"


@dataclass(frozen=True)
class Admission:
    """What came of an admission. `manifest` is None when nothing was made current; `canonical` is filled on request;
    `counts` are the exact numbers of each kind of fault, `following` the rows that each refused row holds back."""

    verdict: Verdict
    faults: Listing | tuple[Fault, ...]
    notices: tuple[Fault, ...]
    files: tuple[FileRead, ...]
    manifest: Manifest | None = None
    still_serving: Manifest | None = None
    canonical: dict[str, list[dict[str, Any]]] | None = None
    waiting_hours: float = 0.0
    counts: Mapping[tuple[str, str, str | None], int] = field(default_factory=dict)
    following: Mapping[tuple[str, int], int] = field(default_factory=dict)


def admit(
    path: Path,
    data: DataFolder,
    *,
    profile: str | None = None,
    as_of: dt.date | None = None,
    keep_good: bool = False,
    dry_run: bool = False,
    canonical: bool = False,
    source: str | None = None,
    new_ledger: bool = False,
    settings: Settings | None = None,
    reason: str = "",
    refused: Refused | None = None,
    progress: Progress | None = None,
) -> Admission:
    """Admit a file or a folder of files; mended rows complete the export they came from.

    One fault refuses the whole set unless `keep_good`; the snapshot that served goes on serving until
    a new one is whole. A check (`dry_run`, `canonical`) leaves nothing behind and stands in nobody's way.
    What would change a locked month needs a `reason`, else the set is refused.
    `refused` is given the intake while its refused rows can be read, and where their marks lead.
    Raises ReformsporError for an unknown profile, a source's name that is none, an admission already
    running, a lone file that would take the place of its source's whole set, and a ledger that is lost, unless
    `new_ledger` begins another under a new name of the source.
    """
    say = progress or (lambda _: None)
    check, rule = dry_run or canonical, settings or settings_of(data)
    with admission_work(data, check=check, say=say) as work:
        forget_old(data, rule.retention_days)
        whole = put_together(path, data, work, profile)
        if whole is not None:
            say("complete")
            path, profile = whole.path, whole.profile
            source, as_of = whole.source or source, as_of or whole.as_of
        chosen = load_profile(profile, data.profiles) if profile else None
        named = source_name(source or (chosen.name if chosen else "kommune"))
        named, had_key = another_name(data, named) if new_ledger else named, has_pseudonyms(data)
        origin = read_origin(path, own=data.demo)
        day = as_of or origin.as_of or dt.date.today()
        staging = _connect(work / "exports.duckdb", work)
        try:
            say("read")
            private = work if check else data.private
            intake = take_in(path, profile=chosen, as_of=day, con=staging, private=private, progress=progress)
            outcome = _outcome(intake, data, canonical)
            if refused is not None:
                refused(intake, origins_of(intake, whole, mark_key(data)))
        finally:
            staging.close()
        if check or (intake.faults and not (keep_good and intake.supplied)):
            foreseen = () if reason or not dry_run else locked_beforehand(data, work, named, intake)
            return replace(outcome, verdict="reject", faults=(*outcome.faults, *foreseen)) if foreseen else outcome
        run = _Run(intake, chosen, origin, day, keep_good, named, reason)
        refuse_lone_file(data, path, named, {file.table for file in intake.files})
        refuse_lost_ledger(data, named, had_key)
        tidy_sources(data, settings=rule, but=named)
        say("release")
        try:
            manifest, said = _build(run, data, work, rule)
        except MonthsLocked as refusal:
            return replace(outcome, verdict="reject", faults=(*outcome.faults, *refusal.faults))
        remember_refused(data, path, manifest, whole)
        say("done")
    notices = (*outcome.notices, *said)
    verdict: Verdict = "normalise" if notices or intake.faults else "accept"
    waits = manifest.waiting_hours
    return replace(
        outcome, verdict=verdict, notices=notices, manifest=manifest, still_serving=None, waiting_hours=waits
    )


@dataclass(frozen=True)
class _Run:
    intake: Intake
    profile: Profile | None
    origin: Origin
    as_of: dt.date
    keep_good: bool
    source: str
    reason: str = ""
    shown_as: str = ""

    @property
    def snapshot_id(self) -> str:
        parts = sorted(f"{file.table}:{file.sha256}" for file in self.intake.files)
        parts += [
            str(SERVED_FORM),
            self.source,
            self.intake.profile,
            self.as_of.isoformat(),
            str(self.keep_good),
            reformspor.__version__,
        ]
        return f"{self.as_of:%Y%m%d}-{self.source}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:10]}"

    @property
    def rhythm(self) -> str:
        return (self.profile.rhythm if self.profile else "") or NATIVE

    @property
    def text_reviewed(self) -> bool:
        return self.origin.own or bool(self.profile and self.profile.text_public)


def _outcome(intake: Intake, data: DataFolder, canonical: bool) -> Admission:
    verdict: Verdict = "reject" if intake.faults else ("normalise" if intake.notices else "accept")
    return Admission(
        verdict,
        intake.faults,
        intake.notices,
        intake.files,
        still_serving=current(data),
        canonical=intake.canonical() if canonical and not intake.faults else None,
        counts=intake.counts,
        following=intake.following,
    )


def _build(run: _Run, data: DataFolder, work: Path, settings: Settings) -> tuple[Manifest, tuple[Fault, ...]]:
    snapshot_id = run.snapshot_id
    known = usable(data, snapshot_id)
    if known is not None:
        guard_known(data, known, run.intake.files, run.reason)
        return admitted_again(data, work, known), ()
    # Made anew after a withdrawal it heeds every decision, and is another snapshot than the one that showed too much.
    run = replace(run, shown_as=id_for(data, run.source, snapshot_id))
    private = data.private_of(run.source)
    # The batch is added to a copy beside the private file (the ledger's key stands there too), which takes over last.
    for leftover in private.glob(NEXT_FILE + "*"):
        leftover.unlink()
    if (private / PRIVATE_FILE).exists():
        shutil.copy2(private / PRIVATE_FILE, private / NEXT_FILE)
    try:
        manifest, said, changed = _write_served(run, data, work, settings)
    except MonthsLocked:
        (private / NEXT_FILE).unlink(missing_ok=True)
        raise
    folder = data.snapshots / run.shown_as
    folder.mkdir(parents=True, exist_ok=True)
    move_whole(work / SERVED, folder / SERVED)
    # The ledger remembers before anything can be shown: rows seen but forgotten would be released a second time.
    move_whole(private / NEXT_FILE, private / PRIVATE_FILE)
    periods = note_changes(data, changed, run.source, run.shown_as, run.reason)
    manifest = replace(manifest, periods_head=periods, register_head=data.register_head)
    write_manifest(folder, manifest)
    show(data, manifest, "admitted")
    return manifest, said


def _write_served(
    run: _Run, data: DataFolder, work: Path, settings: Settings
) -> tuple[Manifest, tuple[Fault, ...], tuple[dt.date, ...]]:
    locks, municipality = locked_months(read_log(data), run.source), run.origin.municipality
    con = _connect(data.private_of(run.source) / NEXT_FILE, work)
    try:
        con.execute(f"attach '{_quoted(work / 'exports.duckdb')}' as incoming (read_only)")
        con.execute(f"attach '{_quoted(work / SERVED)}' as served")
        former = attach_former(con, data, run.source)
        done = release.release(con, source=run.source, municipality=municipality, settings=settings, as_of=run.as_of)
        rhythm = pace_of(data, run.source, run.rhythm).rhythm
        judged = Judged(run.shown_as, run.source, run.as_of, rhythm, former is not None)
        meta = {
            "snapshot_id": run.shown_as,
            "source": run.source,
            "municipality": municipality,
            "profile": run.intake.profile,
            "as_of": run.as_of.isoformat(),
            "admitted_at": moment(),
            "program": f"reformspor {reformspor.__version__}",
            "constructed": "yes" if run.origin.constructed else "no",
            "k": str(settings.k),
            "p": str(settings.p),
            "turn_days": str(turn_days(run.as_of, rhythm)),
        }
        files = told(run.intake.files, tables_of_persons(run.profile))
        fill_served(con, files, run.intake.notices, meta, text_reviewed=run.text_reviewed)
        texts = review_texts(con, data.private_of(run.source), run.source, run.snapshot_id, run.text_reviewed)
        publish.publish(con, "served")
        with begun_forecast(con, run.as_of) as forecast:
            write_loss(con)
            write_changes(con, former, run.source)
            changed = guard_months(con, locks, run.intake.files, run.reason, run.shown_as, run.as_of) if former else ()
            write_quality(con, judged, files, run.intake.notices)
            write_derived(con)
            write_forecast(con, run.source, forecast)
        # A full disk is an error here, and a silent one when a connection closes.
        con.execute("checkpoint served; detach served; checkpoint")
    finally:
        con.close()
    made = _manifest(run, meta, done.waiting_hours, file_sha256(work / SERVED), texts)
    return made, said_of_hours(run.intake.files, done), changed


def _manifest(run: _Run, meta: dict[str, str], waiting_hours: float, seal: str, texts: Reviewed) -> Manifest:
    files = run.intake.files
    return Manifest(
        id=meta["snapshot_id"],
        source=run.source,
        municipality=meta["municipality"],
        profile=meta["profile"],
        as_of=meta["as_of"],
        admitted_at=meta["admitted_at"],
        admitted_by=who(),
        program=meta["program"],
        constructed=run.origin.constructed,
        kept_good=bool(run.keep_good and run.intake.faults),
        rows_read=sum(file.rows_read for file in files),
        rows_admitted=sum(file.rows_admitted for file in files),
        rows_refused=sum(file.rows_refused for file in files),
        notices=len(run.intake.notices),
        waiting_hours=float(waiting_hours),
        files=[vars(file) for file in files],
        served_sha256=seal,
        form=SERVED_FORM,
        rhythm=run.rhythm,
        review_of=run.snapshot_id if run.shown_as != run.snapshot_id else "",
        review_head=texts.head,
        texts_given=texts.given,
        texts_waiting=texts.waiting,
        texts_shown=texts.shown,
        texts_open=texts.is_open,
    )


def _connect(file: Path, work: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(file), config={"memory_limit": MEMORY, "threads": "2", "temp_directory": str(work)})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
