"""At the desks a hypothesis is registered, an order drawn and an outcome opened, each once and by a role."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.hypotheses import read_register
from reformspor.snapshot.folder import DataFolder
from reformspor.words import speak

NN = speak("nn")
DESK = """
from reformspor.page.{module} import {module}
from reformspor.page.serving import served
from reformspor.words import speak
{module}(speak("nn"), served())
"""
OPENING = """
import streamlit as st
from reformspor.page.opening import open_outcomes
from reformspor.page.serving import served
from reformspor.words import speak
st.text("opna: " + ", ".join(open_outcomes(speak("nn"), served().manifest, "{level}", ("sick_leave", "ny"))))
"""


@pytest.fixture(scope="module")
def root(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of its own with the constructed municipality, shown."""
    held = shutil.copytree(constructed.root, tmp_path_factory.mktemp("own") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(held))
        yield held


@pytest.fixture
def folder(root: Path) -> Path:
    for name in ("hypotheses.jsonl", "hypotheses.head"):
        (root / name).unlink(missing_ok=True)
    return root


def written(page: AppTest) -> str:
    return " ".join(str(part.value) for part in (*page.markdown, *page.text)) + " ".join(
        str(getattr(part, "body", "")) for part in page.get("html")
    )


def test_a_hypothesis_is_registered_with_a_comma_in_its_number(folder: Path) -> None:
    page = AppTest.from_string(DESK.format(module="register_desk"), default_timeout=60).run()
    page.selectbox(key="hyp_outcome").select("doc_share")
    for name, code in (("direction", "higher"), ("method", "did"), ("comparison", "never")):
        page.selectbox(key=f"hyp_{name}").select(code)
    page.selectbox(key="hyp_role").select("researcher")
    page.text_input(key="hyp_smallest").input("0,75")
    page.button[0].click().run()
    assert not page.exception
    last = read_register(folder, constructed=True).hypotheses[-1]
    assert (last.hypothesis.smallest, last.hypothesis.role, last.constructed) == (0.75, "researcher", True)
    # The outcome of the constructed register was opened long ago.
    assert not last.in_time


def test_a_form_with_faults_says_them_all_and_writes_nothing(folder: Path) -> None:
    page = AppTest.from_string(DESK.format(module="register_desk"), default_timeout=60).run()
    page.button[0].click().run()
    assert not page.exception
    said = written(page)
    for key, places in (("outcome", {}), ("smallest", {"value": "nan"})):
        assert NN(f"hypotheses.fault.{key}", **places) in said
    assert not (folder / "hypotheses.jsonl").exists()


def test_an_order_is_drawn_among_units_that_have_not_begun(folder: Path) -> None:
    page = AppTest.from_string(DESK.format(module="draw_desk"), default_timeout=60).run()
    units = page.multiselect(key="draw_units")
    page.text_input(key="draw_steps").input("2027-01, 2027-06, never")
    page.selectbox(key="draw_role").select("municipal_director")
    units.select("0100").select("0110").select("0200")
    page.button[0].click().run()
    assert not page.exception
    (draw,) = read_register(folder, constructed=True).draws
    assert set(draw.order.units) == {"0100", "0110", "0200"}
    assert draw.repeats
    assert len(draw.order.seed) == 16


def test_a_step_that_is_no_month_is_told(folder: Path) -> None:
    page = AppTest.from_string(DESK.format(module="draw_desk"), default_timeout=60).run()
    page.text_input(key="draw_steps").input("hausten, 2027-06")
    page.button[0].click().run()
    assert NN("planning.desk.step_unread", value="hausten") in written(page)
    assert not (folder / "hypotheses.jsonl").exists()


def test_an_outcome_is_opened_once_by_a_role(folder: Path) -> None:
    page = AppTest.from_string(OPENING.format(level="internal"), default_timeout=60).run()
    assert "opna: sick_leave" in written(page)
    page.button[0].click().run()
    assert NN("hypotheses.no_role") in written(page)
    page.selectbox(key="open_role").select("leader")
    page.button[0].click().run()
    assert not page.exception
    assert "opna: sick_leave, ny" in written(page)
    assert not page.button
    opening = read_register(folder, constructed=True).opened("ny")
    assert opening is not None
    assert opening.role == "leader"


def test_outside_the_house_nothing_is_opened(folder: Path) -> None:
    page = AppTest.from_string(OPENING.format(level="public"), default_timeout=60).run()
    assert NN("hypotheses.closed_inside") in written(page)
    assert not page.button
