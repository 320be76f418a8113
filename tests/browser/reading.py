"""How a test reads a page: it waits until the page's own foot is there, and no longer."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

# What a test expects may take as long as a machine with other work to do needs; what stands already costs no time.
expect.set_options(timeout=60_000)


def opened(page: Any, url: str) -> None:
    """Go to an address and wait until the whole page stands."""
    page.goto(url)
    settled(page)


def settled(page: Any) -> None:
    """Wait until the page's foot is written and the script is done."""
    page.wait_for_selector(".rs-page-foot", timeout=60_000)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=60_000)


def height(page: Any) -> int:
    """The full height of the page inside Streamlit's own scrolling area."""
    return int(page.evaluate("document.querySelector(\"[data-testid='stMain']\").scrollHeight"))
