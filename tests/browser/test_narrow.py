"""What does not fit shows that there is more, a series opens at its newest, and small parts have names we know."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import drawn, opened, pick, until

NARROW = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=NARROW, locale="en-US", has_touch=True)
    yield context.new_page()
    context.close()


def test_a_table_that_is_wider_than_its_room_says_so_and_shows_at_which_edge_there_is_more(phone, address):
    opened(phone, f"{address}/resources?lang=nn")
    wide = phone.locator(".rs-wide").filter(has=phone.get_by_role("region", name="belasta over heile perioden"))
    hint, place, region = wide.locator(".rs-wide-hint"), wide.locator(".rs-edges"), wide.locator(".rs-scroll")
    expect(hint).to_be_visible()
    expect(hint).to_contain_text("breiare enn plassen")
    expect(region).to_have_attribute("aria-describedby", hint.get_attribute("id"))
    expect(place).to_have_attribute("data-more", "right")
    region.focus()
    phone.keyboard.press("ArrowRight")
    expect(place).to_have_attribute("data-more", "left right")
    region.evaluate("part => part.scrollLeft = part.scrollWidth")
    expect(place).to_have_attribute("data-more", "left")


def test_a_table_that_has_room_says_nothing_of_it(page, address):
    opened(page, f"{address}/resources?lang=nn")
    expect(page.locator(".rs-wide-hint")).to_have_count(1)
    expect(page.locator(".rs-wide-hint")).to_be_hidden()


@pytest.mark.parametrize("view", ["resources", "data"])
def test_every_figure_of_months_that_scrolls_opens_at_its_newest_month(phone, address, view):
    opened(phone, f"{address}/{view}?lang=nn")
    drawn(phone)
    wide = "p.rsCard.data.newest && p.scrollWidth > p.clientWidth + 2"
    at = f"[...document.querySelectorAll('.rs-plot')].filter(p => {wide})"
    until(phone, f"{at}.length >= 2")
    until(phone, f"{at}.every(p => p.scrollLeft >= p.scrollWidth - p.clientWidth - 2)")
    # No month's or year's name stands under the value axis, nor half of one.
    seen = "[...p.querySelectorAll('.xtick text')].filter(t => t.style.visibility !== 'hidden')"
    beside = "p.parentElement.querySelector('.rs-axis').getBoundingClientRect().right"
    until(phone, f"{at}.every(p => {seen}.every(t => t.getBoundingClientRect().left >= {beside}))")
    until(phone, f"{at}.every(p => {seen}.length > 0)")


@pytest.mark.parametrize(("lang", "said"), [("nn", "Opna lista"), ("nb", "Åpne listen"), ("en", "Open")])
def test_the_button_of_a_list_is_named_in_the_language_of_the_page(phone, address, lang, said):
    opened(phone, f"{address}/dictionary?lang={lang}")
    button = phone.locator(".stSelectbox button").first
    expect(button).to_have_attribute("aria-label", said)


def test_the_names_follow_when_the_language_changes_and_lists_are_counted_in_it(page, address):
    opened(page, f"{address}/dictionary?lang=nn")
    button, told = page.locator(".stSelectbox button").first, page.locator("[data-live-announcer]")
    expect(button).to_have_attribute("aria-label", "Opna lista")
    page.locator(".stSelectbox input").first.click()
    expect(told).to_contain_text("å velja mellom")
    page.keyboard.press("Escape")
    opened(page, f"{address}/settings?part=norm&lang=nn")
    role = page.get_by_role("combobox", name="Rolla som endrar")
    pick(page, role, page.get_by_role("option", name="HR-leiar", exact=True))
    expect(page.get_by_role("button", name="Tøm", exact=True)).to_have_count(1)
    page.get_by_role("link", name="English").click()
    button = page.locator(".stSelectbox button").first
    expect(button).to_have_attribute("aria-label", "Open")
