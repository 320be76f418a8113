"""A municipality that has delivered little is told what is not known, and nothing is claimed in its place."""

from __future__ import annotations

import datetime as dt

import pytest

from pages import capacity, overview, phases, resources, scenario, union_reps
from reformspor import findings
from reformspor.page.foot import source_lines
from reformspor.page.protocol import Tile
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


@pytest.mark.parametrize(
    ("n", "said"), [(9, "Lov og forskrift: 6 av 9 barrierar"), (12, "er med i 67 % av barrierane")]
)
def test_of_few_barriers_the_largest_type_is_told_as_a_count_and_not_as_per_cent(n: int, said: str) -> None:
    con = small_connection()
    con.execute("delete from barriers")
    con.execute(
        """insert into barriers by name select 'Q' || i as barrier_id, date '2025-03-01' as reported_date,
        'ministry' as owner_level, [if(i % 3 = 0, 'digital', 'law')] as types from range($1) t(i)""",
        [n],
    )
    answer = TextPage(DuckStore(con), NN).ask("barriers/by_type")
    found = findings.state_largest(answer, NN, by="type", value="n", what="barriers", total="n_barriers")
    assert said in found.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(2, 3, "frå 2 til 5, og det er for lite"), (60, 3, "halde seg om lag jamt"), (4, 0, "halde seg om lag jamt")],
)
def test_a_few_more_open_barriers_are_not_called_as_many_as_before(before: int, after: int, said: str) -> None:
    con = small_connection()
    for table in ("barriers", "barrier_events", "barrier_now"):
        con.execute(f"delete from {table}")
    for first, count, day in ((0, before, "2025-10-01"), (before, after, "2025-12-01")):
        con.execute(
            """insert into barriers by name select 'Q' || ($1 + i) as barrier_id, ['law'] as types,
            $3::date as reported_date, 'ministry' as owner_level from range($2) t(i)""",
            [first, count, day],
        )
    found = findings.state_stock(TextPage(DuckStore(con), NN).ask("barriers/stock_flow_by_month"), NN)
    assert found.nothing
    assert said in found.text


def freshness_tile(*, last_barrier: str, every: int) -> Tile:
    """The tile when a barrier has come every so many days, last on a day, and sessions and hours come as they do."""
    con = small_connection()
    con.execute("insert into meta values ('turn_days', '31')")
    con.execute("delete from barriers")
    for number in range(6):
        con.execute(
            """insert into barriers by name select 'Q' || $1 as barrier_id, ['law'] as types,
            ($2::date - to_days($1 * $3))::date as reported_date""",
            [number, last_barrier, every],
        )
    return next(tile for tile in read(overview, DuckStore(con)).shown_tiles if tile.link == "data")


def test_a_table_in_which_little_happens_is_not_late_when_it_has_been_quiet_as_long_before() -> None:
    tile = freshness_tile(last_barrier="2025-10-02", every=100)
    assert (tile.value, tile.status and tile.status.state) == ("0", "good")
    assert "barrierar" not in str(tile.change)


def test_a_table_that_has_not_come_for_far_longer_than_it_does_is_late_and_named() -> None:
    tile = freshness_tile(last_barrier="2025-09-22", every=20)
    assert (tile.value, tile.status and tile.status.state) == ("69", "act")
    assert tile.change == "Lengst bak: barrierar. 100 dagar sidan siste rad, til vanleg inntil 31 dagar"
    assert freshness_tile(last_barrier="2025-11-14", every=20).status.state == "watch"  # type: ignore[union-attr]


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
