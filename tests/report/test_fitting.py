"""A table fits the page it stands on, and every cell of it is there."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.report.fitting import fitted
from reformspor.report.sizes import ROOM
from reformspor.words import speak

NN = speak("nn")


def frame(columns: int, rows: int, letters: int = 8) -> pd.DataFrame:
    heads = ["Eining", *(f"Måling {n}" for n in range(1, columns))]
    return pd.DataFrame([[f"Rad {row}", *("a" * letters for _ in heads[1:])] for row in range(rows)], columns=heads)


@pytest.mark.parametrize(
    ("columns", "rows", "letters", "layout", "parts"),
    [
        (3, 5, 8, "standing", 1),
        (3, 60, 8, "columns", 1),
        (8, 60, 12, "standing", 1),
        (10, 60, 14, "lying", 1),
        (11, 5, 14, "standing", 2),
        (24, 60, 14, "lying", 3),
    ],
)
def test_a_table_is_turned_or_folded_only_when_it_must(
    columns: int, rows: int, letters: int, layout: str, parts: int
) -> None:
    found = fitted(NN, frame(columns, rows, letters))
    assert (found.layout, len(found.parts)) == (layout, parts)


@given(st.integers(1, 40), st.integers(0, 40), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_every_column_stands_once_beside_the_names_and_no_part_is_wider_than_the_page(
    columns: int, rows: int, letters: int
) -> None:
    found = fitted(NN, frame(columns, rows, letters))
    assert all(sum(part.widths) <= ROOM[found.layout] + 0.1 for part in found.parts)
    names = len(set(found.parts[0].columns).intersection(*(part.columns for part in found.parts)))
    once = [place for at, part in enumerate(found.parts) for place in part.columns[names if at else 0 :]]
    assert once == list(range(columns))
    assert all(len(part.columns) == len(part.widths) for part in found.parts)


def test_rows_are_told_apart_in_every_part_of_a_folded_table() -> None:
    wide = frame(24, 30, 14)
    wide.insert(0, "Sektor", ["Helse", "Oppvekst"] * 15)
    for part in fitted(NN, wide).parts:
        assert part.columns[:2] == (0, 1)


def test_a_cell_says_what_it_says_on_the_screen() -> None:
    found = fitted(NN, pd.DataFrame({"Rolle": ["hjelpar", None], "Timar": [12.5, 0.25]}))
    assert found.rows == (("hjelpar", "12,50"), ("–", "0,25"))
    assert found.kinds == ("text", "number")


def test_a_day_is_not_parted_from_its_month_and_a_long_text_gets_the_room_that_is_left() -> None:
    said = pd.DataFrame({"Dato": ["17. september 2026"], **{f"Kolonne {n}": ["ord " * 30] for n in range(5)}})
    days = fitted(NN, said).parts[0].widths[0]
    assert days > len("17. september") * 1.5
    two = fitted(NN, pd.DataFrame({"Metode": ["Kjelde"], "Kva": ["ord " * 20]})).parts[0].widths
    assert ROOM["standing"] >= sum(two) > 120


def test_a_code_of_capitals_and_digits_has_room_on_one_line() -> None:
    said = pd.DataFrame({"Kode": ["S0655"], **{f"Kolonne {n}": ["ord " * 30] for n in range(6)}})
    # Set in Hanken Grotesk of eight points the digits are 1.6 to 1.8 millimetres wide, and the cell has 3 beside them.
    assert fitted(NN, said).parts[0].widths[0] >= 5 * 1.8 + 3


@pytest.mark.parametrize(("rows", "layout"), [(20, "standing"), (400, "lying")])
def test_a_long_table_of_texts_lies_where_that_takes_fewer_pages(rows: int, layout: str) -> None:
    texts = {name: ["Einingar som ikkje er med"] * rows for name in ("Indikator", "Gruppe", "Kvifor", "Merknad")}
    numbers = {f"Måling {n}": [20.5] * rows for n in range(5)}
    found = fitted(NN, pd.DataFrame({"Rad": [f"Rad {row}" for row in range(rows)], **texts, **numbers}))
    assert found.layout == layout


@pytest.mark.parametrize(
    ("values", "said"),
    [([0.437, 0.412, 0.31], "0,44 0,41 0,31"), ([0.3, 0.6], "0,3 0,6"), ([0.437, 12.31], "0,4 12,3")],
)
def test_numbers_below_one_are_told_apart_by_their_second_decimal(values: list[float], said: str) -> None:
    found = fitted(NN, pd.DataFrame({"Rad": [str(n) for n in range(len(values))], "Endring": values}))
    assert " ".join(row[1] for row in found.rows) == said


def test_the_name_of_a_passport_is_not_parted_at_its_hyphens() -> None:
    said = pd.DataFrame({"Figurpass": ["RS-WMWM-WWWW-WWWW"], **{f"Kolonne {n}": ["ord " * 30] for n in range(5)}})
    assert fitted(NN, said).parts[0].widths[0] >= 17 * 1.8 + 3
