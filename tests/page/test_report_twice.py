"""The same report of the same snapshot is the same document each time, but for its dates, in every format."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pypdf
import pytest

from reformspor.page.reporting import write_report
from reformspor.page.serving import Served
from reformspor.page.writing import document_bytes
from reformspor.report.formats import FORMATS, Format
from reformspor.report.leaves import Report
from reformspor.report.order import Item, Order

NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
FIGURE, TABLE = "resources_resources_hours_by_role_month_1", "resources_resources_unit_load_1"
ORDER = Order(
    "abcd1234",
    "Til kommunestyret",
    "nn",
    "public",
    (Item("resources", (FIGURE, TABLE)), Item("overview", ("number_1",))),
)
# What a CSV carries is packed; the same passports stand unpacked beside it.
PACKED = re.compile(rb"# reformspor \d+/\d+: [^\r\n]*")
DATES = re.compile(rb"2026-11-2[36](T\d\d:\d\d:\d\d(\+00:00|Z)?)?|2[36]\. november 2026")


@pytest.fixture(scope="module")
def reports(held: Served) -> tuple[Report, Report, Report]:
    """Made twice at one moment, and once three days later."""
    first, second = (write_report(ORDER, held, own="internal", now=NOW) for _ in range(2))
    return first, second, write_report(ORDER, held, own="internal", now=NOW + dt.timedelta(days=3, hours=2))


def undated(kind: Format, body: bytes) -> dict[str, bytes]:
    """What is in a file by the names of its parts, with every date taken out."""
    if kind == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(body)).pages
        return {str(at): DATES.sub(b"", page.extract_text().encode()) for at, page in enumerate(pages)}
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {name: PACKED.sub(b"", DATES.sub(b"", package.read(name))) for name in package.namelist()}


@pytest.mark.parametrize("kind", FORMATS)
def test_made_twice_it_is_the_same_but_for_its_dates(kind: Format, reports: tuple[Report, Report, Report]) -> None:
    first, second, later = (document_bytes(report, kind) for report in reports)
    assert first == second
    assert first != later
    before, after = undated(kind, first), undated(kind, later)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
