"""The desk of other registries' counts shows what a file says of itself as text."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DESK = """
from reformspor.page.reference import references_desk
from reformspor.words import speak
references_desk(speak("nn"))
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
