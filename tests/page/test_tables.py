"""A table's cells say their numbers as the reader's language writes them, and none is rounded to another."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from reformspor.page.tables import markup
from reformspor.words import speak


def test_a_small_number_keeps_its_decimal_among_large_ones() -> None:
    frame = pd.DataFrame({"Sum": ["Timar", "Årsverk"], "Minst": [1109.5, 0.68]})
    html = markup(speak("nn"), frame, "x").text
    assert "1\N{NO-BREAK SPACE}110" in html
    assert ">0,7<" in html


def test_a_column_of_numbers_stays_one_where_some_are_missing_or_are_of_another_kind() -> None:
    frame = pd.DataFrame(
        {"Rolle": ["A", "B", "C"], "Kroner": pd.Series([2177142.9, Decimal("530"), None], dtype=object)}
    )
    html = markup(speak("nn"), frame, "x").text
    assert html.count('class="rs-n"') == 4
    assert "2\N{NO-BREAK SPACE}177\N{NO-BREAK SPACE}143<" in html
