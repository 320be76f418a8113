"""In the browser a scenario stands in the address, follows the reader to another language, and a bad link is told."""

from pathlib import Path

from reformspor.snapshot import DataFolder, admit
from tests.browser.conftest import running
from tests.browser.reading import opened, settled
from tests.snapshot.exports import write_export

SESSIONS = "Økter i månaden"


def test_a_scenario_is_in_the_address_and_a_bad_one_is_told(tmp_path: Path, browser) -> None:
    admit(write_export(tmp_path / "in"), DataFolder(tmp_path / "data"))
    with running(tmp_path / "data") as address:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        opened(page, f"{address}/scenario?lang=nn")
        assert "minst 24 heile månader" in page.content()
        field = page.get_by_role("textbox", name=SESSIONS).first
        assert "," in field.input_value()
        field.fill("trettiein")
        field.press("Enter")
        page.wait_for_selector("text=«trettiein» kan ikkje brukast for «Økter i månaden»")
        assert "," in field.input_value()
        field.fill("30,5")
        field.press("Enter")
        page.wait_for_url("**a=s30.5_**", timeout=60_000)
        settled(page)
        assert "30,5 økter i månaden" in page.content()
        page.get_by_role("link", name="English", exact=True).click()
        page.wait_for_url("**lang=en**", timeout=60_000)
        settled(page)
        assert "a=s30.5_" in page.url
        page.wait_for_selector("text=Scenario A: set by the reader")
        assert page.get_by_role("textbox", name="Sessions a month").first.input_value() == "30.5"
        opened(page, f"{address}/scenario?lang=nn&a=shundre")
        assert "«hundre» i lenkja kan ikkje brukast" in page.locator(".rs-notice").first.inner_text()
        assert "a=" not in page.url
