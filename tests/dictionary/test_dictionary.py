"""Every table, column, code, word and question stands in the dictionary; the codebook says what the contract says."""

from __future__ import annotations

import csv
import io
import json

import pytest
import python_calamine

from pages import dictionary
from reformspor.cli import main
from reformspor.contract import load_contract
from reformspor.dictionary import find, matching, sections, terms
from reformspor.dictionary.codebook import codebook_csv, codebook_json, codebook_xlsx
from reformspor.dictionary.example import example
from reformspor.dictionary.tables import column_name
from reformspor.page.dictionary import address_of
from reformspor.questions import load_questions
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

CONTRACT, QUESTIONS = load_contract(), load_questions()
STORE = small(hours=False)


def paper(lang: str, **page: object) -> TextPage:
    made = TextPage(STORE, speak(lang), **page)  # type: ignore[arg-type]
    dictionary.view(made)
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_and_every_code_stands_on_the_page(lang: str) -> None:
    words, written = speak(lang), paper(lang).written.splitlines()
    known = set(written)
    for table in CONTRACT.tables.values():
        assert words(table.title_key) in known
        entry = find(sections(lang), table.name)
        assert entry is not None
        assert [part.code for part in entry.parts] == list(table.columns)
        for column in table.columns.values():
            assert {column.name, column_name(table, column, words)} <= known
            assert words(f"contract.{table.name}.columns.{column.name}.meaning") in known
            said = find(sections(lang), f"{table.name}.{column.name}")
            assert said is not None
            codes = CONTRACT.codes[column.codes] if column.codes else ()
            assert [(code, word) for code, word, _ in said.codes] == [(c, words.code(column.codes, c)) for c in codes]  # type: ignore[arg-type]
    for name, codes in CONTRACT.codes.items():
        for code in codes:
            assert any(line.startswith(f"{code}: {words.code(name, code)}") for line in written), (name, code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_stands_on_the_page_with_its_measure_owner_and_method(lang: str) -> None:
    words, written = speak(lang), set(paper(lang).written.splitlines())
    for name, question in QUESTIONS.items():
        entry = find(sections(lang), name)
        assert entry is not None
        assert {words(f"{question.word_key}.asks"), words(f"{question.word_key}.measure"), name} <= written
        assert any(words.date(question.review_by) in fact.value for fact in entry.facts)
        assert entry.question == name
        assert any(block.kind == "table" for block in example(name)), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_has_a_definition_of_its_own(lang: str) -> None:
    words_section = next(section for section in sections(lang) if section.key == "words")
    assert len(words_section.entries) >= 50
    for entry in words_section.entries:
        assert len(entry.means.split()) >= 3, entry.term
    assert len({entry.means for entry in words_section.entries}) == len(words_section.entries)
    bodies = next(section for section in sections(lang) if section.key == "bodies")
    assert {entry.code for entry in bodies.entries} == {
        "dfd",
        "kdd",
        "ks",
        "dfo",
        "digdir",
        "doga",
        "county_governor",
        "rcn",
    }


def test_an_entry_can_be_asked_for_and_is_shown_first() -> None:
    page = paper("nn", chosen="barriers.owner_level")
    assert page.lines.index("Eigarnivå") < page.lines.index("Tillitsreform")
    assert address_of("barriers.owner_level", {"lang": "nn"}) == "?lang=nn&term=barriers.owner_level"


def test_terms_are_unique_and_lead_to_their_entries() -> None:
    for lang in LANGUAGES:
        known = sections(lang)
        assert all(find(known, term) is not None for term in terms(known))
        linked = {
            fact.term for s in known for e in s.entries for part in (e, *e.parts) for fact in part.facts if fact.term
        }
        assert linked <= set(terms(known))
    total = sum(1 + len(entry.parts) for section in sections("nn") for entry in section.entries)
    assert len(terms(sections("nn"))) == total


@pytest.mark.parametrize(
    ("text", "term"),
    [("owner_level", "barriers.owner_level"), ("FRIKJØP stillinga", "word.release"), ("Digdir", "body.digdir")],
)
def test_a_search_finds_every_word_whatever_its_capitals(text: str, term: str) -> None:
    found = matching(sections("nn"), text)
    assert find(found, term) is not None
    assert sum(len(section.entries) for section in found) < 20
    assert matching(sections("nn"), "finst ikkje i noka ordliste") == ()


def test_the_codebook_read_back_equals_the_contract() -> None:
    columns = [(table.name, column) for table in CONTRACT.tables.values() for column in table.columns.values()]
    for lang in LANGUAGES:
        words = speak(lang)
        rows = list(csv.reader(io.StringIO(codebook_csv(words).decode("utf-8-sig")), delimiter=";"))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(codebook_xlsx(words)))
        sheet = book.get_sheet_by_index(1).to_python()
        assert sheet == rows
        assert len(rows) == 1 + len(columns)
        for row, (table, column) in zip(rows[1:], columns, strict=True):
            key = f"contract.{table}.columns.{column.name}"
            assert row[:4] == [table, column.name, words(f"{key}.name"), words(f"{key}.meaning")]
            assert (row[7] or None, row[8] or None) == (column.references, column.codes)
            needed = "derived" if column.derived else "required" if column.required else "optional"
            assert row[5] == words(f"dictionary.column_{needed}")
            assert row[9] == words(f"dictionary.privacy.{column.privacy}")
            assert bool(row[6]) == (column.minimum is not None or column.maximum is not None)
        codes = [tuple(row[:3]) for row in book.get_sheet_by_index(2).to_python()[1:]]
        assert codes == [(n, c, words.code(n, c)) for n, listed in CONTRACT.codes.items() for c in listed]
        measures = [row[0] for row in book.get_sheet_by_index(3).to_python()[1:]]
        assert sorted(measures) == sorted(QUESTIONS)


def test_the_machine_readable_codebook_holds_the_contract_whole_in_three_languages() -> None:
    said = json.loads(codebook_json())
    for table in CONTRACT.tables.values():
        made = said["tables"][table.name]
        assert (tuple(made["key"]), made["required"], tuple(made["systems"])) == (
            table.key,
            table.required,
            table.systems,
        )
        for column in table.columns.values():
            got = made["columns"][column.name]
            for name in ("type", "required", "derived", "or_day", "codes", "references", "decimals", "privacy"):
                assert got[name] == getattr(column, name), (table.name, column.name, name)
            assert got["minimum"] == (None if column.minimum is None else float(column.minimum))
            assert set(got["name"]) == set(got["meaning"]) == set(LANGUAGES)
    assert {name: tuple(codes) for name, codes in said["codes"].items()} == dict(CONTRACT.codes)
    assert set(said["questions"]) == set(QUESTIONS)
    assert all(said["questions"][name]["sha256"] == question.digest for name, question in QUESTIONS.items())


def test_no_cell_of_the_codebook_opens_a_door_in_a_spreadsheet() -> None:
    for lang in LANGUAGES:
        for row in csv.reader(io.StringIO(codebook_csv(speak(lang)).decode("utf-8-sig")), delimiter=";"):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_command_writes_one_entry_all_of_them_or_the_codebook(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dictionary", "barriers.owner_level", "--lang", "en"]) == 0
    assert "Owner level (owner_level)" in capsys.readouterr().out
    assert main(["dictionary"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in QUESTIONS)
    assert main(["dictionary", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"]
    assert main(["dictionary", "--csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 1 + sum(len(table.columns) for table in CONTRACT.tables.values())
    assert main(["dictionary", "barriers.eigar"]) == 3
    assert "barriers." in capsys.readouterr().err
