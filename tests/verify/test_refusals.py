"""What cannot be checked says why, in three languages: files from elsewhere, hostile ones, and lost snapshots."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.page import serving
from reformspor.page.checked import plain, read_file
from reformspor.page.checked_said import differing_said, whole_said
from reformspor.page.looked_up import verify_named
from reformspor.page.serving import Served
from reformspor.page.verifying import verify_file, verify_passport
from reformspor.passport import Passport, identity
from reformspor.passport.carry import Carried, put, taken
from reformspor.passport.register import Names, shown_of
from reformspor.report.leaves import Report
from reformspor.words import LANGUAGES, speak
from tests.verify.altering import with_part

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def why(name: str, body: bytes) -> str:
    found = verify_file(name, body, "internal")
    assert found.outcome == "cannot"
    for lang in LANGUAGES:
        assert "{" not in whole_said(speak(lang), found)
    return found.why


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"a;b\r\n1;2\r\n", "not_ours"),
        ("a.csv", b"# RS-1234-ABCD-5678\r\na;b\r\n1;2\r\n", "not_ours"),
        ("a.exe", b"MZ\x90\x00" * 9, "file_unknown"),
        ("a.pdf", b"%PDF-1.7\nbroken", "carried_damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", "carried_damaged"),
        ("a.docx", b"PK\x03\x04 cut short", "file_damaged"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_ours"),
        ("a.svg", ENTITIES + b"<svg>&b;</svg>", "file_unsafe"),
        ("a.html", b"<html></html>", "file_unknown"),
    ],
)
def test_a_file_from_elsewhere_is_refused_with_its_reason(name: str, body: bytes, code: str) -> None:
    assert why(name, body) == code


def test_a_package_of_strangers_is_none_of_ours() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.csv", "a;b\r\n1;2\r\n")
    assert why("a.zip", out.getvalue()) == "not_ours"


def bomb(megabytes: int) -> bytes:
    """A Word file of a few kilobytes that unpacks to this much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<a/>")
        with package.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(bytes(1024**2))
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    body = bomb(401)
    assert len(body) < 1024**2
    assert why("a.docx", body) == "file_too_large"


def test_a_bomb_that_lies_of_its_size_is_stopped_as_it_unpacks() -> None:
    body = bomb(3).replace((3 * 1024**2).to_bytes(4, "little"), (300).to_bytes(4, "little"))
    assert why("a.docx", body) == "file_damaged"


def test_a_large_file_is_refused_unread() -> None:
    assert why("a.csv", b"a;b\r\n" * (21 * 1024**2)) == "file_too_large"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx", "pdf", "csv"])
def test_a_file_that_is_cut_short_is_not_the_same(kind: str, files: dict[str, bytes], held: Served) -> None:
    name = "figure.csv" if kind == "csv" else f"report.{kind}"
    for share in (0.3, 0.97):
        body = files[name][: int(len(files[name]) * share)]
        assert verify_file(name, body, "internal").outcome != "same"


def test_entities_in_an_office_file_are_not_followed(files: dict[str, bytes], held: Served) -> None:
    body = with_part(
        files["report.docx"], "word/document.xml", lambda data: data.replace(b"<w:document", ENTITIES + b"<w:document")
    )
    assert why("report.docx", body) == "file_unsafe"


def test_a_document_without_its_passports_is_told_so(files: dict[str, bytes], held: Served) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files["report.docx"])) as package, zipfile.ZipFile(kept, "w") as made:
        for one in package.infolist():
            made.writestr(one, b"<a/>" if one.filename.startswith("customXml/item1") else package.read(one))
    found = verify_file("report.docx", kept.getvalue(), "internal")
    assert (found.outcome, found.why) == ("cannot", "carries_nothing")
    assert found.figures, "their names stand in the text"


def test_a_passport_of_another_figure_pasted_in_is_found_out(
    files: dict[str, bytes], report: Report, held: Served
) -> None:
    second = list(report.exhibits)[1].passport
    found = verify_file("figure.csv", put("csv", files["figure.csv"], [second]), "internal")
    assert found.outcome == "changed"


def test_a_passport_whose_numbers_were_altered_is_found_out_with_row_and_column(report: Report, held: Served) -> None:
    passport = next(report.exhibits).passport
    assert passport.numbers is not None
    rows = [list(row) for row in passport.numbers.rows]
    at = next(n for n, cell in enumerate(rows[0]) if cell and cell.isdigit())
    was, rows[0][at] = rows[0][at], "7777"
    forged = replace(passport, numbers=replace(passport.numbers, rows=tuple(tuple(row) for row in rows)))
    found = verify_passport(forged, "internal")
    assert found.outcome == "changed"
    [differing] = found.differing
    assert (differing.file, differing.data) == ("7777", was)
    for lang in LANGUAGES:
        said = differing_said(speak(lang), differing)
        assert "7777" in said
        assert str(was) in said


@pytest.mark.parametrize(
    "change",
    [{"says": "Noko heilt anna"}, {"as_of": "2025-01-01"}, {"constructed": False}, {"digest": "0" * 64}, {"seed": 4}],
)
def test_whatever_else_a_passport_says_is_held_against_the_data(
    change: dict[str, object], report: Report, held: Served
) -> None:
    passport: Passport = replace(next(report.exhibits).passport, **change)  # type: ignore[arg-type]
    assert verify_passport(passport, "internal").outcome == "changed"


def test_figures_for_those_inside_are_not_checked_outside(report: Report, held: Served) -> None:
    passport = next(report.exhibits).passport
    inside = replace(passport, rule={**passport.rule, "level": "internal"})
    assert verify_passport(inside, "public").why == "inside"
    assert verify_passport(passport, "public").outcome == "same"


def test_a_name_is_looked_up_and_the_figure_made_anew(report: Report, held: Served, own_data: Path) -> None:
    passport = next(report.exhibits).passport
    Names(own_data).add([shown_of(passport, out=True)])
    for written in (passport.id, passport.id.lower(), f"reformspor:{passport.id}", passport.id.replace("-", " ")):
        found = verify_named(written, "internal")
        assert (found.outcome, found.notes) == ("same", ("by_name",))
    Names(own_data).add([replace(shown_of(passport, out=True), digest="0" * 64)])
    assert verify_named(passport.id, "internal").outcome == "changed"
    wrong = passport.id[:-1] + ("2" if passport.id[-1] != "2" else "3")
    assert verify_named(wrong, "internal").why == "misread"
    unseen = identity(list(report.exhibits)[1].answer)
    assert verify_named(unseen, "internal").why == "never_shown"


def test_a_snapshot_that_is_gone_withdrawn_of_another_form_or_damaged_says_so(
    report: Report, held: Served, own_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passport = next(report.exhibits).passport
    root = Path(shutil.copytree(own_data, tmp_path / "data"))
    monkeypatch.setenv("REFORMSPOR_DATA", str(root))
    monkeypatch.setattr(serving, "_open", {})
    folder = root / "snapshots" / passport.snapshot
    assert verify_passport(passport, "internal").outcome == "same"
    (folder / "WITHDRAWN").touch()
    assert verify_passport(passport, "internal").why == "cli.snapshot.withdrawn"
    (folder / "WITHDRAWN").unlink()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"form": 1}), "utf-8")
    assert verify_passport(passport, "internal").why == "cli.snapshot.other_form"
    (folder / "manifest.json").write_text(json.dumps(manifest | {"served_sha256": "0" * 64}), "utf-8")
    assert verify_passport(passport, "internal").why == "cli.snapshot.changed"
    (folder / "manifest.json").unlink()
    found = verify_passport(passport, "internal")
    assert found.why == "snapshot_gone"
    for lang in LANGUAGES:
        assert passport.snapshot in whole_said(speak(lang), found)


def test_a_verdict_comes_whole_through_json(files: dict[str, bytes], held: Served) -> None:
    found = verify_file("figure.csv", files["figure.csv"].replace(b"\r\n20", b"\r\n30", 1), "internal")
    assert read_file(json.loads(json.dumps(plain(found)))) == found


def test_what_is_carried_is_never_the_only_word_on_what_is_seen(files: dict[str, bytes], held: Served) -> None:
    carried = taken("xlsx", files["figure.xlsx"])
    assert isinstance(carried, Carried)
    [passport] = carried.passports
    other = put("xlsx", files["report.xlsx"], [passport])
    assert verify_file("report.xlsx", other, "internal").outcome != "same"
