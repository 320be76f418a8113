"""The files of a dossier are had by a link that was made here, hold open text alone, and load nothing early."""

from __future__ import annotations

import io
import subprocess
import sys

import pptx
import pytest

from reformspor.page.handout import Handout, handout
from reformspor.page.seal import links
from reformspor.page.serving import Served, answer
from reformspor.page.verifying import verify_file
from reformspor.passport.carry import Kind
from reformspor.passport.carry import taken as carried
from reformspor.passport.register import Names
from reformspor.scope import Scope
from reformspor.snapshot import data_folder

OWNER = "ministry/eit departement"


@pytest.fixture(scope="module")
def snapshot(held: Served) -> str:
    return held.manifest.id


def taken(snapshot: str, kind: str, level: str = "internal", **address: str) -> Handout | None:
    path, query = links("dossier", "file", {"lang": "nn", "snapshot": snapshot, "owner": OWNER, **address})
    return handout(f"{path}.{kind}", query, level)


def said(found: Handout | None) -> str:
    assert found is not None
    deck = pptx.Presentation(io.BytesIO(found.body))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(shape.text_frame.text for shape in shapes)


def test_both_files_are_had_in_one_click_with_a_name_that_says_whose_and_of_what(snapshot: str) -> None:
    for kind, start in (("pdf", b"%PDF"), ("pptx", b"PK")):
        found = taken(snapshot, kind)
        assert found is not None
        assert found.body.startswith(start)
        assert found.file_name == f"konstruert_dossier-ministry-eit-departement_{snapshot}_nn.{kind}"


def test_a_link_that_was_changed_or_made_elsewhere_hands_out_nothing(snapshot: str) -> None:
    path, query = links("dossier", "file", {"lang": "nn", "snapshot": snapshot, "owner": OWNER})
    assert handout(f"{path}.pdf", query.replace("ministry", "agency"), "internal") is None
    assert handout(f"{path}.pdf", f"{query}&barrier=B001", "internal") is None
    assert handout(f"{path}.docx", query, "internal") is None
    assert handout(f"{path}.pdf", query.replace(snapshot, "20200101-other-0000000000"), "internal") is None


def test_a_file_is_the_same_whatever_level_it_is_taken_at_and_has_no_text_of_the_house(snapshot: str) -> None:
    inside, outside = (said(taken(snapshot, "pptx", level)) for level in ("internal", "public"))
    assert inside == outside
    rows = answer(snapshot, "dossier/asks", Scope(owners=(OWNER,)), "internal").copy_rows()
    kept = {row["title"] for row in rows if row["public"] != "open"} - {
        row["title"] for row in rows if row["public"] == "open"
    }
    assert kept
    assert not [title for title in kept if title in inside]


def test_a_file_is_of_the_day_and_the_filters_that_are_read(snapshot: str) -> None:
    now, then = said(taken(snapshot, "pptx")), said(taken(snapshot, "pptx", as_of="2024-06-30", sector="upbringing"))
    assert "31. oktober 2026" in now
    assert "30. juni 2024" in then
    assert "oppvekst" in then
    assert "oppvekst ·" not in now


def test_a_card_is_handed_out_of_an_open_barrier_and_not_of_one_for_the_house(snapshot: str) -> None:
    rows = answer(snapshot, "dossier/asks", Scope(owners=(OWNER,)), "internal").copy_rows()
    open_to_all = next(row["barrier_id"] for row in rows if row["public"] == "open")
    house = next(row["barrier_id"] for row in rows if row["public"] != "open")
    assert taken(snapshot, "pdf", barrier=open_to_all) is not None
    assert taken(snapshot, "pdf", barrier=house) is None
    assert taken(snapshot, "pdf", barrier="none such") is None


def test_every_owner_of_the_constructed_municipality_gets_both_files(snapshot: str) -> None:
    owners = [row["owner"] for row in answer(snapshot, "dossier/owners", Scope(), "public").copy_rows()]
    assert len(owners) > 20
    for owner in owners:
        for kind in ("pdf", "pptx"):
            found = taken(snapshot, kind, owner=owner)
            assert found is not None, (owner, kind)
            assert len(found.body) > 20_000, (owner, kind)


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_file_carries_the_passports_of_its_figures_and_is_the_same_when_it_is_verified(
    snapshot: str, kind: Kind
) -> None:
    found = taken(snapshot, kind)
    assert found is not None
    held = carried(kind, found.body)
    assert [(one.question, one.numbers) for one in held.passports] == [
        ("dossier/asks", None),
        ("dossier/standing", None),
    ]
    for one in held.passports:
        shown = Names(data_folder().root).found(one.id)
        assert shown is not None
        assert (shown.digest, shown.out) == (one.digest, True)
    assert verify_file(f"dossier.{kind}", found.body, "internal").outcome == "same"


def test_a_slide_whose_number_somebody_has_altered_is_found_out(snapshot: str) -> None:
    found = taken(snapshot, "pptx")
    assert found is not None
    deck = pptx.Presentation(io.BytesIO(found.body))
    chart = next(shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    [point] = chart._chartSpace.xpath("(.//c:val//c:v)[1]")
    point.text = str(int(float(point.text)) + 1)
    out = io.BytesIO()
    deck.save(out)
    assert verify_file("dossier.pptx", out.getvalue(), "internal").outcome == "changed"


def test_what_sets_sheets_and_slides_is_not_loaded_by_those_who_read_pages() -> None:
    code = (
        "import sys, pages.dossier, reformspor.page.handout, reformspor.page.screen, reformspor.page.dossier; "
        "print(sorted({'typst', 'pptx', 'docx'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
