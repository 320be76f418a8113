"""Someone inside the house changes a setting with a role and a reason; others only read what is chosen."""

from playwright.sync_api import expect

from reformspor.choices import load_choices, read_changes
from reformspor.snapshot.folder import DataFolder
from tests.browser.conftest import running
from tests.browser.reading import opened, pick, says, settled
from tests.review.given import take

MAIN = "[data-testid=stMain]"


def choose(page, box: str, option: str) -> None:
    pick(page, page.locator(f"{box} [role=combobox]").first, page.get_by_role("option", name=option, exact=True))


def test_a_setting_is_changed_refused_and_undone_by_hand_and_the_guide_remembers(page, tmp_path):
    data = tmp_path / "data"
    take(DataFolder(data), tmp_path / "export")
    with running(data, "internal") as address:
        opened(page, f"{address}/settings?lang=nn&part=norm")
        page.wait_for_selector("[class*='st-key-settings_norm-hours_per_fte'] input", timeout=60_000)
        field = page.locator("[class*='st-key-settings_norm-hours_per_fte'] input")
        save = page.get_by_role("button", name="Lagra", exact=True)

        field.fill("0")
        choose(page, ".st-key-settings_role_norm", "HR-leiar")
        page.locator(".st-key-settings_why_norm input").fill("Prøve")
        save.click()
        refused = "norm.hours_per_fte er 0, men skal vera frå 1 000 til 2 500 timar i året"
        says(page.locator(".rs-problem"), refused)
        assert not (data / "settings.toml").exists()

        field.fill("1695,5")
        page.locator(".st-key-settings_source_norm input").fill("Avtale <b>7</b>")
        save.click()
        page.wait_for_selector(".rs-verdict-line.rs-fine", timeout=30_000)
        settled(page)
        assert load_choices(data).number("norm.hours_per_fte") == 1695.5
        says(page.locator("table.rs-settings"), "Avtale <b>7</b>")  # a source is text, never markup
        assert [one.role for one in read_changes(data).entries] == ["hr_lead"]

        choose(page, ".st-key-settings_resourced_norm", "Timar i eit årsverk")
        page.locator(".st-key-settings_source_norm input").fill("Vedtak 12/26")
        save.click()
        page.wait_for_selector("text=Kjelda for Timar i eit årsverk er endra", timeout=30_000)
        settled(page)
        chosen = load_choices(data).get("norm.hours_per_fte")
        assert chosen is not None
        assert (chosen.value, chosen.source) == (1695.5, "Vedtak 12/26")

        page.get_by_role("button", name="Greitt, vis neste del").click()
        settled(page)
        opened(page, f"{address}/settings?lang=nn")
        page.wait_for_selector("text=Du har gått gjennom 1 av 8 delar.", timeout=30_000)
        page.get_by_role("button", name="Legg bort rettleiinga").click()
        page.wait_for_selector("text=Rettleiinga er lagd bort; 7 delar står att.", timeout=30_000)

        (data / "settings.toml").write_text("[norm\nhours_per_fte = 3\n", "utf-8")
        opened(page, f"{address}/overview?lang=nn")
        page.wait_for_selector("text=Innstillingsfila har feil", timeout=30_000)
        opened(page, f"{address}/settings?lang=nn&part=norm")
        says(page.locator(".rs-problem"), "linje 1")
        says(page.locator(MAIN), "1 695,5 timar")


def test_outside_the_house_settings_are_read_and_not_changed(page, tmp_path):
    take(DataFolder(tmp_path / "data"), tmp_path / "export")
    with running(tmp_path / "data", "public") as address:
        opened(page, f"{address}/settings?lang=nb")
        main = page.locator(MAIN)
        expect(page.locator("table.rs-settings").first).to_be_visible()
        says(main, "Timer i et årsverk")
        expect(main).not_to_contain_text("Minne en innlesing får ta")
        expect(page.locator(f"{MAIN} input, {MAIN} form")).to_have_count(0)
