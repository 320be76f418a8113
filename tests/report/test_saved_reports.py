"""Reports are kept whole, shown to those they are for alone, and held against what they showed when last made."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.passport import Difference, Numbers, Passport, Place, digest_of
from reformspor.report.differences_said import difference_said
from reformspor.report.figures import changes
from reformspor.report.leaves import Comment
from reformspor.report.order import Item, Order, plain, read_order
from reformspor.report.saved import MOST, Made, find, keep, keep_made, last_made, remove, reports
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import WITHDRAWN
from reformspor.words import speak

NN = speak("nn")
SAID = Comment("leader", "2026-11-23T03:00:00+00:00", "Sjå dette.")
ORDER = Order(
    "abcd1234",
    "Til kommunestyret",
    "nn",
    "public",
    (Item("overview", ("overview_sessions_held_by_month_1",), {"period": "2026-01..2026-06"}, {"": (SAID,)}),),
    {"period": "2025-01..2025-12"},
    by="leader",
)
BENT = plain(ORDER).replace('"2026-01..2026-06"', "7")
HOURS = Numbers(("role", "month", "hours"), (0, 1), (("helper", "2026-01-01", "12.5"), ("leader", "2026-01-01", "3")))


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def passport(numbers: Numbers | None, says: str = "Timane", question_hash: str = "q", digest: str = "") -> Passport:
    return Passport(
        "RS-1",
        says,
        "nn",
        "resources/hours_by_role_month",
        question_hash,
        None,
        {},
        {},
        "s1",
        "Eksempel",
        "2026-10-31",
        True,
        (),
        (),
        "reformspor",
        "lock",
        digest or (digest_of(numbers) if numbers is not None else "d"),
        numbers,
    )


def test_an_order_is_read_as_it_was_written_with_its_comments() -> None:
    assert read_order(plain(ORDER)) == ORDER


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 99}', plain(ORDER)[:-20], "[" * 100_000, BENT])
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="order"):
        read_order(text)


def test_a_kept_report_is_found_changed_and_taken_away(data: DataFolder) -> None:
    keep(data, ORDER, "internal")
    assert find(data, ORDER.id, "internal") == ORDER
    changed = replace(ORDER, title="Ny tittel")
    keep(data, changed, "internal")
    assert reports(data, "internal") == (changed,)
    assert remove(data, ORDER.id, "internal") == changed
    assert reports(data, "internal") == ()
    with pytest.raises(ReformsporError, match="unknown"):
        find(data, ORDER.id, "internal")


@pytest.mark.parametrize(("level", "own"), [("internal", "public"), ("research", "public"), ("internal", "research")])
def test_a_report_for_a_narrower_circle_is_neither_shown_nor_overwritten(
    data: DataFolder, level: str, own: str
) -> None:
    guarded = replace(ORDER, level=level)
    keep(data, guarded, "internal")
    assert reports(data, own) == ()  # type: ignore[arg-type]
    for deed in (
        lambda: find(data, ORDER.id, own),
        lambda: remove(data, ORDER.id, own),
        lambda: keep(data, ORDER, own),
    ):  # type: ignore[arg-type]
        with pytest.raises(ReformsporError, match="unknown"):
            deed()
    assert find(data, ORDER.id, "internal") == guarded


@pytest.mark.parametrize("name", ["../settings", "a", "", "A B C D", "x" * 60, ".hidden"])
def test_a_name_that_leads_elsewhere_is_no_report(data: DataFolder, name: str) -> None:
    with pytest.raises(ReformsporError, match="unknown"):
        keep(data, replace(ORDER, id=name), "internal")
    with pytest.raises(ReformsporError, match="unknown"):
        find(data, name, "internal")


def test_a_torn_file_hides_no_other_report_and_too_many_are_refused(data: DataFolder) -> None:
    keep(data, ORDER, "internal")
    folder = data.root / "reports"
    (folder / "torn0001.json").write_text(plain(ORDER)[:50], "utf-8")
    assert reports(data, "internal") == (ORDER,)
    for at in range(MOST - 1):
        (folder / f"many{at:04}.json").write_text(plain(replace(ORDER, id=f"many{at:04}")), "utf-8")
    with pytest.raises(ReformsporError, match="full"):
        keep(data, replace(ORDER, id="onemore1"), "internal")
    keep(data, replace(ORDER, title="Den same"), "internal")


def test_what_was_shown_at_one_level_is_not_held_against_another(data: DataFolder) -> None:
    keep(data, ORDER, "internal")
    made = Made("2026-11-23T03:00:00+00:00", "s1", (("overview/a?#1", passport(HOURS)),))
    keep_made(data, ORDER, made)
    assert last_made(data, ORDER) == made
    assert last_made(data, replace(ORDER, level="internal")) is None
    keep_made(data, replace(ORDER, id="notkept1"), made)
    assert last_made(data, replace(ORDER, id="notkept1")) is None
    assert json.loads((data.root / "reports" / f"{ORDER.id}.made").read_text("utf-8"))["level"] == "public"


def test_what_a_withdrawn_snapshot_showed_is_forgotten(data: DataFolder) -> None:
    keep(data, ORDER, "internal")
    keep_made(data, ORDER, Made("2026-11-23T03:00:00+00:00", "s1", (("overview/a?#1", passport(HOURS)),)))
    (data.snapshots / "s1").mkdir(parents=True)
    (data.snapshots / "s1" / WITHDRAWN).touch()
    assert last_made(data, ORDER) is None
    assert not (data.root / "reports" / f"{ORDER.id}.made").exists()


def test_every_figure_is_told_apart_by_what_became_of_it() -> None:
    altered = replace(HOURS, rows=(("helper", "2026-01-01", "13.5"), HOURS.rows[1]))
    was = tuple((name, passport(HOURS)) for name in ("overview/same", "overview/other", "overview/anew", "cost/gone"))
    was += (("overview/moved", replace(passport(HOURS), place=Place("overview", "a", {}))),)
    was += (("cost/large", passport(None, digest="before")),)
    now = (
        ("overview/same", passport(HOURS)),
        ("overview/other", passport(altered, "Timane auka")),
        ("overview/anew", passport(altered, question_hash="r")),
        ("overview/moved", replace(passport(altered), place=Place("overview", "a", {"period": "2026-01.."}))),
        ("overview/new", passport(HOURS)),
        ("cost/large", passport(None, digest="after")),
    )
    found = changes(was, now)
    assert [one.what for one in found] == ["same", "changed", "asked_anew", "asked_anew", "new", "unknown", "gone"]
    assert found[1].numbers == (Difference("helper · 2026-01-01", "hours", "12.5", "13.5"),)
    assert (found[1].says, found[1].was, found[1].page) == ("Timane auka", "Timane", "overview")


def test_a_changed_number_is_said_with_its_row_and_column_in_words() -> None:
    one = Difference("helper · 2026-01-01", "hours", "12.5", "13.5")
    said = difference_said(one, "resources/hours_by_role_month", ("role", "month"), NN, {})
    assert said == "Hjelpar · januar 2026: timar, sikre var 12,5, er 13,5"
    month = Difference("helper · 2026-01-01 · 2026-01-01", "hours", None, "2")
    said = difference_said(month, "resources/hours_by_role_month", ("role", "month_from", "month_to"), NN, {})
    assert said == "Hjelpar · januar 2026: timar, sikre var –, er 2"
    gone = Difference("helper · 2026-01-01", "", "helper · 12.5", None)
    assert difference_said(gone, "resources/hours_by_role_month", ("role", "month"), NN, {}).endswith("rada er borte")
