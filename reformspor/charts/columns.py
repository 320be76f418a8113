"""Columns of thousands of rows as plain lists, several times quicker than row by row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reformspor.charts.months import index_of


def amounts_of(column: pd.Series) -> list[float]:
    """Numbers; a missing one is zero."""
    known: list[float] = np.nan_to_num(column.to_numpy("float64", na_value=np.nan)).tolist()
    return known


def months_of(column: pd.Series) -> list[int]:
    """The index of each day's month, each day looked up once."""
    days = column.tolist()
    index = {day: index_of(day) for day in set(days)}
    return [index[day] for day in days]
