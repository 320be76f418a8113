"""Someone inside the house opens a marked text, rewrites it, approves the rest, and the register shows them."""

import re

from playwright.sync_api import expect

from reformspor.snapshot.folder import DataFolder
from tests.browser.conftest import running
from tests.browser.reading import opened, pick, says
from tests.review.given import take


def test_texts_are_read_decided_and_shown(page, tmp_path):
    take(DataFolder(tmp_path / "data"), tmp_path / "export")
    with running(tmp_path / "data", "internal") as address:
        opened(page, f"{address}/review?lang=nn")
        page.wait_for_selector(".st-key-review_all", timeout=60_000)
        main = page.locator("[data-testid=stMain]")
        says(main, "Krav om dobbel rapportering")
        expect(main, "a marked text is closed until it is opened").not_to_contain_text("Kari Nordmann")
        expect(page.locator(".st-key-review_all button"), "nobody decides without a role").to_be_disabled()
        marked = page.locator(".st-key-review_all", has_text="1 merkt").or_(main.filter(has_text="éin merkt"))
        expect(marked.first).to_be_visible()

        role = page.locator(".st-key-review_role [role=combobox]").first
        pick(page, role, page.get_by_role("option", name="personvernombod").first)
        page.locator("[class*='st-key-review_open_'] button").click()
        page.wait_for_selector("mark.rs-mark", timeout=30_000)
        says(page.locator("mark.rs-mark"), re.compile(r"Kari Nordmann\s*namn\?"))
        page.locator("[class*='st-key-review_verb_']").first.get_by_text("Skriv om").click()
        page.locator("[class*='st-key-review_text_'] textarea").fill("Oppstart med rektor <b>x</b>")
        page.locator("[class*='st-key-review_text_'] textarea").press("Control+Enter")
        page.wait_for_selector(".st-key-review_decide button:enabled", timeout=30_000)
        page.locator(".st-key-review_decide button").click()
        page.wait_for_selector("text=Éi avgjerd er lagra", timeout=90_000)
        page.locator(".st-key-review_all button:enabled").click()
        page.wait_for_selector("text=4 avgjerder er lagra", timeout=90_000)
        says(main, "Ingen tekst ventar")

        opened(page, f"{address}/sessions?lang=nn&q=rektor")
        page.wait_for_selector("text=Oppstart med rektor <b>x</b> [redigert]", timeout=30_000)
        opened(page, f"{address}/barriers?lang=nn&q=dobbel")
        says(main, "Krav om dobbel rapportering")


def test_at_the_public_level_the_page_says_why_no_text_is_opened(page, tmp_path):
    take(DataFolder(tmp_path / "data"), tmp_path / "export")
    with running(tmp_path / "data", "public") as address:
        opened(page, f"{address}/review?lang=nb")
        main = page.locator("[data-testid=stMain]")
        says(main, "Tekstene åpnes bare på det interne nivået")
        expect(main).not_to_contain_text("dobbel")
        expect(page.locator("[class*='st-key-review_open_']")).to_have_count(0)
