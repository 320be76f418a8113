"""By keyboard alone: from point to point in a figure, what is told of each, picking, and a card on the full screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import drawn, opened, settled, until

STACKED = ".st-key-card_resources_resources_hours_by_role_month_1"
BARS = ".st-key-card_barriers_barriers_by_type_1"
COVERS = "() => document.querySelectorAll('.rs-full').length"


def walker(page, card):
    """The way into the points of a card's figure, with the focus on it."""
    drawn(page)
    place = page.locator(f"{card} .rs-walk")
    place.focus()
    return place


def told(page, card):
    return page.locator(f"{card} .rs-plot-place [role='status']")


@pytest.mark.parametrize(
    ("lang", "label", "help_", "place"),
    [
        ("nn", "Punkta i figuren", "Piltastane", "Punkt 1 av"),
        ("nb", "Punktene i figuren", "Piltastene", "Punkt 1 av"),
        ("en", "Points of the figure", "Arrow keys", "Point 1 of"),
    ],
)
def test_arrows_go_from_month_to_month_and_from_series_to_series_and_say_each(page, address, lang, label, help_, place):
    opened(page, f"{address}/resources?lang={lang}")
    way = walker(page, STACKED)
    expect(way).to_have_attribute("aria-label", label)
    how = page.locator(f"{STACKED} .rs-walk-how")
    expect(how).to_be_visible()
    expect(how).to_contain_text(help_)
    page.keyboard.press("ArrowRight")
    expect(told(page, STACKED)).to_contain_text(place)
    first = told(page, STACKED).inner_text()
    expect(page.locator(f"{STACKED} .rs-here")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(told(page, STACKED)).not_to_have_text(first)
    page.keyboard.press("Home")
    expect(told(page, STACKED)).to_have_text(first)
    page.keyboard.press("ArrowDown")
    other = told(page, STACKED).inner_text()
    # The same month of another series.
    assert other.split(",")[0] == first.split(",")[0]
    assert other != first
    page.keyboard.press("Escape")
    expect(page.locator(f"{STACKED} .rs-here")).to_be_hidden()
    expect(told(page, STACKED)).to_have_text("")
    expect(how).to_contain_text(help_)
    expect(way).to_be_focused()


def test_the_cells_of_a_grid_are_walked_as_they_lie(page, address):
    opened(page, f"{address}/resources?lang=nn")
    card = page.locator("[class*='st-key-card_']").filter(has_text="Kva brukar kvar rolle timane til?")
    drawn(page)
    card.locator(".rs-walk").focus()
    said = card.locator(".rs-plot-place [role='status']")
    texts = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        texts.append(said.inner_text())
    assert texts[0] == texts[4]
    assert len(set(texts)) == 4
    row = [text.split(" · ")[0] for text in texts]
    assert row[0] == row[1] != row[2] == row[3]


def test_enter_picks_the_point_one_stands_on_and_the_focus_stays(page, address):
    opened(page, f"{address}/barriers?lang=nn")
    way = walker(page, BARS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("pick_type="))
    expect(told(page, BARS)).to_contain_text("Filteret på sida blir endra")
    settled(page)
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pick_" not in url)


def test_every_figure_of_the_heaviest_page_can_be_entered_and_every_point_told_is_framed(page, address):
    opened(page, f"{address}/resources?lang=nn")
    drawn(page)
    ways = page.locator(".rs-walk")
    assert ways.count() == page.locator(".rs-plot").count() > 8
    for at in range(ways.count()):
        ways.nth(at).focus()
        page.keyboard.press("End")
        place = ways.nth(at).locator("xpath=..")
        expect(place.locator("[role='status']")).not_to_have_text("")
        expect(place.locator(".rs-here")).to_be_visible()


@pytest.mark.parametrize("view", ["figure", "table"])
def test_a_card_fills_the_screen_and_escape_gives_the_focus_back(page, address, view):
    opened(page, f"{address}/resources?lang=nn")
    drawn(page)
    card = page.locator(STACKED)
    if view == "table":
        card.get_by_role("radio", name="Tabell").click()
        expect(card.locator("table.rs-table")).to_be_visible()
    height = card.locator(".rs-plot").evaluate("plot => plot.clientHeight")
    control = card.get_by_role("button", name="Full skjerm")
    control.focus()
    page.keyboard.press("Enter")
    until(page, COVERS)
    expect(card.get_by_role("button", name="Lukk full skjerm")).to_be_focused()
    box = card.locator(".rs-card").bounding_box()
    assert (box["width"], box["height"]) == (1440, 900)
    # The rest of the page is out of reach.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(
        "() => document.activeElement === document.body || !!document.activeElement.closest('.rs-full')"
    )
    page.keyboard.press("Escape")
    expect(card.get_by_role("button", name="Full skjerm")).to_be_focused()
    expect(page.locator(".rs-full, [inert]")).to_have_count(0)
    assert card.locator(".rs-plot").evaluate("plot => plot.clientHeight") == height


def test_a_browser_without_full_screen_fills_its_window(page, address):
    page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject(new Error('none'))")
    opened(page, f"{address}/sessions?lang=nn")
    drawn(page)
    page.locator(".rs-to-full").first.click()
    until(page, COVERS)
    box = page.locator(".rs-full").bounding_box()
    assert (box["width"], box["height"]) == (1440, 900)
    page.keyboard.press("Escape")
    expect(page.locator(".rs-full, [popover]")).to_have_count(0)
    expect(page.locator(".rs-to-full").first).to_be_focused()
