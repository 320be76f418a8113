"""The rules point at names, numbers and health, and leave bodies, places and plain prose alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.intake.persons import FIRST, SECOND
from reformspor.review import KINDS, load_rules, marks, words_of

RULES = load_rules()


def found(text: str, *bodies: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.kind) for mark in marks(text, RULES, words_of(bodies))]


def birth_number(day: int, month: int, individual: int = 123) -> str:
    """A number that passes the control digits, from a day and month with what D, H and synthetic numbers add."""
    for middle in range(individual, individual + 50):
        digits = f"{day:02}{month:02}70{middle:03}"
        first = -sum(int(d) * w for d, w in zip(digits, FIRST, strict=False)) % 11
        second = -sum(int(d) * w for d, w in zip(f"{digits}{first}", SECOND, strict=False)) % 11
        if first < 10 and second < 10:
            return f"{digits}{first}{second}"
    raise AssertionError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oppstart med Kari Nordmann", "Kari Nordmann"),
        ("Kari Nordmann seier nei", "Kari Nordmann"),
        ("Kari seier nei", "Kari"),
        ("Sak frå møtet. Hansen vil ikkje vera med", "Hansen"),
        ("Me spurde rektor Lie om dette", "Lie"),
        ("Rektor Lie vil ikkje", "Lie"),
        ("møte med dr. Berg", "Berg"),
        ("Eigenmelding til Nasrin Qaderi", "Nasrin Qaderi"),
        ("Vedtak for Ola von Tysse i haust", "Ola von Tysse"),
        ("Ho Anne-Grete ringde", "Anne-Grete"),
        ("Svar frå Per O. Vik", "Per O. Vik"),
        ("KARI NORDMANN må ringast", "KARI NORDMANN"),
        ("Gjeld Knuts sak", "Knuts"),
        ("The case of Mary Smith is late", "Mary Smith"),
        ("Saken gjelder Kjersti", "Kjersti"),
        ("Saka gjeld Endre", "Endre"),
        ("Endre Nordmann vil ikkje", "Endre Nordmann"),
        ("KARI-ANNE NORDMANN må ringast", "KARI-ANNE NORDMANN"),
    ],
)
def test_a_name_is_marked(text: str, name: str) -> None:
    assert found(text) == [(name, "name")]


@pytest.mark.parametrize(
    "text",
    [
        "Sogndal kommune",
        "Statsforvaltaren i Vestland",
        "Krav frå Statsforvaltaren i Vestland og Helsedirektoratet",
        "Uklart ansvar mellom DFD og KS",
        "Møte i Microsoft Teams",
        "Solsida Skule og Lustra Barnehage",
        "Krav om dobbel rapportering",
        "Per i dag finst ingen avtale. Finn ut kven som eig kravet",
        "Plan- og bygningslova § 12",
        "Nav Sogn og Fjordane",
        "Innovasjon Noreg",
        "Digitaliserings- og forvaltningsdepartementet",
        "The School Act asks for this twice",
        "Endre kravet om rapportering. Endre forskrifta",
        "Betre IKT-løysingar og EØS-reglar. Manglar IT-støtte",
        "Brukaren ventar. Leiaren svarar ikkje",
        "",
    ],
)
def test_bodies_places_and_plain_prose_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_the_export_itself_calls_its_units_is_no_person() -> None:
    assert found("Møte på Nordstrand Fjellsyn") == [("Nordstrand Fjellsyn", "name")]
    assert found("Møte på Nordstrand Fjellsyn", "Nordstrand Fjellsyn barnehage") == []


@pytest.mark.parametrize(
    ("kind", "day", "month"),
    [("ordinary", 15, 6), ("D", 55, 6), ("H", 15, 46), ("synthetic", 15, 86)],
)
def test_identity_numbers_of_every_kind_are_marked_when_their_control_digits_hold(
    kind: str, day: int, month: int
) -> None:
    number = birth_number(day, month)
    assert found(f"Gjeld {number[:6]} {number[6:]} i sak 23/1234") == [(f"{number[:6]} {number[6:]}", "number")]
    wrong = f"{number[:10]}{(int(number[10]) + 1) % 10}"
    assert found(f"Sak {wrong}") == [], kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brukaren er sjukmeld og har ein diagnose", ["sjukmeld", "diagnose"]),
        ("Pasienten fikk depresjon", ["depresjon"]),
        ("The user has dementia", ["dementia"]),
        ("On sick leave since May", ["sick leave"]),
        ("Angst for nye krav", ["Angst"]),
    ],
)
def test_words_of_health_are_marked_in_three_languages(text: str, words: list[str]) -> None:
    assert [said for said, kind in found(text) if kind == "health"] == words


@pytest.mark.parametrize(
    "text", ["Helsesektoren treng meir tid", "Sjukeheimen har nye krav", "rusta for det", "hivarar"]
)
def test_words_that_only_begin_like_health_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_ways_to_reach_a_person_are_marked() -> None:
    assert found("Skriv til a.b@example.no eller ring 41 22 33 44") == [
        ("a.b@example.no", "contact"),
        ("41 22 33 44", "contact"),
    ]


@given(st.text(max_size=200))
def test_marks_never_overlap_and_always_lie_inside_the_text(text: str) -> None:
    last = 0
    for mark in marks(text, RULES):
        assert last <= mark.start < mark.end <= len(text)
        assert mark.kind in KINDS
        last = mark.end


@given(st.sampled_from(["Kari Nordmann", "Ola Hansen", "Åse Vik"]), st.text(alphabet="abc åøæ,-", max_size=40))
def test_a_full_name_inside_any_lower_case_text_is_always_marked(name: str, filler: str) -> None:
    assert any(kind == "name" for _, kind in found(f"sak om {filler} {name} {filler}"))
