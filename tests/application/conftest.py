"""The constructed municipality in a folder of its own, with some of the fields written in, and its annex made once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reformspor.disclosure import Level
from reformspor.page.reporting import write_report
from reformspor.page.serving import Served, served
from reformspor.report.leaves import Report
from reformspor.report.order import Item, Order
from reformspor.snapshot.folder import DataFolder, data_folder
from tests.application.written import CALL, keep

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
ANSWERS = {
    "challenge": "Tida går til skjema.\nDet | skal *ikkje* vera <slik>.",
    "dmp_contact": "Eininga for kvalitet",
    "dmp_contact_mail": "postmottak@example.com",
    "dmp_archive": "Sikt, innan to år",
    "dmp_licence": "https://creativecommons.org/licenses/by/4.0/",
    "hours.lead.helper": "120",
    "hours.lead.leader": "40,5",
    "hours.spread.helper": "30",
}
Make = Callable[..., Report]
Asked = tuple[str, Level, Level, str]


@pytest.fixture(scope="session")
def written_in(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, with ANSWERS written by researchers."""
    own = Path(shutil.copytree(constructed.root, tmp_path_factory.mktemp("applied") / "data"))
    for field, text in ANSWERS.items():
        keep(own, field, text)
    return own


@pytest.fixture(scope="module")
def applied(written_in: Path) -> Iterator[Served]:
    """What is served of it; the folder is named for the tests of one file, and for none that come after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(written_in))
        assert data_folder().root == written_in
        now = served()
        assert now is not None
        yield now


@pytest.fixture(scope="session")
def made() -> dict[Asked, Report]:
    """Annexes that have been made in this run."""
    return {}


@pytest.fixture(scope="module")
def annex(applied: Served, made: dict[Asked, Report]) -> Make:
    """The annex of the first call, made once for each language, level and level of the process."""

    def make(lang: str = "nn", level: Level = "public", own: Level = "internal", months: str = "all") -> Report:
        asked = (lang, level, own, months)
        if asked not in made:
            item = Item("application", (), {"call": CALL.code, "months": months})
            made[asked] = write_report(Order("a1b2", "Søknad", lang, level, (item,)), applied, own=own, now=NOW)
        return made[asked]

    return make
