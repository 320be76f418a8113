"""The review as a reader meets it: words in every language, texts never as markup, and a process that stays outside."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pages import barriers, data, register, review, sessions
from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.page.exports import csv_bytes, xlsx_bytes
from reformspor.page.markup import tag
from reformspor.page.review import highlighted, place
from reformspor.review import load_rules, marks
from reformspor.review.child import approve_in_child, decide_in_child, list_in_child
from reformspor.scope import Scope
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import open_current
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.review.given import ROLE, approve, take, titles
from tests.views.paper import TextPage

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def admitted(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    data = DataFolder(tmp_path_factory.mktemp("admitted") / "data")
    take(data, tmp_path_factory.mktemp("export"))
    return data


def store_of(folder: DataFolder) -> DuckStore:
    opened = open_current(folder)
    assert opened is not None
    return opened[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_say_how_many_texts_wait_and_lead_to_them_only_inside_the_house(
    admitted: DataFolder, lang: str
) -> None:
    words, store = speak(lang), store_of(admitted)
    for view, n in ((barriers, 2), (sessions, 3), (data, 5)):
        inside, outside = TextPage(store, words), TextPage(store, words, rule=Rule.public())
        view.view(inside)
        view.view(outside)
        said = words("review.waiting.said", n=n)
        assert said in inside.lines
        assert said in outside.lines
        assert f"{words('review.go')} [review]" in inside.lines
        assert f"{words('review.go')} [review]" not in outside.lines


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_review_page_counts_the_texts_of_each_column_by_its_name(admitted: DataFolder, lang: str) -> None:
    words = speak(lang)
    paper = TextPage(store_of(admitted), words)
    review.view(paper)
    assert paper.lines[0] == f"# {words('review.title')}"
    assert "review" in paper.lines
    _, table = paper.tables[0]
    assert table.iloc[:, 0].tolist() == [words("contract.sessions.title"), words("contract.barriers.title")]
    assert table.iloc[:, 1].tolist() == [
        words("contract.sessions.columns.title.name"),
        words("contract.barriers.columns.title.name"),
    ]
    assert table.iloc[:, 3].tolist() == [3, 2]
    assert "dobbel" not in paper.written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_title_that_is_not_shown_is_said_to_be_with_the_id(admitted: DataFolder, lang: str) -> None:
    words = speak(lang)
    paper = TextPage(store_of(admitted), words)
    barriers.view(paper)
    assert words("review.untitled_of", id="B1") in paper.written
    register.view(paper)
    listed = next(table for answer, table in paper.tables if answer.name == "barriers/register")
    assert listed.iloc[:, 1].tolist() == [words("review.untitled")] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mark_is_named_in_words_and_no_text_becomes_markup(lang: str) -> None:
    words = speak(lang)
    hostile = "<img src=x onerror=alert(1)> **md** Kari Nordmann <script>"
    found = [vars(mark) for mark in marks(hostile, load_rules())]
    made = tag("p", *highlighted(words, hostile, found)).text
    assert "<img" not in made
    assert "<script" not in made
    assert made.count("<mark") == 1
    assert f'Kari Nordmann <span class="rs-mark-label">{words("review.mark.name")}</span>' in made
    text = {"table": "phase_events", "key": "T01|2026-01-15|explore", "column": "reason"}
    day, phase = words.date(dt.date(2026, 1, 15)), words.code("phase", "explore")
    assert place(words, text).startswith(f"{words('contract.phase_events.title')} · T01 · {day} · {phase} · ")


def test_exports_at_the_public_level_carry_reviewed_and_open_text_only(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    take(folder, tmp_path / "in")
    approve(folder, "B1", "B2")
    # B1 is open to all, B2 is internal; the sessions' titles still wait.
    held = {"internal": ({"Krav om dobbel rapportering", "Uklart ansvar"}), "public": {"Krav om dobbel rapportering"}}
    for level, shown in held.items():
        for name in ("barriers/register", "barriers/ageing", "sessions/listing"):
            answer = ask(store_of(folder), name, Scope(), Rule.of(level))
            text = csv_bytes(answer, speak("nn"), {}).decode("utf-8-sig")
            for said in ("Krav om dobbel rapportering", "Uklart ansvar", "Kari Nordmann", "Møte to"):
                assert (said in text) == (said in shown and name != "sessions/listing"), (level, name, said)
            assert xlsx_bytes(answer, speak("nn"), {})


WATCHED = """
import os, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in ("open", "os.open") else None)
from reformspor.review.child import approve_in_child, list_in_child
from reformspor.snapshot.folder import data_folder
data = data_folder()
said = list_in_child(data, lang="nn", state="waiting", limit=10)
assert len(said["texts"]) == 5
approve_in_child(data, lang="nn", role="leader", seen=4)
private = [path for path in opened if "/private/" in path]
assert not private, private
"""


def test_the_process_that_serves_lists_and_decides_without_opening_the_private_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    take(folder, tmp_path / "in")
    environment = os.environ | {"REFORMSPOR_DATA": str(folder.root), "REFORMSPOR_LEVEL": "internal"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert titles(folder) == {"B1": "Krav om dobbel rapportering", "B2": "Uklart ansvar"}


def test_choices_reach_the_child_by_a_pipe_and_what_it_refuses_is_said(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    take(folder, tmp_path / "in")
    texts = {each["key"]: each for each in list_in_child(folder, lang="nn", state="all", limit=50)["texts"]}
    marked = {"ref": texts["S1"]["ref"], "verb": "approve"}
    with pytest.raises(Exception, match="merkt"):
        decide_in_child(folder, [marked], lang="nn", role=ROLE)
    with pytest.raises(Exception, match="you saw 3"):
        approve_in_child(folder, lang="en", role=ROLE, seen=3)
    done = decide_in_child(folder, [marked | {"opened": True}], lang="nn", role=ROLE)
    assert (done["decided"], done["waiting"]) == (1, 4)
    assert titles(folder, "sessions", "session_id")["S1"] == "Oppstart med Kari Nordmann"
