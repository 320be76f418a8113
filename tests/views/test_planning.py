"""The page Planning is of use before any outcome exists, says one thing in figure and text, and shows the register."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest

from pages import planning
from reformspor.answers.planning import by_units_answer, design_fields, design_from, orders, orders_answer
from reformspor.charts import paint
from reformspor.charts.detectable import detectable_lines
from reformspor.charts.staircase import staircase
from reformspor.disclosure import Rule
from reformspor.effects.draw import draw_order
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.power import smallest_detectable
from reformspor.hypotheses import Register, keep_draw, open_outcomes, read_register, register_hypothesis
from reformspor.report import word_bytes
from reformspor.report.plan import Told, plan_document
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum, drawn
from tests.views.given import small
from tests.views.paper import TextPage

NN = speak("nn")


@cache
def read(lang: str = "nn", address: str = "", *, optional: bool = True, register: Register | None = None) -> TextPage:
    paper = TextPage(
        small(optional=optional), speak(lang), given={"p": address} if address else {}, register=register or Register()
    )
    planning.view(paper)
    return paper


@cache
def constructed() -> Register:
    return read_register(Path("/nowhere"), constructed=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_units_outcomes_or_hours_the_plan_is_worked_out_all_the_same(lang: str) -> None:
    paper = read(lang, optional=False)
    assert {answer.name for answer, _ in paper.charts} == {
        "planning/by_units",
        "planning/by_months",
        "planning/staircase",
        "planning/wedge",
    }
    assert all(answer.state == "ok" and chart is not None for answer, chart in paper.charts)
    assert not any("nan" in chart.alt for _, chart in paper.charts if chart is not None)


def test_what_the_headline_says_is_in_the_table_and_the_text_for_the_application() -> None:
    paper = read(address="u12_m48_k6_s3_f19_g5_r0.3_d1_e0.7")
    chart = next(chart for answer, chart in paper.charts if answer.name == "planning/by_units")
    assert chart is not None
    table = chart.table
    chosen = table[(table[NN("planning.column.units")] == 12) & (table[NN("planning.column.rho")] == 0.3)]
    assert chosen[NN("planning.column.smallest")].tolist() == [0.6603]
    headline = "Med 12 einingar i 48 månader finn planen ei varig endring på 0,66 eller meir."
    # The headline, the copied text, and the document.
    assert paper.written.count(headline) == 3


def test_a_plan_too_small_for_what_matters_says_so() -> None:
    assert "kan han lett oversjå" in read(address="u12_m48_k6_s3_f19_g5_r0.3_d1_e0.5").written


def test_one_treated_unit_of_twelve_finds_nothing_and_says_why() -> None:
    paper = read(address="u12_m48_k1_s1_f19_g5_r0.3_d1_e0.5")
    assert "Den minste p-verdien som kan koma ut, er 0,083" in paper.written
    assert "finn planen" not in paper.written.split("## Rekkjefølgja")[0].split("\n## Kva planen kan finna")[0]


def test_groups_that_would_begin_after_the_end_are_told() -> None:
    assert "2 av gruppene ville ha byrja etter siste månaden" in read(address="u12_m24_k6_s3_f19_g5_r0.3_d1_e1").written


def test_the_figure_draws_its_table_and_no_more() -> None:
    paper = read()
    answer, chart = next(pair for pair in paper.charts if pair[0].name == "planning/by_units")
    assert chart is not None
    lines = [trace for trace in chart.data if "rho" in trace["meta"]]
    assert len(lines) == 3
    assert sum(drawn(line) for line in lines) == pytest.approx(
        column_sum(chart.table, NN("planning.column.smallest")), abs=0.01
    )
    ring = next(trace for trace in chart.data if "chosen" in trace["meta"])
    assert ring["y"][0] == pytest.approx(answer.frame.loc[answer.frame["chosen"], "smallest"].item())
    for theme in ("light", "dark"):
        paint(chart, theme, NN)  # type: ignore[arg-type]


def test_the_stair_has_every_unit_once_and_every_month() -> None:
    answer, chart = next(pair for pair in read().charts if pair[0].name == "planning/staircase")
    assert chart is not None
    assert answer.frame["size"].sum() == 6
    whole = sum(drawn(trace) for trace in chart.data)
    assert whole == 48 * len(answer.frame)
    table = chart.table
    assert whole == sum(column_sum(table, NN(f"planning.column.{name}")) for name in ("months_before", "months_after"))


def test_every_other_order_has_as_many_units_and_months_and_is_reckoned_alike() -> None:
    design = design_from({field.code: field.start for field in design_fields(12)})
    found = orders(design)
    assert set(found) == {"chosen", "once", "two", "four", "each", "everyone"}
    assert {(one.units, one.months) for one in found.values()} == {(12, 48)}
    answer = orders_answer(read().tables[0][0], design, ())
    for row in answer.copy_rows():
        alone = smallest_detectable(found[row["order"]].plan, design.rho).of("smallest", "0.8")
        assert row["smallest"] == (None if alone is None else alone.value)


def test_a_rho_of_the_readers_own_is_a_line_of_its_own() -> None:
    design = replace(design_from({field.code: field.start for field in design_fields(12)}), rho=0.45)
    answer = by_units_answer(read().tables[0][0], design, ())
    chart = detectable_lines(answer, NN, "units", 0.5)
    assert [trace["meta"]["rho"] for trace in chart.data if "rho" in trace["meta"]] == [0.0, 0.3, 0.45, 0.6]


def test_numbers_that_cannot_be_used_are_told_and_the_former_hold() -> None:
    paper = read(address="u1_m48_rx_k6")
    assert "Einingar: 6.0" in paper.written
    assert NN("planning.field.rho") in paper.written


def test_the_register_shows_what_was_replaced_and_that_it_is_constructed() -> None:
    text = read(register=constructed()).written
    assert NN("hypotheses.constructed") in text
    assert text.count("sick_leave") >= 2
    assert "bytt ut" in text
    assert NN("hypotheses.said.in_time") in text


def test_a_register_that_was_tampered_with_is_told(tmp_path: Path) -> None:
    register_hypothesis(tmp_path, Hypothesis("a", "lower", "did", 1.0), role="leader")
    open_outcomes(tmp_path, ["a"], role="leader", source="e")
    file = tmp_path / "hypotheses.jsonl"
    file.write_bytes(file.read_bytes().replace(b"lower", b"higher"))
    text = read(register=read_register(tmp_path)).written
    assert "frå og med linje 1 stemmer det ikkje" in text
    assert NN("hypotheses.said.not_whole") in text


def test_a_draw_is_shown_whole_with_the_names_of_its_units(tmp_path: Path) -> None:
    order = draw_order(("U1", "U2"), ("2027-01", "never"), "44").order
    assert order is not None
    keep_draw(tmp_path, order, role="researcher")
    paper = read(register=read_register(tmp_path))
    assert "frøet «44»" in paper.written
    assert NN("planning.drawn.same") in paper.written
    names = {row["unit_id"]: row["unit_name"] for row in paper.ask("outcomes/starts").copy_rows()}
    assert names["U1"] in paper.written
    assert NN("planning.never") in paper.written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_opens_and_says_what_the_page_says(lang: str) -> None:
    words = speak(lang)
    paper = read(lang, register=constructed())
    design = design_from({field.code: field.start for field in design_fields(6)})
    found, *_ = (one for one in paper.said if one.subject == "tried")
    table = paper.tables[0][1]
    steps = next(chart for answer, chart in paper.charts if answer.name == "planning/staircase")
    assert steps is not None
    told = Told("Eksempel", True, dt.date(2026, 1, 1), design, found, None, steps.table, table, constructed())
    document = plan_document(told, words)
    file = docx.Document(io.BytesIO(word_bytes(document, lang)))
    text = "\n".join(part.text for part in file.paragraphs)
    assert found.text in text
    assert words("hypotheses.constructed") in text
    assert len(file.tables) == 2
    assert len(document.open) == 2


def test_at_the_public_level_the_page_reads_and_no_document_is_handed_out() -> None:
    paper = TextPage(small(), NN, rule=Rule.public(), register=constructed())
    planning.view(paper)
    assert NN("protection.draft_inside") in paper.written
    whys = [one.hypothesis.because for one in constructed().hypotheses]
    assert not [why for why in whys if why in paper.written]
    assert paper.written.count(NN("hypotheses.said.because_inside")) == len(whys)
    assert all(why in read(register=constructed()).written for why in whys)


def test_the_stair_of_a_plan_where_all_begin_has_no_row_of_those_that_do_not() -> None:
    paper = read(address="u6_m48_k6_s3_f12_g6_r0.3_d1_e0.5")
    answer = next(answer for answer, _ in paper.charts if answer.name == "planning/staircase")
    assert staircase(answer, NN).table.shape[0] == 3
