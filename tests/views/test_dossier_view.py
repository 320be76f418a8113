"""A dossier page tells one owner's barriers, the heaviest first, and says what is missing where the source is thin."""

from __future__ import annotations

import datetime as dt
import re

import duckdb
import pytest

from pages import dossier
from reformspor.answers import ask
from reformspor.charts import owner_names
from reformspor.disclosure import Rule
from reformspor.findings import state_asks, state_burden
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small_connection
from tests.views.paper import TextPage

NN = speak("nn")
RECEIVERS = ("DFD", "KS", "DFØ", "Digdir", "DOGA", "Statsforvaltaren i Vestland")


def barrier(con: duckdb.DuckDBPyConnection, name: str, org: str, level: str = "ministry", **more: object) -> None:
    values: dict[str, object] = {
        "barrier_id": name, "title": f"Krav {name}", "owner_org": org, "owner_level": level, "types": ["law"],
        "reported_date": dt.date(2025, 1, 1), "public": "open", **more,
    }  # fmt: skip
    names = ", ".join(values)
    con.execute(f"insert into barriers ({names}) values ({', '.join('?' * len(values))})", list(values.values()))


def of_receivers() -> DuckStore:
    con = small_connection()
    for number, org in enumerate(RECEIVERS):
        barrier(con, f"R{number}", org, severity=3)
    return DuckStore(con)


def written(store: DuckStore, owner: str, *, lang: str = "nn", rule: Rule | None = None, **given: str) -> TextPage:
    page = TextPage(store, speak(lang), given={"owner": owner, **given}, rule=rule or Rule.internal())
    dossier.view(page)
    return page


@pytest.mark.parametrize("org", RECEIVERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_organisation_in_the_data_has_its_dossier_even_of_one_barrier(org: str, lang: str) -> None:
    store = of_receivers()
    page = written(store, f"ministry/{org}", lang=lang, barrier=f"R{RECEIVERS.index(org)}")
    said = page.said[0].text.replace("\N{NO-BREAK SPACE}", " ")
    assert org in said
    assert "364" in said
    assert page.said[1].nothing
    assert f"[R{RECEIVERS.index(org)}]" in page.written
    assert speak(lang)("dossier.no_sessions") in page.written


def test_all_who_own_a_solution_are_listed_until_one_is_chosen() -> None:
    page = TextPage(of_receivers(), NN)
    dossier.view(page)
    [(answer, table)] = page.tables
    assert answer.name == "dossier/owners"
    assert set(RECEIVERS) <= set(table[table.columns[1]])
    # A level that one organisation has all of is not told twice, and one with several is told whole too.
    assert list(table[table.columns[1]]).count(NN("dossier.whole_level")) >= 1


def test_a_level_has_an_address_of_its_own_also_where_one_organisation_is_all_of_it() -> None:
    con = small_connection()
    barrier(con, "E1", "EØS-organet", level="eea")
    owners = ask(DuckStore(con), "dossier/owners", Scope(), Rule.internal())
    assert {"eea", "eea/EØS-organet"} <= owner_names(owners, NN).keys()
    assert owner_names(owners, NN).keys() == set(owners.frame["owner"])


def test_the_table_sums_to_the_figure_and_the_open_stand_first() -> None:
    page = written(of_receivers(), "ministry")
    [(standing, chart)] = [one for one in page.charts if one[0].name == "dossier/standing"]
    assert chart is not None
    assert sum(sum(trace["x"]) for trace in chart.data) == standing.frame["n"].sum()
    asks = page.ask("dossier/asks", owners=("ministry",)).copy_rows()
    assert standing.frame["n"].sum() == asks[0]["n_barriers"]
    told = [row["stands_open"] for row in asks]
    assert told == sorted(told, reverse=True)


def test_a_product_is_told_with_its_four_factors_and_nothing_where_one_is_missing() -> None:
    con = small_connection()
    factors = {"burden_hours": 0.5, "burden_per_year": 12, "burden_affected": 40, "burden_rate_nok": 600}
    barrier(con, "F0", "DFD", **factors)
    for place, factor in enumerate(factors, start=1):
        barrier(con, f"F{place}", "DFD", **{name: value for name, value in factors.items() if name != factor})
    page = TextPage(DuckStore(con), NN)
    rows = {row["barrier_id"]: row for row in page.ask("dossier/asks", owners=("ministry/DFD",)).copy_rows()}
    assert (rows["F0"]["hours_per_year"], rows["F0"]["nok_per_year"]) == (240, 144000)
    assert [rows[f"F{place}"]["nok_per_year"] for place in (1, 2, 3, 4)] == [None] * 4
    found = state_burden(page.ask("dossier/asks", owners=("ministry/DFD",)), NN)
    assert "2 av 5 opne" in found.text
    assert "480" in found.text


def test_text_of_the_house_is_not_shown_outside_and_has_no_file_inside() -> None:
    con = small_connection()
    barrier(con, "H1", "DFD", public="internal", wanted_action="Løyndom")
    inside = written(DuckStore(con), "ministry/DFD", barrier="H1")
    assert "Løyndom" in inside.written
    assert NN("dossier.kept_in") in inside.written
    assert "[H1]" not in inside.written
    outside = written(DuckStore(con), "ministry/DFD", rule=Rule.public(), barrier="H1")
    assert "Løyndom" not in outside.written
    assert "Krav H1" not in outside.written


def test_a_source_of_statuses_alone_is_told_as_such_and_gets_no_days() -> None:
    con = small_connection()
    barrier(con, "S1", "DFD")
    con.execute(
        """insert into barrier_events by name select 'x' as event_id, 'S1' as barrier_id, date '2025-01-01' as "at",
        'reported' as to_status, 'yes' as status_only"""
    )
    con.execute(
        """insert into barrier_events by name select 'y' as event_id, 'S1' as barrier_id, date '2025-06-01' as "at",
        'exploring' as to_status, 'yes' as status_only"""
    )
    page = written(DuckStore(con), "ministry/DFD", barrier="S1")
    assert "berre ein status" in page.said[0].text
    assert page.said[0].nothing
    assert NN("dossier.no_history") in page.written
    assert "Prøvd: ikkje kjent: kjelda har inga historie" in page.written
    assert "1 av 1 står opne etter siste status" in page.written
    assert not re.search(r"\d dagar", page.written)


def test_a_case_says_what_was_tried_and_when_and_that_nothing_was() -> None:
    con = small_connection()
    barrier(con, "T1", "DFD")
    barrier(con, "T2", "DFD")
    for day, status, note in (("05-02", "exploring", "Tre tilsyn lagde saman."), ("07-01", "trying", None)):
        con.execute(
            f"""insert into barrier_events by name select 'T1{status}' as event_id, 'T1' as barrier_id,
            date '2025-{day}' as "at", '{status}' as to_status, 'no' as status_only, $1 as note""",
            [note],
        )
    store = DuckStore(con)
    said = "Prøvd: under utforsking 2. mai 2025: Tre tilsyn lagde saman; under utprøving 1. juli 2025"
    assert said in written(store, "ministry/DFD", barrier="T1").written
    assert "Prøvd: ikkje prøvd enno" in written(store, "ministry/DFD", barrier="T2").written
    assert "Utprøving" not in written(store, "ministry/DFD", barrier="T2").written


def test_a_source_without_owners_says_what_to_register() -> None:
    con = small_connection()
    con.execute("update barriers set owner_level = 'not_reported', owner_org = null")
    con.execute("update barrier_now set owner_level = null, owner_org = null")
    for owner in ("", "not_reported"):
        page = TextPage(DuckStore(con), NN, given={"owner": owner})
        dossier.view(page)
        assert NN("dossier.no_owners") in page.written
        assert NN("dossier.pdf") not in page.written
    assert NN("dossier.nobody") in page.written


def test_the_page_can_be_read_as_of_a_past_day() -> None:
    store = of_receivers()
    now = TextPage(store, NN).ask("dossier/asks", owners=("ministry/KS",))
    then = TextPage(store, NN, scope=Scope(as_of=dt.date(2025, 1, 31))).ask("dossier/asks", owners=("ministry/KS",))
    before = TextPage(store, NN, scope=Scope(as_of=dt.date(2024, 12, 31))).ask("dossier/asks", owners=("ministry/KS",))
    assert [row["days"] for row in (*now.copy_rows(), *then.copy_rows())] == [364, 30]
    assert before.state == "no_data"
    assert state_asks(before, NN, "ministry/KS").nothing
