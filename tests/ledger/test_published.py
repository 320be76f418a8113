"""The served file holds labels, bands and sums: no person, no exact number of people, no text of anyone's."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from reformspor.errors import ReformsporError
from reformspor.ledger import Settings, group_of, tree
from reformspor.ledger.publish import publish
from reformspor.ledger.waiting import round_up
from reformspor.snapshot.schema import LEDGER_TABLES
from tests.ledger.books import Books
from tests.ledger.worlds import UNITS, changed, worlds

PERSONAL = (
    "person",
    "person_key",
    "pid",
    "people",
    "n",
    "persons",
    "headcount",
    "heads",
    "comment",
    "name",
    "mark",
    "entry_id",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> duckdb.DuckDBPyConnection:  # type: ignore[no-untyped-def]
    file = tmp_path_factory.mktemp("ledger") / "served.duckdb"
    books = Books(sectors=UNITS)
    entries = worlds(31, 30)
    for turn in range(2):
        books.admit(entries)
        entries = changed(entries, turn)
    books.con.execute(f"attach '{file}' as served")
    publish(books.con, "served")
    books.con.close()
    return duckdb.connect(str(file), read_only=True)


def test_the_published_tables_and_columns_are_those_the_served_file_declares(served: duckdb.DuckDBPyConnection) -> None:
    found: dict[str, set[str]] = {}
    for table, column in served.execute(
        "select table_name, column_name from duckdb_columns() where not internal"
    ).fetchall():
        found.setdefault(table, set()).add(column)
    declared = {
        table: {part.split()[0] for part in columns.replace("DECIMAL(18,2)", "DECIMAL").split(", ")}
        for table, columns in LEDGER_TABLES.items()
    }
    assert found == declared


def test_no_published_column_is_personal_and_no_value_is_a_person(served: duckdb.DuckDBPyConnection) -> None:
    columns = served.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal"
    ).fetchall()
    assert [column for _, column, _ in columns if column in PERSONAL] == []
    for table, column, kind in columns:
        if kind == "VARCHAR":
            values = {value for (value,) in served.execute(f'select distinct "{column}" from "{table}"').fetchall()}
            assert not {value for value in values if value and (value.startswith("p1") or "Nordmann" in value)}


def test_people_are_told_in_bands_alone(served: duckdb.DuckDBPyConnection) -> None:
    found = served.execute("select distinct band, band_lo, band_hi from released").fetchall()
    assert {low for _, low, _ in found} <= {5, 10, 20, 50}
    assert {high for _, _, high in found} <= {9, 19, 49, None}
    assert all(band == (f"{low}+" if high is None else f"{low}-{high}") for band, low, high in found)


def test_the_parts_of_every_margin_add_up_to_the_row(served: duckdb.DuckDBPyConnection) -> None:
    wrong = served.execute(
        "select row_id, margin from released join released_margin parts using (row_id) "
        "group by all having sum(parts.hours) <> any_value(released.hours)"
    ).fetchall()
    assert wrong == []
    counted = served.execute("select count(distinct margin) from released_margin group by row_id").fetchall()
    assert set(counted) == {(4,)}


def test_every_label_of_a_released_row_stands_in_its_tree(served: duckdb.DuckDBPyConnection) -> None:
    assert served.execute("select role from released except select label from role_tree").fetchall() == []
    assert served.execute("select place from released except select label from place_tree").fetchall() == []
    units = served.execute("select distinct unit_id from place_tree where label = 'municipality'").fetchall()
    assert sorted(unit for (unit,) in units) == sorted(UNITS)


def test_what_waits_is_told_so_coarsely_that_one_persons_new_hours_do_not_show() -> None:
    books = Books(sectors=UNITS)
    few = [e.but(quarters=8) for e in worlds(5, 1, known=True)][:3]
    first = books.admit(few)
    second = books.admit([*few, few[0].but(entry_id="new", quarters=4)])
    assert (first.waiting_hours, first.waiting_records) == (second.waiting_hours, second.waiting_records) == (10, 10)
    assert [round_up(hours) for hours in (0, 0.25, 10, 10.5, 21, 51, 1999, 2001)] == [
        0,
        10,
        10,
        20,
        50,
        100,
        2000,
        5000,
    ]


def test_the_role_tree_gathers_representatives_leaders_and_others() -> None:
    assert [group_of(role) for role in ("joint_union_rep", "hr_lead", "helper", "safety_rep")] == [
        "union_rep_all",
        "leader_all",
        "other_all",
        "other_all",
    ]
    assert tree(("helper", "leader")) == [
        ("helper", "helper"),
        ("leader", "leader"),
        ("leader_all", "leader"),
        ("other_all", "helper"),
        ("several", "helper"),
        ("several", "leader"),
    ]


@pytest.mark.parametrize("wrong", [{"k": 2}, {"p": 0}, {"order": "rolle"}, {"retention_days": -1}])
def test_settings_that_protect_too_little_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ReformsporError):
        Settings(**wrong)  # type: ignore[arg-type]


def test_three_people_are_enough_only_where_the_municipality_says_so() -> None:
    entries = [e.but(person=f"p{at % 4}", quarters=8, cost=0) for at, e in enumerate(worlds(5, 1, known=True))]
    month = [e.but(month=dt.date(2020, 1, 1), role="helper", unit="u1", phase="explore") for e in entries]
    assert Books(sectors=UNITS).admit(month).rows == 0
    books = Books(Settings(k=3), UNITS)
    assert books.admit(month).rows == 1
    assert [row["band"] for row in books.rows()] == ["3-9"]
