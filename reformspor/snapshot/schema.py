"""The served file's tables: every contract table without persons, the released ledger, and what it stands on."""

from __future__ import annotations

import duckdb

from reformspor.contract import Contract, Table, duckdb_type, load_contract
from reformspor.ledger.tables import SEEN, TABLES, TREES
from reformspor.snapshot.derived import create_derived
from reformspor.snapshot.forecasting import FORECAST_TABLES
from reformspor.snapshot.quality_rules import QUALITY_TABLES

LEDGER_TABLES = {name: TABLES[name] for name in SEEN} | TREES
# Release time and capacity of a unit's few representatives are facts about persons, so only released groups are served.
THROUGH_LEDGER = frozenset({"resource_use", "capacity"})
OWN_TABLES = {
    "barrier_now": (
        "source VARCHAR, barrier_id VARCHAR, reported_date DATE, closed_date DATE, status VARCHAR, status_at DATE, "
        "owner_level VARCHAR, owner_org VARCHAR, status_only VARCHAR"
    ),
    # Figures of outcomes and surveys that are not shown, and why; units whose figures hold those of units under them.
    "outcomes_held": (
        "source VARCHAR, table_name VARCHAR, indicator VARCHAR, unit_id VARCHAR, period DATE, wave VARCHAR, "
        "reason VARCHAR"
    ),
    "outcomes_over": "source VARCHAR, indicator VARCHAR, unit_id VARCHAR",
    "files": (
        "source VARCHAR, file VARCHAR, table_name VARCHAR, sha256 VARCHAR, rows_read BIGINT, rows_admitted BIGINT, "
        "rows_refused BIGINT, notices BIGINT"
    ),
    # How the free texts of each column stand: given, and of these waiting, approved, edited and withheld.
    "texts": (
        "source VARCHAR, table_name VARCHAR, column_name VARCHAR, given BIGINT, waiting BIGINT, approved BIGINT, "
        "edited BIGINT, withheld BIGINT"
    ),
    "meta": "key VARCHAR, value VARCHAR",
    "ledger_loss": "loss_people VARCHAR, loss_measure VARCHAR, share DOUBLE",
    "locked_changes": (
        'snapshot_id VARCHAR, as_of DATE, "month" DATE, table_name VARCHAR, "key" VARCHAR, change VARCHAR, '
        'column_name VARCHAR, "before" VARCHAR, "after" VARCHAR'
    ),
    "changes": (
        "source VARCHAR, former VARCHAR, table_name VARCHAR, change VARCHAR, column_name VARCHAR, n BIGINT, "
        "amount_before DECIMAL(18,2), amount_after DECIMAL(18,2), examples VARCHAR[]"
    ),
}


def create_served(con: duckdb.DuckDBPyConnection, contract: Contract | None = None) -> None:
    """Make every table of the served file, empty, in the connection's current database and schema."""
    for table in served_tables(contract):
        con.execute(f'create table "{table.name}" ({columns_sql(table)})')
    for name, columns in (LEDGER_TABLES | OWN_TABLES | QUALITY_TABLES | FORECAST_TABLES).items():
        con.execute(f"create table {name} ({columns})")
    create_derived(con, served_tables(contract))


def served_tables(contract: Contract | None = None) -> tuple[Table, ...]:
    """The contract's tables that say nothing of few people; the others come only through the ledger."""
    tables = (contract or load_contract()).tables.values()
    return tuple(table for table in tables if not table.of_persons and table.name not in THROUGH_LEDGER)


def columns_sql(table: Table) -> str:
    """The column list of a served table: what it was admitted from and the municipality, then the open columns."""
    names = ["admitted_from VARCHAR", "municipality_id VARCHAR"]
    names += [
        f'"{column.name}" {duckdb_type(column)}'
        for column in table.columns.values()
        if column.name != "municipality_id" and column.privacy != "personal"
    ]
    return ", ".join(names)
