"""A file of any kind carries passports unseen, and gives them back; what is no such file is refused."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reformspor.passport import in_pictures
from reformspor.passport.carried import SPACE, Carried, NotCarried, read_carried, written
from reformspor.passport.carry import Kind, carried_text, put, seal_of, taken
from tests.passport.given import KINDS, ODD, body, passport

ORDER = f'{{"title": "{ODD}"}}'


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_put_into_a_file_is_taken_out_of_it(kind: Kind) -> None:
    held = [passport(), passport("RS-2222-2222-2221", "éin til")]
    made = put(kind, body(kind), held, ORDER, pictures={"RS-1111-1111-1111": "d" * 64})
    found = taken(kind, made)
    assert found.passports == tuple(held)
    assert found.order == ORDER
    assert found.pictures == {"RS-1111-1111-1111": "d" * 64}
    assert found.seal == seal_of(kind, made) == seal_of(kind, body(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_put_in_again_takes_the_place_of_the_former(kind: Kind) -> None:
    again = put(kind, put(kind, body(kind), [passport()], "one"), [passport("RS-2222-2222-2221")], "two")
    assert [one.id for one in taken(kind, again).passports] == ["RS-2222-2222-2221"]
    assert taken(kind, again).order == "two"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_carried_as_the_same_bytes(kind: Kind) -> None:
    given = body(kind)
    assert put(kind, given, [passport()], ORDER) == put(kind, given, [passport()], ORDER)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_carries_nothing_says_so(kind: Kind) -> None:
    with pytest.raises(NotCarried, match="none"):
        taken(kind, body(kind))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("csv", "svg")])
def test_a_file_of_another_kind_is_refused_and_never_taken_for_one_that_carries(kind: Kind) -> None:
    for wrong in (b"", b"hei", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", body(kind)[:-40]):
        with pytest.raises(NotCarried):
            taken(kind, wrong)
    with pytest.raises(ValueError, match=r"\w"):
        put(kind, b"hei", [passport()])


def test_a_png_is_seen_as_before_and_its_seal_is_of_its_points_alone() -> None:
    from PIL import Image

    made = put("png", body("png"), [passport()])
    was, now = (Image.open(io.BytesIO(one)) for one in (body("png"), made))
    assert was.tobytes() == now.tobytes()
    packed, altered = io.BytesIO(), io.BytesIO()
    now.save(packed, "PNG", compress_level=0)
    assert seal_of("png", packed.getvalue()) == seal_of("png", made)
    now.putpixel((3, 4), (1, 2, 4))
    now.save(altered, "PNG")
    assert seal_of("png", altered.getvalue()) != seal_of("png", made)


def test_an_svg_stays_one_and_its_seal_finds_one_altered_digit() -> None:
    made = put("svg", body("svg"), [passport()])
    [held] = ElementTree.fromstring(made).iter(f"{{{SPACE}}}carried")
    assert read_carried(held.text or "").passports == (passport(),)
    assert seal_of("svg", made.replace(b">7<", b">8<")) != seal_of("svg", made)


def test_what_is_drawn_within_what_an_svg_carries_is_part_of_its_drawing() -> None:
    made = put("svg", body("svg"), [passport()])
    within = b"</carried> </metadata><text>9</text><metadata><carried></carried></metadata>"
    altered = made.replace(b"</carried></metadata>", within)
    assert taken("svg", altered).passports == (passport(),)
    assert seal_of("svg", altered) != taken("svg", altered).seal


def test_a_png_that_moves_has_no_seal() -> None:
    from PIL import Image

    first, second, out = Image.new("RGB", (9, 9), "white"), Image.new("RGB", (9, 9), "black"), io.BytesIO()
    first.save(out, "PNG", save_all=True, append_images=[second])
    with pytest.raises(NotCarried, match="damaged"):
        seal_of("png", out.getvalue())


def test_a_csv_has_the_same_rows_and_survives_being_saved_by_a_program_for_tables() -> None:
    # A text that cannot be packed, so that it takes several lines.
    said = random.Random(7).randbytes(15_000).hex()
    made = put("csv", body("csv"), [replace(passport(), says=said)])
    lines = made.decode("utf-8-sig").splitlines()
    assert [line for line in lines if not line.startswith("# reformspor ")] == _csv_lines(body("csv"))
    assert max(len(line) for line in lines) < 32_767
    saved = "\r\n".join(f'"{line}";;' if line.startswith("# reformspor ") else line for line in lines)
    assert taken("csv", saved.encode("utf-16")).passports[0].says == said
    missing = "\r\n".join(line for line in lines if not line.startswith("# reformspor 1/"))
    assert "# reformspor 2/" in missing
    with pytest.raises(NotCarried, match="damaged"):
        taken("csv", missing.encode())


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_an_office_file_opens_and_keeps_what_it_carries_when_it_is_saved_again(kind: Kind) -> None:
    made = put(kind, body(kind), [passport()], ORDER)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert b"relationships/customXml" in told
    if kind != "xlsx":
        assert taken(kind, _saved_again(kind, made)).passports == (passport(),)


def test_a_pdf_keeps_its_own_bytes_and_lists_what_it_carries() -> None:
    from pypdf import PdfReader

    made = put("pdf", body("pdf"), [passport()])
    assert made.startswith(body("pdf"))
    reader = PdfReader(io.BytesIO(made))
    assert list(reader.attachments) == ["reformspor.json"]
    assert len(reader.pages) == 1


def test_what_is_newer_damaged_or_too_large_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    said = carried_text([passport()])
    for wrong, why in (
        (said.replace('"form":1', '"form":2', 1), "newer"),
        (said[:-9], "damaged"),
        ("[" * 100_000, "damaged"),
        ('{"form":1}', "damaged"),
        (said.replace('"snapshot"', '"snap"'), "damaged"),
    ):
        with pytest.raises(NotCarried, match=why):
            read_carried(wrong)
    monkeypatch.setattr(in_pictures, "MOST", 1000)
    with pytest.raises(NotCarried, match="too_large"):
        in_pictures.inflated(zlib.compress(b" " * 5000))


def test_openings_without_end_are_read_through_once() -> None:
    with pytest.raises(NotCarried):
        taken("svg", f"<svg>{SPACE}{'<carried ' * 200_000}".encode())


def test_entities_of_xml_are_not_made_anything_of() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY a "{"x" * 99}">]><carried xmlns="{SPACE}">&a;&a;</carried>'
    with pytest.raises(NotCarried, match="damaged"):
        taken("svg", bomb.encode())


def test_nothing_but_what_was_given_is_written() -> None:
    assert read_carried(written(Carried((passport(),)))) == Carried((passport(),))


def _csv_lines(given: bytes) -> list[str]:
    return given.decode("utf-8-sig").splitlines()


def _saved_again(kind: Kind, given: bytes) -> bytes:
    import docx
    import pptx

    out = io.BytesIO()
    opened = docx.Document(io.BytesIO(given)) if kind == "docx" else pptx.Presentation(io.BytesIO(given))
    opened.save(out)
    return out.getvalue()
