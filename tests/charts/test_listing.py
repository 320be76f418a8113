"""Listings: codes and headings in words, numbers as they are, and a search that finds what the reader reads."""

from reformspor.charts import listing, matching, options, wanted
from reformspor.words import speak
from tests.charts.given import answered

NN, EN = speak("nn"), speak("en")
TYPES = (
    "barrier_id VARCHAR, title VARCHAR, types VARCHAR[], level VARCHAR, answer VARCHAR, "
    "description VARCHAR, days BIGINT"
)
ROWS: list[dict[str, object]] = [
    {"barrier_id": "B1", "title": "Dobbel rapport", "types": ["law", "digital"], "level": "agency", "days": 3},
    {"barrier_id": "B2", "title": None, "types": [], "level": None, "description": "Eit langt skjema", "days": None},
]
COLUMNS = ("barrier_id", "title", "types", "level", "answer", "days")


def test_codes_are_words_and_numbers_stay_numbers() -> None:
    table = listing(answered(ROWS, TYPES), NN, COLUMNS)
    assert table.columns.tolist() == ["Barriere", "Tittel", "Typar", "Nivå", "Dagar"]
    assert table["Typar"].tolist() == ["lov og forskrift; digitale system og datadeling", ""]
    assert table["Nivå"].tolist() == ["Direktorat eller etat", "Ikkje oppgitt"]
    assert table["Dagar"].tolist()[0] == 3


def test_an_answer_that_was_never_given_is_not_said_to_be_unreported() -> None:
    rows = [*ROWS, {"barrier_id": "B3", "title": "Ny", "answer": "refuses", "days": 1}]
    table = listing(answered(rows, TYPES), EN, COLUMNS)
    assert table["Answer"].isna().tolist() == [True, True, False]


def test_a_search_reads_the_readers_words_and_what_is_not_shown() -> None:
    answer = answered(ROWS, TYPES)
    table, whole = listing(answer, NN, COLUMNS), listing(answer, NN, (*COLUMNS, "description"))
    assert matching(table, "direktorat RAPPORT")["Barriere"].tolist() == ["B1"]
    assert matching(table, "skjema").empty
    assert matching(table, "skjema", whole)["Barriere"].tolist() == ["B2"]
    assert len(matching(table, "  ")) == 2


def test_a_choice_shows_id_and_name() -> None:
    assert options(listing(answered(ROWS, TYPES), NN, COLUMNS)) == {
        "B1": "B1 · Dobbel rapport",
        "B2": "B2 · Tittel ikkje vist",
    }


def test_a_search_of_thousands_of_words_is_for_the_first_of_them() -> None:
    text = " ".join(f"ord{number} lov" for number in range(5000))
    words = [word for word in wanted(text, NN, ("type",)) if "=" not in word]
    assert words == ["ord0", "lov", *(f"ord{number}" for number in range(1, 19))]
