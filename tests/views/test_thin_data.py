"""A municipality that has delivered little is told what is not known, and nothing is claimed in its place."""

from __future__ import annotations

import datetime as dt

from pages import capacity, overview, phases, resources, scenario, union_reps
from reformspor import findings
from reformspor.page.foot import source_lines
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.given import MONTHS, small, small_connection
from tests.views.paper import TextPage

NN = speak("nn")


def read(view: object, store: DuckStore, **page: object) -> TextPage:
    paper = TextPage(store=store, words=NN, **page)  # type: ignore[arg-type]
    view.view(paper)  # type: ignore[attr-defined]
    return paper


def without_sure_need(*, coming: bool = True) -> DuckStore:
    """Helpers have no hours at all, and how many hours a session takes is known only as an upper end."""
    con = small_connection()
    con.execute(
        "insert into released_effort values "
        "('x', null, 1, 1, 'helper', '2025-01-01', '2025-12-01', 5, 'merged', 'several', 500)"
    )
    ahead = [dt.date(2026, month, 1) for month in range(1, 7)] if coming else []
    for month in [*MONTHS, *ahead]:
        con.execute(
            """insert into released_capacity by name select 'x' as source, 'helper' as role, 'municipality' as place,
            'municipality' as place_level, $1::date as month_from, $1::date as month_to, 5 as band_lo,
            0 as available_h""",
            [month],
        )
    return DuckStore(con)


def test_no_hours_and_an_uncertain_need_is_never_told_as_hours_enough() -> None:
    paper = read(capacity, without_sure_need())
    assert "kan ha mangla timar i 12 av dei 12 siste månadene" in paper.written
    assert "hadde timar nok" not in paper.written
    gap = paper.shown_tiles[0]
    assert (gap.change or "").startswith("kan bresta frå")
    assert gap.tone == "watch"


def test_a_figure_of_need_tells_the_most_that_may_be_needed_to_those_who_cannot_see_it() -> None:
    alts = [
        chart.alt for answer, chart in read(capacity, without_sure_need()).charts if chart and "need" in answer.name
    ]
    assert len(alts) == 2
    assert all("øktene krev inntil" in alt for alt in alts)


def test_a_scenario_without_a_session_in_the_last_year_says_so_and_draws_nothing() -> None:
    con = small_connection()
    con.execute("delete from sessions where date > '2024-06-01'")
    paper = read(scenario, DuckStore(con))
    assert NN("scenario.none_lately") in paper.written
    assert not [answer for answer, _ in paper.charts if answer.name == "scenario/weeks"]


def test_a_scenario_without_known_capacity_does_not_say_there_is_room_for_nothing() -> None:
    paper = read(scenario, small(optional=False))
    [chart] = [chart for answer, chart in paper.charts if answer.name == "scenario/weeks"]
    assert chart is not None
    assert "Kor mykje det er rom for, er ikkje kjent" in chart.alt
    assert [item.label for item in chart.key] == [NN("scenario.column.hours")]
    assert chart.table[NN("scenario.column.gap")].isna().all()


def test_where_no_cost_is_recorded_none_is_said_to_be_nothing() -> None:
    paper = read(resources, small())
    assert NN("views.resources.no_cost") in paper.written
    assert "kr 0" not in paper.written
    con = small_connection()
    con.execute("update released set cost_nok = 40000 where row_id = 1")
    assert "resources/cost" in [answer.name for answer, _ in read(resources, DuckStore(con)).charts]


def test_one_session_is_no_sessions_and_a_calendar_of_one_row_has_no_rows() -> None:
    con = small_connection()
    con.execute("delete from sessions where status = 'planned' and session_id <> 'P0'")
    con.execute("delete from released where role = 'leader_all' or role = 'several'")
    paper = read(capacity, DuckStore(con))
    unstaffed = next(tile for tile in paper.shown_tiles if tile.label == NN("capacity.tile.unstaffed"))
    assert (unstaffed.value, unstaffed.unit) == ("1", "økt")
    assert "Varmekart over 1 rad og månader" in paper.written


def test_of_two_equal_halves_neither_is_told_as_the_largest() -> None:
    con = small_connection()
    con.execute("delete from barriers")
    for number, level in enumerate(("ministry", "agency") * 6):
        con.execute(
            """insert into barriers by name select 'Q' || $1 as barrier_id, date '2025-03-01' as reported_date,
            [if($2 = 'agency', 'law', 'digital')] as types, $2 as owner_level""",
            [number, level],
        )
    answer = TextPage(DuckStore(con), NN).ask("barriers/by_type")
    found = findings.state_largest(answer, NN, by="type", value="n", what="barriers", total="n_barriers")
    assert found.nothing


def test_how_old_the_data_are_says_which_table_it_is_of() -> None:
    con = small_connection()
    con.execute("delete from barriers where reported_date > '2024-03-01'")
    con.execute("delete from barrier_events where \"at\" > '2024-03-01'")
    tile = next(tile for tile in read(overview, DuckStore(con)).shown_tiles if tile.link == "data")
    assert tile.change is not None
    assert "barriera" in tile.change


def test_that_no_fifth_of_the_helpers_is_told_is_no_heading_over_the_fifths_of_others() -> None:
    con = small_connection()
    con.execute("insert into released_fifth values ('x', null, 'elected', 2024, 0.27, '20-49')")
    paper = read(capacity, DuckStore(con))
    assert NN("capacity.finding.no_fifth") not in paper.written
    assert "27 %" in paper.written


def test_the_foot_of_every_figure_is_written_whatever_is_missing() -> None:
    for view in (capacity, overview, phases, resources, scenario, union_reps):
        for answer, _ in read(view, small(optional=False)).charts:
            assert source_lines(NN, answer)[0].startswith("Kjelde:"), answer.name
    [reach] = [answer for answer, _ in read(phases, small(optional=False)).charts if answer.name == "phases/spread"]
    assert reach.state == "ok"
    assert reach.frame["n_units"].isna().all()
