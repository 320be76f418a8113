"""Every refused row comes back with its own texts, all that is wrong with it, and what in it may point at someone."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import AS_OF, take

from reformspor.intake import RefusedRow, from_text
from reformspor.intake.saying import say
from reformspor.words import speak

HEAD = "entry_id;session_id;period;unit_id;role;activity;headcount;hours;basis;on_top;person_key;comment;eige felt\n"


def row(at: int, **other: str) -> str:
    texts = {
        "entry_id": f"E{at}",
        "session_id": "",
        "period": "2025-03-04",
        "unit_id": "U1",
        "role": "helper",
        "activity": "prepare",
        "headcount": "1",
        "hours": "2,5",
        "basis": "registered",
        "on_top": "yes",
        "person_key": f"P-{at}",
        "comment": "",
        "own": "",
    } | other
    return ";".join(texts.values()) + "\n"


def refused(tmp_path: Path, *lines: str) -> list[RefusedRow]:
    file = tmp_path / "resource_use.csv"
    file.write_text(HEAD + "".join(lines), "utf-8")
    intake, con = take(file, tmp_path / "work", None, AS_OF)
    rows = list(intake.refused_rows())
    con.close()
    return rows


@pytest.mark.parametrize("fast_from", [0, 1 << 30])
def test_a_refused_row_has_its_texts_as_they_stood_and_every_fault(
    fast_from: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", fast_from)
    rows = refused(tmp_path, row(1), row(2, hours=" 1.500", role="sjef"), row(3), row(4, headcount="0"))
    assert [(each.file, each.table, each.row) for each in rows] == [
        ("resource_use.csv", "resource_use", 2),
        ("resource_use.csv", "resource_use", 4),
    ]
    assert [(fault.column, fault.code) for fault in rows[0].faults] == [
        ("hours", "ambiguous"),
        ("role", "unknown_code"),
    ]
    assert rows[0].texts["hours"] == " 1.500"
    assert rows[0].texts["entry_id"] == "E2"
    assert list(rows[0].texts) == HEAD.strip().split(";")
    assert {fault.column for fault in rows[1].faults} == {"headcount"}


def test_personal_columns_unknown_columns_and_texts_that_point_at_someone_are_named_as_personal(tmp_path: Path) -> None:
    rows = refused(tmp_path, row(1, hours="mange"), row(2, unit_id="kari@example.invalid"))
    assert {"person_key", "comment", "eige felt"} <= rows[0].personal
    assert not rows[0].personal & {"hours", "period", "unit_id"}
    assert "unit_id" in rows[1].personal


def test_rows_refused_along_with_another_say_why(tmp_path: Path) -> None:
    twice = refused(tmp_path, row(1), row(1, person_key="P-9"))
    assert [[fault.code for fault in each.faults] for each in twice] == [["repeated_id"], ["duplicate_id"]]
    day = {"person_key": "P-1", "hours": "13"}
    (tmp_path / "day").mkdir()
    over = refused(tmp_path / "day", row(1, **day), row(2, **day), row(3))
    assert [(each.row, [fault.code for fault in each.faults]) for each in over] == [
        (1, ["day_over_24"]),
        (2, ["day_over_24"]),
    ]
    assert all(fault.row == each.row for each in over for fault in each.faults)


def test_a_record_that_is_no_row_has_its_fields_as_far_as_known_and_all_of_them_are_personal(tmp_path: Path) -> None:
    short = "E1;;2025-03-04;U1;helper\n"
    long = row(2).strip() + ";meir;enno meir\n"
    rows = refused(
        tmp_path, short, long, row(3, hours="x"), row(4), row(5).replace("helper", 'hel"per'), 'E6;"open;x\n'
    )
    assert [each.row for each in rows] == [1, 2, 3, 5, 6]
    assert rows[0].texts["role"] == "helper"
    assert rows[0].texts["hours"] == ""
    assert rows[1].rest == ("meir", "enno meir")
    assert rows[4].rest == ('E6;"open;x\n',)
    for torn in (rows[0], rows[1], rows[4]):
        assert torn.personal == frozenset(torn.texts)
        assert [fault.code for fault in torn.faults] == ["structure"]


def test_a_totals_line_is_a_refused_row(tmp_path: Path) -> None:
    rows = refused(tmp_path, row(1), "Sum;;;;;;;2,5;;;;;\n")
    assert [(each.row, each.faults[0].code, each.texts["hours"]) for each in rows] == [(2, "sum_row", "2,5")]


def test_nothing_is_refused_of_a_good_file(tmp_path: Path) -> None:
    assert refused(tmp_path, row(1), row(2)) == []


@pytest.mark.parametrize("fast_from", [0, 1 << 30])
def test_a_value_is_shown_as_it_is_written_in_the_file(
    fast_from: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", fast_from)
    rows = refused(tmp_path, row(1, hours="25,00"), row(2, period="3.4.2031"), row(3, hours="1 000"))
    said = {each.row: [(fault.code, fault.value) for fault in each.faults] for each in rows}
    assert said == {1: [("hours_beyond_day", "25,00")], 2: [("outside_time", "3.4.2031")], 3: said[3]}
    assert ("range", "1 000") in said[3]


def test_a_fault_names_its_column_in_the_readers_words(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, row(1, hours="25,00"))
    assert "rad 1, Timar per person: «25,00»" in say(found.faults[0], speak("nn"))
    assert "row 1, Hours per person: " in say(found.faults[0], speak("en"))
