"""The line that holds a figure against the period before comes by itself, and follows the filters."""

import re

from playwright.sync_api import expect

from tests.browser.reading import drawn, opened


def test_a_figures_line_comes_by_itself_follows_the_period_and_its_rows_stand_in_what_is_said_of_it(page, address):
    opened(page, f"{address}/sessions?lang=nn")
    card = page.locator(".rs-card").first
    line = card.locator(".rs-against")
    expect(line).to_contain_text("mot dei tolv før: økter frå", timeout=60_000)
    card.locator("summary", has_text="Om figuren").click()
    about = card.locator(".rs-about")
    expect(about).to_contain_text("Mot førre periode")
    expect(about.get_by_role("columnheader", name="Endring")).to_be_visible()
    opened(page, f"{address}/sessions?lang=nn&period=2025-01..2025-06")
    expect(line).to_have_text(re.compile("^Mot juli–desember 2024: økter frå"), timeout=60_000)


def test_a_card_about_what_is_to_come_says_at_once_that_it_has_no_period_before(page, address):
    opened(page, f"{address}/capacity?lang=en")
    line = page.locator(".rs-card .rs-against", has_text="This is about what is to come").first
    expect(line).to_have_text("This is about what is to come, so there is no period before to compare with.")


def test_a_line_the_server_did_not_give_is_asked_for_again_and_one_it_refuses_is_not(page, address):
    asked = []

    def lose_the_second(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=404)
        elif len(asked) == 2:
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"\.against\?"), lose_the_second)
    page.goto(f"{address}/sessions?lang=nn")
    drawn(page)
    expect(page.locator(".rs-card .rs-against:visible").filter(has_text=re.compile("^$"))).to_have_count(1)
    # The refused one was asked for first, and would have been asked for again before the lost one.
    assert [asked.count(url) for url in asked[:2]] == [1, 2]
