"""Who answers, and how long: every denominator is shown, few are counts, and what is drawn is what the table says."""

from __future__ import annotations

import datetime as dt
from functools import cache
from types import ModuleType

import pytest

from pages import answers, durations
from reformspor.charts import Chart, paint
from reformspor.disclosure import Rule
from reformspor.report.worded import headings
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.histories import status_alone, waited_and_stood
from tests.views.paper import TextPage

VIEWS: dict[str, ModuleType] = {"answers": answers, "durations": durations}


@cache
def stores(kind: str) -> DuckStore:
    return {"histories": waited_and_stood, "status": status_alone}[kind]()


@cache
def read(view: str, lang: str = "nn", kind: str = "histories", **page: object) -> TextPage:
    paper = TextPage(**{"store": stores(kind), "words": speak(lang), **page})  # type: ignore[arg-type]
    VIEWS[view].view(paper)
    return paper


def charts(view: str) -> dict[str, list[Chart]]:
    found: dict[str, list[Chart]] = {}
    for answer, chart in read(view).charts:
        if chart is not None:
            found.setdefault(answer.name, []).append(chart)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["histories", "status"])
def test_a_view_is_written_in_every_language(view: str, lang: str, kind: str) -> None:
    paper = read(view, lang, kind)
    assert paper.written.startswith(f"# {speak(lang)(f'{view}.title')}")
    assert "{" not in paper.written


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_is_painted_and_has_its_table_and_alt_text(view: str) -> None:
    for _, chart in read(view).charts:
        assert chart is not None
        assert chart.alt
        assert len(chart.table)
        for theme in ("light", "dark"):
            assert "@" not in str(paint(chart, theme, speak("nn"))["data"])  # type: ignore[arg-type]


def test_what_came_of_the_askings_sums_to_those_asked_in_figure_and_table() -> None:
    words = speak("nn")
    for name in ("barriers/response", "barriers/response_by_owner"):
        steps, bars, _ = charts("answers")[name]
        asked = bars.table[words("answers.heading.asked")]
        assert sum(sum(trace["x"]) for trace in bars.data) == asked.sum() == 83
        for trace in steps.data:
            heading = words(f"answers.heading.{trace['meta']['step']}")
            assert sum(trace["meta"]["counts"]) == steps.table[heading].sum()
            assert sum(trace["x"]) == pytest.approx(0.5 * sum(trace["meta"]["counts"]) / asked.max())


def test_fewer_than_ten_asked_are_a_count_and_never_per_cent() -> None:
    words = speak("nn")
    table = charts("answers")["barriers/response"][2].table.set_index(words("charts.heading.level"))
    rates = table[words("answers.heading.rate")]
    assert rates["Leverandør"] == "1 av 3"
    assert rates["Stortinget"].replace("\N{NO-BREAK SPACE}", " ") == "2 av 20 · 10 % (3–30 %)"
    # A dot for each of the three that were asked ten times or more, and none for the vendor.
    dots = charts("answers")["barriers/response"][2].data[1]["x"]
    assert sorted(dots) == pytest.approx([10.0, 100 * 10 / 30, 100 * 10 / 30], abs=0.01)


def test_response_time_on_the_page_of_who_answers_counts_those_that_still_wait() -> None:
    words = speak("nn")
    table = next(frame for answer, frame in read("answers").tables if answer.name == "durations/answer_levels")
    rows = table.set_index(words("durations.column.level"))
    assert rows.loc["Direktorat eller etat", words("durations.column.median")].startswith("78 dagar")
    assert rows.loc["Leverandør", words("durations.column.why")] == "færre enn 20"
    assert rows[words("durations.column.n")].iloc[0] == rows[words("durations.column.n")].iloc[1:].sum()


def test_a_share_is_said_to_stand_apart_only_where_intervals_do_not_overlap() -> None:
    assert "Intervalla overlappar for dei 3 som er spurde minst 10 gonger" in read("answers").written


def test_curves_draw_every_number_of_their_table() -> None:
    words = speak("nn")
    found = charts("durations")
    assert set(found) == {
        "durations/answer_by_level", "durations/answer_by_type", "durations/end_by_level", "durations/end_by_type",
        "durations/ends",
    }  # fmt: skip
    for name, (chart,) in found.items():
        if name == "durations/ends":
            continue
        drawn = [share for trace in chart.data if "curve" in trace.get("meta", {}) for share in trace["y"]]
        assert drawn == chart.table[words("durations.column.share")].tolist()
        lost = sum(len(trace["x"]) for trace in chart.data if "lost" in trace.get("meta", {}))
        assert lost == (chart.table[words("durations.column.lost")] > 0).sum()


def test_outcomes_are_stacked_to_a_whole_on_every_day_as_in_the_table() -> None:
    words = speak("nn")
    (chart,) = charts("durations")["durations/ends"]
    for trace in chart.data:
        assert trace["y"] == chart.table[trace["name"]].tolist()
    days = chart.table[words("durations.column.day")]
    whole = [sum(trace["y"][place] for trace in chart.data) for place in range(len(days))]
    assert whole == pytest.approx([100.0] * len(days), abs=0.05)


def test_the_numbers_at_risk_stand_under_each_curve() -> None:
    (chart,) = charts("durations")["durations/answer_by_level"]
    notes = [one for one in chart.layout["annotations"] if "yshift" in one and one["yshift"] == -3]
    marked = next(one for one, _ in read("durations").charts if one.name == "durations/answer_by_level").copy_rows()
    assert [one["text"] for one in notes] == [str(row["at_risk"]) for row in marked if row["mark"]]


def test_who_is_left_out_and_who_came_late_is_said() -> None:
    written = read("durations").written
    assert "3 har berre ein status og inga historie, og er utelatne frå tidene." in written
    assert "1 kom inn i registeret etter at klokka byrja" in written
    assert "1 var ferdig før han kom inn i registeret, og tel ikkje." in written
    assert "så gruppene blir til saman fleire enn alle" in written
    assert "færre enn 20" in written
    assert "færre enn 10 som enda" in written


def test_a_difference_is_an_association_and_never_an_effect() -> None:
    for view in VIEWS:
        written = read(view).written.lower()
        assert not [word for word in ("effekt", "verknad", "førte til") if word in written]
    assert "Av 2 nivå med kurve svarar departement seinast" in read("durations").written
    for name in ("answer_groups", "end_groups"):
        assert "Det er ein samanheng, ikkje ei årsak." in speak("nn")(
            f"durations.rule.{name}", least=20, ends=10, p="1 %"
        )


@pytest.mark.parametrize("view", VIEWS)
def test_a_source_of_status_alone_is_told_what_to_register(view: str) -> None:
    paper = read(view, kind="status")
    assert "barrier_events" in paper.written
    assert [chart for _, chart in paper.charts if chart is not None] == []


@pytest.mark.parametrize("view", VIEWS)
def test_too_few_give_a_table_with_the_reason_and_no_figure_of_how_long(view: str) -> None:
    paper = read(view, scope=Scope(levels=("vendor",)))
    if view == "durations":
        assert [chart for _, chart in paper.charts if chart is not None] == []
        assert "For få til ei kurve: 3 spørsmål og 3 svar; det trengst 20 og 10" in paper.written
        assert [answer.name for answer, _ in paper.tables][:1] == ["durations/answer_levels"]
    else:
        assert "Det er spurt 3 gonger, og det er for få til å seia kva som kom av det" in paper.written


def test_the_page_is_read_as_of_an_earlier_day() -> None:
    then = read("answers", scope=Scope(as_of=dt.date(2025, 1, 21)))
    assert "2 av 83 spurde" not in read("answers").written
    assert then.written.splitlines()[1].startswith("9 av 83 spurde har svara; 74 ventar enno")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_column_of_the_files_is_headed_in_words(view: str, lang: str) -> None:
    paper = read(view, lang)
    for answer in [one for one, _ in (*paper.charts, *paper.tables)]:
        heads = headings(answer, speak(lang))
        assert [code for code, head in heads.items() if head == code] == []
        assert len(set(heads.values())) == len(heads)


@pytest.mark.parametrize("view", VIEWS)
def test_the_public_reader_gets_the_same_page(view: str) -> None:
    assert read(view, rule=Rule.public()).written == read(view).written
