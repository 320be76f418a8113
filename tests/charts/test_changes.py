"""What a snapshot changed is read in words, and summed up in one line that says nothing it cannot know."""

import pytest

from reformspor.charts.changes import changed, summed_up
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered

TYPES = (
    "table_name VARCHAR, change VARCHAR, column_name VARCHAR, n BIGINT, amount_before DOUBLE, amount_after DOUBLE, "
    "amount_more DOUBLE, examples VARCHAR[]"
)
ROWS: list[dict[str, object]] = [
    {
        "table_name": "resource_use",
        "change": "released",
        "amount_before": 820,
        "amount_after": 1004,
        "amount_more": 184,
    },
    {"table_name": "sessions", "change": "added", "n": 2, "examples": ["S8", "S9"]},
    {"table_name": "sessions", "change": "changed", "n": 1, "examples": ["S7"]},
    {"table_name": "sessions", "change": "column", "column_name": "status", "n": 1, "examples": ["S7"]},
    {"table_name": "sessions", "change": "refused", "amount_before": 3, "amount_after": 0, "amount_more": -3},
    {"table_name": "files", "change": "changed", "n": 1, "examples": ["økter.csv"]},
]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_line_sums_up_rows_refusals_and_hours_and_leaves_files_to_the_table() -> None:
    said = plain(summed_up(answered(ROWS, TYPES), speak("nn")))
    assert said == "Sidan sist: 2 nye rader, 1 endra rad, 3 færre avviste rader og 184 timar frigjevne"


def test_a_snapshot_that_changed_only_its_files_says_that_nothing_in_the_tables_changed() -> None:
    assert summed_up(answered(ROWS[-1:], TYPES), speak("en")) == "Nothing in the tables has changed since last time"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_the_table_is_in_the_readers_words(lang: str) -> None:
    table = changed(answered(ROWS, TYPES), speak(lang))
    cells = {str(cell) for column in table.columns[:2] for cell in table[column]}
    assert len(table) == len(ROWS)
    assert not cells & {"resource_use", "sessions", "files", "released", "added", "changed", "column", "refused"}
    assert table.iloc[1, 0] == speak(lang)("contract.sessions.title")


def test_the_column_that_changed_is_named_and_examples_stand_beside() -> None:
    table = changed(answered(ROWS, TYPES), speak("nn"))
    assert "Rader der kolonnen er endra: status" in list(table["Endring"])
    assert list(table["Til dømes"])[1] == "S8, S9"
    assert list(table["Endring"])[-1] == "Endra filer"
