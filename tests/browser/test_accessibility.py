"""No page has a serious violation of WCAG 2.2 that axe-core can find.

axe-core is MPL-2.0 and not shipped: REFORMSPOR_AXE names its `axe.min.js` (from `npm pack axe-core`).
"""

import os
from pathlib import Path

import pytest

from reformspor.page.navigation import PAGES
from tests.browser.reading import opened

AXE = os.environ.get("REFORMSPOR_AXE", "")
GRAVE = ("serious", "critical")


@pytest.mark.skipif(not Path(AXE).is_file(), reason="REFORMSPOR_AXE names no axe.min.js")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_axe_finds_nothing_serious(browser, either, name, theme):
    # The policy is lifted here only: the page itself lets no foreign script in.
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    opened(page, f"{either}/{name}?lang=nn")
    page.wait_for_timeout(1500)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in GRAVE]
    context.close()
    assert grave == []
