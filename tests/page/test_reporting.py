"""A report is what its order says: those views, in that order, at that level, the same each time it is made."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reformspor.errors import ReformsporError
from reformspor.page.loose import loose_files
from reformspor.page.making import work
from reformspor.page.outline import outline
from reformspor.page.reporting import write_report
from reformspor.page.serving import Served, answer
from reformspor.page.writing import document_bytes, file_name
from reformspor.passport import digest_of, numbers_of
from reformspor.report.figures import places
from reformspor.report.formats import Format
from reformspor.report.leaves import Comment, Exhibit, Head, NumberRow, Plain, Report, Said
from reformspor.report.order import Item, Order, plain
from reformspor.report.saved import keep, keep_made, last_made
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.words import speak

NN = speak("nn")
NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
SAID = Comment("leader", "2026-11-23T03:00:00+00:00", "Sjå særleg dette.")
FIRST, SECOND = "resources_resources_hours_by_role_month_1", "resources_resources_paid_by_1"
ORDER = Order(
    "abcd1234",
    "Til kommunestyret",
    "nn",
    "public",
    (
        Item("resources", (SECOND, FIRST), {}, {FIRST: (SAID,), "resources_gone_1": (SAID,)}),
        Item("barriers", (), {"period": "2026-01..2026-06"}, {"": (SAID,)}),
    ),
    {"period": "2025-01..2025-12"},
    by="leader",
)


@pytest.fixture(scope="module")
def report(held: Served) -> Report:
    return write_report(ORDER, held, own="internal", now=NOW)


def test_the_figures_stand_in_the_order_they_were_put_with_their_comments(report: Report) -> None:
    first, third = report.chapters[0].leaves
    assert [one.passport.place.key for one in (first, third)] == [SECOND, FIRST]  # type: ignore[union-attr]
    assert third.comments == (SAID,)  # type: ignore[union-attr]
    assert report.chapters[1].comments == (SAID,)


def test_a_comment_on_a_figure_that_is_gone_stands_under_its_view(report: Report) -> None:
    assert report.chapters[0].comments == (SAID,)


@pytest.mark.parametrize(("lang", "sign"), [("nn", " %"), ("en", "%")])
def test_a_per_cent_sign_stands_where_the_language_has_it(held: Served, lang: str, sign: str) -> None:
    report = write_report(Order("r", "Rapport", lang, "internal", (Item("union_reps"),)), held, own="internal", now=NOW)
    numbers = [one for leaf in report.chapters[0].leaves if isinstance(leaf, NumberRow) for one in leaf.numbers]
    shares = [text for one in numbers if "%" in (text := f"{one.value} {one.unit}".strip())]
    assert shares
    assert all(text.removesuffix(sign)[-1].isdigit() for text in shares)


def test_one_number_of_a_view_can_stand_alone_and_one_that_is_gone_is_told_of(held: Served) -> None:
    order = replace(ORDER, items=(Item("overview", ("number_2", "number_99")),))
    number, gone = write_report(order, held, own="internal", now=NOW).chapters[0].leaves
    whole = next(one for one in outline("overview", ORDER.address, held, "nn", "public") if one.key == "number_2")
    assert isinstance(number, NumberRow)
    assert whole.says == f"{number.numbers[0].label}: {number.numbers[0].value} {number.numbers[0].unit}"
    assert gone == Said(NN("report.gone_number"))


def test_a_figure_the_view_no_longer_has_is_told_of(held: Served) -> None:
    order = replace(ORDER, items=(Item("resources", ("resources_resources_cost_9", FIRST)),))
    gone, there = write_report(order, held, own="internal", now=NOW).chapters[0].leaves
    assert isinstance(gone, Said)
    assert NN("questions.resources.cost.asks") in gone.text
    assert there.headline  # type: ignore[union-attr]


def test_the_whole_report_and_a_view_with_a_period_of_its_own_say_what_was_chosen(report: Report) -> None:
    assert report.period == "januar–desember 2025"
    assert report.chapters[0].filters == ""
    assert report.chapters[1].filters == "januar–juni 2026"
    assert all(
        one.passport.scope["period"] == "2025-01..2025-12"
        for one in report.exhibits
        if "resources" in one.passport.question
    )
    assert report.badge == NN("frame.badge")
    assert file_name(report, "docx") == "konstruert_Til-kommunestyret_2026-11-23_nn.docx"


def test_every_number_is_the_one_its_level_is_given_whoever_makes_the_report(held: Served, report: Report) -> None:
    scope = Scope(first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 1))
    exhibit = next(one for one in report.exhibits if one.passport.question == "resources/hours_by_role_month")
    public = answer(held.manifest.id, "resources/hours_by_role_month", scope, "public")
    inside = answer(held.manifest.id, "resources/hours_by_role_month", scope, "internal")
    assert exhibit.passport.digest == digest_of(numbers_of(public)) != digest_of(numbers_of(inside))
    assert {one.rule["level"] for one in report.passports.values()} == {"public"}


def test_made_twice_of_one_snapshot_it_has_the_same_numbers_and_passports(held: Served, report: Report) -> None:
    again = write_report(ORDER, held, own="internal", now=NOW + dt.timedelta(days=2))
    undated = {"made_at": ""}
    assert [replace(one, **undated) for one in again.passports.values()] == [
        replace(one, **undated) for one in report.passports.values()
    ]
    assert [place for place, _ in places(ORDER, again)] == [place for place, _ in places(ORDER, report)]


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (replace(ORDER, level="internal"), "above"),
        (replace(ORDER, level="none"), "unreadable"),
        (replace(ORDER, lang="se"), "unreadable"),
        (replace(ORDER, items=()), "empty"),
        (replace(ORDER, items=(Item("deliver"),)), "page"),
        (replace(ORDER, items=(Item("../settings"),)), "page"),
        (replace(ORDER, address={"role": "kingly"}), "scope"),
    ],
)
def test_an_order_that_cannot_or_may_not_be_made_is_refused(held: Served, order: Order, why: str) -> None:
    with pytest.raises(ReformsporError, match=why) as refused:
        write_report(order, held, own="research", now=NOW)
    assert NN(refused.value.key, **refused.value.details)


def test_a_figure_that_cannot_be_made_is_named(held: Served) -> None:
    told: list[str] = []

    def break_at_the_third(headline: str, _at: int, _of: int) -> None:
        told.append(headline)
        if len(told) == 3:
            raise ZeroDivisionError

    with pytest.raises(ReformsporError) as refused:
        write_report(ORDER, held, own="internal", now=NOW, say=break_at_the_third)
    said = NN(refused.value.key, **refused.value.details)
    assert told[2] in said
    assert NN("frame.pages.barriers") in said


def test_what_can_be_picked_from_a_view_is_what_its_report_has(held: Served) -> None:
    parts = outline("resources", {}, held, "nn", "public")
    whole = write_report(replace(ORDER, address={}, items=(Item("resources"),)), held, own="internal", now=NOW)
    keys = [one.passport.place.key for one in whole.exhibits if one.passport.place]
    assert [part.key for part in parts if not part.is_number] == keys
    assert {FIRST, SECOND} <= {part.key for part in parts}


def test_loose_files_hold_each_figure_once_and_are_the_same_each_time(held: Served) -> None:
    order = replace(ORDER, items=(Item("resources", (FIRST,)), Item("register")))
    made = [loose_files(write_report(order, held, own="internal", now=NOW), lambda *_: None) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as package:
        names = package.namelist()
        kept = json.loads(package.read("passports.json"))
        assert all(name.startswith("konstruert_") for name in names if name.endswith((".csv", ".svg", ".txt")))
        assert sum(name.endswith(".csv") for name in names) == len(
            [one for one in write_report(order, held, own="internal", now=NOW).exhibits if one.table is not None]
        )
        assert {one["rule"]["level"] for one in kept} == {"public"}
        assert package.getinfo(names[0]).date_time == (2026, 11, 23, 0, 0, 0)
        assert all(one["id"] in package.read(next(n for n in names if n.endswith(".txt"))).decode() for one in kept)


def child(given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What a process of its own makes of what is given, and what it told on the way."""
    asked = json.dumps({"name": "report", "given": given}) + "\n"
    with subprocess.Popen(
        [sys.executable, "-m", "reformspor.page.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as done:
        assert done.stdin is not None
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdin.write(asked)
        done.stdin.flush()
        found, told = done.stdout.read(), done.stderr.read()
    assert done.returncode == 0, told
    return json.loads(found), told


def test_a_process_of_its_own_makes_the_whole_file_and_tells_how_far_it_has_come(held: Served, tmp_path: Path) -> None:
    order = replace(ORDER, items=(Item("protection"),), address={})
    out = tmp_path / "x" / "y"
    given = {"deed": "make", "order": plain(order), "own": "internal", "kind": "zip", "out": str(out)}
    found, told = child(given)
    assert out.stat().st_size == found["bytes"]
    assert found["name"] == "konstruert_Til-kommunestyret_" + found["name"][-17:]
    assert "step: set " in told


def test_a_refusal_comes_back_in_words_and_leaves_no_file(held: Served, tmp_path: Path) -> None:
    inside = plain(replace(ORDER, level="internal"))
    for order, own, why in ((inside, "public", "above"), (inside[:-9], "internal", "unreadable")):
        out = tmp_path / "y"
        given = {"deed": "make", "order": order, "own": own, "kind": "zip", "out": str(out)}
        assert work(given, lambda *_: None)["refused"]["key"] == f"report.problem.{why}"
        assert not out.exists()


def test_a_kept_report_is_held_against_its_last_making(held: Served, tmp_path: Path) -> None:
    data, order = data_folder(), replace(ORDER, id="lastmade1", items=(Item("resources", (FIRST, SECOND)),))
    keep(data, order, "internal")
    given = {"deed": "changes", "order": plain(order), "own": "internal"}
    assert work(given, lambda *_: None) == {"made": None}
    work({**given, "deed": "make", "kind": "zip", "out": str(tmp_path / "x")}, lambda *_: None)
    assert [one["what"] for one in work(given, lambda *_: None)["changes"]] == ["same", "same"]
    made = last_made(data, order)
    assert made is not None
    numbers = made.figures[0][1].numbers
    assert numbers is not None
    rows = tuple(tuple("1" if cell is None else cell for cell in row) for row in numbers.rows[1:])
    torn = replace(made.figures[0][1], digest="other", numbers=replace(numbers, rows=rows))
    keep_made(data, order, replace(made, figures=((made.figures[0][0], torn), *made.figures[1:])))
    first, second = work(given, lambda *_: None)["changes"]
    assert (first["what"], second["what"]) == ("changed", "same")
    assert [one["was"] for one in first["numbers"] if not one["column"]] == [None]


@pytest.mark.parametrize("kind", ["docx", "pdf", "zip"])
def test_a_picture_that_cannot_be_drawn_stops_the_document_and_is_named(kind: Format, report: Report) -> None:
    broken = with_a_broken_figure(report)
    headline = next(one.headline for one in broken.exhibits if one.chart is not None)
    with pytest.raises(ReformsporError) as met:
        document_bytes(broken, kind)
    assert (met.value.key, met.value.details["figure"]) == ("report.problem.picture", headline)


def with_a_broken_figure(report: Report) -> Report:
    """The report with a series in its first figure that no program can draw."""
    chapters = []
    for chapter in report.chapters:
        leaves = [
            _broken(leaf) if isinstance(leaf, Exhibit) and leaf.chart is not None else leaf for leaf in chapter.leaves
        ]
        chapters.append(replace(chapter, leaves=tuple(leaves)))
    return replace(report, chapters=tuple(chapters))


def _broken(exhibit: Exhibit) -> Exhibit:
    assert exhibit.chart is not None
    return replace(exhibit, chart=replace(exhibit.chart, data=[{"type": "no such type", "x": [object()]}]))


def test_a_draft_to_fill_in_stands_as_headings_lists_and_tables_and_only_within_the_house(held: Served) -> None:
    order = replace(ORDER, items=(Item("protection"),), address={}, level="internal")
    inside = write_report(order, held, own="internal", now=NOW).chapters[0].leaves
    public = write_report(replace(order, level="public"), held, own="internal", now=NOW).chapters[0].leaves
    heads = [leaf.text for leaf in inside if isinstance(leaf, Head) and leaf.level > 2]
    assert NN("dpia.need.title") in heads
    assert not any("\n" in leaf.text for leaf in inside if isinstance(leaf, Said))
    assert sum(isinstance(leaf, Plain) for leaf in inside) > sum(isinstance(leaf, Plain) for leaf in public)
    assert not any(isinstance(leaf, Head) and leaf.level > 2 for leaf in public)
    assert Said(NN("protection.draft_inside")) in public


def test_whether_months_are_approved_is_said_on_paper_too(held: Served) -> None:
    leaves = write_report(replace(ORDER, items=(Item("data"),)), held, own="internal", now=NOW).chapters[0].leaves
    at = leaves.index(Head(NN("periods.page.title")))
    assert leaves[at + 1] == Said(NN("periods.page.none"))


def test_every_remark_on_a_number_begins_as_a_sentence(held: Served) -> None:
    leaves = write_report(replace(ORDER, items=(Item("overview"),)), held, own="internal", now=NOW).chapters[0].leaves
    said = [text for leaf in leaves if isinstance(leaf, NumberRow) for one in leaf.numbers for text in one.said]
    assert said
    assert [text for text in said if text[0].islower()] == []
