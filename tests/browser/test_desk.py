"""A new user delivers data in the browser: the template, the faults, the mending, the figures, and back again."""

import csv
import io
import re
import zipfile
from pathlib import Path

import python_calamine
import xlsxwriter
from playwright.sync_api import expect

from reformspor.snapshot import DataFolder, admit
from reformspor.words import speak
from tests.browser.conftest import running
from tests.browser.reading import opened, says, settled
from tests.snapshot.exports import SESSIONS as GOOD
from tests.snapshot.exports import write_export

WORDS = speak("nn")
LONG = 120_000
# What the clerk fills in, under the template's own headings: two sessions have a fault, and one unknown role.
UNITS = [{"unit_id": "U1", "name": "Heimetenesta", "sector": "health_care", "headcount": 40}]
SESSIONS = [
    {"session_id": f"S{at}", "date": day, "kind": kind, "parties_took_part": "yes", "unit_id": "U1", "status": "held",
     "phase": "explore", "n_participants": 8, "helper_needed": 1, "helper_staffed": 1}
    for at, (day, kind) in enumerate(
        [("2026-01-15", "workshop"), ("2026-02-12", "meeting"), ("32.02.2026", "meeting"), ("2026-03-10", "kaffi")], 1)
]  # fmt: skip
HOURS = [
    {"entry_id": f"E{at}", "period": "2026-02", "unit_id": "U1", "role": "helper" if at < 9 else "hjelper x",
     "activity": "conduct", "headcount": 1, "hours": 4, "basis": "registered", "on_top": "no",
     "person_key": f"p-{at:03d}"}
    for at in range(1, 10)
]  # fmt: skip


def served(folder: Path) -> Path:
    """A data folder that shows another source, so that no time goes to making the constructed municipality."""
    admit(write_export(folder / "other"), DataFolder(folder / "data"), source="annan")
    return folder / "data"


def downloaded(page, selector: str, folder: Path) -> Path:
    with page.expect_download(timeout=LONG) as waiting:
        page.locator(selector).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def filled(template: Path, target: Path, tables: dict[str, list[dict[str, object]]]) -> Path:
    """The template with rows written under its own headings and its example, as a clerk fills it."""
    titles = {WORDS(f"contract.{name}.title"): name for name in tables}
    book = python_calamine.CalamineWorkbook.from_path(str(template))
    with xlsxwriter.Workbook(str(target)) as out:
        for sheet in book.sheet_names:
            rows = [[str(cell) for cell in row] for row in book.get_sheet_by_name(sheet).to_python()]
            page = out.add_worksheet(sheet)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
            if sheet in titles:
                _fill(page, rows, titles[sheet], tables[titles[sheet]])
    return target


def _fill(page, rows: list[list[str]], table: str, given: list[dict[str, object]]) -> None:
    columns = {WORDS(f"contract.{table}.columns.{name}.name"): name for name in given[0]}
    headings = max(rows, key=lambda row: sum(cell in columns for cell in row))
    for at, values in enumerate(given, start=len(rows)):
        for place, heading in enumerate(headings):
            if heading in columns:
                page.write(at, place, values[columns[heading]])


def mended(path: Path, target: Path, right: dict[str, str]) -> Path:
    """The file of refused rows as the clerk saves it again, wrong cells put right."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    with xlsxwriter.Workbook(str(target)) as out:
        for sheet in book.sheet_names:
            page = out.add_worksheet(sheet)
            for at, row in enumerate(book.get_sheet_by_name(sheet).to_python()):
                page.write_row(at, 0, [right.get(str(cell), str(cell)) for cell in row])
    return target


def check(page, file: Path) -> str:
    """Upload one file, check it, and give what the desk then says."""
    page.locator(".st-key-desk input[type=file]").set_input_files(str(file))
    page.locator(".st-key-desk-check button:enabled").click()
    page.wait_for_selector(".st-key-desk .rs-verdict-line[role=status]", timeout=LONG)
    settled(page)
    return str(page.locator(".st-key-desk").inner_text())


def admitted(page) -> None:
    page.locator(".st-key-desk-take button").click()
    page.wait_for_selector(".st-key-desk .rs-fine:has-text('er teke inn')", timeout=LONG)
    settled(page)


def held(page, address: str) -> int:
    """How many sessions the overview says were held."""
    opened(page, f"{address}/overview?lang=nn&period=2026-01..2026-06")
    tile = page.locator(".rs-tile", has_text=WORDS("views.tile.sessions")).locator(".rs-value")
    says(tile, re.compile(r"\d"))
    return int(re.search(r"\d+", tile.inner_text())[0])


def test_a_clerk_fills_the_template_mends_what_is_wrong_and_can_go_back(page, tmp_path):
    with running(served(tmp_path), "internal") as address:
        opened(page, f"{address}/deliver?lang=nn")
        template = downloaded(page, ".st-key-desk-workbook button", tmp_path)
        book = filled(template, tmp_path / "mi.xlsx", {"units": UNITS, "sessions": SESSIONS, "resource_use": HOURS})

        said = check(page, book)
        assert "Noko må rettast" in said
        expect(page.locator(".rs-causes > li")).to_have_count(3)
        assert "«32.02.2026» kan ikkje lesast som ein dato" in said
        assert "p-009" not in said
        rejects = downloaded(page, ".st-key-desk-rejects-xlsx-check button", tmp_path)
        assert b"p-009" not in b"".join(
            zipfile.ZipFile(rejects).read(name) for name in zipfile.ZipFile(rejects).namelist()
        )
        admitted(page)
        says(page.locator(".st-key-desk"), "har om lag 12 avviste rader")
        assert held(page, address) == 2

        opened(page, f"{address}/deliver?lang=nn")
        right = {"32.02.2026": "2026-02-20", "kaffi": "workshop", "hjelper x": "helper"}
        said = check(page, mended(rejects, tmp_path / "retta.xlsx", right))
        expect(page.locator(".rs-causes > li"), said).to_have_count(0)
        admitted(page)
        page.wait_for_selector("[data-testid=stMain] td:has-text('Nye rader')", timeout=LONG)
        assert held(page, address) == 4

        opened(page, f"{address}/deliver?lang=nn")
        page.locator(".st-key-desk-undo button").click()
        page.wait_for_selector(".rs-log :text('angra')", timeout=LONG)
        assert held(page, address) == 2


def test_refused_rows_can_be_fetched_again_another_day(page, tmp_path):
    data = DataFolder(tmp_path / "data")
    wrong = write_export(tmp_path / "export", sessions=GOOD.replace("15.01.2026", "32.01.2026"))
    admit(wrong, data, keep_good=True)
    with running(data.root, "internal") as address:
        opened(page, f"{address}/deliver?lang=nn")
        page.locator(".st-key-desk-fetch button").click()
        page.wait_for_selector(".st-key-desk-rejects-csv-shown button", timeout=LONG)
        text = downloaded(page, ".st-key-desk-rejects-csv-shown button", tmp_path).read_text("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
        assert row["date"] == "32.01.2026"
        assert row["title"] == "•••"


def test_there_is_no_desk_at_the_public_level_and_the_page_says_why(page, tmp_path):
    with running(served(tmp_path), "public") as address:
        opened(page, f"{address}/deliver?lang=nn")
        says(page.locator("[data-testid=stMain]"), "Data blir leverte internt")
        expect(page.locator(".st-key-desk")).to_have_count(0)
        expect(page.locator(".st-key-shelf")).to_have_count(0)
