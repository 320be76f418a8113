"""Every figure on paper has letters that can be read; what is too tall for a page has its rows in two columns."""

from dataclasses import replace

import pytest

from reformspor.charts import ageing, parted, swimlanes
from reformspor.page.bare import bare_size
from reformspor.report.leaves import Head
from reformspor.report.pdf_report import pdf_report
from reformspor.report.sizes import ALONE, LEAST, LETTERS, POINT, ROOM, TALL, columns_of, layout_of
from reformspor.report.word_report import word_report
from reformspor.words import speak
from tests.charts.given import answered
from tests.report.conftest import outline
from tests.report.conftest import points as drawn
from tests.report.test_pdf_report import plain, seen
from tests.report.test_word_report import paragraphs

NN = speak("nn")


def lanes(n: int):
    types = "initiative_id VARCHAR, title VARCHAR, phase VARCHAR, round INTEGER, from_date DATE, to_date DATE"
    common = {"phase": "explore", "round": 1, "from_date": "2024-01-01"}
    rows = [{"initiative_id": f"I{at:02}", "title": f"Tiltak {at}", **common} for at in range(n)]
    return swimlanes(answered(rows, types), NN)


def oldest(n: int):
    rows = [{"barrier_id": f"B{at}", "title": f"Barriere {at}", "days": 400 - at} for at in range(n)]
    types = "barrier_id VARCHAR, title VARCHAR, level VARCHAR, org VARCHAR, status VARCHAR, last_event_at DATE, "
    return ageing(answered(rows, f"{types}next_step VARCHAR, answer_by DATE, n_events INTEGER, days INTEGER"), NN)


def names_in(chart) -> list[str]:
    """The names that stand within the axis, as Plotly draws them."""
    low, high = sorted(chart.layout["yaxis"]["range"])
    return [one["text"] for one in chart.layout["annotations"] if low <= one["y"] <= high]


def points(chart) -> float:
    width, height = bare_size(chart)
    layout = layout_of(chart)
    return LETTERS * min(ROOM[layout] / width, ALONE[layout] / height) / POINT


def test_the_letters_of_every_figure_are_six_points_or_more(every):
    small = {(one.passport.question, points(one.chart)) for one in every.exhibits if one.chart is not None}
    assert {one for one in small if one[1] < LEAST} == set()


@pytest.mark.parametrize("chart", [lanes(30), oldest(10)], ids=["lanes", "ageing"])
def test_a_tall_figure_has_each_row_in_one_of_two_columns(chart):
    columns = columns_of(chart) if chart.height > TALL else parted(chart, 2)
    assert len(columns) == 2
    assert sorted(name for one in columns for name in names_in(one)) == sorted(names_in(chart))
    heights = [one.height for one in columns]
    assert max(heights) < 0.6 * chart.height


def test_a_figure_of_thirty_lanes_has_letters_that_can_be_read():
    assert points(lanes(30)) >= 7


def test_a_figure_that_fits_is_not_parted():
    chart = lanes(5)
    assert columns_of(chart) == (chart,)


def test_a_figure_without_rows_cannot_be_parted():
    [whole] = parted(lanes(1), 2)
    assert whole.height == lanes(1).height


def test_what_is_said_of_a_figure_with_a_page_of_its_own_begins_with_its_name(short):
    first, *_ = (one for one in short.exhibits if one.chart is not None)
    tall = replace(first, chart=replace(first.chart, height=2 * TALL))
    made = replace(short, chapters=(replace(short.chapters[0], leaves=(tall, first)),))
    assert [text for text in paragraphs(word_report(made, drawn), "Remark") if text.startswith("Om Figur")] == [
        "Om Figur 1"
    ]
    said = "".join(plain(one.text) for one in seen(pdf_report(made, outline)))
    assert [said.count(f"OmFigur{n}") for n in (1, 2)] == [1, 0]


@pytest.mark.parametrize(("over", "apart"), [((), 0), ((Head("Over"),), 1)], ids=["alone", "under a heading"])
def test_a_figure_on_its_side_has_its_source_with_it_where_there_is_room(short, over, apart):
    first = next(one for one in short.exhibits if one.chart is not None)
    chart = replace(first.chart, height=700, least_width=1214, marks=())
    wide = replace(first, chart=chart, notes=(), against="")
    standing = replace(short.chapters[0], leaves=(first, *over, wide))
    said = "".join(plain(one.text) for one in seen(pdf_report(replace(short, chapters=(standing,)), outline)))
    assert said.count("OmFigur2") == apart
