"""What the applicant writes is signed, dated, kept whole, and shown to nobody outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reformspor.application import fields_of, held_calls, hours_of, keep_answer, read_answers
from reformspor.application.calls import OWN
from reformspor.application.kept import LONGEST
from reformspor.choices import choices_from
from reformspor.choices.in_kind import counted_rates
from reformspor.errors import ReformsporError
from reformspor.words import LANGUAGES, speak
from tests.application.written import CALL, keep


def test_an_answer_is_signed_and_dated_and_a_new_one_takes_its_place(tmp_path: Path) -> None:
    keep(tmp_path, "challenge", "Tida går til skjema.")
    first = read_answers(tmp_path, CALL.code, constructed=True)
    keep(tmp_path, "challenge", "Tida går til rapportering.", role="leader")
    held = read_answers(tmp_path, CALL.code, constructed=True)
    assert (held.answers["challenge"].text, held.answers["challenge"].by) == ("Tida går til rapportering.", "leader")
    assert held.answers["challenge"].at >= first.answers["challenge"].at
    assert held.begun == first.begun
    keep(tmp_path, "challenge", "  ")
    assert read_answers(tmp_path, CALL.code, constructed=True).answers == {}


def test_what_is_written_beside_constructed_numbers_is_not_what_is_written_beside_real_ones(tmp_path: Path) -> None:
    keep(tmp_path, "challenge", "Berre prøve.")
    assert read_answers(tmp_path, CALL.code, constructed=False).answers == {}


def test_outside_the_house_nothing_of_it_is_read(tmp_path: Path) -> None:
    keep(tmp_path, "challenge", "Utkast.")
    assert "challenge" in held_calls(tmp_path, constructed=True, inside=True).written[CALL.code].answers
    assert held_calls(tmp_path, constructed=True, inside=False).written == {}


@pytest.mark.parametrize(
    ("field", "text", "role", "code"),
    [
        ("challenge", "Ring 41 22 33 44 om dette.", "leader", "person"),
        ("challenge", "Skriv til nokon@example.com.", "leader", "person"),
        ("challenge", "x" * (LONGEST + 1), "leader", "long"),
        ("challenge", "Greitt.", "", "role"),
        ("challenge", "Greitt.", "wizard", "role"),
        ("nothing_of_ours", "Greitt.", "leader", "field"),
        ("../challenge", "Greitt.", "leader", "field"),
        ("hours.lead.helper", "mykje", "leader", "hours"),
        ("hours.lead.helper", "-4", "leader", "hours"),
        ("hours.lead.helper", "1e9", "leader", "hours"),
        ("hours.lead.citizen", "4", "leader", "field"),
        ("dmp_contact_mail", "ikkje ei adresse", "leader", "mail"),
        ("dmp_contact_mail", "a@example.com b@example.com", "leader", "mail"),
    ],
)
def test_what_cannot_be_kept_is_told_in_every_language_and_nothing_is_written(
    field: str, text: str, role: str, code: str, tmp_path: Path
) -> None:
    wrong = keep_answer(tmp_path, CALL, field, text, role=role, constructed=True)
    assert [one.code for one in wrong] == [code]
    for lang in LANGUAGES:
        assert speak(lang)(f"application.kept.{code}", **wrong[0].places)
    assert not (tmp_path / OWN).exists()


@pytest.mark.parametrize("body", ["", "{", '{"form": 2}', '{"form": 1, "answers": {"challenge": 3}}', "[]"])
def test_a_file_that_cannot_be_read_is_told_of_and_never_written_over(body: str, tmp_path: Path) -> None:
    file = tmp_path / OWN / f"{CALL.code}-constructed.answers.json"
    file.parent.mkdir()
    file.write_text(body, "utf-8")
    with pytest.raises(ReformsporError) as found:
        keep(tmp_path, "challenge", "Nytt.")
    assert file.name in speak("nn")(found.value.key, **found.value.details)
    assert file.read_text("utf-8") == body
    held = held_calls(tmp_path, constructed=True, inside=True)
    assert [(name, fault.code) for name, fault in held.wrong] == [(file.name, "answers")]
    assert CALL.code not in held.written


def test_a_file_of_answers_holds_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    keep(tmp_path, "challenge", "Tida går til skjema.")
    [file] = (tmp_path / OWN).iterdir()
    said = json.loads(file.read_text("utf-8"))
    assert set(said) == {"form", "begun", "answers"}
    assert set(said["answers"]["challenge"]) == {"by", "at", "text"}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("12", 12.0),
        ("1 250,5", 1250.5),
        ("0", 0.0),
        ("100000", 100_000.0),
        ("100001", None),
        ("tolv", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, hours: float | None) -> None:
    assert hours_of(text) == hours


def test_every_field_of_a_call_can_be_written_in(tmp_path: Path) -> None:
    for field in fields_of(CALL):
        text = "12" if field.startswith("hours.") else "post@example.com" if field.endswith("_mail") else "Tekst."
        keep(tmp_path, field, text)
    assert set(read_answers(tmp_path, CALL.code, constructed=True).answers) == set(fields_of(CALL))


def test_without_the_rule_or_a_salary_nothing_counts() -> None:
    assert counted_rates(choices_from({"rates": {"helper": {"hourly_nok": 400}}})) == {}
    assert counted_rates(choices_from({"rates": {"helper": {"annual_salary_nok": 500_000}}})) == {"helper": 600.0}
    both = {"rates": {"helper": {"annual_salary_nok": 500_000, "hourly_nok": 400}}}
    assert counted_rates(choices_from(both)) == {"helper": 400.0}
    rich = {"rates": {"leader": {"annual_salary_nok": 2_000_000}}}
    assert counted_rates(choices_from(rich)) == {"leader": 1100.0}
