"""Every table, column and code has its words in three languages, and no heading can be read two ways."""

from __future__ import annotations

import pytest

from reformspor.contract import load_contract
from reformspor.words import LANGUAGES, catalogue, speak

CONTRACT = load_contract()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_and_column_has_its_words(lang: str) -> None:
    wanted = {f"contract.{name}.{part}" for name in CONTRACT.tables for part in ("title", "grain")}
    for table in CONTRACT.tables.values():
        for name in table.columns:
            wanted |= {f"contract.{table.name}.columns.{name}.{part}" for part in ("name", "meaning")}
    have = {key for key in catalogue(lang) if key.startswith("contract.")}
    assert have - {"contract.broken"} == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_and_label_has_its_word(lang: str) -> None:
    both = (*CONTRACT.codes.items(), *CONTRACT.labels.items())
    wanted = {f"codes.{name}.{code}" for name, codes in both for code in codes}
    assert {key for key in catalogue(lang) if key.startswith("codes.")} == wanted


@pytest.mark.parametrize("table", CONTRACT.tables)
def test_a_heading_means_one_column_in_whatever_language_it_is_written(table: str) -> None:
    meant: dict[str, str] = {}
    for name in CONTRACT.tables[table].columns:
        headings = {speak(lang)(f"contract.{table}.columns.{name}.name") for lang in LANGUAGES} | {name}
        for heading in {" ".join(heading.casefold().split()) for heading in headings}:
            assert meant.setdefault(heading, name) == name, heading
            assert not CONTRACT.forbids(heading), heading


@pytest.mark.parametrize("code_list", CONTRACT.codes)
def test_a_code_word_means_one_code_in_whatever_language_it_is_written(code_list: str) -> None:
    meant: dict[str, str] = {}
    former = CONTRACT.former.get(code_list, {})
    for code in CONTRACT.codes[code_list]:
        words = {speak(lang).code(code_list, code).casefold() for lang in LANGUAGES}
        for word in {code, *words, *(one.casefold() for one in former.get(code, ()))}:
            assert meant.setdefault(word, code) == code, word
            assert not set(word) & set(";|"), word
