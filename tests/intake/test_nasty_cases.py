"""Every odd and hostile export in the shared folder is answered as its expected.json says."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from exports import SHARED, take, verdict

from reformspor.errors import Fault
from reformspor.words import LANGUAGES, speak

CASES = sorted((SHARED / "nasty" / "cases").glob("*")) if (SHARED / "nasty").is_dir() else []


def said(fault: Fault, lang: str) -> str:
    places = {"file": fault.file, "row": fault.row or "", "column": fault.column or "", "value": fault.value or ""}
    words, values = speak(lang), places | {"table": fault.table or ""} | fault.details
    text = words(f"faults.{fault.code}.said", **values)
    remedy = f"faults.{fault.code}.remedy"
    return f"{text} {words(remedy, **values)}" if words.has(remedy) else text


@pytest.mark.skipif(not CASES, reason="the shared folder with odd exports is not beside the project")
def test_the_shared_folder_has_cases() -> None:
    assert len(CASES) > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_export_is_answered_as_expected(case: Path, tmp_path: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    intake, con = take(case / "in", tmp_path, as_of=dt.date.fromisoformat(expected["as_of"]))
    assert verdict(intake) == expected["verdict"], intake.faults
    if where := expected.get("where"):
        assert (where["file"], where["row"], where["column"]) in {
            (fault.file, fault.row, fault.column) for fault in intake.faults
        }
    if "rows" in expected:
        assert intake.canonical() == expected["rows"]
    messages = " ".join(said(fault, lang) for fault in (*intake.faults, *intake.notices) for lang in LANGUAGES)
    assert "None" not in messages
    for personal in expected.get("never_echo", ()):
        assert personal not in messages
    con.close()
