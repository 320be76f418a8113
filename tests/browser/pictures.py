"""Pictures of every view, in two themes, widths and languages: `python -m tests.browser.pictures OUT_DIR`."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reformspor.page.navigation import PAGES
from tests.browser.conftest import chromium, running
from tests.browser.reading import height, opened

THEMES, WIDTHS, LANGUAGES = ("light", "dark"), (1440, 390), ("nn", "en")
TALLEST = 16_000


def take(browser: Any, address: str, out: Path, names: list[str]) -> int:
    """Write one full-page PNG for each view, theme, width and language; returns how many."""
    count = 0
    for theme in THEMES:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
            page = context.new_page()
            for lang in LANGUAGES:
                for name in names:
                    page.set_viewport_size({"width": width, "height": 900})
                    opened(page, f"{address}/{name}?lang={lang}")
                    page.wait_for_timeout(1200)
                    page.set_viewport_size({"width": width, "height": min(height(page) + 10, TALLEST)})
                    page.wait_for_timeout(700)
                    page.screenshot(path=out / f"{name}-{theme}-{width}-{lang}.png")
                    count += 1
            context.close()
    return count


@contextmanager
def served(data: str | None) -> Iterator[str]:
    """The application over a given data folder, or over a fresh one with the constructed municipality."""
    if data:
        with running(Path(data)) as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="reformspor-") as fresh, running(Path(fresh)) as address:
            yield address


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", default=os.environ.get("REFORMSPOR_DATA"))
    parser.add_argument("--views", nargs="*", default=[entry.name for entry in PAGES])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with served(given.data) as address, chromium() as browser:
        print(take(browser, address, given.out, given.views))


if __name__ == "__main__":
    main()
