"""One admission of one source: its news is placed in safe rows, and the rows are added to the ledger for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from reformspor.ledger.arrival import arrive, learn_places, remember_places
from reformspor.ledger.bands import high_sql, low_sql, name_sql
from reformspor.ledger.capacity import release_capacity
from reformspor.ledger.corrections import release_corrections
from reformspor.ledger.counting import count
from reformspor.ledger.effort import show_effort, write_effort
from reformspor.ledger.fifth import release_fifths
from reformspor.ledger.forgetting import forget
from reformspor.ledger.labels import MERGED, WITHHELD
from reformspor.ledger.margins import show_margins
from reformspor.ledger.news import find_news
from reformspor.ledger.pooling import LABELS, pool
from reformspor.ledger.private import ledger_key, prepare
from reformspor.ledger.settings import Settings
from reformspor.ledger.shaken import learn_shaken
from reformspor.ledger.waiting import state_waiting

Progress = Callable[[str], None]
# Packs texts tightest and slowest; a record's are few signs long, and read only when it is corrected.
DEAR = "dict_fsst"


@dataclass(frozen=True)
class Release:
    """What one batch did. `rows` new rows stand for `records` records; `new` arrived, `taken_back` were corrected.

    `waiting_hours` and `waiting_records` are what may be shown of the rest: upper ends of coarse steps. `late`
    corrections could not be made, as only hashes are left of what they correct. `heads_only` says that no record
    has a person id, so that only head counts protect and most one-person rows will wait.
    """

    batch: int
    new: int
    taken_back: int
    records: int
    rows: int
    late: int
    waiting_hours: float
    waiting_records: int
    heads_only: bool


def release(
    con: duckdb.DuckDBPyConnection,
    *,
    source: str,
    municipality: str,
    settings: Settings,
    as_of: dt.date,
    progress: Progress | None = None,
) -> Release:
    """Append one batch to the ledger in the main database of `con`, from the intake's tables in `incoming.staging`.

    Either the whole batch is added or nothing. What was released before is never touched; the same export again
    adds a batch without rows.
    """
    say = progress or (lambda step: None)
    prepare(con)
    key = ledger_key(con)
    con.execute(f"set disabled_compression_methods = '{DEAR}'")
    con.execute("begin")
    try:
        done = _batch(con, key, source, municipality, settings, as_of, say)
    except BaseException:
        con.execute("rollback")
        raise
    else:
        con.execute("commit")
    finally:
        con.execute("reset disabled_compression_methods")
    return done


def _batch(
    con: duckdb.DuckDBPyConnection,
    key: str,
    source: str,
    municipality: str,
    settings: Settings,
    as_of: dt.date,
    say: Progress,
) -> Release:
    batch, first_row = count(con, "select coalesce(max(batch), 0) + 1 from ledger.batch"), _next_row(con)
    say("reading")
    learn_places(con)
    arrive(con, key)
    remember_places(con)
    say("comparing")
    late = find_news(con, key)
    say("pooling")
    marked = learn_shaken(con)
    con.execute(
        f"""create or replace temp view positive as
        select cell, kinds, session_kind, {marked} as pid, heads, each_h, h, c from fresh union all
        select cell, kinds, session_kind, {marked} as pid, heads, each_h, h, c
        from ledger.record where row_id is null and sign = 1"""
    )
    pool(con, "positive", settings, first_row)
    release_corrections(con, settings)
    say("margins")
    show_margins(con, "member", settings)
    say("effort")
    show_effort(con, "member", settings)
    say("writing")
    _write_rows(con, source, municipality, batch, settings)
    write_effort(con, source, municipality, batch, settings)
    new, taken = _write_records(con, batch)
    release_capacity(con, source, municipality, settings)
    release_fifths(con, source, municipality, settings, as_of)
    rows = count(con, "select count(*) from new_row")
    con.execute(
        "insert into ledger.batch values (?, ?, ?, ?, ?, ?, ?)",
        [batch, as_of, settings.k, settings.p, settings.order, new, rows],
    )
    forget(con, key, settings, as_of)
    hours, records = state_waiting(con, source, municipality)
    heads_only = count(con, "select count(*) from arrived") > 0 and count(con, "select count(pid) from arrived") == 0
    placed = count(con, f"select count(*) from ledger.record where released = {batch}")
    return Release(batch, new, taken, placed, rows, late, hours, records, heads_only)


def _write_rows(con: duckdb.DuckDBPyConnection, source: str, municipality: str, batch: int, settings: Settings) -> None:
    low, high = low_sql("n", settings.k), high_sql("n_high")
    con.execute(
        f"""insert into ledger.released by name
        select ? as source, ? as municipality_id, row_id, {batch} as batch, {LABELS},
            {name_sql("band_lo", "band_hi")} as band, band_lo, band_hi, h / 100::decimal(18,2) as hours,
            case when has_cost then c / 100::decimal(18,2) end as cost_nok
        from (select *, {low} as band_lo, {high} as band_hi from new_row)
        order by row_id""",
        [source, municipality],
    )
    con.execute("insert into ledger.fold select * from fold")
    con.execute(
        f"""insert into ledger.released_margin
        select ?, row_id, margin, case shown when {MERGED} then 'merged' when {WITHHELD} then 'withheld' else code end,
            h / 100::decimal(18,2)
        from part left join ledger.label on label.kind = part.margin and label.id = part.shown
        order by row_id, margin, shown""",
        [source],
    )


def _write_records(con: duckdb.DuckDBPyConnection, batch: int) -> tuple[int, int]:
    """Keep the new records, and note where each record that was placed now is; returns how many came and went."""
    new = count(con, "select count(*) from fresh")
    taken = count(con, "select count(*) from ledger.record where sign = -1 and arrived is null")
    con.execute(
        f"""update ledger.record set row_id = placed.row_id, released = {batch}
        from placed where record.row_id is null and record.sign = 1 and record.cell = placed.cell"""
    )
    con.execute(
        f"""update ledger.record set row_id = placed.row_id, released = {batch}
        from correction_placed placed where record.id = placed.id"""
    )
    con.execute(f"update ledger.record set arrived = {batch} where arrived is null")
    last = count(con, "select coalesce(max(id), 0) from ledger.record")
    con.execute(
        f"""insert into ledger.record
        select {last} + 1 + nr - (select min(nr) from fresh), entry_id, 1, null, false,
            fresh.cell, kinds, pid, heads, each_h, h, c, {batch}, row_id,
            case when row_id is not null then {batch} end, session_kind
        from fresh left join placed on placed.cell = fresh.cell"""
    )
    return new, taken


def _next_row(con: duckdb.DuckDBPyConnection) -> int:
    return count(con, "select coalesce(max(row_id), 0) + 1 from ledger.released")
