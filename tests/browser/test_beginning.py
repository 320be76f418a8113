"""The page's beginning stands where the page will stand, and gives way to it without anything moving."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import PLOT

SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) shifted += value;
}).observe({ type: "layout-shift", buffered: true });"""
# The tree of the beginning is closed to all who look from outside, so the test opens it on the way.
OPENED = ('shadowrootmode="closed"', 'shadowrootmode="open"')
PLACES = """(root) => Object.fromEntries([
  ["name", ".rs-brand"], ["pages", ".rs-nav"], ["filters", ".st-key-filters, .rs-first-filters"],
  ["title", "h1"], ["tiles", ".rs-tiles"], ["card", "[class*='st-key-card_'], .rs-first-card"],
  ["headline", ".rs-headline"], ["controls", ".rs-controls"], ["plot", ".rs-plot, .rs-sketch"],
].map(([name, selector]) => [name, root.querySelector(selector)?.getBoundingClientRect()])
 .filter(([, place]) => place).map(([name, { x, y, width }]) => [name, [x, y, width]]))"""


def ready(page, address, path):
    """A visit makes the page ready for the next one."""
    page.goto(f"{address}{path}")
    page.locator("#root :is(.rs-plot[data-drawn], [data-testid='stPlotlyChart'] .main-svg)").first.wait_for(
        state="attached", timeout=60_000
    )


def beginning_alone(page, address, path):
    """The page as it is before the application has run."""

    def opened(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(*OPENED))

    page.route("**/static/js/index.*.js", lambda route: route.abort())
    page.route(f"{address}{path}", opened)
    page.goto(f"{address}{path}")
    page.locator("#rs-first").wait_for()
    return page.evaluate(f"() => ({PLACES})(document.getElementById('rs-first').shadowRoot)")


@pytest.mark.parametrize(("width", "path"), [(1440, "/?lang=nn"), (390, "/?lang=en"), (1440, "/sessions?lang=nb")])
def test_the_beginning_stands_where_the_page_stands_to_the_pixel(browser, address, width, path):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    ready(page, address, path)
    page.locator("#rs-first").wait_for(state="detached", timeout=60_000)
    page.evaluate("document.fonts.ready")
    then = page.evaluate(f"() => ({PLACES})(document)")
    first = beginning_alone(context.new_page(), address, path)
    context.close()
    assert {"title", "card", "plot", "pages", "filters"} <= first.keys()
    for name, place in first.items():
        assert place == pytest.approx(then[name], abs=2), name


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_when_the_page_takes_over(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    ready(context.new_page(), address, "/?lang=nn")
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(f"{address}/?lang=nn")
    assert page.locator("#rs-first").count() == 1
    page.locator("#rs-first").wait_for(state="detached", timeout=60_000)
    page.wait_for_timeout(1000)
    shifted = page.evaluate("window.shifted")
    context.close()
    assert shifted < 0.05


# The page's beginning gives up only after so many milliseconds; here it never does.
PATIENT = """
for (const name of ["setInterval", "setTimeout"]) {
  const plain = window[name].bind(window);
  window[name] = (run, wait, ...rest) => (wait === 1000 || wait === 30000 ? 0 : plain(run, wait, ...rest));
}
"""


def test_the_page_takes_over_when_its_first_figure_is_drawn_by_either_element(browser, either):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    ready(context.new_page(), either, "/?lang=nn")
    page = context.new_page()
    page.add_init_script(PATIENT)
    page.goto(f"{either}/?lang=nn")
    assert page.locator("#rs-first").count() == 1
    page.locator("#rs-first").wait_for(state="detached", timeout=60_000)
    expect(page.locator(PLOT).first.locator(".main-svg").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/?lang=nn", "/?lang=nn&x=1"], ids=["at hand", "not at hand"])
def test_without_scripts_the_reader_is_told_so_and_waits_for_nothing(browser, address, path):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    ready(context.new_page(), address, "/?lang=nn")
    context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{path}")
    told = page.get_by_text("Reformspor treng JavaScript")
    expect(told).to_be_visible()
    expect(page.locator(".rs-skeleton")).to_be_hidden()
    first = page.locator("#rs-first")
    assert first.count() == ("x=1" not in path)
    if first.count():
        assert first.bounding_box()["y"] >= told.bounding_box()["y"] + told.bounding_box()["height"]
    context.close()
