"""A presentation is moved by keys, shows no tools, and stands when the network is gone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import opened

SHOWN = ".sl-slide.is-now"


@pytest.fixture
def room(browser):
    """A projector of ordinary size."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context
    context.close()


def test_slides_are_opened_from_their_page_moved_by_keys_and_shown_without_a_network(room, address):
    page = room.new_page()
    opened(page, f"{address}/presentation?lang=nn&receiver=doga")
    way = page.get_by_role("link", name="Opna lysbileta i fullskjerm")
    with room.expect_page() as shown:
        way.click()
    slides, said = shown.value, []
    slides.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    slides.on("pageerror", lambda error: said.append(str(error)))
    slides.wait_for_selector("body[data-drawn=yes]")
    room.set_offline(True)
    last = slides.locator(".sl-slide").count()
    assert last == 8
    for key, place in (
        ("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", last), ("ArrowRight", last), ("Home", 1),
        ("ArrowLeft", 1), ("3", 3),
    ):  # fmt: skip
        slides.keyboard.press(key)
        expect(slides.locator(SHOWN)).to_have_id(str(place))
    expect(slides.locator("#told")).to_have_text(f"Lysbilete 3 av {last}")
    assert slides.locator(f"{SHOWN} .js-plotly-plot text:visible").count() > 5
    assert slides.locator(".modebar, button, [data-testid]").count() == 0
    letters = "text => parseFloat(getComputedStyle(text).fontSize) * 24 / 13"
    smallest = slides.evaluate(f"Math.min(...[...document.querySelectorAll('.is-now text')].map({letters}))")
    assert smallest >= 24
    assert said == []
