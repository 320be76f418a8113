"""An unknown file is mapped in the browser: hostile headings are only text, people are dots, a profile is saved."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import running
from tests.browser.reading import opened, says, settled

HOSTILE = ("<img src=x onerror=alert(1)>", "**[Tilsett](javascript:alert(2))**")
ROWS = (
    f"Ansvar;Rolle;Aktivitetskode;Dato;Timar;Tal personar;{HOSTILE[0]};{HOSTILE[1]}\r\n"
    "0310;hjelpar;førebu;03.02.2025;4;1;<b>x</b>;Kari Nordmann\r\n"
    "0320;leiar;førebu;04.02.2025;2,5;3;{{x}};Ola Nordmann\r\n"
)


def test_an_unknown_file_is_mapped_and_its_profile_saved(page, tmp_path: Path) -> None:
    file = tmp_path / "timeliste 2025.csv"
    file.write_text(ROWS, "utf-8")
    (tmp_path / "data").mkdir()
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    with running(tmp_path / "data", "internal") as address:
        opened(page, f"{address}/deliver?lang=nn")
        page.locator(".st-key-desk-drop input[type=file]").set_input_files(str(file))
        settled(page)
        choose(page, ".st-key-desk-profile", -1)
        page.wait_for_selector(".st-key-mapping .rs-map-head", timeout=120_000)
        settled(page)
        for heading in HOSTILE:
            says(page.locator(".st-key-mapping"), heading)
        expect(page.locator(".st-key-mapping")).not_to_contain_text("Nordmann")
        markup = page.locator(".st-key-mapping :is(img, b:not(.rs-map-column b), a[href^='javascript'])")
        expect(markup).to_have_count(0)
        for number in range(2):
            choose(page, f"[class*='st-key-mapping-fixed'] >> nth={number}", 1)
        page.locator(".st-key-mapping-try button").click()
        page.wait_for_selector(".st-key-mapping-save", timeout=120_000)
        page.locator(".st-key-mapping-keep button").click()
        page.wait_for_selector(".st-key-mapping .rs-verdict-line", timeout=120_000)
        assert (tmp_path / "data" / "profiles" / "timeliste.toml").exists()
    assert said == []


def choose(page, where: str, at: int) -> None:
    """Choose the option at a place in a list, as a keyboard user does; -1 is the last."""
    box = page.locator(f"{where} >> input")
    options = page.locator("[role=option]")
    # A list that is drawn anew meanwhile closes, so it is opened until it stays open.
    for _ in range(60):
        box.press("ArrowDown")
        page.wait_for_timeout(500)
        if options.count():
            break
    option = options.nth(at) if at >= 0 else options.last
    said = option.inner_text()
    option.click()
    expect(box).to_have_value(said)
    settled(page)
