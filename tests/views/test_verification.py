"""Etterprøving says what can be verified in every language, and a verdict is shown with all that is not the same."""

from __future__ import annotations

import pytest

from pages import verification as view
from reformspor.page.checked import Differing, Figure, File
from reformspor.page.verify_desk import verdict
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

HOSTILE = "<img src=x onerror=alert(1)>"
CELL = Differing("seen", "Figur 1", "2026-01-01", "Timar", "812", "182")
FIGURE = Figure("RS-1234-ABCD-5678", HOSTILE, "same", snapshot="20261031-demo", level="public", constructed=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_written_in_every_language_with_its_desks(lang: str) -> None:
    paper = TextPage(small(), speak(lang))
    view.view(paper)
    assert paper.lines[0] == f"# {speak(lang)('verification.title')}"
    assert "verify_desk" in paper.lines
    assert "{" not in paper.written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_shows_the_whole_each_figure_and_from_what_to_what(lang: str) -> None:
    words = speak(lang)
    shown = verdict(words, File(HOSTILE, "csv", "changed", (FIGURE,), (CELL,), notes=("words_added",))).text
    for said in ("812", "182", "2026-01-01", "Timar", FIGURE.id, words("frame.badge")):
        assert said in shown
    assert words("verification.note.words_added") in shown
    assert "<img" not in shown


def test_many_differences_are_told_in_part_and_counted() -> None:
    shown = verdict(speak("nn"), File("a.csv", "csv", "changed", differing=(CELL,) * 50)).text
    assert shown.count("812") < 20
    assert speak("nn")("verification.desk.more", n=38) in shown


def test_a_package_shows_each_file_within_it() -> None:
    inner = File("figur.csv", "csv", "cannot", why="snapshot_gone", details={"id": "20261031-demo"})
    shown = verdict(speak("nn"), File("a.zip", "zip", "cannot", within=(inner,))).text
    assert "figur.csv" in shown
    assert "20261031-demo" in shown


@pytest.mark.parametrize(("level", "uploads"), [("internal", 1), ("research", 0), ("public", 0)])
def test_files_are_taken_only_where_the_door_of_uploads_is_open(
    level: str, uploads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit.testing.v1 import AppTest

    def desk() -> None:
        from reformspor.page.verify_desk import verify_desk
        from reformspor.words import speak

        verify_desk(speak("nn"), None)  # type: ignore[arg-type]

    monkeypatch.setenv("REFORMSPOR_LEVEL", level)
    page = AppTest.from_function(desk, default_timeout=60).run()
    assert not page.exception
    assert len(page.get("file_uploader")) == uploads
    page.button[0].click().run()
    assert not page.exception
