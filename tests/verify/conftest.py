"""A small report of the constructed municipality in every format, and one figure as the files a card hands out."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from reformspor.page.against import beside
from reformspor.page.exports import csv_bytes, xlsx_bytes
from reformspor.page.remade import DOCUMENTS
from reformspor.page.reporting import write_report
from reformspor.page.serving import Served, served
from reformspor.passport.carry import put
from reformspor.report.leaves import Comment, Exhibit, Report
from reformspor.report.order import Item, Order
from reformspor.snapshot.folder import DataFolder
from reformspor.words import speak

NOW = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
SAID = Comment("leader", "2026-11-20T10:00:00+00:00", "Sjå særleg på dette, punkt 3.")
KEYS = ("resources_resources_hours_by_role_month_1", "resources_resources_paid_by_1")
ORDER = Order(
    "abcd1234",
    "Til kommunestyret",
    "nn",
    "public",
    (Item("resources", KEYS, {"period": "2026-01..2026-06"}, {"": (SAID,)}), Item("overview", ("number_1",))),
    by="leader",
)


@pytest.fixture(scope="session")
def own_data(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the constructed municipality's folder, for snapshots that are taken away and damaged."""
    return Path(shutil.copytree(constructed.root, tmp_path_factory.mktemp("verify") / "data"))


@pytest.fixture
def held(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("REFORMSPOR_DATA", str(own_data))
    now = served()
    assert now is not None
    return now


@pytest.fixture(scope="session")
def report(own_data: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(own_data))
        now = served()
        assert now is not None
        return write_report(ORDER, now, own="internal", by="leader", now=NOW)


@pytest.fixture(scope="session")
def files(report: Report, own_data: Path) -> dict[str, bytes]:
    """Bytes by name: the report in four formats, without pictures, and its first figure as CSV and workbook."""
    made = {f"report.{kind}": next(make(report)) for kind, make in DOCUMENTS.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(own_data))
        now, words, first = served(), speak("nn"), next(report.exhibits)
        assert isinstance(first, Exhibit)
        assert now is not None
        given = (first.answer, words, now.choices.units, *beside(first.answer, words))
        made["figure.csv"] = put("csv", csv_bytes(*given), [first.passport])
        made["figure.xlsx"] = put("xlsx", xlsx_bytes(*given), [first.passport])
    return made
