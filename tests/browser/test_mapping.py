"""An unknown file is mapped in the browser: hostile headings are only text, people are dots, a profile is saved."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, expect

from reformspor.snapshot.folder import DataFolder
from tests.browser.conftest import running
from tests.browser.reading import opened, says, settled
from tests.snapshot.exports import has_taken_in

HOSTILE = ("<img src=x onerror=alert(1)>", "**[Tilsett](javascript:alert(2))**")
ROWS = (
    f"Ansvar;Rolle;Aktivitetskode;Dato;Timar;Tal personar;{HOSTILE[0]};{HOSTILE[1]}\r\n"
    "0310;hjelpar;førebu;03.02.2025;4;1;<b>x</b>;Kari Nordmann\r\n"
    "0320;leiar;førebu;04.02.2025;2,5;3;{{x}};Ola Nordmann\r\n"
)


def test_an_unknown_file_is_mapped_and_its_profile_saved(page, tmp_path: Path) -> None:
    file = tmp_path / "timeliste 2025.csv"
    file.write_text(ROWS, "utf-8")
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    with running(has_taken_in(DataFolder(tmp_path / "data")).root, "internal") as address:
        begun(page, address, file)
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


def begun(page, address: str, file: Path) -> None:
    """Hand in a file no profile reads, and wait until its columns stand there to be mapped."""
    opened(page, f"{address}/deliver?lang=nn")
    page.locator(".st-key-desk-drop input[type=file]").set_input_files(str(file))
    settled(page)
    choose(page, ".st-key-desk-profile", -1)
    page.wait_for_selector(".st-key-mapping .rs-map-head", timeout=120_000)
    settled(page)


def listed(page, options: Locator, ask: Callable[[], object]) -> None:
    """Open a list until an option of it stands: one that is drawn anew meanwhile closes."""
    for _ in range(60):
        ask()
        page.wait_for_timeout(500)
        if options.count():
            break


def choose(page, where: str, at: int) -> None:
    """Choose the option at a place in a list, as a keyboard user does; -1 is the last."""
    box = page.locator(f"{where} >> input")
    options = page.locator("[role=option]")
    listed(page, options, lambda: box.press("ArrowDown"))
    option = options.nth(at) if at >= 0 else options.last
    said = option.inner_text()
    option.click()
    expect(box).to_have_value(said)
    settled(page)


TOGETHER = (
    "Øktnr;Øktdato;Frå kl;Til kl;Del1;Del2;Rolle;Dato;Timar;**Rom** <b>1</b>\r\n"
    "Ø-1;03.02.2025;09:00;11:00;03;10;hjelpar;03.02.2025;4;A\r\n"
    "Ø-1;03.02.2025;09:00;11:00;03;10;leiar;03.02.2025;2;A\r\n"
)


def test_parts_are_set_together_and_a_second_table_is_made_of_the_same_rows(page, tmp_path: Path) -> None:
    file = tmp_path / "timeliste 2025.csv"
    file.write_text(TOGETHER, "utf-8")
    with running(has_taken_in(DataFolder(tmp_path / "data")).root, "internal") as address:
        begun(page, address, file)
        page.locator(".st-key-mapping").get_by_text("Fleire kolonnar som blir éi").first.click()
        written(page, "[class*='st-key-mapping-combine-to']", "Eining")
        for column in ("5: Del1", "6: Del2"):
            written(page, "[class*='st-key-mapping-combine-of']", column)
        choose(page, "[class*='st-key-mapping-combine-sign']", 1)
        shown = page.locator("[class*='st-key-mapping-combine-of']")
        expect(shown).to_contain_text("5: Del1")
        written(page, "[class*='st-key-mapping-also']", "Arbeidsøkter")
        expect(page.locator(".st-key-mapping h4").filter(has_text="dei same radene")).to_have_count(1, timeout=120_000)
        settled(page)
        says(page.locator(".st-key-mapping"), "Øktdato")
        expect(page.locator("[class*='st-key-mapping-combine-of']").filter(has_text="3: Frå kl")).to_have_count(1)


def written(page, where: str, text: str) -> None:
    """Choose what is written in a list, in the first of its kind."""
    box = page.locator(f"{where} >> input").first
    option = page.locator("[role=option]").filter(has_text=text).first
    listed(page, option, lambda: (box.click(), box.fill(text)))
    option.click()
    page.keyboard.press("Escape")
    settled(page)
