"""A code on paper or a slide leads to the figure's verification where the municipality has said where that is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from reformspor.passport.code import read_code
from reformspor.report.leaves import Report
from reformspor.report.slides_report import slides_report
from reformspor.report.word_report import word_report

LINK = "https://spor.example.no"


def codes(body: bytes) -> set[str]:
    from PIL import Image
    from zxingcpp import read_barcodes

    with zipfile.ZipFile(io.BytesIO(body)) as package:
        pictures = [package.read(name) for name in package.namelist() if name.endswith(".png")]
    return {found.text for png in pictures for found in read_barcodes(Image.open(io.BytesIO(png)))}


@pytest.mark.parametrize("make", [slides_report, lambda report: word_report(report, lambda _: None)])
def test_the_codes_of_a_document_lead_to_the_page_of_verification(
    make: Callable[[Report], bytes], short: Report
) -> None:
    names = {one.passport.id for one in short.exhibits}
    assert codes(make(short)) == {f"reformspor:{one}" for one in names}
    found = codes(make(replace(short, link=LINK)))
    assert {one.partition("?")[0] for one in found} == {f"{LINK}/verification"}
    assert {read_code(one) for one in found} == names
