"""Freshness is said in the reader's language, and months are decided on the page as by the command."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.page.approvals import _runs
from reformspor.page.freshness import freshness_said
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.periods import decide, read_log, standing_months
from reformspor.snapshot.rhythm import Freshness, Pace
from reformspor.words import LANGUAGES, speak
from tests.snapshot.exports import has_taken_in

DUE = dt.date(2026, 3, 15)
DESK = """
from reformspor.page.periods import periods_desk
from reformspor.words import speak
periods_desk(speak("nn"))
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    data = has_taken_in(DataFolder(tmp_path / "data"))
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    return data


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", ["fresh", "stale", "once", "constructed"])
def test_how_fresh_the_data_are_is_a_sentence(state: str, lang: str) -> None:
    found = Freshness(state, dt.date(2026, 2, 28), Pace("monthly", 15), DUE, 3)  # type: ignore[arg-type]
    said = freshness_said(speak(lang), found)
    assert "2026" in said
    assert said.endswith(".")
    assert ("15" in said) == (state in ("fresh", "stale"))
    assert ("3" in said) == (state == "stale")


def test_months_in_a_row_that_were_decided_alike_are_said_as_one(data: DataFolder) -> None:
    for month in ("2026-01", "2026-02"):
        decide(data, month, "locked")
    decide(data, "2026-03", "approved", role="hr_lead")
    said = _runs(speak("nn"), list(standing_months(read_log(data), "kommune").values()))
    assert [line.split(" (")[0] for line in said] == ["januar\N{EN DASH}februar 2026", "mars 2026"]


def test_a_month_is_locked_and_unlocked_on_the_page_and_unlocking_asks_why(data: DataFolder) -> None:
    page = AppTest.from_string(DESK, default_timeout=60).run()
    assert page.selectbox(key="period-month").options[0] == "mars 2026 · ikkje avgjord"
    page.button(key="period-lock").click().run()
    assert [(entry.state, entry.month) for entry in read_log(data)] == [("locked", "2026-03")]
    assert page.selectbox(key="period-month").options[0] == "mars 2026 · låst"
    assert page.button(key="period-lock").disabled
    page.button(key="period-unlock").click().run()
    assert len(read_log(data)) == 1, "no reason was given"
    page.text_input(key="period-reason").set_value("Feil i timane").run()
    page.button(key="period-unlock").click().run()
    assert [(entry.state, entry.reason) for entry in read_log(data)][1:] == [("unlocked", "Feil i timane")]
