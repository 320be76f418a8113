"""Faults are gathered by cause, counted exactly, and ordered by how many rows mending the cause frees."""

from reformspor.errors import Fault
from reformspor.intake.grouping import grouped


def fault(code: str, row: int | None, column: str | None = "date", file: str = "økter.csv") -> Fault:
    return Fault(code, file, row, column, "sessions", f"v{row}")


def test_one_cause_is_one_kind_of_fault_in_one_column_of_one_file() -> None:
    found = [
        fault("bad_date", 1),
        fault("bad_date", 2),
        fault("bad_date", 1, "due"),
        fault("bad_date", 1, file="b.csv"),
    ]
    assert [(group.file, group.column, group.n) for group in grouped(found, {})] == [
        ("økter.csv", "date", 2),
        ("b.csv", "date", 1),
        ("økter.csv", "due", 1),
    ]


def test_a_row_is_freed_only_by_the_cause_that_is_alone_in_it() -> None:
    found = [fault("bad_date", row) for row in (1, 2, 3)] + [fault("unknown_code", row, "kind") for row in (2, 3, 4, 5)]
    frees = {group.code: group.frees for group in grouped(found, {})}
    assert frees == {"unknown_code": 2, "bad_date": 1}


def test_the_cause_that_frees_most_stands_first_though_another_has_more_faults() -> None:
    many = [fault("missing_value", row, "kind") for row in range(1, 9)] + [
        fault("bad_date", row) for row in range(1, 9)
    ]
    few = [fault("orphan", row, "unit_id") for row in range(20, 23)]
    assert grouped(many + few, {})[0].code == "orphan"


def test_what_holds_a_whole_file_back_stands_before_everything() -> None:
    found = [fault("bad_date", row) for row in range(1, 50)] + [fault("missing_column", None, "kind")]
    first = grouped(found, {})[0]
    assert (first.code, first.whole) == ("missing_column", True)


def test_the_exact_number_is_said_though_only_the_first_are_listed() -> None:
    (group,) = grouped(
        [fault("bad_date", row) for row in range(10, 0, -1)], {("bad_date", "økter.csv", "date"): 12_345}
    )
    assert group.n == 12_345
    assert [example.row for example in group.examples] == [1, 2, 3, 4, 5]


def test_rows_that_only_lead_to_a_refused_row_are_freed_by_mending_that_row() -> None:
    found = [fault("bad_date", 1), fault("unknown_code", 2, "kind"), fault("unknown_code", 3, "kind")]
    led = [fault("refers_to_refused", row, "session_id", "timar.csv") for row in range(1, 31)]
    groups = grouped(found + led, {}, {("økter.csv", 1): 30})
    assert [(group.code, group.frees, group.led) for group in groups] == [
        ("bad_date", 31, False),
        ("unknown_code", 2, False),
        ("refers_to_refused", 0, True),
    ]
