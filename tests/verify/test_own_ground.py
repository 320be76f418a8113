"""Slides on a municipality's own layouts are held against slides on the same, also when those are of another shape."""

from __future__ import annotations

import io

import pptx
import pytest

from reformspor.page.serving import Served
from reformspor.page.verifying import verify_file
from reformspor.report.leaves import Report
from reformspor.report.slides_report import slides_report
from tests.verify.altering import altered


@pytest.fixture(scope="module")
def on_template(report: Report) -> bytes:
    """The report on slides of 4:3 with a slide of the template's own, whose lines are broken elsewhere."""
    given = pptx.Presentation()
    given.slides.add_slide(given.slide_layouts[0]).shapes.title.text = "Kommunemal"
    held = io.BytesIO()
    given.save(held)
    return slides_report(report, held.getvalue())


def test_slides_on_a_template_are_the_same(on_template: bytes, held: Served) -> None:
    found = verify_file("a.pptx", on_template, "internal")
    assert (found.outcome, found.why, found.differing) == ("same", "", ())


def test_another_digit_on_them_is_seen(on_template: bytes, held: Served) -> None:
    for place, body in altered("pptx", on_template, 2, seed=3):
        found = verify_file("a.pptx", body, "internal")
        assert found.outcome == "changed", place
        assert 0 < len(found.differing) < 5, place
