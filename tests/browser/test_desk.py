"""Someone inside the house checks an export in the browser, reads what is wrong, and takes the good rows in."""

from tests.browser.conftest import running
from tests.browser.reading import opened
from tests.snapshot.exports import SESSIONS, write_export


def test_an_export_is_checked_and_its_good_rows_taken_in(page, tmp_path):
    wrong = write_export(tmp_path / "export", sessions=SESSIONS.replace("15.01.2026", "32.01.2026"))
    (tmp_path / "data").mkdir()
    with running(tmp_path / "data", "internal") as address:
        opened(page, f"{address}/deliver?lang=nn")
        page.locator(".st-key-desk input[type=file]").set_input_files(sorted(str(file) for file in wrong.iterdir()))
        page.locator(".st-key-desk-check button:enabled").click()
        page.wait_for_selector(".st-key-desk-take button", timeout=120_000)
        said = page.locator(".st-key-desk").inner_text()
        assert "Settet er avvist" in said
        assert "sessions.csv, rad 1" in said
        assert "32.01.2026" in said
        page.locator(".st-key-desk-take button").click()
        page.wait_for_selector(".st-key-desk :text('kommune-')", timeout=120_000)
        assert "Konstruerte tal" not in page.locator("[data-testid=stMain]").inner_text()
        assert "avvist" in page.locator("[data-testid=stMain]").inner_text()


def test_there_is_no_desk_at_the_public_level(page, tmp_path):
    with running(tmp_path, "public") as address:
        opened(page, f"{address}/deliver?lang=nn")
        assert page.locator(".st-key-desk").count() == 0
