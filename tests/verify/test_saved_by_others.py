"""A file that another program has opened and saved again is still the same, and what people add is told apart."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pptx
import pytest

from reformspor.page.serving import Served
from reformspor.page.verifying import verify_file
from reformspor.passport.carry import seal_of, taken
from tests.verify.altering import with_part


def saved(kind: str, body: bytes, edit: Any = lambda document: None) -> bytes:
    document: Any = docx.Document(io.BytesIO(body)) if kind == "docx" else pptx.Presentation(io.BytesIO(body))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_file_saved_again_is_the_same(kind: str, files: dict[str, bytes], held: Served) -> None:
    assert verify_file("a", saved(kind, files[f"report.{kind}"]), "internal").outcome == "same"


def test_a_csv_saved_by_a_program_for_tables_is_the_same(files: dict[str, bytes], held: Served) -> None:
    text = files["figure.csv"].decode("utf-8-sig")
    lines = [f'"{line}";;;' if line.startswith("#") and "," in line else line for line in text.split("\r\n")]
    for saved_again in ("\n".join(lines).encode(), text.encode("utf-16"), text.encode("cp1252", "replace")):
        if b"?" not in saved_again:
            assert verify_file("a.csv", saved_again, "internal").outcome == "same"


def test_a_sentence_of_ones_own_is_told_and_changes_no_verdict(files: dict[str, bytes], held: Served) -> None:
    def add(document: Any) -> None:
        document.add_paragraph("Dette har me sjølve lagt til.")

    found = verify_file("a.docx", saved("docx", files["report.docx"], add), "internal")
    assert (found.outcome, found.notes) == ("same", ("words_added",))


def test_a_number_of_ones_own_does(files: dict[str, bytes], held: Served) -> None:
    def add(document: Any) -> None:
        document.add_paragraph("Me sparte 90 timar.")

    found = verify_file("a.docx", saved("docx", files["report.docx"], add), "internal")
    assert found.outcome == "changed"
    assert [(one.file, one.data) for one in found.differing] == [("Me sparte 90 timar.", None)]


def test_a_chart_part_with_another_number_is_changed(files: dict[str, bytes], held: Served) -> None:
    def alter(document: Any) -> None:
        charts = [shape.chart for slide in document.slides for shape in slide.shapes if shape.has_chart]
        value = charts[0]._chartSpace.xpath(".//c:val//c:v")[0]
        value.text = str(float(value.text) + 1)

    found = verify_file("a.pptx", saved("pptx", files["report.pptx"], alter), "internal")
    assert found.outcome == "changed"
    assert found.differing


def test_a_picture_that_was_put_in_place_of_another_is_changed(files: dict[str, bytes], held: Served) -> None:
    body = files["report.docx"]
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        pictures = {name: package.read(name) for name in package.namelist() if name.endswith(".png")}
    seals = taken("docx", body).pictures
    assert seals
    name = next(one for one, data in pictures.items() if seal_of("png", data) in seals.values())
    other = next(data for data in pictures.values() if seal_of("png", data) not in seals.values())
    swapped = with_part(body, name, lambda _: other)
    beside = io.BytesIO(swapped)
    with zipfile.ZipFile(beside, "a") as package:
        # The one that was made lies in the file, and stands nowhere in it.
        package.writestr("word/media/was.png", pictures[name])
    for altered in (swapped, beside.getvalue()):
        found = verify_file("a.docx", altered, "internal")
        assert found.outcome == "changed"
        assert {one.about for one in found.differing} == {"picture"}
