"""At the desk a report is put together piece by piece; inside it is kept at once, and strangers leave nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.page.handout import handout
from reformspor.page.kept_work import KeptWork, key_of
from reformspor.page.press import FILES, JOBS, MOST_BYTES, MOST_JOBS, Job, link_of, press
from reformspor.report.order import Item, Order
from reformspor.report.saved import keep, reports
from reformspor.snapshot.folder import DataFolder
from reformspor.words import speak

NN = speak("nn")
DESK = """
from reformspor.page.report_desk import report_desk
from reformspor.page.serving import served
from reformspor.words import speak
report_desk(speak("nn"), served())
"""
KEPT = Order("abcd1234", "Til rådet", "nn", "public", (Item("resources"), Item("barriers")))


@pytest.fixture(scope="module")
def root(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    held = shutil.copytree(constructed.root, tmp_path_factory.mktemp("own") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(held))
        press.cache_clear()
        yield held
    press.cache_clear()


@pytest.fixture
def data(root: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    shutil.rmtree(root / "reports", ignore_errors=True)
    monkeypatch.delenv("REFORMSPOR_LEVEL", raising=False)
    return DataFolder(root)


def desk(**params: str) -> AppTest:
    page = AppTest.from_string(DESK, default_timeout=120)
    for name, value in params.items():
        page.query_params[name] = value
    return page.run()


def shown(page: AppTest) -> str:
    return " ".join(str(getattr(part, "body", "")) for part in page.get("html"))


def labelled(parts: object, key: str, **places: object) -> object:
    return next(part for part in parts if part.label == NN(key, **places))  # type: ignore[attr-defined]


def kept(data: DataFolder) -> Order:
    (one,) = reports(data, "internal")
    return one


def test_what_is_added_moved_and_taken_out_is_kept_as_it_is_done(data: DataFolder) -> None:
    page = desk()
    assert reports(data, "internal") == ()
    page.selectbox(key="report_add_0").set_value("overview").run()
    page.button(key="report-add").click().run()
    page.selectbox(key="report_add_1").set_value("resources").run()
    figures = page.multiselect(key="report_add_keys_1_resources")
    figures.set_value(["resources_resources_paid_by_1"]).run()
    page.button(key="report-add").click().run()
    assert [(item.page, item.keys) for item in kept(data).items] == [
        ("overview", ()),
        ("resources", ("resources_resources_paid_by_1",)),
    ]
    page.button(key="report-up-1").click().run()
    assert [item.page for item in kept(data).items] == ["resources", "overview"]
    page.button(key="report-remove-0").click().run()
    assert [item.page for item in kept(data).items] == ["overview"]
    assert not page.exception


def test_title_language_level_and_period_are_kept_with_the_report(data: DataFolder) -> None:
    keep(data, KEPT, "internal")
    page = desk(report=KEPT.id)
    labelled(page.text_input, "report.desk.title").set_value("Ny").run()  # type: ignore[attr-defined]
    labelled(page.selectbox, "report.desk.lang").set_value("en").run()  # type: ignore[attr-defined]
    labelled(page.selectbox, "report.desk.level").set_value("research").run()  # type: ignore[attr-defined]
    labelled(page.selectbox, "frame.filters.first").set_value(dt.date(2026, 1, 1)).run()  # type: ignore[attr-defined]
    found = kept(data)
    assert (found.title, found.lang, found.level, found.address) == ("Ny", "en", "research", {"period": "2026-01.."})
    assert found.items == KEPT.items


def test_a_comment_is_signed_and_dated_and_needs_a_role(data: DataFolder) -> None:
    keep(data, KEPT, "internal")
    page = desk(report=KEPT.id)
    page.text_area[0].set_value("Sjå særleg dette.")
    sign = [button for button in page.button if button.label == NN("report.desk.sign")]
    sign[0].click().run()
    assert NN("report.desk.comment_lacks") in shown(page)
    assert kept(data).items[0].comments == {}
    page.text_area[0].set_value("Sjå særleg dette.")
    labelled(page.selectbox, "report.desk.role").set_value("leader")  # type: ignore[attr-defined]
    next(button for button in page.button if button.label == NN("report.desk.sign")).click().run()
    (said,) = kept(data).items[0].comments[""]
    assert (said.by, said.text) == ("leader", "Sjå særleg dette.")
    assert said.at.startswith("20")
    assert kept(data).by == "leader"


def test_a_figure_sent_from_its_card_brings_its_filters_and_joins_the_report_that_is_chosen(data: DataFolder) -> None:
    keep(data, KEPT, "internal")
    page = desk(add="resources", key="resources_resources_paid_by_1", period="2026-01..2026-06", lang="nn")
    assert NN("questions.resources.paid_by.asks") in shown(page)
    page.button(key="report-join").click().run()
    last = kept(data).items[-1]
    assert last == Item("resources", ("resources_resources_paid_by_1",), {"period": "2026-01..2026-06"})


def test_strangers_put_together_what_is_public_and_leave_nothing(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(data, KEPT, "internal")
    monkeypatch.setenv("REFORMSPOR_LEVEL", "public")
    page = desk(report=KEPT.id, add="resources")
    assert KEPT.title not in shown(page)
    assert all(KEPT.title not in str(box.options) for box in page.selectbox)
    assert labelled(page.selectbox, "report.desk.level").options == [NN("frame.level.public")]  # type: ignore[attr-defined]
    assert NN("frame.pages.resources") in shown(page)
    assert reports(data, "internal") == (KEPT,)
    assert not page.exception


def test_a_report_for_those_inside_is_not_opened_by_its_address_elsewhere(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(data, Order("secret01", "Løyndom", "nn", "internal", KEPT.items), "internal")
    monkeypatch.setenv("REFORMSPOR_LEVEL", "research")
    page = desk(report="secret01")
    assert NN("report.problem.unknown", id="secret01") in shown(page)
    assert "Løyndom" not in shown(page) + str([box.value for box in page.text_input])


def test_a_finished_file_is_fetched_by_its_link_alone(data: DataFolder) -> None:
    files = data.root / "reports" / FILES
    given = {"deed": "make", "kind": "zip", "out": str(files / ("a" * 24))}
    job = Job(key_of("report", given), "make", given)
    files.mkdir(parents=True)
    (files / ("a" * 24)).write_bytes(b"PK heile fila")
    KeptWork(data.root / "reports" / JOBS, MOST_BYTES, MOST_JOBS).put(job.key, '{"name": "fil.zip", "bytes": 13}')
    path, _, query = link_of(job).partition("?")
    found = handout(path, query, "internal")
    assert found is not None
    assert (found.body, found.file_name, found.content_type) == (b"PK heile fila", "fil.zip", "application/zip")
    assert handout(path, query.replace("a" * 24, "b" * 24), "internal") is None
    assert handout(path.replace(".zip", ".exe"), query, "internal") is None
