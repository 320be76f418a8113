"""How a test reads a page: it waits until the page's own foot is there, and no longer."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import TimeoutError, expect

# A figure, whichever element has drawn it.
PLOT = ":is(.rs-plot, [data-testid='stPlotlyChart'])"
# What a test expects may take as long as a machine with other work to do needs; what stands already costs no time.
PATIENCE = 60.0
expect.set_options(timeout=PATIENCE * 1000)


def opened(page: Any, url: str) -> None:
    """Go to an address and wait until the whole page stands."""
    page.goto(url)
    settled(page)


def settled(page: Any) -> None:
    """Wait until the page's foot is written and the script is done."""
    page.wait_for_selector(".rs-page-foot", timeout=60_000)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=60_000)


def drawn(page: Any) -> None:
    """Wait until the whole page stands and every figure that has a place on the screen is drawn."""
    settled(page)
    # Streamlit fetches a kind of element when it first meets it, then the scripts of it: the place of a card is a
    # skeleton first, and then stands without its card, with an empty part in it.
    expect(
        page.locator("[data-testid='stSkeleton'], [data-testid^='stBidiComponent']:not(:has(.rs-card))")
    ).to_have_count(0)
    expect(page.locator(".rs-plot:not([data-drawn='yes']):visible")).to_have_count(0)
    expect(page.locator("[data-testid='stPlotlyChart']:not(:has(.main-svg))")).to_have_count(0)


def until(page: Any, script: str, given: Any = None) -> None:
    """Wait until a script of the page's says yes.

    It is asked from outside, time and again: Playwright's own way of waiting for a script runs text as a script inside
    the page, which the page's policy forbids from the second time on.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script, given):
        assert time.monotonic() < end, script
        page.wait_for_timeout(50)


def says(place: Any, told: str | re.Pattern[str]) -> None:
    """Wait until what a reader sees at a place has a text in it, however its words are parted into lines."""
    expect(place).to_contain_text(told, use_inner_text=True)


def pick(page: Any, box: Any, option: Any) -> None:
    """Choose an option of a list as a keyboard user does; a list that the page draws anew meanwhile is opened again."""
    settled(page)
    for _ in range(12):
        box.press("ArrowDown")
        try:
            option.click(timeout=5_000)
            break
        except TimeoutError:
            box.focus()
    settled(page)


def height(page: Any) -> int:
    """The full height of the page inside Streamlit's own scrolling area."""
    return int(page.evaluate("document.querySelector(\"[data-testid='stMain']\").scrollHeight"))
