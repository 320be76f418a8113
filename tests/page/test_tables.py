"""A table's cells say their numbers as the reader's language writes them, and none is rounded to another."""

from __future__ import annotations

import pandas as pd

from reformspor.page.tables import markup
from reformspor.words import speak


def test_a_small_number_keeps_its_decimal_among_large_ones() -> None:
    frame = pd.DataFrame({"Sum": ["Timar", "Årsverk"], "Minst": [1109.5, 0.68]})
    html = markup(speak("nn"), frame, "x").text
    assert "1\N{NO-BREAK SPACE}110" in html
    assert ">0,7<" in html
