"""What a reader meets in a browser: the frame, the language, the filters, the colours, on a desk and on a phone."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from reformspor.page.navigation import PAGES, audiences
from tests.browser.reading import drawn, height, opened, says, settled, until


def test_a_first_deep_link_shows_frame_language_and_data(page, address):
    opened(page, f"{address}/barriers?lang=nb")
    expect(page.locator(".rs-pages a")).to_have_count(len(audiences()["presenters"]))
    expect(page.locator(".rs-readers a")).to_have_count(len(audiences()))
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.locator(".rs-badge").first).to_have_text("Konstruerte tall")
    page.wait_for_selector(".rs-plot .main-svg")
    expect(page).to_have_title(re.compile("^Barrierer"))


def test_a_copied_link_restores_its_filters(page, address):
    opened(page, f"{address}/resources?period=2025-01..2025-06&role=union_rep,helper&lang=nn")
    says(page.locator(".st-key-chip_period"), "januar–juni 2025")
    says(page.locator(".st-key-chip_role"), "2 valde")
    says(page.locator(".rs-sub").first, re.compile("januar–juni 2025", re.IGNORECASE))


def test_filters_follow_the_reader_from_page_to_page_and_from_language_to_language(page, address):
    opened(page, f"{address}/resources?period=2025-01..2025-06&lang=nn")
    page.locator(".rs-readers a", has_text="Presentasjon").click()
    page.wait_for_url(re.compile("/barriers"))
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang='en']", state="attached")
    says(page.locator(".st-key-chip_period"), "January–June 2025")
    expect(page).to_have_url(re.compile(r"period=2025-01\.\.2025-06"))


def test_links_of_the_frame_and_in_the_text_load_no_page_anew_and_the_way_back_leads_back(page, address):
    opened(page, f"{address}/?role=helper&lang=nn")
    page.evaluate("window.before = true")
    page.locator(".rs-tile a.rs-link").first.click()
    page.wait_for_url(re.compile(r"/[a-z_]+\?.*role=helper"))
    settled(page)
    told = page.url
    page.locator(".rs-readers a", has_text="Forsking").click()
    page.wait_for_url(re.compile(r"/outcomes\?.*role=helper"))
    expect(page.locator(".rs-pages [aria-current]")).to_have_text("Resultat")
    page.go_back()
    page.wait_for_url(told)
    settled(page)
    assert page.evaluate("window.before") is True


def test_who_goes_from_page_to_page_by_the_keyboard_stands_on_the_link_afterwards(page, address):
    opened(page, f"{address}/sessions?lang=nn")
    page.locator(".rs-pages a", has_text="Ressursbruk").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/resources"))
    expect(page.locator(".rs-pages [aria-current]")).to_have_text("Ressursbruk")
    expect(page.locator(".rs-pages [aria-current]")).to_be_focused()


def test_choosing_a_role_writes_its_code_and_one_click_resets(page, address):
    opened(page, f"{address}/resources?lang=nn")
    page.locator(".st-key-chip_role button").click()
    page.locator(".st-key-f_role button").nth(1).click()
    page.wait_for_url(re.compile(r"role=[a-z_]+"))
    page.keyboard.press("Escape")
    page.locator(".st-key-reset button").click()
    page.wait_for_url(lambda url: "role=" not in url)
    page.wait_for_selector(".st-key-chip_role:has-text('alle')")


def test_an_unknown_code_in_a_link_is_said_and_the_rest_holds(page, address):
    opened(page, f"{address}/resources?role=helpar&period=2025-01..2025-06&lang=nn")
    says(page.locator(".rs-notice"), "helpar")
    says(page.locator(".st-key-chip_period"), "januar–juni 2025")


@pytest.fixture(scope="module")
def phone(browser):
    """One phone for all pages: a new one would fetch and read Streamlit's own scripts again for each."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=[entry.name for entry in PAGES])
def on_a_phone(request, phone, address):
    """Each page in turn, loaded whole, as a phone shows it."""
    opened(phone, f"{address}/{request.param}?lang=nn")
    drawn(phone)
    return phone


def test_no_page_scrolls_sideways_on_a_phone(on_a_phone):
    wide = on_a_phone.evaluate("""() => {
        const main = document.querySelector("[data-testid='stMain']");
        return [document.documentElement.scrollWidth, main.scrollWidth];
    }""")
    assert max(wide) <= 390
    assert height(on_a_phone) > 844


def test_the_keyboard_reaches_the_content_past_the_frame(page, address):
    opened(page, f"{address}/sessions?lang=nn")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.locator(".rs-skip")).to_be_focused()


def test_headings_go_down_one_level_at_a_time_from_one_main_heading(on_a_phone):
    levels = on_a_phone.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_history_of_one_barrier_has_an_address(page, address):
    opened(page, f"{address}/register?lang=nn")
    box = page.locator("[class*='st-key-choose_register_barrier'] input")
    settled(page)
    box.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.count("=") == 2)


def test_every_figure_is_drawn_before_a_page_is_printed_also_those_never_scrolled_to(page, address):
    opened(page, f"{address}/resources?lang=nn")
    until(page, "() => document.querySelectorAll('.rs-plot').length > 8")
    drawn(page)
    figures, again = page.evaluate("""() => {
        for (const plot of document.querySelectorAll(".rs-plot")) { Plotly.purge(plot); plot.rsText = null; }
        dispatchEvent(new Event("beforeprint"));
        const plots = [...document.querySelectorAll(".rs-plot")];
        return [plots.length, plots.filter(plot => plot.querySelector(".main-svg")).length];
    }""")
    assert figures > 8
    assert figures == again


def test_all_figures_of_a_page_are_drawn_without_scrolling_and_their_places_hold_their_height(page, address):
    opened(page, f"{address}/resources?lang=nn")
    until(
        page,
        """() => {
            const plots = [...document.querySelectorAll(".rs-plot")];
            return plots.length > 8 && plots.every(plot => plot.querySelector(".main-svg"));
        }""",
    )
    heights = page.evaluate("[...document.querySelectorAll('.rs-plot')].map(plot => plot.clientHeight)")
    assert min(heights) > 60
