"""Tables for other eyes: a served file's rows as one level may ask of them, one CSV file a table, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from reformspor.contract import load_contract
from reformspor.disclosure import FREE_TEXT, Rule
from reformspor.effects.hypothesis import COVER
from reformspor.intake.guarding import DANGEROUS
from reformspor.snapshot.narrow import NARROW

# Worked out from the others when the tables are read in again; how full columns were is not, as some are left out.
WORKED_OUT = frozenset({"released_part", "barrier_spells", "barrier_states"})
# Aggregates of fewer than the rule's n are never shown, so they do not leave the house: the count first, then what is
# counted, then what goes with it. That there is such a value can be asked, and is told by a column of its own.
COUNTED = {
    "outcomes": ("n_persons", "value", "numerator", "denominator"),
    "surveys": ("n_answers", "mean", "sd", "n_invited"),
}
WITHHELD = "withheld"
OPEN_EVENT = "barrier_id in (select barrier_id from barriers where public = 'open')"
# What every answer reads besides its question's own SQL.
READ_BY_ALL = frozenset({"snapshot_id", "admitted_at", "key", "value", "leaf", "label", "file", "sha256"})
IN_ORDER = "order by rowid"
RANGED = ("BIGINT", "INTEGER", "DOUBLE", "DECIMAL", "DATE", "TIMESTAMP")


@dataclass(frozen=True)
class Column:
    """One column of a table that left the house: its DuckDB type, in how many rows it says something, and its range.

    `low` and `high` are text, empty where a range says nothing.
    """

    name: str
    kind: str
    filled: int
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Table:
    """A table as it was written: its file below the package, what it holds, and what was left out of it.

    `left_out` are columns no question asks of, `covered` how many texts the level may not read, `few` how many rows
    of aggregates are of too few people to be shown.
    """

    name: str
    file: str
    rows: int
    columns: tuple[Column, ...]
    left_out: tuple[str, ...] = ()
    covered: int = 0
    few: int = 0


@dataclass(frozen=True)
class _Given:
    """What is known of the served file while its tables are written."""

    con: duckdb.DuckDBPyConnection
    rule: Rule
    asked: frozenset[str]
    kinds: dict[str, str] = field(default_factory=dict)


def words_of(statements: Iterable[str]) -> frozenset[str]:
    """Every name that stands in some SQL outside its comments."""
    return frozenset(
        name for sql in statements for name in re.findall(r"\w+", re.sub(r"--[^\n]*|/\*[\s\S]*?\*/", "", sql))
    )


def write_tables(served: Path, folder: Path, below: str, rule: Rule, questions: Iterable[str]) -> tuple[Table, ...]:
    """Write every table of a served file as `folder/below/<name>.csv`, as the rule lets it be asked.

    A column that none of the `questions` (SQL) names is left out. Rows keep their order; text that a spreadsheet would
    run has an apostrophe before it, and so has text that begins with one. Raises duckdb.Error for a damaged file.
    """
    (folder / below).mkdir(parents=True, exist_ok=True)
    asked = words_of(questions) | READ_BY_ALL
    with duckdb.connect(str(served), read_only=True) as con:
        names = [row[0] for row in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        return tuple(
            _written(_Given(con, rule, asked, _kinds(con, name)), name, folder, below)
            for name in names
            if name not in WORKED_OUT and name not in NARROW
        )


def _kinds(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    rows = con.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index", [name]
    ).fetchall()
    return {str(column): str(kind) for column, kind in rows}


def _written(given: _Given, name: str, folder: Path, below: str) -> Table:
    kept = [column for column in given.kinds if column in given.asked]
    texts = [column for column in kept if _is_text(name, column)] if not given.rule.free_text else []
    shown = [*(_shown(given, name, column, column in texts) for column in kept), *_told(given, name)]
    given.con.execute(
        f'create or replace temp table leaving as select {", ".join(shown)} from main."{name}" {IN_ORDER}'
    )
    left_out = tuple(column for column in given.kinds if column not in kept)
    if name in COUNTED:
        kept, given.kinds[WITHHELD] = [*kept, WITHHELD], "VARCHAR"
    file = folder / below / f"{name}.csv"
    out = ", ".join(_as_text(column, given.kinds[column]) for column in kept)
    given.con.execute(
        f"copy (select {out} from leaving {IN_ORDER}) to '{str(file).replace(chr(39), chr(39) * 2)}' "
        "(format csv, header true, delimiter ',', quote '\"', escape '\"', nullstr '')"
    )
    return Table(
        name=name,
        file=f"{below}/{name}.csv",
        rows=_count(given, "select count(*) from leaving"),
        columns=tuple(_column(given, column) for column in kept),
        left_out=left_out,
        covered=sum(_count(given, f"select count(*) from leaving where \"{one}\" = '{COVER}'") for one in texts),
        few=_few(given, name),
    )


def _is_text(table: str, column: str) -> bool:
    """Whether a column holds what people have written; a code of the same name in a table of our own is none."""
    known = load_contract().tables.get(table)
    return column in FREE_TEXT and known is not None and column in known.columns


def _shown(given: _Given, table: str, column: str, is_text: bool) -> str:
    """The column as the rule lets it be asked."""
    if is_text:
        open_ = "public = 'open'" if "public" in given.kinds else OPEN_EVENT if table == "barrier_events" else "false"
        return f'case when {open_} then "{column}" when "{column}" is not null then \'{COVER}\' end as "{column}"'
    if column in COUNTED.get(table, ()):
        count = COUNTED[table][0]
        fewer = given.rule.least_n - 1 if column == count else "null"
        few = f'coalesce("{count}", 0) < {given.rule.least_n}'
        held = f'"{count}" is not null' if column == count else "true"
        return f'case when {few} and {held} then {fewer} else "{column}" end as "{column}"'
    return f'"{column}"'


def _told(given: _Given, table: str) -> list[str]:
    """Of aggregates, whether there is a value that is of too few to be shown."""
    if table not in COUNTED:
        return []
    count, value = COUNTED[table][:2]
    few = f'coalesce("{count}", 0) < {given.rule.least_n} and "{value}" is not null'
    return [f"case when {few} then 'yes' else 'no' end as {WITHHELD}"]


def _few(given: _Given, table: str) -> int:
    return _count(given, f"select count(*) from leaving where {WITHHELD} = 'yes'") if table in COUNTED else 0


def _as_text(column: str, kind: str) -> str:
    """The column as a file has it: lists as JSON, moments in UTC, and no text a spreadsheet would run."""
    name = f'"{column}"'
    if kind.endswith("[]"):
        return f"to_json({name})::VARCHAR as {name}"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({name} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as {name}"
    if kind == "VARCHAR":
        starts = ", ".join(_quoted(sign) for sign in (*DANGEROUS, "'"))
        return f"case when {name}[1] in ({starts}) then '''' || {name} else {name} end as {name}"
    return name


def _quoted(sign: str) -> str:
    return f"chr({ord(sign)})"


def _column(given: _Given, name: str) -> Column:
    kind = given.kinds[name]
    ranged = kind.startswith(RANGED) and not kind.endswith("[]")
    ends = f'min("{name}")::VARCHAR, max("{name}")::VARCHAR' if ranged else "'', ''"
    found = given.con.execute(f'select count("{name}"), {ends} from leaving').fetchone()
    assert found is not None
    return Column(name, kind, int(found[0]), found[1] or "", found[2] or "")


def _count(given: _Given, sql: str) -> int:
    found = given.con.execute(sql).fetchone()
    assert found is not None
    return int(found[0])
