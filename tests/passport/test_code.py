"""The code on paper and slides says the figure's name to whatever reads it."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest

from reformspor.choices import choices_from
from reformspor.passport.code import QUIET, code_matrix, code_png, code_svg, code_text, read_code

NAME = "RS-F6C9-ET9P-32R4"
# As long an address as the settings take.
LONGEST = f"https://{'a' * 55}.no:12345/{'b' * 40}/{'c' * 40}/"


@pytest.mark.parametrize("address", ["", "https://spor.example.no/", "https://spor.example.no", LONGEST])
def test_a_reader_of_codes_reads_the_name_off_the_picture(address: str) -> None:
    from PIL import Image
    from zxingcpp import read_barcodes

    picture = Image.open(io.BytesIO(code_png(code_text(NAME, address), 4)))
    [found] = read_barcodes(picture)
    assert found.text == code_text(NAME, address)
    assert read_code(found.text) == NAME


def test_the_picture_of_lines_has_the_same_modules_and_an_empty_edge() -> None:
    rows = code_matrix(code_text(NAME))
    root = ElementTree.fromstring(code_svg(code_text(NAME), "Kode <&>"))
    assert root[0].text == "Kode <&>"
    side = len(rows) + 2 * QUIET
    assert root.get("viewBox") == f"0 0 {side} {side}"
    dark = {tuple(map(int, piece.split("h")[0].split())) for piece in root[2].get("d", "").split("M")[1:]}
    assert dark == {(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, on in enumerate(row) if on}


def test_the_code_of_something_else_is_no_name() -> None:
    for text in ("", "https://example.no", "reformspor:RS-F6C9-ET9P-32R5", "WIFI:S:x;;"):
        assert read_code(text) is None


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        (LONGEST, True),
        ("https://spor.example.no", True),
        ("http://spor.example.no", False),
        ("https://spor.example.no/?a=b", False),
        ("https://spor.example.no/#a", False),
        ("https://en:to@spor.example.no", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_an_address_that_is_encrypted_and_asks_for_nothing_is_taken(address: str, holds: bool) -> None:
    choices = choices_from({"dashboard": {"address": address}}, constructed=False)
    assert bool(choices.wrong) is not holds
    assert choices.text("dashboard.address") == (address if holds else "")
