"""The contract's files hold what the project promised: tables, columns, references and code lists that fit together."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reformspor.contract import DEFAULT_FOLDER, Column, load_contract
from reformspor.contract.table import KINDS, duckdb_type
from reformspor.errors import ReformsporError

CONTRACT = load_contract()
COLUMNS = [(table, column) for table in CONTRACT.tables.values() for column in table.columns.values()]

REQUIRED_COLUMNS = {
    "sessions": "session_id date kind parties_took_part phase unit_id status n_participants "
    "helper_needed helper_staffed",
    "resource_use": "period unit_id role activity headcount hours basis on_top",
    "barriers": "barrier_id title reported_date types owner_level",
    "barrier_events": "barrier_id at to_status",
    "units": "unit_id name sector",
    "capacity": "period unit_id role available_h persons",
    "initiatives": "initiative_id title unit_id",
    "phase_events": "initiative_id at to_phase",
    "milestones": "date title kind",
    "targets": "measure month value",
    "actions": "action_id kind title",
    "outcomes": "unit_id period indicator",
    "surveys": "wave period unit_id indicator",
    "indicators": "indicator name direction",
    "accounts": "account unit_id service year kind amount_nok",
}


def test_four_tables_are_required_and_the_others_are_optional() -> None:
    required = {table.name for table in CONTRACT.tables.values() if table.required}
    assert required == {"sessions", "resource_use", "barriers", "barrier_events"}
    assert set(CONTRACT.tables) == set(REQUIRED_COLUMNS)


@pytest.mark.parametrize("table", sorted(REQUIRED_COLUMNS))
def test_the_required_columns_are_exactly_those_promised(table: str) -> None:
    required = [name for name, column in CONTRACT.tables[table].columns.items() if column.required]
    assert required == REQUIRED_COLUMNS[table].split()


def test_a_barrier_carries_what_is_asked_of_its_owner_and_the_four_factors_of_its_burden() -> None:
    columns = CONTRACT.tables["barriers"].columns
    assert {"wanted_action", "answer_by", "next_step"} <= set(columns)
    assert {"burden_hours", "burden_rate_nok", "burden_per_year", "burden_affected"} <= set(columns)
    assert columns["types"].is_list


def test_a_barrier_event_can_move_the_barrier_and_carry_the_owners_answer() -> None:
    columns = CONTRACT.tables["barrier_events"].columns
    assert {"to_level", "to_org", "status_only"} <= set(columns)
    assert CONTRACT.codes["answer"] == ("will_join", "conditional", "refuses", "no_answer")


def test_a_barrier_has_no_typed_status() -> None:
    assert "status" not in CONTRACT.tables["barriers"].columns


def test_every_table_may_say_which_municipality_it_is_from() -> None:
    assert all(not table.columns["municipality_id"].required for table in CONTRACT.tables.values())


def test_every_reference_stands_in_a_table_with_a_key_of_one_column() -> None:
    for table, column in COLUMNS:
        if column.references is not None:
            key = CONTRACT.tables[column.references].key
            assert len(key) == 1, f"{table.name}.{column.name}"


def test_every_code_is_plain_ascii() -> None:
    codes = [code for listed in (*CONTRACT.codes.values(), *CONTRACT.labels.values()) for code in listed]
    assert all(re.fullmatch(r"[a-z][a-z_]*", code) for code in codes)


def test_every_code_list_is_used_and_has_no_code_twice() -> None:
    used = {column.codes for _, column in COLUMNS} | {"system", "margin"}
    assert used - {None} == set(CONTRACT.codes)
    for listed in CONTRACT.codes.values():
        assert len(listed) == len(set(listed))


def test_a_label_that_only_pooling_makes_is_no_code_an_export_may_use() -> None:
    for name, labels in CONTRACT.labels.items():
        assert not set(labels) & set(CONTRACT.codes[name])


def test_a_required_level_phase_kind_and_role_can_be_said_to_be_not_reported() -> None:
    for table, column in COLUMNS:
        if column.required and column.codes in (
            "level",
            "phase",
            "session_kind",
            "role",
            "activity",
            "basis",
            "yes_no",
        ):
            assert "not_reported" in CONTRACT.codes[column.codes], f"{table.name}.{column.name}"


def test_persons_stand_in_resource_use_only() -> None:
    assert [table.name for table in CONTRACT.tables.values() if table.of_persons] == ["resource_use"]
    personal = {(table.name, column.name) for table, column in COLUMNS if column.privacy == "personal"}
    assert personal == {("resource_use", "person_key"), ("resource_use", "comment")}


def test_free_text_is_never_open() -> None:
    assert all(column.privacy != "open" for _, column in COLUMNS if column.type == "free_text")


def test_every_type_has_a_duckdb_type() -> None:
    types = {kind: duckdb_type(Column("x", kind)) for kind in KINDS}
    assert types["month"] == types["date"] == "DATE"
    assert types["codes"] == types["ids"] == "VARCHAR[]"
    assert types["number"] == "DECIMAL(18,2)"
    assert types["yes_no"] == "VARCHAR"


@pytest.mark.parametrize(
    "heading",
    [
        "Fagforening",
        "fagforeining",
        "UNION",
        "Organisasjonstilhøyrsle",
        "organisasjonstilhørighet",
        "union_name",
        "Trade union",
    ],
)
def test_a_heading_that_shows_the_union_is_forbidden(heading: str) -> None:
    assert CONTRACT.forbids(heading)


def test_no_column_of_the_contract_is_forbidden() -> None:
    assert not [column.name for _, column in COLUMNS if CONTRACT.forbids(column.name)]


@pytest.mark.parametrize(
    ("file", "before", "after", "why"),
    [
        ("units.toml", 'references = "units"', 'references = "planets"', "planets"),
        ("units.toml", 'codes = "sector"', 'codes = "planet"', "planet"),
        ("units.toml", 'type = "date"', 'type = "moon"', "moon"),
        ("units.toml", 'key = ["unit_id"]', 'key = ["nothing"]', "nothing"),
        ("codes.toml", 'estimated = ["overslag"]', 'guessed = ["overslag"]', "guessed"),
    ],
)
def test_a_contract_file_that_contradicts_itself_is_refused_by_name(
    tmp_path: Path, file: str, before: str, after: str, why: str
) -> None:
    folder = tmp_path / "contract"
    shutil.copytree(DEFAULT_FOLDER, folder)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")
    with pytest.raises(ReformsporError) as refusal:
        load_contract(folder)
    assert refusal.value.details["file"] == file
    assert why in refusal.value.details["why"]
