"""Our types beside another registry's: shares where there is enough, counts where not, and always who reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import pytest

from pages import elsewhere
from reformspor.answers import Answer, ask, beside
from reformspor.charts import beside_marks, paint
from reformspor.disclosure import Rule
from reformspor.findings import reference_said, state_elsewhere
from reformspor.findings.comparison import why_not
from reformspor.page.exports import csv_bytes
from reformspor.page.foot import source_lines
from reformspor.passport import identity
from reformspor.reference import Reference
from reformspor.scope import Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

NN = speak("nn")
THERE = Reference(
    "Registeret",
    dt.date(2014, 11, 5),
    "state_bodies",
    100,
    "Nokon",
    (("law", 40), ("digital", 30), ("procedure", 20), ("other", 25)),
    n_reporters=9,
    with_hours=8,
    file="registeret.toml",
    sha256="ab" * 32,
)


def stored(law: int, digital: int, silo: int = 0, both: int = 0) -> DuckStore:
    """So many barriers of each type, and of law and digital at once."""
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31'), ('snapshot_id', 'x'), ('constructed', 'yes')")
    number = 0
    for n, types in ((law, ["law"]), (digital, ["digital"]), (silo, ["silo"]), (both, ["law", "digital"])):
        for _ in range(n):
            number += 1
            con.execute(
                "insert into barriers (barrier_id, reported_date, types) values (?, date '2025-01-01', ?)",
                [f"B{number}", types],
            )
    return DuckStore(con)


def answered(store: DuckStore, there: Reference = THERE) -> Answer:
    own = ask(store, "barriers/by_type", Scope(), Rule.internal())
    return beside(own, there, reference_said(NN, there))


def test_both_counts_stand_in_each_row_and_what_cannot_be_compared_has_no_other() -> None:
    rows = {row["type"]: row for row in answered(stored(20, 5, silo=3, both=2)).copy_rows()}
    assert {code: (row["n"], row["other_n"]) for code, row in rows.items()} == {
        "law": (22, 40), "digital": (7, 30), "procedure": (0, 20), "silo": (3, None),
    }  # fmt: skip
    assert {(row["n_barriers"], row["other_barriers"]) for row in rows.values()} == {(30, 100)}
    assert rows["law"]["share"] == 22 / 30
    assert rows["law"]["other_share"] == 0.4
    # Wilson at 95 per cent for three shares at once: z = 2.3940.
    assert rows["law"]["share_least"] == pytest.approx(0.5149, abs=1e-4)
    assert rows["law"]["share_most"] == pytest.approx(0.8769, abs=1e-4)


def test_the_type_that_differs_most_by_more_than_chance_is_named_and_else_that_none_does() -> None:
    found = state_elsewhere(answered(stored(30, 6)), NN, THERE)
    assert found.text == "«Lov og forskrift» er meldt oftare hos oss enn i Registeret: 30 av 36 mot 40 av 100"
    assert found.certainty == "sure"
    two = replace(THERE, types=(("law", 40), ("digital", 30), ("other", 30)))
    alike = state_elsewhere(answered(stored(12, 9, silo=9), two), NN, two)
    assert alike.nothing
    assert alike.text == "Ingen av dei 2 typane skil seg frå Registeret med meir enn tilfelle kan gjera"


def test_what_is_rarer_here_is_unsure_when_our_types_are_finer() -> None:
    found = state_elsewhere(answered(stored(1, 1, silo=48)), NN, THERE)
    assert found.text.startswith("«Lov og forskrift» er meldt sjeldnare hos oss")
    assert found.text.endswith("men typane våre er finare")
    assert found.certainty == "unsure"
    coarse = state_elsewhere(answered(stored(1, 49)), NN, THERE)
    assert coarse.certainty == "sure"
    assert "finare" not in coarse.text


@pytest.mark.parametrize(("n", "drawn"), [(19, False), (20, True)])
def test_under_twenty_barriers_no_share_is_drawn_or_said(n: int, drawn: bool) -> None:
    paper = TextPage(stored(n, 0), NN, references=(THERE,))
    elsewhere.view(paper)
    assert bool(paper.charts) is drawn
    if not drawn:
        assert f"{n} barrierar hos oss er for få til å samanlikna typar" in paper.written
        assert "%" not in paper.tables[0][1].to_string()
        assert "«" not in paper.said[0].text


def test_the_page_says_who_reported_how_much_has_hours_and_that_our_types_are_finer() -> None:
    paper = TextPage(stored(20, 5, silo=3), NN, references=(THERE,))
    elsewhere.view(paper)
    for said in ("Statlege verksemder melde til dette registeret", "5. november 2014", "8 av 100", "finare type"):
        assert said in paper.written, said
    assert "Sektorsilo eller uklart ansvar" in paper.tables[-1][1].to_string()
    assert "Kva slags" not in paper.written


def test_without_a_count_the_page_shows_our_own_types_and_how_to_load_one() -> None:
    paper = TextPage(small(), NN)
    elsewhere.view(paper)
    assert "Inga anna teljing er lasta inn" in paper.written
    assert "python -m reformspor reference make" in paper.written
    assert [answer.name for answer, _ in paper.charts] == ["barriers/by_type"]
    assert "Tidstyver" not in paper.written


def test_one_of_several_counts_is_chosen_and_kept_in_the_address() -> None:
    other = replace(THERE, title="Det andre", file="det-andre.toml", reporters="municipalities")
    for given, warning in (({}, "Kommunar melde"), ({"beside": THERE.file}, "Statlege verksemder melde")):
        paper = TextPage(stored(20, 5), NN, references=(other, THERE), given=given)
        elsewhere.view(paper)
        assert warning in paper.written


def test_a_chosen_type_does_not_change_shares_of_all_types_and_is_said_not_to() -> None:
    whole, narrowed = (
        TextPage(stored(20, 5), NN, references=(THERE,), scope=Scope(types=types)) for types in ((), ("law",))
    )
    for paper in (whole, narrowed):
        elsewhere.view(paper)
    (first, _), (second, _) = whole.charts[0], narrowed.charts[0]
    assert first.frame.equals(second.frame)
    assert second.unused_filters == ("type",)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_marks_are_the_numbers_of_the_table_and_the_figure_is_told_in_words(lang: str, theme: str) -> None:
    words, answer = speak(lang), answered(stored(20, 5, silo=3, both=2))
    chart = beside_marks(answer, words, THERE.title)
    there, here = chart.data
    shares = [words(f"elsewhere.column.{name}", title=THERE.title) for name in ("share", "other_share")]
    assert [round(x, 1) for x in here["x"]] == chart.table[shares[0]].tolist()
    assert [round(x, 1) for x in there["x"]] == chart.table[shares[1]].tolist()
    assert "22" in chart.alt
    assert "Registeret" in chart.alt
    assert '"@' not in str(paint(chart, theme, words))  # type: ignore[arg-type]


def test_what_is_shown_is_traced_to_both_and_has_no_former_period() -> None:
    answer = answered(stored(20, 5))
    text = csv_bytes(answer, NN, {}).decode("utf-8-sig")
    assert "registeret.toml sha256 " + "ab" * 32 in text
    assert "Statlege verksemder melde" in text
    assert "I det andre registeret i alt" in text
    assert why_not(answer) == "elsewhere"
    # Its day is its own, so it does not stand among what was taken on the day of our export.
    assert "registeret.toml" not in " ".join(source_lines(NN, answer))
    other = beside(
        ask(stored(20, 5), "barriers/by_type", Scope(), Rule.internal()), replace(THERE, sha256="cd" * 32), "x"
    )
    assert identity(other) != identity(answer)
