"""The annex has a chapter for each section, its numbers from answers, every open field listed, and nothing made up."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from reformspor.application import our_calls
from reformspor.application.codebook import codebook_table
from reformspor.choices.in_kind import counted_rates
from reformspor.contract import load_contract
from reformspor.page.exhibits import Maker
from reformspor.page.handout import Found
from reformspor.page.making import work
from reformspor.page.navigation import view_of
from reformspor.page.reporting import paper_of, write_report
from reformspor.page.serving import Served, answer, chosen
from reformspor.passport import identity
from reformspor.report.figures import changes, places
from reformspor.report.leaves import Chapter, Exhibit, Items, Plain, Report, Said
from reformspor.report.markdown_report import cell, markdown_report, plain
from reformspor.report.order import Item, Order
from reformspor.report.order import plain as as_text
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak
from tests.application.conftest import ANSWERS, NOW, Make
from tests.application.written import CALL

NN = speak("nn")


def written(report: Report) -> str:
    """Every sentence of a report, with ordinary spaces."""
    said = []
    for chapter in report.chapters:
        for leaf in chapter.leaves:
            match leaf:
                case Said():
                    said.append(leaf.text)
                case Items():
                    said += leaf.texts
                case Plain():
                    said.append(leaf.table.to_string())
                case Exhibit():
                    said.append(leaf.headline)
    return "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")


def grid(report: Report, key: str, lang: str = "nn") -> pd.DataFrame:
    """The table of a caption."""
    caption = speak(lang)(key)
    [found] = [x for c in report.chapters for x in c.leaves if isinstance(x, Plain) and x.caption == caption]
    return found.table


def chapter(report: Report, section: str) -> Chapter:
    title = CALL.said(speak(report.lang), f"section.{section}")
    [found] = [one for one in report.chapters if one.title == title]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_section_is_a_chapter_and_the_list_of_figures_has_every_figure(annex: Make, lang: str) -> None:
    report, words = annex(lang), speak(lang)
    titles = [CALL.said(words, f"section.{one.key}") for one in CALL.sections]
    ends = [words("application.end.figures"), words("application.end.open")]
    assert [one.title for one in report.chapters] == [*titles, *ends]
    listed = grid(report, "application.figures.title", lang)
    exhibits = list(report.exhibits)
    assert listed.iloc[:, 0].tolist() == [one.headline for one in exhibits]
    assert listed.iloc[:, 1].tolist() == [one.passport.id for one in exhibits]
    assert listed.iloc[:, 2].tolist() == [one.answer.name for one in exhibits]
    assert len({one.passport.id for one in exhibits}) == len(exhibits) > 20


def test_the_sentences_hold_the_numbers_of_the_answers_with_their_period(annex: Make, applied: Served) -> None:
    text = written(annex())

    def asked(name: str) -> pd.DataFrame:
        return answer(applied.manifest.id, name, Scope(), "public").frame

    levels, response, sessions = asked("barriers/by_level"), asked("barriers/response"), asked("sessions/by_level")
    n, still = int(levels["n"].sum()), int(levels["n_open"].sum())
    assert re.search(rf"{n} barrierar er melde i perioden \w+ \d{{4}} – oktober 2026: {still} står opne", text)
    assert f"{int(response['asked'].sum())} gonger er ein eigar spurd" in text
    assert f"{int(response['joined'].sum())} ville vera med" in text
    assert f"{int(sessions['n_sessions'].iloc[0])} økter er haldne" in text


def test_another_period_is_asked_for_and_said(annex: Make, applied: Served) -> None:
    year = annex(months="year")
    levels = answer(
        applied.manifest.id,
        "barriers/by_level",
        Scope.from_address({"period": "2025-11..2026-10"}),
        "public",
    )
    assert f"{int(levels.frame['n'].sum())} barrierar er melde i perioden november 2025 – oktober 2026" in written(year)
    assert written(year) != written(annex())
    assert year.period == NN.period(levels.scope.first, levels.scope.last)  # type: ignore[arg-type]
    assert annex().period == "heile perioden"


def test_every_open_field_is_listed_and_none_that_is_written_in(annex: Make) -> None:
    report = annex()
    [said, points] = report.chapters[-1].leaves
    assert isinstance(points, Items)
    left = [ask for ask in CALL.asks if ask not in ANSWERS]
    assert list(points.texts[:-1]) == [CALL.said(NN, f"ask.{ask}") for ask in left]
    assert points.texts[-1] == NN("application.packages.left", n=len(CALL.packages) - 2, all=len(CALL.packages))
    assert said == Said(NN("application.left", n=len(left), all=len(CALL.asks)))
    fields = [leaf.text for one in report.chapters for leaf in one.leaves if isinstance(leaf, Said) and leaf.open]
    for ask in CALL.asks:
        asks = CALL.said(NN, f"ask.{ask}")
        # A field the plan asks for too stands in two places, under one number.
        marked = {text for text in fields if text.endswith(f": {asks}]")}
        number = left.index(ask) + 1 if ask not in ANSWERS else None
        assert marked == ({NN("application.open_field", n=number, asks=asks)} if number else set()), ask


def test_what_is_written_in_a_field_stands_with_role_and_day_inside_and_is_nowhere_outside(annex: Make) -> None:
    inside, outside = written(annex()), written(annex(own="public"))
    assert "Tida går til skjema." in inside
    assert re.search(r"Skrive av forskar, \d+\. \w+ \d{4}", inside)
    for text in ANSWERS.values():
        assert not any(line in outside.splitlines() for line in text.splitlines())
    assert "Skrive av" not in outside


def test_planned_hours_are_counted_by_the_rule_and_what_nobody_planned_is_a_dash(annex: Make, applied: Served) -> None:
    table = grid(annex(), "application.packages.title").set_index("Arbeidspakke")
    rates = counted_rates(chosen(applied.manifest.id))
    lead = table.loc[NN("application.package.lead")]
    assert [lead[name] for name in ("Hjelpar", "Leiar", "Timar i alt")] == ["120", "40,5", "160,5"]
    assert lead["Eigeninnsats i kroner (overslag)"] == NN.number(120 * rates["helper"] + 40.5 * rates["leader"])
    assert table.loc[NN("application.package.explore")].tolist() == ["–"] * 4
    whole = table.loc[NN("application.packages.sum")]
    assert [whole[name] for name in ("Hjelpar", "Leiar", "Timar i alt")] == ["150", "40,5", "190,5"]


def test_an_hour_counts_in_the_plan_what_it_counts_on_the_page_about_cost(applied: Served) -> None:
    rows = answer(applied.manifest.id, "cost/by_role", Scope(), "internal").copy_rows()
    leaves = set(load_contract().codes["role"])
    counted = {row["role"]: row["counted_rate"] for row in rows if row["role"] in leaves and row["counted_rate"]}
    assert len(counted) > 5
    rates = counted_rates(chosen(applied.manifest.id))
    assert {role: rates[role] for role in counted} == pytest.approx(counted)


def test_the_codebook_has_every_column_of_what_was_delivered_with_its_rows(applied: Served) -> None:
    coverage, files = (answer(applied.manifest.id, name, Scope(), "public") for name in ("data/coverage", "data/files"))
    table = codebook_table(coverage, files, NN)
    delivered = set(files.frame["table_name"])
    expected = sum(len(one.columns) - 1 for name, one in load_contract().tables.items() if name in delivered)
    assert len(table) == expected
    row = coverage.frame.set_index(["table_name", "column_name"]).loc[("barriers", "severity")]
    found = table[(table["Tabell"] == "Barrierar") & (table["Namn i data"] == "severity")].iloc[0]
    assert found["Rader"] == NN.number(int(row["n"]))
    assert found["Manglar"] == NN.percent(float(row["missing_share"]), 1)
    persons = table[table["Tabell"] == NN("contract.resource_use.title")]
    assert set(persons["Rader"]) == {""}
    assert set(persons["Vern"]) == {NN("application.codebook.ledger"), NN("application.codebook.personal")}


def test_a_figure_is_found_again_where_its_passport_says_it_stands(annex: Make, applied: Served) -> None:
    for one in list(annex().exhibits)[::6]:
        place = one.passport.place
        assert place is not None
        asking = paper_of(dict(place.address), applied, NN, "public", Maker(place.page)).asking
        with pytest.raises(Found) as found:
            view_of(place.page)(replace(asking, wanted=place.key))
        assert identity(found.value.card.answer) == one.passport.id


def test_the_sample_names_sessions_and_no_text_and_another_seed_draws_others(annex: Make, applied: Served) -> None:
    [drawn] = [one for one in annex().exhibits if one.answer.name == "application/sample"]
    assert len(drawn.answer.frame) == 16
    assert not {"title", "purpose"} & set(drawn.answer.frame.columns)
    order = Order("a1b2", "", "nn", "public", (Item("application", (drawn.passport.place.key,), {"part": "sampling"}),))  # type: ignore[union-attr]
    again, other = (
        next(
            write_report(
                replace(order, items=(replace(order.items[0], address={"part": "sampling", "s": given}),)),
                applied,
                own="internal",
                now=NOW,
            ).exhibits
        )
        for given in ("n16_f1", "n16_f2")
    )
    assert again.answer.frame.equals(drawn.answer.frame)
    assert set(other.answer.frame["session_id"]) != set(drawn.answer.frame["session_id"])
    assert identity(other.answer) != identity(drawn.answer)


def test_the_same_annex_twice_is_the_same(annex: Make, applied: Served) -> None:
    again = write_report(
        Order("a1b2", "Søknad", "nn", "public", (Item("application", (), {"call": CALL.code, "months": "all"}),)),
        applied,
        own="internal",
        now=NOW,
    )
    assert markdown_report(again) == markdown_report(annex())
    assert again.passports == annex().passports


def test_the_text_file_has_every_number_of_every_table_as_shown(annex: Make) -> None:
    report = annex()
    lines = [line for line in markdown_report(report).splitlines() if line.startswith("| ")]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    held = [tuple(part.strip() for part in row) for row in rows]
    for one in report.exhibits:
        assert one.table is not None
        for values in one.table.to_numpy(dtype=object):
            assert tuple(plain(cell(value, NN)) for value in values) in held, one.headline


def test_the_text_file_shows_what_was_typed_as_it_was_typed_and_keeps_headings_in_order(annex: Make) -> None:
    text = markdown_report(annex())
    assert r"Det \| skal \*ikkje\* vera \<slik\>." in text
    levels = [len(match[1]) for match in re.finditer(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("call", our_calls()[1:], ids=lambda call: call.code)
def test_the_other_calls_are_written_whole_in_english(call: object, applied: Served) -> None:
    code = call.code  # type: ignore[attr-defined]
    order = Order("a1b2", "", "en", "research", (Item("application", (), {"call": code}),))
    report = write_report(order, applied, own="research", now=NOW)
    assert len(list(report.exhibits)) > 20
    assert not any(one.answer.state != "ok" for one in report.exhibits)


def test_an_annex_is_made_as_a_report_is_and_what_changed_since_is_found_chapter_by_chapter(
    annex: Make, applied: Served, tmp_path: Path
) -> None:
    order = Order("a1b2", "Søknad", "nn", "public", (Item("application", (), {"call": CALL.code, "months": "all"}),))
    out = tmp_path / "annex.md"
    given = {"deed": "make", "order": as_text(order), "own": "internal", "kind": "md", "out": str(out)}
    made = work(given, lambda step, at, of: None)
    assert made["name"].endswith(".md")
    assert "Tida går til skjema." in out.read_text("utf-8")
    kept = places(order, annex())
    assert [passport for _, passport in kept] == [one.passport for one in annex().exhibits]
    assert {one.what for one in changes(kept, kept)} == {"same"}
