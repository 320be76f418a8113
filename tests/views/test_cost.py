"""The page Kostnad: always an estimate, never a league table, and it says what it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reformspor.choices import choices_from
from reformspor.page.navigation import view_of
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum, drawn
from tests.views.given import small
from tests.views.paper import TextPage


def shown(lang: str = "nn", *, optional: bool = True, **of_page: Any) -> TextPage:
    page = replace(TextPage(small(optional=optional), speak(lang)), **of_page)
    view_of("cost")(page)
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_its_figures_and_its_tables_say_that_all_is_an_estimate(lang: str) -> None:
    page, called = shown(lang), "estimate" if lang == "en" else "overslag"
    assert called in page.lines[0].casefold()
    for answer, chart in page.charts:
        asked = page.words(f"{answer.question.word_key}.asks") + page.words(f"{answer.question.word_key}.measure")
        assert called in asked.casefold()
        assert chart is not None
        assert any(called in str(column).casefold() for column in chart.table.columns), answer.name
    for tile in page.shown_tiles:
        assert called in tile.label.casefold() or "kr" not in tile.unit.casefold()


def test_every_figure_adds_up_to_its_table_and_all_tables_to_the_same_sum() -> None:
    page = shown()
    upper = {
        "cost/by_role_month": "Inntil, kroner (overslag)",
        "cost/by_activity_month": "Inntil, kroner (overslag)",
        **dict.fromkeys(("cost/by_activity", "cost/by_role", "cost/by_sector", "cost/by_basis"),
                        "Inntil, kostnad i kroner (overslag)"),
    }  # fmt: skip
    total = page.ask("cost/total").frame["cost_possible"].iloc[0]
    seen = {}
    for answer, chart in page.charts:
        if answer.name in upper and chart is not None:
            seen[answer.name] = column_sum(chart.table, upper[answer.name])
            if answer.name.endswith("_month"):
                assert sum(drawn(trace) for trace in chart.data) == pytest.approx(seen[answer.name])
    assert seen == pytest.approx(dict.fromkeys(upper, total), abs=1)


def test_the_sums_are_held_against_the_period_before_and_lead_to_the_settings() -> None:
    page = shown(scope=Scope.from_address({"period": "2025-07..2025-12"}))
    hours = next(tile for tile in page.shown_tiles if tile.label == "Timar")
    assert hours.value.replace("\N{NO-BREAK SPACE}", " ") == "1 509"
    assert (hours.former or "").startswith("frå ")
    assert "[settings]" in page.written


def test_a_municipality_without_rates_is_told_so_and_all_hours_are_said_as_not_costed() -> None:
    page = shown(choices=choices_from({}))
    assert "Ingen timar er kostnadsrekna" in page.written
    assert "er ikkje med i overslaget" in page.written
    # What nobody knows the price of does not cost nothing: no figure and no table says kr 0, and the hours are shown.
    assert "kr 0" not in page.written
    assert [answer.name for answer, _ in page.charts] == [
        "resources/hours_by_role_month",
        "resources/hours_by_activity_month",
    ]
    totals = next(frame for answer, frame in page.tables if answer.name == "cost/total")
    assert totals.set_index("Sum").loc["Eigen kostnad i kroner (overslag)"].isna().all()
    assert not any(tile.former for tile in page.shown_tiles if tile.value == "Ingen satsar")


def test_without_a_register_of_units_the_page_works_and_says_what_is_missing() -> None:
    page = shown(optional=False)
    assert "Overslag: reforma har kosta" in page.written
    assert page.words("page.state.no_table.title") in page.written


def test_units_are_listed_by_sector_and_name_and_no_sentence_names_the_dearest() -> None:
    page = shown()
    chart = next(chart for answer, chart in page.charts if answer.name == "cost/by_unit")
    assert chart is not None
    names = list(chart.table.iloc[:, 0])
    assert names == sorted(names)
    assert not any(name in finding.text for finding in page.said for name in names)


def test_a_period_before_the_first_record_is_not_set_beside_this_one() -> None:
    page = shown(scope=Scope.from_address({"period": "2024-01..2024-12"}))
    table = next(frame for answer, frame in page.tables if answer.name == "cost/total")
    assert list(table.columns) == ["Sum", "Minst", "Inntil"]
    assert "og perioden før" not in page.written
    later = shown(scope=Scope.from_address({"period": "2025-01..2025-12"}))
    assert "og perioden før" in later.written
