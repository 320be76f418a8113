"""A passport an earlier program wrote is read and verified by every later one; a newer form is said to be newer."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.page import serving
from reformspor.page.verifying import verify_file, verify_passport
from reformspor.passport import Passport
from reformspor.passport.carried import NotCarried, read_carried
from reformspor.passport.carry import put, taken
from reformspor.snapshot import DataFolder, admit
from tests.verify.altering import with_part

OLD = Path(__file__).parent / "old"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passport]:
    """A passport of the first form, of a small export that is admitted here."""
    root = tmp_path_factory.mktemp("old")
    exports = Path(shutil.copytree(OLD, root / "in", ignore=shutil.ignore_patterns("*.json")))
    data = DataFolder(root / "data")
    made = admit(exports, data, as_of=dt.date(2026, 6, 30))
    assert made.faults == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(data.root))
        held = serving.served()
        assert held is not None
        text = (OLD / "carried_form_1.json").read_text("utf-8").replace("SNAPSHOT", held.manifest.id)
        [passport] = read_carried(text).passports
        yield passport


def test_a_passport_of_the_first_form_is_the_same_for_ever(old: Passport) -> None:
    assert old.form == 1
    found = verify_passport(old, "internal")
    assert (found.outcome, found.why, found.differing) == ("same", "", ())


def test_a_number_altered_in_it_is_found(old: Passport) -> None:
    assert old.numbers is not None
    first = list(old.numbers.rows[0])
    at = next(n for n, cell in enumerate(first) if cell and cell.isdigit())
    first[at] = str(int(first[at] or 0) + 1)
    forged = replace(old, numbers=replace(old.numbers, rows=(tuple(first), *old.numbers.rows[1:])))
    assert verify_passport(forged, "internal").outcome == "changed"


def test_a_question_that_was_rewritten_since_and_gives_other_numbers_is_no_lie_of_the_file(old: Passport) -> None:
    assert old.numbers is not None
    fewer = replace(old.numbers, rows=old.numbers.rows[:-1])
    before = replace(old, question_hash="0" * 16, numbers=fewer)
    assert verify_passport(before, "internal").why == "question_changed"
    same = verify_passport(replace(old, question_hash="0" * 16), "internal")
    assert same.outcome == "same"
    assert "question_rewritten" in same.notes


@pytest.mark.parametrize("of", ["carried", "passport"])
def test_a_newer_form_is_said_to_be_newer(of: str) -> None:
    said = json.loads((OLD / "carried_form_1.json").read_text("utf-8"))
    (said if of == "carried" else said["passports"][0])["form"] = 99
    with pytest.raises(NotCarried, match="newer"):
        read_carried(json.dumps(said))
    body = put("csv", b"a;b\r\n1;2\r\n", ())
    assert verify_file("a.csv", body, "internal").why == "no_figures"


def test_a_document_by_another_program_is_compared_where_it_is_laid_out_alike(
    files: dict[str, bytes], held: serving.Served
) -> None:
    earlier = "reformspor 0.0.9+00000000"
    carried = taken("docx", files["report.docx"])
    passports = [replace(one, program=earlier) for one in carried.passports]
    body = put("docx", files["report.docx"], passports, carried.order)
    assert verify_file("report.docx", body, "internal").outcome == "same"
    cell = with_part(
        body,
        "word/document.xml",
        lambda data: data.replace(b"</w:t></w:r></w:p></w:tc>", b"7</w:t></w:r></w:p></w:tc>", 3),
    )
    assert verify_file("report.docx", cell, "internal").outcome == "changed"
    title = with_part(body, "word/document.xml", lambda data: data.replace(b"punkt 3", b"punkt 4 og meir"))
    assert verify_file("report.docx", title, "internal").why == "other_program"
