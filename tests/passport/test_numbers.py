"""A column of an answer is written cell by cell as one cell is, however it is read."""

import datetime as dt

import numpy as np
import pandas as pd

from reformspor.passport.numbers import _cells, cell

MIXED = [
    "a",
    "",
    None,
    True,
    False,
    1,
    0,
    -3,
    10**12,
    1.0,
    -0.0,
    0.1 + 0.2,
    1e-12,
    12345678901.5,
    float("nan"),
    float("inf"),
    dt.date(2026, 10, 31),
    dt.datetime(2026, 10, 31),
    dt.datetime(2026, 10, 31, 9, 30),
    ["a", None, 2],
    (1.5, "b"),
    {"k": 1},
    np.float64(2.5),
    np.int64(7),
    np.bool_(True),
]


def test_every_kind_of_value_is_written_as_one_cell_of_it_is():
    for value in MIXED:
        plain = value.item() if isinstance(value, np.generic) else value
        assert _cells([value]) == [cell(plain)], value


def test_what_is_missing_is_nothing_in_every_kind_of_column():
    assert _cells(pd.array([1, None], dtype="Int64").tolist()) == ["1", None]
    assert _cells(pd.array([True, None], dtype="boolean").tolist()) == ["yes", None]
    assert _cells([pd.NaT, pd.NA, float("nan"), None]) == [None] * 4


def test_the_same_values_side_by_side_do_not_take_each_others_text():
    assert _cells([1, True, 1.0, "1", 0, False, 0.0]) == ["1", "yes", "1", "1", "0", "no", "0"]
