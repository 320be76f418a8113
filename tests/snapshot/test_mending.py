"""Refused rows leave as a file, are mended, and complete the export they came from, whatever its dress."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from reformspor.errors import ReformsporError
from reformspor.intake import Intake
from reformspor.intake.persons import MASK
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.mending import forget_kept
from reformspor.snapshot.rejects import Origins, Sheet, csv_of, sheets_of, xlsx_of
from reformspor.words import speak
from tests.snapshot.exports import SESSIONS, hours, write_export
from tests.snapshot.test_admission import DAY, rows

WORDS = speak("nn")
WRONG_DAY = SESSIONS.replace("15.01.2026", "32.01.2026")
WRONG_HOURS = (
    hours(8)
    .replace("E3;;05.01.2026", "E3;;45.01.2026")
    .replace("E5;;05.01.2026;U1;helper", "E5;;05.01.2026;U1;hjelper x")
)
Mend = Callable[[dict[str, str]], None]


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def take(
    data: DataFolder, path: Path, *, keep_good: bool = False, dry_run: bool = False, masked: bool = True
) -> tuple[Admission, tuple[Sheet, ...]]:
    """Admit and gather the refused rows as a clerk gets them."""
    found: list[Sheet] = []

    def refused(intake: Intake, origins: Origins) -> None:
        found.extend(sheets_of(intake.refused_rows(), origins, WORDS, masked=masked))

    outcome = admit(path, data, as_of=DAY, keep_good=keep_good, dry_run=dry_run, refused=refused)
    return outcome, tuple(found)


def mended(sheet: Sheet, mend: Mend, folder: Path, name: str = "retta.csv") -> Path:
    """The file of refused rows after someone has opened it, mended it and saved it as CSV."""
    grid = list(csv.reader(io.StringIO(csv_of(sheet).decode("utf-8-sig")), delimiter=";"))
    lines = [dict(zip(grid[0], row, strict=True)) for row in grid[1:]]
    for line in lines:
        mend(line)
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", encoding="cp1252", errors="replace", newline="") as out:
        writer = csv.DictWriter(out, grid[0], delimiter=";")
        writer.writeheader()
        writer.writerows(line for line in lines if line)
    return folder


def set_day(line: dict[str, str]) -> None:
    line["date"] = "15.01.2026"


def test_a_refused_row_leaves_with_its_columns_its_number_and_why(data: DataFolder, tmp_path: Path) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), dry_run=True)
    assert sheet.headings[2:-1] == tuple(SESSIONS.split("\n")[0].split(";"))
    assert sheet.rows[0][0] == "1"
    assert "«32.01.2026» kan ikkje lesast som ein dato." in sheet.rows[0][1]
    assert "Skriv" in sheet.rows[0][1]


def test_what_may_name_someone_is_covered_in_the_browsers_file_and_whole_in_the_private_one(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", sessions=WRONG_DAY, resource_use=WRONG_HOURS)
    for masked in (True, False):
        _, sheets = take(data, export, dry_run=True, masked=masked)
        content = b"".join(csv_of(sheet) for sheet in sheets)
        assert (b"Kari Nordmann" in content, b"p-003-secret" in content) == (not masked, not masked)


def test_mended_rows_alone_complete_the_export_that_was_admitted_without_them(data: DataFolder, tmp_path: Path) -> None:
    outcome, sheets = take(
        data, write_export(tmp_path / "in", sessions=WRONG_DAY, resource_use=WRONG_HOURS), keep_good=True
    )
    assert outcome.manifest is not None
    assert outcome.manifest.rows_refused == 3
    folder = tmp_path / "mended"
    for sheet in sheets:
        mended(sheet, set_day if sheet.table == "sessions" else set_hours, folder, f"{sheet.table}-retta.csv")
    done, left = take(data, folder)
    assert done.manifest is not None
    assert ([fault.code for fault in done.faults], left) == ([], ())
    assert (done.manifest.rows_refused, done.manifest.rows_admitted) == (0, 19)
    assert rows(data, "select sum(hours) as h from released")[0][0] == 24.0
    assert done.manifest.waiting_hours > 0, "the hours of the two that were mended wait for company"
    assert rows(data, "select session_id from sessions order by 1") == [("S1",), ("S2",), ("S3",)]


def set_hours(line: dict[str, str]) -> None:
    assert line["person_key"] == MASK
    line["period"], line["role"] = "05.01.2026", "helper"


def test_a_covered_person_comes_back_as_the_very_person_and_is_never_admitted_as_the_cover(
    data: DataFolder, tmp_path: Path
) -> None:
    _, sheets = take(data, write_export(tmp_path / "in", resource_use=WRONG_HOURS), keep_good=True)
    take(data, mended(sheets[0], set_hours, tmp_path / "mended"))
    people = persons(data)
    assert len(people) == 8
    whole = DataFolder(tmp_path / "other")
    take(whole, write_export(tmp_path / "whole", resource_use=hours(8)))
    assert len(persons(whole)) == 8


def persons(data: DataFolder) -> set[str]:
    con = duckdb.connect(str(data.private_of("kommune") / "persons.duckdb"), read_only=True)
    try:
        return {str(key) for (key,) in con.execute("select distinct person_key from ledger.person").fetchall()}
    finally:
        con.close()


def test_a_cover_in_an_ordinary_export_is_refused_with_a_remedy(data: DataFolder, tmp_path: Path) -> None:
    covered = hours(8).replace("p-003-secret", MASK)
    outcome, _ = take(data, write_export(tmp_path / "in", resource_use=covered), dry_run=True)
    assert [(fault.code, fault.row, fault.column) for fault in outcome.faults] == [("masked_value", 3, "person_key")]


def test_mended_rows_beside_their_export_complete_it_before_anything_was_admitted(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", sessions=WRONG_DAY)
    _, (sheet,) = take(data, export, dry_run=True)
    mended(sheet, set_day, export)
    done, _ = take(data, export)
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_a_row_that_is_not_mended_stays_refused_and_can_be_mended_later(data: DataFolder, tmp_path: Path) -> None:
    two_wrong = WRONG_DAY.replace("S2;12.02.2026;meeting", "S2;12.02.2026;kaffi")
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=two_wrong), keep_good=True)

    def only_the_first(line: dict[str, str]) -> None:
        if line["session_id"] == "S1":
            set_day(line)
        else:
            line.clear()

    done, (left,) = take(data, mended(sheet, only_the_first, tmp_path / "first"), keep_good=True)
    assert done.manifest is not None
    assert done.manifest.rows_refused == 1
    assert [row[0] for row in left.rows] == ["2"], "rows keep their number from mending to mending"

    def the_second(line: dict[str, str]) -> None:
        line["kind"] = "meeting"

    done, _ = take(data, mended(left, the_second, tmp_path / "second"))
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_the_first_file_can_be_mended_further_after_some_of_it_was_admitted(data: DataFolder, tmp_path: Path) -> None:
    two_wrong = WRONG_DAY.replace("S2;12.02.2026;meeting", "S2;12.02.2026;kaffi")
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=two_wrong), keep_good=True)
    take(
        data,
        mended(sheet, lambda line: set_day(line) if line["session_id"] == "S1" else None, tmp_path / "a"),
        keep_good=True,
    )

    def all_of_it(line: dict[str, str]) -> None:
        if line["session_id"] == "S1":
            set_day(line)
        else:
            line["kind"] = "meeting"

    done, _ = take(data, mended(sheet, all_of_it, tmp_path / "b"))
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0


def test_formulas_leave_guarded_and_come_back_as_they_were(data: DataFolder, tmp_path: Path) -> None:
    odd = WRONG_DAY.replace("Oppstart med Kari Nordmann", "＝1+1").replace("S2;", "-S2;")
    odd = odd.replace("12.02.2026", "32.02.2026")
    export = write_export(tmp_path / "in", sessions=odd)
    _, (sheet,) = take(data, export, keep_good=True, masked=False)
    assert "'-S2" in csv_of(sheet).decode("utf-8-sig")
    assert "'＝1+1" in csv_of(sheet).decode("utf-8-sig")

    def days(line: dict[str, str]) -> None:
        line["date"] = "15.01.2026" if line["session_id"] == "S1" else "12.02.2026"

    # The full-width sign is outside the code page the file is saved in, so the cell comes back as a question mark.
    folder = tmp_path / "mended"
    mended(sheet, days, folder)
    text = (folder / "retta.csv").read_text("cp1252").replace("'?1+1", "'＝1+1")
    (folder / "retta.csv").write_text(text, "utf-8")
    done, _ = take(data, folder)
    assert done.manifest is not None
    assert rows(data, "select session_id from sessions order by 1") == [("-S2",), ("S1",), ("S3",)]


def test_a_row_may_be_split_in_two_and_a_new_one_added(data: DataFolder, tmp_path: Path) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), keep_good=True)
    folder = mended(sheet, set_day, tmp_path / "mended")
    lines = (folder / "retta.csv").read_text("cp1252").splitlines()
    mark = lines[1].rsplit(";", 1)[1]
    second = lines[1].replace(";S1;", ";S1b;")
    new = lines[1].replace(";S1;", ";S9;").replace(mark, "").replace(MASK, "Ny økt")
    (folder / "retta.csv").write_text("\n".join([*lines, second, new]) + "\n", "cp1252")
    done, _ = take(data, folder)
    assert [fault.code for fault in done.faults] == []
    assert rows(data, "select session_id from sessions order by 1") == [("S1",), ("S1b",), ("S2",), ("S3",), ("S9",)]


def workbook(path: Path, **tables: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        for name, text in tables.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(text.strip().split("\n")):
                sheet.write_row(at, 0, line.split(";"))
    return path


def test_rows_of_a_workbook_are_mended_in_a_workbook(data: DataFolder, tmp_path: Path) -> None:
    units = "unit_id;name;sector\nU1;Heimetenesta;health_care"
    workbook(tmp_path / "in" / "alt.xlsx", sessions=WRONG_DAY, resource_use=WRONG_HOURS, units=units)
    outcome, sheets = take(data, tmp_path / "in", keep_good=True)
    assert outcome.manifest is not None
    folder = tmp_path / "mended"
    folder.mkdir()
    (folder / "retta.xlsx").write_bytes(mended_workbook(sheets))
    done, left = take(data, folder)
    assert ([fault.code for fault in done.faults], left) == ([], ())
    assert done.manifest is not None
    assert str(done.manifest.files[0]["file"]).startswith("alt.xlsx")
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def mended_workbook(sheets: tuple[Sheet, ...]) -> bytes:
    def right(text: str) -> str:
        known = {"32.01.2026": "15.01.2026", "45.01.2026": "05.01.2026", "hjelper x": "helper"}
        return known.get(text, text)

    fixed = tuple(Sheet(s.table, s.headings, tuple(tuple(map(right, row)) for row in s.rows)) for s in sheets)
    return xlsx_of(fixed, WORDS)


def test_rows_of_a_parquet_file_are_mended_too(data: DataFolder, tmp_path: Path) -> None:
    export = write_export(tmp_path / "in")
    (export / "sessions.csv").unlink()
    text = str(write_export(tmp_path / "text", sessions=WRONG_DAY) / "sessions.csv")
    numbers = ", ".join(f"{name}::bigint as {name}" for name in ("n_participants", "helper_needed", "helper_staffed"))
    given = duckdb.sql(f"select * replace ({numbers}) from read_csv('{text}', all_varchar = true, delim = ';')")
    given.write_parquet(str(export / "sessions.parquet"))
    outcome, sheets = take(data, export, keep_good=True)
    assert [fault.code for fault in outcome.faults] == ["bad_date"]
    done, _ = take(data, mended(sheets[0], set_day, tmp_path / "mended"))
    assert ([fault.code for fault in done.faults], done.manifest is not None) == ([], True)
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_a_record_torn_apart_is_written_anew_whole_or_stays_refused(data: DataFolder, tmp_path: Path) -> None:
    torn = SESSIONS.replace("S2;12.02.2026;meeting;no;", "S2;12.02.2026;meeting;no;for mykje;her;")
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=torn), keep_good=True)
    whole = dict(zip(SESSIONS.split("\n")[0].split(";"), SESSIONS.split("\n")[2].split(";"), strict=True))
    covered, _ = take(data, mended(sheet, lambda line: line.update(title="Ny"), tmp_path / "covered"), dry_run=True)
    assert [fault.code for fault in covered.faults] == ["structure"]
    done, _ = take(data, mended(sheet, lambda line: line.update(whole), tmp_path / "mended"))
    assert ([fault.code for fault in done.faults], done.manifest is not None) == ([], True)
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_rows_whose_export_is_gone_are_refused_in_words(data: DataFolder, tmp_path: Path) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), dry_run=True)
    with pytest.raises(ReformsporError, match="no_original"):
        take(data, mended(sheet, set_day, tmp_path / "mended"))


def test_what_is_kept_is_private_goes_when_nothing_is_refused_and_is_forgotten_in_time(
    data: DataFolder, tmp_path: Path
) -> None:
    kept = data.private / "kommune" / "mending"
    take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), keep_good=True)
    (folder,) = kept.iterdir()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (kept.parent, kept.parent.parent))
    forget_kept(data, 30)
    assert folder.exists()
    take(data, write_export(tmp_path / "good"))
    assert list(kept.iterdir()) == []
    take(data, write_export(tmp_path / "in", sessions=WRONG_DAY + "\n"), keep_good=True)
    forget_kept(data, 0)
    assert list(kept.iterdir()) == []
