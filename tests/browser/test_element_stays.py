"""Our figure element stays in place: a change of filter, colours or language draws over it, and loads no page anew."""

from playwright.sync_api import expect

from tests.browser.reading import drawn, opened, says, settled, until

KEEP = "() => { window.kept = [...document.querySelectorAll('.rs-plot')]; return kept.length; }"
STAYS = "() => kept.filter((plot) => plot.isConnected && plot.querySelector('.main-svg')).length"


def kept(page, address):
    """A page whose figures are remembered; how often it has been loaded is counted in the list that is given back."""
    loads = []
    page.on("load", lambda: loads.append(page.url))
    opened(page, address)
    drawn(page)
    return loads, page.evaluate(KEEP)


def scrolled(page, at=None):
    """How far the page is scrolled, after it has been scrolled to a place when one is given."""
    return page.evaluate(
        """(at) => {
            const main = document.querySelector("[data-testid='stMain']");
            if (at !== null) main.scrollTop = at;
            return main.scrollTop;
        }""",
        at,
    )


def test_a_change_of_colours_keeps_every_plot_and_where_the_reader_is(page, address):
    loads, n = kept(page, f"{address}/resources?lang=nn")
    scrolled(page, 60)
    # As a reader with a keyboard presses it: a test's pointer would scroll to it first.
    page.locator(".st-key-theme_dark button").evaluate("button => button.click()")
    page.wait_for_selector(".st-key-theme_light button", state="attached")
    settled(page)
    until(page, "() => kept[0].querySelector('.main-svg').style.background === 'rgb(23, 32, 39)'")
    assert page.evaluate(STAYS) == n > 8
    assert scrolled(page) == 60
    assert len(loads) == 1
    page.reload()
    drawn(page)
    expect(page.locator("[data-testid='stApp']")).to_have_css("background-color", "rgb(16, 23, 28)")


def test_a_change_of_language_keeps_every_plot_and_draws_it_in_the_language(page, address):
    loads, n = kept(page, f"{address}/resources?lang=nn")
    before = page.locator(".rs-plot").first.get_attribute("aria-label")
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang='en']", state="attached")
    settled(page)
    expect(page.locator(".rs-plot").first).not_to_have_attribute("aria-label", before)
    assert page.evaluate(STAYS) == n
    assert len(loads) == 1


def test_a_change_of_filter_keeps_every_plot_and_where_a_series_is_scrolled_to(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, f"{address}/resources?lang=nn")
    drawn(page)
    until(page, "() => document.querySelector('.rs-plot').scrollLeft > 60")
    page.evaluate(KEEP)
    page.evaluate("() => { kept[0].scrollLeft = 40; }")
    page.locator(".st-key-chip_role button").click()
    page.locator(".st-key-f_role button").nth(1).click()
    page.wait_for_url("**role=*")
    settled(page)
    assert page.evaluate("() => kept[0].isConnected && kept[0].scrollLeft") == 40
    context.close()


def test_the_system_decides_the_colours_of_a_reader_who_has_chosen_none(browser, address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    opened(page, f"{address}/sessions?lang=nn")
    app = page.locator("[data-testid='stApp']")
    expect(app).to_have_css("background-color", "rgb(16, 23, 28)")
    page.emulate_media(color_scheme="light")
    expect(app).to_have_css("background-color", "rgb(250, 249, 246)")
    context.close()


def test_a_figure_whose_drawing_cannot_be_fetched_says_so_keeps_its_table_and_comes_when_it_can(page, address):
    page.route("**/plotly-cartesian.min.js", lambda route: route.abort())
    opened(page, f"{address}/sessions?lang=nn")
    card = page.locator(".rs-card").first
    says(card, "Dette kunne ikkje hentast")
    card.get_by_role("radio", name="Tabell").check()
    expect(card.locator("table")).to_be_visible()
    page.unroute("**/plotly-cartesian.min.js")
    card.get_by_role("radio", name="Figur").check()
    expect(card.locator(".main-svg").first).to_be_visible()
    expect(card).not_to_contain_text("Dette kunne ikkje hentast")
