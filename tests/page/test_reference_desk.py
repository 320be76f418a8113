"""The desks of other registries' counts and of other municipalities' panels show what is loaded as text."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.page.markup import tag
from reformspor.peers import Peers, Said, add
from reformspor.words import speak

DESK = """
from reformspor.page.reference import references_desk
from reformspor.words import speak
references_desk(speak("nn"), None)
"""
TITLE = "![x](http://a.example/b.png) **feit** [her](http://a.example) :red[x] <b>"
FILE = f"""title = "{TITLE}"
taken = 2014-11-05
reporters = "other"
barriers = 1
source = "K"
[types]
law = 1
"""


def test_a_title_is_no_markdown_on_its_button(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "x.toml").write_text(FILE, "utf-8")
    page = AppTest.from_string(DESK, default_timeout=60).run()
    label = page.button(key="reference-remove-x.toml").label
    for sign in "![]()*:<>":
        assert label.count(sign) == label.count(f"\\{sign}") > 0
    page.button(key="reference-remove-x.toml").click().run()
    assert not (tmp_path / "reference" / "x.toml").exists()


def test_a_panel_is_taken_away_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    today = dt.date(2026, 3, 1)
    table = b"municipality;time;outcome;start\n1;2020;3;\n1;2021;4;\n2;2020;3;2021\n2;2021;5;2021\n"
    given = add(tmp_path, table, Said(TITLE, "K", "prosent", today), today)
    assert isinstance(given, Peers)
    text = DESK.replace("references_desk", "peers_desk").replace("page.reference", "page.peers")
    page = AppTest.from_string(text, default_timeout=60).run()
    key = f"peers-remove-{given.file}"
    assert page.button(key=key).label.count("\\*") == TITLE.count("*")
    page.button(key=key).click().run()
    assert not page.exception
    assert not (tmp_path / "peers" / given.file).exists()
    said = "".join(part.value for part in page.get("html"))
    assert tag("p", speak("nn")("peers.desk.removed", title=TITLE)).text.removeprefix("<p>") in said
    assert TITLE not in said
