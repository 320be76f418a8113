"""A table that several figures of the same answer have is printed once at the end, and all of them lead to it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from reformspor.report.laid import Behind, Shown, laid_out
from reformspor.report.leaves import Report
from reformspor.report.pdf_report import pdf_report
from reformspor.report.word_report import word_report
from reformspor.words import speak
from tests.report.conftest import outline, points
from tests.report.test_pdf_report import plain, seen
from tests.report.test_word_report import paragraphs

NN = speak("nn")
LONG = pd.DataFrame({"Månad": [f"Månad {n}" for n in range(40)], "Timar": range(40)})


@pytest.fixture(scope="module")
def thrice(short: Report) -> Report:
    """One figure with its table, again with the same, and with one more row."""
    first = next(one for one in short.exhibits if one.chart is not None)
    whole = replace(first, table=LONG)
    leaves = (whole, replace(whole, headline="Den same om att"), replace(first, table=LONG[:39]))
    return replace(short, chapters=(replace(short.chapters[0], leaves=leaves),))


def laid(report: Report, cells: int | None = None) -> tuple[list[Shown], list[Behind]]:
    runs, behind = laid_out(report, [b"drawn"] * 3, cells)
    shown = [one for run in runs for one in run.blocks if isinstance(one, Shown)]
    return shown, [one for run in behind for one in run.blocks if isinstance(one, Behind)]


def test_the_same_table_of_the_same_answer_is_printed_once(thrice: Report) -> None:
    shown, behind = laid(thrice)
    assert [one.behind for one in shown] == ["table-1", "table-1", "table-3"]
    assert [one.names for one in behind] == [("Figur 1", "Figur 2"), ("Figur 3",)]


def test_a_table_that_is_cut_is_cut_alike_for_all_who_share_it(thrice: Report) -> None:
    shown, behind = laid(thrice, 60)
    assert shown[0].table == shown[1].table == behind[0].table
    assert behind[0].table.more > 0


def test_the_same_table_of_two_answers_is_printed_for_each(thrice: Report) -> None:
    first, second, _ = thrice.exhibits
    other = replace(second, passport=replace(second.passport, id="RS-0000-0000-0000"))
    leaves = (first, other, other)
    _, behind = laid(replace(thrice, chapters=(replace(thrice.chapters[0], leaves=leaves),)))
    assert [one.names for one in behind] == [("Figur 1",), ("Figur 2", "Figur 3")]


def test_documents_name_every_figure_over_the_table(thrice: Report) -> None:
    title = "Tala bak Figur 1 og Figur 2"
    assert paragraphs(word_report(thrice, points), "BehindHeading") == [title, "Tala bak Figur 3"]
    said = "".join(plain(one.text) for one in seen(pdf_report(thrice, outline)))
    assert said.count(plain(title)) == 1
