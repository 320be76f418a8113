"""What holds of a card whichever element draws it: our own, or Streamlit's where the setting says so."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.reading import PLOT, drawn, opened, settled, until

CARD = "[class*='st-key-card_']"
STACKED = ".st-key-card_resources_resources_hours_by_role_month_1"


def test_the_theme_control_changes_figures_and_text_alike(page, either):
    opened(page, f"{either}/sessions?lang=nn")
    page.wait_for_selector(".main-svg")
    page.locator(".st-key-theme_dark button").click()
    page.wait_for_selector(".st-key-theme_light button")
    settled(page)
    page.wait_for_selector(".main-svg")
    expect(page.locator("[data-testid='stApp']")).to_have_css("background-color", "rgb(16, 23, 28)")
    expect(page.locator("h1")).to_have_css("color", "rgb(232, 230, 224)")
    expect(page.locator(".main-svg").first).to_have_css("background-color", "rgb(23, 32, 39)")


def test_a_figure_has_alt_text_and_a_table_of_the_same_numbers(page, either):
    opened(page, f"{either}/resources?lang=nn")
    page.wait_for_selector(".main-svg")
    named = page.locator(f"{CARD} {PLOT}[aria-label]").first
    expect(named).to_have_attribute("aria-label", re.compile(".{41}", re.DOTALL))
    page.get_by_role("radio", name="Tabell").first.click()
    page.wait_for_selector("[class*='st-key-card_'] table.rs-table")
    expect(page.locator("table.rs-table").first.locator("tbody tr").nth(3)).to_be_visible()


def test_nothing_is_fetched_from_elsewhere_and_no_policy_is_broken(page, either):
    asked, broken = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    opened(page, f"{either}/?lang=nn")
    page.wait_for_selector(".main-svg")
    drawn(page)
    own = (either, either.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert broken == []


def test_a_download_holds_the_shown_numbers_under_a_name_that_says_what_they_are(page, either):
    opened(page, f"{either}/resources?role=helper&lang=nn")
    page.get_by_text("Last ned", exact=True).first.click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Tal (CSV)").first.click()
    assert waited.value.suggested_filename.startswith("konstruert_resources-")
    assert "role-helper" in waited.value.suggested_filename
    text = Path(waited.value.path()).read_text("utf-8-sig")
    assert text.startswith("# Konstruerte tal")
    assert "Hjelpar" in text or "helper" in text


def test_a_picture_can_be_downloaded(page, either):
    opened(page, f"{either}/resources?lang=nn")
    page.get_by_text("Last ned", exact=True).first.click()
    with page.expect_download(timeout=90_000) as waited:
        page.get_by_role("link", name="Bilete (PNG)").first.click()
    assert Path(waited.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_table_follows_the_filters_and_the_choice_of_view_stays(page, either):
    opened(page, f"{either}/resources?lang=nn")
    page.get_by_role("radio", name="Tabell").first.click()
    rows = "[class*='st-key-card_'] table.rs-table >> nth=0"
    page.wait_for_selector(rows)
    before = page.locator(rows).inner_text()
    page.locator(".st-key-chip_role button").click()
    page.locator(".st-key-f_role button").nth(1).click()
    page.wait_for_url(re.compile(r"role=[a-z_]+"))
    until(page, "before => document.querySelector('table.rs-table')?.innerText !== before", before)
    settled(page)
    expect(page.get_by_role("radio", name="Tabell").first).to_be_checked()


def test_what_is_told_about_a_figure_opens_and_closes_by_keyboard(page, either):
    opened(page, f"{either}/sessions?lang=nn")
    control = page.locator("summary, button").filter(has_text=re.compile("^Om figuren")).first
    control.focus()
    page.keyboard.press("Enter")
    told = page.locator("dl.rs-about").first
    expect(told).to_be_visible()
    expect(told).to_contain_text("Mot førre periode")
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator("dl.rs-about:visible")).to_have_count(0)
    expect(control).to_be_focused()


def test_a_figure_is_held_against_the_period_before_in_a_line_under_it(page, either):
    opened(page, f"{either}/sessions?lang=nn")
    expect(page.locator(f"{CARD} .rs-against").first).to_contain_text("mot dei tolv før: økter frå")


def test_a_month_pressed_narrows_the_rest_of_the_page_and_the_same_press_undoes_it(page, either):
    opened(page, f"{either}/resources?lang=nn")
    drawn(page)
    for now in (re.compile(r"pick_period=\d{4}-\d{2}%40resources"), re.compile("^(?!.*pick_)")):
        plot = page.locator(f"{STACKED} {PLOT}")
        plot.scroll_into_view_if_needed()
        mark = plot.locator(".bars .point path").nth(3).bounding_box()
        page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
        page.wait_for_url(now)
        settled(page)
        drawn(page)
    expect(page.locator("[class*='st-key-unpick_']")).to_have_count(0)
