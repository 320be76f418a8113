"""The national registry of 2014 goes all the way: its counts to the last one, and what it does not tell is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pages import answers, barriers, dossier, durations, elsewhere, register
from reformspor.answers import ask
from reformspor.cli import main
from reformspor.disclosure import Rule
from reformspor.page.states import missing_tables, plain
from reformspor.reference import Reference, read_reference
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit, open_current
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.paper import TextPage

REAL = Path(__file__).parents[3] / "shared" / "real" / "tidstyv-2014"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"no registry at {REAL.parent.name}/{REAL.name}")
TYPES = {"law": 567, "procedure": 493, "digital": 324, "reporting_req": 284, "other": 226, "activity_req": 113}
VIEWS = {
    "barriers": barriers,
    "answers": answers,
    "durations": durations,
    "dossier": dossier,
    "register": register,
    "elsewhere": elsewhere,
}
NN = speak("nn")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckStore]:
    data = DataFolder(tmp_path_factory.mktemp("registry") / "data")
    for _ in range(2):
        assert admit(REAL, data, profile="tidstyv-2014").manifest is not None
    opened = open_current(data)
    assert opened is not None
    yield opened[1]
    opened[1].close()


@cache
def read(store: DuckStore, view: str, lang: str = "nn", **page: object) -> TextPage:
    paper = TextPage(store, speak(lang), **page)  # type: ignore[arg-type]
    VIEWS[view].view(paper)
    return paper


def rows(store: DuckStore, name: str) -> list[dict[str, object]]:
    return ask(store, name, Scope(), Rule.internal()).copy_rows()


def told(paper: TextPage) -> str:
    """All that a page says, with the states of what it cannot show."""
    shown = (*paper.charts, *paper.tables)
    return paper.written + "\n".join(plain(paper.words, answer, {}) for answer, _ in shown if answer.state != "ok")


def test_it_has_1355_barriers_of_six_types_from_143_bodies_and_hours_for_116(registry: DuckStore) -> None:
    assert {row["type"]: row["n"] for row in rows(registry, "barriers/by_type")} == TYPES
    known = {row["field"]: row for row in rows(registry, "barriers/registered")}
    assert {row["n_barriers"] for row in known.values()} == {1355}
    assert (known["reporter"]["n"], known["reporter"]["n_different"]) == (1355, 143)
    assert known["est_hours"]["n"] == 116
    nothing = {"owner_level", "owner_org", "history", "legal_ref", "steering_instrument", "who_feels_it", "severity"}
    assert {field for field, row in known.items() if not row["n"]} == nothing | {"burden", "answer_by"}


def test_hours_without_a_period_are_told_as_such_and_never_summed_with_others(registry: DuckStore) -> None:
    given = {row["est_unit"]: row["n"] for row in rows(registry, "barriers/burden_coverage")}
    assert given == {"no_estimate": 1355 - 116, "not_reported": 116}


def test_the_register_holds_all_of_it_and_says_what_to_register_for_owners_and_history(registry: DuckStore) -> None:
    paper = read(registry, "register")
    assert "1 355 barrierar er melde i registeret" in paper.written
    for said in ("owner_level", "owner_org", "barrier_events", "severity", "burden_hours"):
        assert f"{said}" in "\n".join(line for line in paper.lines if "skriv" in line), said
    listed = next(frame for answer, frame in paper.tables if answer.name == "barriers/register")
    assert len(listed) == 1355
    assert "Regelverk" not in listed.columns


def test_one_barrier_shows_that_the_source_has_no_history_of_it(registry: DuckStore) -> None:
    code = str(rows(registry, "barriers/register")[0]["barrier_id"])
    paper = TextPage(registry, NN, given={"barrier": code})
    register.view(paper)
    assert "Kjelda fortel berre kvar denne barrieren står" in paper.written
    assert "to_status" in paper.written


def test_a_word_is_found_in_title_and_text_as_plain_python_finds_it(registry: DuckStore) -> None:
    every = rows(registry, "barriers/register")
    for word in ("reiseregning", "økonomi", "§"):
        wanted = {
            str(row["barrier_id"])
            for row in every
            if any(word in str(row[name] or "").lower() for name in ("title", "description", "wanted_action"))
        }
        scope = Scope(text=(word,))
        answer = ask(registry, "barriers/register", scope, Rule.internal())
        found = {str(row["barrier_id"]) for row in answer.copy_rows()}
        assert wanted <= found, word
        assert wanted, word


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_page_about_barriers_stands_on_it_in_every_language(registry: DuckStore, view: str, lang: str) -> None:
    paper = read(registry, view, lang)
    assert paper.lines[0].startswith("# ")
    assert "{" not in paper.written.replace("{}", "")


@pytest.mark.parametrize(
    ("view", "columns"),
    [
        ("answers", ("barrier_events",)),
        ("durations", ("barrier_events",)),
        ("dossier", ("owner_level", "owner_org")),
        ("register", ("barrier_events", "owner_level", "owner_org")),
    ],
)
def test_the_views_of_history_and_owners_say_that_there_is_none_and_what_to_register(
    registry: DuckStore, view: str, columns: tuple[str, ...]
) -> None:
    said = told(read(registry, view))
    for column in columns:
        assert column in said, column


def test_a_count_of_it_can_stand_beside_others_and_says_that_state_bodies_reported(
    registry: DuckStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tidstyv.toml"
    given = ["--profile", "tidstyv-2014", "--title", "Tidstyver 2014", "--source", "Difi"]
    assert main(["reference", "make", str(REAL), *given, "--reporters", "state_bodies", "--out", str(out)]) == 0
    assert "1 355 barrierar, 6 typar" in capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    made = read_reference(out.read_bytes(), out.name, dt.date(2026, 11, 22))
    assert isinstance(made, Reference)
    assert dict(made.types) == TYPES
    assert (made.barriers, made.n_reporters, made.with_hours) == (1355, 143, 116)
    assert (made.first, made.last) == (dt.date(2014, 6, 12), dt.date(2015, 2, 3))
    paper = TextPage(registry, NN, references=(made,))
    elsewhere.view(paper)
    assert "Statlege verksemder melde" in paper.written
    assert "116 av 1 355" in paper.written
    # Against itself no type differs.
    assert "Ingen av dei 5 typane skil seg" in paper.written


def test_nothing_is_missing_that_the_registry_supplies(registry: DuckStore) -> None:
    for view in VIEWS:
        paper = read(registry, view)
        shown = (*paper.charts, *paper.tables)
        assert not {table for answer, _ in shown for table in missing_tables(answer)} & {"barriers"}, view
