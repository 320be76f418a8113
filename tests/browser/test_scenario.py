"""In the browser a scenario stands in the address, follows the reader to another language, and a bad link is told."""

import re
from pathlib import Path

from playwright.sync_api import expect

from reformspor.snapshot import DataFolder, admit
from tests.browser.conftest import running
from tests.browser.reading import opened, says, settled
from tests.snapshot.exports import write_export

SESSIONS = "Økter i månaden"


def test_a_scenario_is_in_the_address_and_a_bad_one_is_told(tmp_path: Path, browser) -> None:
    admit(write_export(tmp_path / "in"), DataFolder(tmp_path / "data"))
    with running(tmp_path / "data") as address:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        opened(page, f"{address}/scenario?lang=nn")
        main = page.locator("[data-testid=stMain]")
        says(main, "minst 24 heile månader")
        field = page.get_by_role("textbox", name=SESSIONS).first
        expect(field).to_have_value(re.compile(","))
        field.fill("trettiein")
        field.press("Enter")
        page.wait_for_selector("text=«trettiein» kan ikkje brukast for «Økter i månaden»")
        expect(field).to_have_value(re.compile(","))
        field.fill("30,5")
        field.press("Enter")
        page.wait_for_url("**a=s30.5_**", timeout=60_000)
        says(main, "30,5 økter i månaden")
        page.get_by_role("link", name="English", exact=True).click()
        page.wait_for_url("**lang=en**", timeout=60_000)
        page.wait_for_selector("text=Scenario A: set by the reader")
        settled(page)
        expect(page).to_have_url(re.compile(re.escape("a=s30.5_")))
        expect(page.get_by_role("textbox", name="Sessions a month").first).to_have_value("30.5")
        opened(page, f"{address}/scenario?lang=nn&a=shundre")
        says(page.locator(".rs-notice").first, "«hundre» i lenkja kan ikkje brukast")
        expect(page).not_to_have_url(re.compile("a="))
