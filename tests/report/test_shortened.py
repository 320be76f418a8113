"""Tables that would take more memory than there is give their first rows, and say how many there are."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from reformspor.report.fitting import Fitted, fitted
from reformspor.report.laid import Behind, laid_out
from reformspor.report.leaves import Report
from reformspor.report.pdf_report import pdf_report
from reformspor.report.shortened import LEAST_CUT, LEAST_ROWS, more_said, shortened
from reformspor.words import LANGUAGES, speak
from tests.report.conftest import outline
from tests.report.test_pdf_report import plain, seen

WORDS = speak("nn")


def table(rows: int, columns: int) -> Fitted:
    return fitted(WORDS, pd.DataFrame({f"Kolonne {n}": range(rows) for n in range(columns)}))


def cells(tables: list[Fitted]) -> int:
    return sum((len(one.rows) + 1) * sum(len(part.columns) for part in one.parts) for one in tables)


@pytest.mark.parametrize("most", [500, 900, 2_000, 3_000])
def test_together_they_have_no_more_cells_than_may_be(most: int) -> None:
    given = [table(400, 3), table(30, 3), table(200, 6)]
    made = shortened(given, most)
    assert cells(made) <= most
    assert [len(one.rows) + one.more for one in made] == [len(one.rows) for one in given]
    assert all(one.rows == was.rows[: len(one.rows)] for one, was in zip(made, given, strict=True))


def test_the_longest_are_cut_first_and_none_where_there_is_room() -> None:
    given = [table(400, 3), table(30, 3), table(200, 6)]
    assert [one.more > 0 for one in shortened(given, 1_200)] == [True, False, True]
    assert shortened(given, cells(given)) == given


def test_each_has_some_rows_left_whatever_that_comes_to() -> None:
    assert [len(one.rows) for one in shortened([table(400, 3), table(5, 3)], 1)] == [LEAST_ROWS, 5]
    assert shortened([], 1) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_cut_says_how_many_rows_there_are(lang: str) -> None:
    words = speak(lang)
    made = shortened([table(1_400, 2)], 202)[0]
    assert words.number(100) in more_said(words, made)
    assert words.number(1_400) in more_said(words, made)
    assert more_said(words, replace(made, more=0)) == ""


def test_a_file_says_it_over_each_table_that_is_cut(short: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reformspor.report.pdf_report.MOST_CELLS", 1)
    pictures = [None if one.chart is None else b"drawn" for one in short.exhibits]
    _, behind = laid_out(short, pictures, 1)
    cut = [one.table for run in behind for one in run.blocks if isinstance(one, Behind) and one.table.more]
    assert cut
    pieces = [plain(one.text) for one in seen(pdf_report(short, outline))]
    for one in cut:
        assert plain(more_said(WORDS, one)) in pieces
    said = "".join(pieces)
    assert plain(WORDS("paper.see_first")) in said
    assert plain(WORDS("paper.behind_first")) in said


def test_none_is_cut_for_the_sake_of_a_few_rows() -> None:
    nearly, longer = table(LEAST_ROWS + LEAST_CUT - 1, 3), table(LEAST_ROWS + LEAST_CUT, 3)
    assert [one.more for one in shortened([nearly, longer], 1)] == [0, LEAST_CUT]
