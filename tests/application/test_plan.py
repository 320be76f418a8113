"""The data management plan answers the core questions, is valid by the standard, and says what nobody has filled in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reformspor.application import Written, our_calls
from reformspor.application.plan import HEADS, Facts, plan_markdown, plan_of
from reformspor.application.plan_json import NOBODY, plan_json
from reformspor.page.filling.data import facts_of
from reformspor.report.leaves import Comment
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.application.conftest import ANSWERS
from tests.application.written import CALL
from tests.views.given import small
from tests.views.paper import TextPage

AT = "2026-11-23T08:00:00+00:00"
SCHEMA = json.loads((Path(__file__).parent / "madmp-1.2.schema.json").read_text("utf-8"))
FULL = Written({name: Comment("researcher", AT, text) for name, text in ANSWERS.items()}, AT)

NN = speak("nn")


@cache
def facts(lang: str = "nn") -> Facts:
    return facts_of(TextPage(small(), speak(lang)))


def machine(lang: str = "nn", written: Written | None = None, call: str = CALL.code) -> dict[str, Any]:
    [one] = [each for each in our_calls() if each.code == call]
    said = plan_json(facts(lang), one, written or Written(), speak(lang), AT)
    held: dict[str, Any] = json.loads(said)
    return held


def faults(said: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return [one.message for one in jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).iter_errors(said)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("call", [one.code for one in our_calls()])
@pytest.mark.parametrize("written", [Written(), FULL], ids=["open", "filled"])
def test_the_plan_for_machines_is_valid_by_the_standard(lang: str, call: str, written: Written) -> None:
    assert faults(machine(lang, written, call)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("dmp", "language"), "nn"),
        (("dmp", "contact", "mbox"), 7),
        (("dmp", "dataset", 0, "personal_data"), "perhaps"),
        (("dmp", "dataset", 0, "distribution", 0, "data_access"), "restricted"),
        (("dmp", "dmp_id", "type"), "isbn"),
        (("dmp", "colour"), "red"),
    ],
)
def test_the_schema_sees_what_is_wrong(place: tuple[str | int, ...], value: object) -> None:
    said: Any = machine()
    inner = said
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert faults(said)


def test_what_the_standard_demands_and_nobody_has_filled_in_is_told_as_open() -> None:
    said = machine()["dmp"]
    assert said["contact"]["mbox"] == NOBODY
    assert NOBODY.endswith(".invalid")
    for ask in CALL.asks:
        if ask.startswith("dmp_"):
            assert CALL.said(speak("nn"), f"ask.{ask}") in said["description"]
    assert {one["data_access"] for each in said["dataset"] for one in each["distribution"]} == {"closed"}


def test_what_is_filled_in_takes_its_place_and_a_licence_stands_only_where_data_are_shared() -> None:
    said = machine(written=FULL)["dmp"]
    assert (said["contact"]["name"], said["contact"]["mbox"]) == ("Eininga for kvalitet", "postmottak@example.com")
    assert NOBODY not in json.dumps(said)
    access = {one["title"]: one["distribution"][0] for one in said["dataset"]}
    closed = [title for title, one in access.items() if one["data_access"] == "closed"]
    assert closed == [one["title"] for one in said["dataset"] if one["personal_data"] == "yes"]
    assert all(("license" in one) == (one["data_access"] == "shared") for one in access.values())


def test_records_of_persons_and_the_sums_of_them_are_datasets_of_their_own(store: DuckStore) -> None:
    [call] = [each for each in our_calls() if each.code == CALL.code]
    held = facts_of(TextPage(store, NN))
    said = json.loads(plan_json(held, call, Written(), NN, AT))["dmp"]
    kinds = {one["dataset_id"]["identifier"].rpartition("/")[2] for one in said["dataset"]}
    assert kinds == {"open", "private", "released"}
    for one in said["dataset"]:
        assert one["personal_data"] == ("yes" if one["dataset_id"]["identifier"].endswith("/private") else "no")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_core_question_is_answered_or_asked(lang: str) -> None:
    plan = plan_of(facts(lang), speak(lang))
    assert len(plan) == 6
    assert list(plan) == list(HEADS)
    for head, questions in plan.items():
        for one in questions:
            assert one.said or one.asks, (head, one.key)
            assert "{" not in " ".join(one.said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_as_text_says_that_numbers_are_constructed_and_what_is_open(lang: str) -> None:
    words = speak(lang)
    text = plan_markdown(facts(lang), CALL, FULL, words)
    assert f"**{words('application.constructed')}**" in text
    assert text.count("\n## ") == 6
    assert words("application.open", asks=CALL.said(words, "ask.dmp_owner")) in text
    assert words("application.open", asks=CALL.said(words, "ask.dmp_archive")) not in text
    assert "Sikt, innan to år" in text
