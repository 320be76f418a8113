"""A call is a data file: those of the program are whole, a municipality's own takes its place or says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reformspor.application import Call, CallFault, load_calls, our_calls, read_call
from reformspor.application.calls import FILLS, OWN
from reformspor.application.plan import HEADS
from reformspor.page.filling import FILLING
from reformspor.page.filling.need import known_sources
from reformspor.words import LANGUAGES, speak

SHORT = """
[[sections]]
key = "need"
fills = ["barriers"]
asks = ["challenge", "our_own"]

[texts.name]
nn = "Eiga utlysing"
nb = "Egen utlysning"
en = "Our own call"
[texts.about]
nn = "Kort."
nb = "Kort nok."
en = "Short."
[texts.ask.our_own]
nn = "noko for oss sjølve"
nb = "noe for oss selv"
en = "something of our own"
"""


def test_every_name_a_file_may_use_fills_something() -> None:
    assert set(FILLING) == set(FILLS)


@pytest.mark.parametrize("call", our_calls(), ids=lambda call: call.code)
def test_a_call_of_ours_has_its_words_in_every_language_and_shows_all_that_can_be_filled(call: Call) -> None:
    for lang in LANGUAGES:
        words = speak(lang)
        said = [call.said(words, what) for what in ("name", "about", *(f"ask.{ask}" for ask in call.asks))]
        assert all(said)
        assert len(set(said)) == len(said)
    assert {fill for section in call.sections for fill in section.fills} == set(FILLS)
    # What the data plan asks can be written in the call it stands in.
    asks = {ask for questions in HEADS.values() for _, held in questions.values() for ask in held}
    assert asks <= set(call.asks)


@pytest.mark.parametrize("call", our_calls(), ids=lambda call: call.code)
def test_each_thing_fills_one_section_so_that_a_figure_has_one_place(call: Call) -> None:
    fills = [fill for section in call.sections for fill in section.fills]
    assert len(fills) == len(set(fills))


def test_a_municipalitys_own_call_stands_beside_ours_or_in_the_place_of_one(tmp_path: Path) -> None:
    own = tmp_path / OWN
    own.mkdir()
    (own / "municipal.toml").write_text(SHORT, "utf-8")
    (own / "phd.toml").write_text(SHORT, "utf-8")
    calls, wrong = load_calls(tmp_path)
    assert wrong == ()
    assert [call.code for call in calls] == [*(call.code for call in our_calls()), "municipal"]
    held = {call.code: call for call in calls}
    assert held["phd"].said(speak("en"), "name") == "Our own call"
    assert held["municipal"].said(speak("nn"), "ask.our_own") == "noko for oss sjølve"
    assert held["municipal"].said(speak("nn"), "ask.challenge") == speak("nn")("application.ask.challenge")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SHORT.replace('"barriers"', '"barrier"'), "fill"),
        (SHORT.replace('"our_own"]', '"another"]'), "texts"),
        (SHORT.replace('en = "Our own call"', ""), "texts"),
        (SHORT.replace("[texts.about]", "[texts.elsewhere]"), "texts"),
        (SHORT.replace('key = "need"', 'key = "Need!"'), "name"),
        (SHORT.replace('"challenge"', '"our_own"'), "twice"),
        (SHORT.replace("[texts.name]", "[[sections]]\nkey = 'need'\n[texts.name]"), "twice"),
        ("roles = ['wizard']\n" + SHORT, "role"),
        ("colour = 'red'\n" + SHORT, "unknown"),
        (SHORT.replace("fills =", "filled ="), "unknown"),
        ("[texts.name]\nnn = 'x'\nnb = 'y'\nen = 'z'", "sections"),
        ("sections = 3\n", "sections"),
        ("packages = 3\n" + SHORT, "many"),
        (SHORT.replace('"challenge"', ", ".join(f'"a{n}"' for n in range(201))), "many"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_why_in_every_language(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CallFault) as found:
        read_call("own", text)
    assert found.value.code == code
    own = tmp_path / OWN
    own.mkdir()
    (own / "own.toml").write_text(text, "utf-8")
    calls, [(name, fault)] = load_calls(tmp_path)
    assert (name, len(calls)) == ("own.toml", len(our_calls()))
    for lang in LANGUAGES:
        assert "own.toml" in speak(lang)(f"application.wrong.{fault.code}", file=name, **fault.places)


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"[[sections", b"x = '" + b"a" * 300_000 + b"'"])
def test_a_file_that_is_no_call_at_all_takes_nothing_with_it(body: bytes, tmp_path: Path) -> None:
    own = tmp_path / OWN
    own.mkdir()
    (own / "own.toml").write_bytes(body)
    calls, [(_, fault)] = load_calls(tmp_path)
    assert fault.code in ("unread", "long")
    assert calls == our_calls()


def test_what_is_published_beforehand_says_who_when_and_what_and_names_nobody() -> None:
    for one in known_sources():
        assert re.search(r"\d{4}", one["year"])
        assert one["by"]
        for lang in LANGUAGES:
            assert speak(lang)(f"application.sources.{one['key']}")
