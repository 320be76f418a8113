"""Any table of units and times becomes a panel: every way of writing times, numbers and starts, and every refusal."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.effects.cells import read_numbers
from reformspor.effects.reading import PanelRead, panel_from


def series(times: list[object], values: list[object], began: str | None = None) -> PanelRead:
    """A single series, its start as text."""
    return panel_from({"t": times, "y": values}, unit=None, time="t", outcome="y", began=began)


def units(starts: list[object], steps: int = 3, **more: list[object]) -> PanelRead:
    """Units a, b, c … over as many steps, each with its start in every row."""
    names = [chr(97 + place) for place in range(len(starts))]
    columns: dict[str, list[object]] = {
        "u": [name for name in names for _ in range(steps)],
        "t": [step for _ in names for step in range(1, steps + 1)],
        "y": [float(place) for place in range(len(names) * steps)],
        "s": [start for start in starts for _ in range(steps)],
    }
    return panel_from(columns | more, unit="u", time="t", outcome="y", start="s", **{name: name for name in more})


def status(under: str) -> PanelRead:
    """One unit whose column of 0 and 1 is the text, and one that never begins."""
    n = len(under)
    columns = {
        "u": ["a"] * n + ["b"] * n,
        "t": [*range(n), *range(n)],
        "y": [1.0] * (2 * n),
        "s": [*({"0": "0", "1": "1", ".": ""}[sign] for sign in under), *["0"] * n],
    }
    return panel_from(columns, unit="u", time="t", outcome="y", start="s")


def codes(read: PanelRead) -> list[str]:
    """What was refused."""
    return [one.code for one in read.refused]


def told(read: PanelRead) -> dict[str, object]:
    """What is to be minded, by code, with the count."""
    return {one.code: one.places.get("n") for one in read.notices}


@pytest.mark.parametrize(
    ("times", "step", "first", "start", "place"),
    [
        (["2020-01", "2020-02", "2020-03"], "month", dt.date(2020, 1, 1), "2020-03", 2),
        (["2020M01", "2020M02", "2020M03"], "month", dt.date(2020, 1, 1), "2020-02-14", 1),
        (["202001", "202002", "202003"], "month", dt.date(2020, 1, 1), "202002", 1),
        (["jan 2020", "Feb-2020", "mars 2020"], "month", dt.date(2020, 1, 1), "2020-02", 1),
        (["2020-01-31", "2020-02-29", "2020-03-31"], "month", dt.date(2020, 1, 1), "2020-02", 1),
        (["31.01.2020", "29.02.2020", "31.03.2020"], "month", dt.date(2020, 1, 1), "01.02.2020", 1),
        (
            ["2020-01-01T00:00:00", "2020-02-01T00:00:00", "2020-03-01T00:00:00"],
            "month",
            dt.date(2020, 1, 1),
            "2020-02",
            1,
        ),
        (["2020Q1", "2020Q2", "2020Q3"], "quarter", dt.date(2020, 1, 1), "2020-07", 2),
        (["2020K1", "2020K2", "2020K3"], "quarter", dt.date(2020, 1, 1), "2020Q2", 1),
        (["2020-01-01", "2020-04-01", "2020-07-01"], "quarter", dt.date(2020, 1, 1), "2020-04-01", 1),
        (["2003", "2004", "2005"], "year", 2003, "2004", 1),
        (["2003.0", "2004.0", "2005.0"], "year", 2003, "2004.0", 1),
        (["2015-06-30", "2016-06-30", "2017-06-30"], "year", 2015, "2016", 1),
        (["1", "2", "3"], "step", 1, "2", 1),
        (["2020-01-06", "2020-01-13", "2020-01-20"], "step", 1, "2020-01-20", 2),
        (["1990", "1994", "1998"], "year", 1990, "1992", 1),
    ],
)
def test_every_way_of_writing_times_gives_steps_and_the_place_of_the_start(
    times: list[object], step: str, first: object, start: str, place: int
) -> None:
    read = series(times, ["1", "2", "3"], start)
    assert codes(read) == []
    assert read.panel is not None
    assert (read.panel.step, read.panel.times[0], read.panel.starts) == (step, first, (place,))
    assert read.panel.values.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        (["1,5", "2", "NA"], [1.5, 2, None]),
        (["1 234,5", "2\u00a0000", "-"], [1234.5, 2000, None]),
        (["1.234,5", "2", "."], [1234.5, 2, None]),
        (["1,234.5", "2", ""], [1234.5, 2, None]),
        (["1,234,567", "2", "NaN"], [1234567, 2, None]),
        (["1.5e3", "−2", ".5"], [1500, -2, 0.5]),
        (["0,123", "0,456", ":"], [0.123, 0.456, None]),
        ([1, 2.5, None], [1, 2.5, None]),
    ],
)
def test_numbers_are_read_as_the_column_writes_them(written: list[object], values: list[float | None]) -> None:
    read = read_numbers(written)
    assert (read.wrong, read.unclear) == ((), False)
    assert [None if np.isnan(one) else one for one in read.values] == values


@pytest.mark.parametrize("written", [["1,234", "2,345"], ["1,5", "1.500"], ["1,234.5", "1.234,5"]])
def test_a_comma_that_may_mean_two_things_is_not_guessed(written: list[str]) -> None:
    assert codes(series(["1", "2"], [*written])) == ["decimals_unclear"]


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda one: round(one, 4)), min_size=2, max_size=20))
def test_decimal_comma_and_point_give_the_same_numbers_or_none(numbers: list[float]) -> None:
    point = [f"{one:.4f}" for one in numbers]
    comma = [text.replace(".", ",") for text in point]
    assert read_numbers(comma).values.tolist() == read_numbers(point).values.tolist() == numbers


@pytest.mark.parametrize("never", ["", "NA", "Inf", "0", "never", None, float("inf"), 0.0])
def test_every_way_of_saying_never_is_never(never: object) -> None:
    read = units([2, never])
    assert read.panel is not None
    assert read.panel.starts == (1, None)
    assert codes(read) == []


def test_a_start_outside_the_panel_is_before_all_or_never_and_is_told() -> None:
    read = units([1, -3, 2, 9])
    assert read.panel is not None
    assert read.panel.starts == (0, 0, 1, None)
    assert told(read) == {"always": 2, "starts_after": 1}


def test_a_column_of_ones_tells_the_start_and_one_that_leaves_is_refused() -> None:
    read = status("0011")
    assert read.panel is not None
    assert read.panel.starts == (2, None)
    assert codes(status("0110")) == ["leaves"]
    assert status("0110").refused[0].places["units"] == "a"


def test_a_start_after_a_hole_is_the_first_step_that_says_so_and_is_told() -> None:
    read = status("0.11")
    assert read.panel is not None
    assert (read.panel.starts, told(read)) == ((2, None), {"start_unsure": 1})


def test_a_column_of_ones_may_be_written_with_decimals() -> None:
    columns = {"t": [1, 2, 3, 4], "y": [1, 2, 3, 4], "s": ["0.0", "0.0", "1.0", "1.0"]}
    read = panel_from(columns, unit=None, time="t", outcome="y", start="s")
    assert read.panel is not None
    assert read.panel.starts == (2,)


def test_a_group_that_is_treated_throughout_tells_no_start() -> None:
    read = units([1, 0])
    assert read.panel is not None
    assert (read.panel.always, read.panel.treated) == ((0,), ())


def test_gaps_are_missing_and_told_and_nothing_is_put_in_their_place() -> None:
    read = series(["2020-01", "2020-02", "2020-05"], ["1", "", "3"])
    assert read.panel is not None
    assert read.panel.n_times == 5
    assert np.isnan(read.panel.values[0]).tolist() == [False, True, True, True, False]
    assert told(read) == {"filled": 2, "values_missing": 1}


def test_rows_in_any_order_give_the_same_panel() -> None:
    rows = [{"u": u, "t": t, "y": u * t, "s": 2 if u == 1 else None} for u in (10, 9, 1) for t in (3, 1, 2)]
    first = panel_from(rows, unit="u", time="t", outcome="y", start="s").panel
    second = panel_from(rows[::-1], unit="u", time="t", outcome="y", start="s").panel
    assert first is not None
    assert second is not None
    assert first.units == ("1", "9", "10")
    assert first.digest == second.digest


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (panel_from([], unit="u", time="t", outcome="y"), "no_rows"),
        (panel_from([{"u": 1, "t": 1, "y": 1}], unit="u", time="t", outcome="x"), "no_column"),
        (panel_from([{"u": "", "t": 1, "y": 1}], unit="u", time="t", outcome="y"), "unit_missing"),
        (series(["1", "2", "2"], ["1", "2", "3"]), "rows_at_once"),
        (panel_from([{"u": 1, "t": 1, "y": 1}] * 2, unit="u", time="t", outcome="y"), "duplicates"),
        (series(["1", "x", "2"], ["1", "2", "3"]), "time_unread"),
        (series(["2020-13", "2020-01", "2020-02"], ["1", "2", "3"]), "time_unread"),
        (series(["2020-01", "2020Q1", "2020-02"], ["1", "2", "3"]), "times_mixed"),
        (series(["2020-01-01", "2020-01-02", "2020-03-09"], ["1", "2", "3"]), "times_uneven"),
        (series(["1", "999999999"], ["1", "2"]), None),
        (series(["1", "2", "999999999"], ["1", "2", "3"]), "many_steps"),
        (series(["1", "2"], ["a", "2"]), "not_number"),
        (series(["1", "2"], ["Inf", "2"]), "infinite"),
        (series(["1", "2"], ["1e308", "2"]), "huge"),
        (series(["1", "2"], ["NA", ""]), "all_missing"),
        (series(["1", "2", "3"], [1, 2, 3], "9"), "start_outside"),
        (series(["1", "2", "3"], [1, 2, 3], "1"), "start_outside"),
        (series(["1", "2", "3"], [1, 2, 3], "2020-01"), "start_text"),
        (series(["1", "2", "3"], [1, 2, 3], "soon"), "start_text"),
        (units(["x", 2]), "start_unread"),
        (units(["2020-01", 2]), "start_unread"),
        (units([2, 2], exposure=[1, 1, 1, 1, -1, 1]), "exposure_negative"),
        (units([2, 2], strata=["x", "x", "y", "z", "z", "z"]), "strata_differs"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_own_code(read: PanelRead, code: str | None) -> None:
    assert codes(read) == ([code] if code else [])
    assert (read.panel is None) == bool(code)


def test_different_starts_within_a_unit_are_refused() -> None:
    columns = {"u": ["a", "a"], "t": [1, 2], "y": [1, 2], "s": [2, 1]}
    assert codes(panel_from(columns, unit="u", time="t", outcome="y", start="s")) == ["start_differs"]


def test_the_nearest_name_of_a_missing_column_is_told() -> None:
    read = panel_from([{"countyreal": 1, "year": 1, "lemp": 1}], unit="countyreal", time="yaer", outcome="lemp")
    assert read.refused[0].places == {"column": "yaer", "nearest": "year", "columns": "countyreal, year, lemp"}


def test_an_exposure_of_nought_counts_nothing_and_its_value_is_unknown() -> None:
    read = units([2, None], exposure=[1, 1, 1, 1, 0, 1])
    assert read.panel is not None
    assert np.isnan(read.panel.values).sum() == 1
