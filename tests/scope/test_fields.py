"""What a reader sets on a page stands in the address, whole, and what cannot be read there leaves the former value."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.scope.fields import Field, read_fields, read_typed, typed, write_fields

MARCH = dt.date(2027, 3, 1)
FIELDS = (
    Field("s", "test.sessions", 12.04, 0, 500, decimals=1),
    Field("h", "test.helpers", 25, 0, 1000),
    Field("w", "test.when", MARCH, dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
)


def test_nothing_set_is_nothing_in_the_address() -> None:
    values, unread = read_fields("", FIELDS)
    assert values == {"s": 12.0, "h": 25, "w": MARCH}
    assert write_fields(values, FIELDS) == ""
    assert unread == ()


def test_one_change_writes_all_so_that_the_link_means_the_same_when_new_data_come() -> None:
    assert write_fields({"s": 14.5, "h": 25.0, "w": MARCH}, FIELDS) == "s14.5_h25_w2027-03-01"


@given(
    st.floats(0, 500).map(lambda x: round(x, 1)),
    st.integers(0, 1000),
    st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
)
def test_what_is_written_is_read_back(sessions: float, helpers: int, when: dt.date) -> None:
    values = {"s": sessions, "h": float(helpers), "w": when}
    assert read_fields(write_fields(values, FIELDS), FIELDS) == (values, ())


@pytest.mark.parametrize("bad", ["s-1", "s501", "sNaN", "sinf", "smange", "s", "s1e9"])
def test_what_cannot_be_used_is_told_and_the_former_value_holds(bad: str) -> None:
    values, unread = read_fields(f"{bad}_h30", FIELDS, {"s": 14.0})
    assert values["s"] == 14.0
    assert values["h"] == 30
    assert [(one.field.code if one.field else None, one.given) for one in unread] == [("s", bad[1:])]
    assert read_fields(bad, FIELDS)[0]["s"] == 12.0


@pytest.mark.parametrize("bad", ["w2027-13-01", "w1999-01-01", "w2027", "w01.03.2027"])
def test_a_day_outside_the_calendar_or_what_is_allowed_is_told(bad: str) -> None:
    values, unread = read_fields(bad, FIELDS)
    assert values["w"] == MARCH
    assert len(unread) == 1


def test_a_field_nobody_knows_is_told_and_the_rest_is_read() -> None:
    values, unread = read_fields("z9_h31", FIELDS)
    assert values["h"] == 31
    assert [(one.field, one.given) for one in unread] == [(None, "z9")]


@pytest.mark.parametrize(
    ("text", "comma_groups", "meant"),
    [
        ("14,5", False, 14.5),
        ("14.5", False, 14.5),
        (" 1\u00a0 4,5 ", False, 14.5),
        ("14,5", True, 14.5),
        ("0,123", False, 0.1),
        ("0,123", True, 123.0),
        ("mange", False, None),
        ("", False, None),
        ("-1", False, None),
        ("\u22121", False, None),
        ("501", False, None),
        ("1,200", True, None),
        ("nan", False, None),
    ],
)
def test_a_number_is_typed_as_the_reader_writes_it(text: str, comma_groups: bool, meant: float | None) -> None:
    assert read_typed(text, FIELDS[0], comma_groups=comma_groups) == meant


@given(st.floats(0, 500).map(lambda x: round(x, 1)), st.booleans())
def test_what_stands_in_a_field_is_read_back(value: float, comma: bool) -> None:
    assert read_typed(typed(value, FIELDS[0], comma=comma), FIELDS[0], comma_groups=not comma) == value
