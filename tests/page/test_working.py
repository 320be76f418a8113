"""A reader sees what slow work waits for or failed of, can have it done again, and is given what it came to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.page.kept_work import kept_work, key_of
from reformspor.page.workshop import workshop
from reformspor.words import speak

NN = speak("nn")
# What no method can make anything of, so that the worker breaks.
BROKEN = {"panel": None, "asked": None, "design": None}
PAGE = f"""
import streamlit as st
from reformspor.page.working import worked
from reformspor.words import speak
found = worked(speak("nn"), "study", {BROKEN!r})
st.text("funne: " + str(found))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    for made in (kept_work, workshop):
        made.cache_clear()
    yield
    for made in (kept_work, workshop):
        made.cache_clear()


def shown(page: AppTest) -> str:
    return " ".join(str(getattr(part, "body", "") or getattr(part, "value", "")) for part in page.get("html"))


def test_work_that_failed_says_so_and_can_be_asked_for_again() -> None:
    page = AppTest.from_string(PAGE, default_timeout=60).run()
    for _ in range(60):
        if NN("work.failed") in shown(page):
            break
        page.run()
    assert NN("work.failed") in shown(page)
    assert NN("work.study.not_done") in shown(page)
    assert [button.label for button in page.button] == [NN("work.again")]
    page.button[0].click().run()
    assert page.text[0].value == "funne: None"
    assert not page.exception


def test_what_has_been_worked_out_is_given_at_once() -> None:
    kept_work().put(key_of("study", BROKEN), json.dumps({"design": "its"}))
    page = AppTest.from_string(PAGE, default_timeout=60).run()
    assert page.text[0].value == "funne: {'design': 'its'}"
    assert len(page.button) == 0
    assert workshop().busy == 0


def test_what_is_read_aloud_when_it_changes_is_the_step_and_not_each_second() -> None:
    page = AppTest.from_string(f"""
import time
from reformspor.page.working import _draw
from reformspor.page.workshop import Standing
from reformspor.words import speak
standing = Standing("working", "wild", 3, 10, 0, time.monotonic() - 41.5)
_draw(speak("nn"), "study", "{"k" * 64}", {{}}, standing)
""").run()
    aloud, _, rest = shown(page).partition("</div>")
    assert 'role="status"' in aloud
    assert NN("work.at", at=3, of=10, step=NN("work.study.step.wild")) in aloud
    assert NN("work.taken", seconds="41") in rest
    assert not page.exception
