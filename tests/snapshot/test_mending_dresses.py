"""Mended rows take their places in files of every dress, and nothing else of those files changes."""

from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from reformspor.intake import Intake
from reformspor.intake.persons import MASK
from reformspor.snapshot.admission import admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.rejects import Origins, Sheet, csv_of, sheets_of, xlsx_of
from tests.snapshot.clerk import WORDS, WRONG_DAY, WRONG_HOURS, mended, set_day, take
from tests.snapshot.exports import BARRIERS, EVENTS, SESSIONS, write_export
from tests.snapshot.test_admission import DAY, rows

SIMPLE = {
    "sessions": "økt_id;dato;start;slutt;fase;deltakarar\n"
    "S1;2026-01-15;2026-01-15T09:00:00+01:00;2026-01-15T12:00:00+01:00;utforsking;8\n",
    "resource_use": "bruk_id;økt_id;person_id;rolle;aktivitet;dato;timar\n"
    + "".join(f"R{at};S1;p{at:03d};{'hjelpar' if at < 8 else 'x'};gjennomføring;2026-01-15;3\n" for at in range(1, 9)),
    "barriers": "barriere_id;nivå;skildring;meldt;status\nB1;stat;Dobbel rapportering;2026-01-20;open\n",
}


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def workbook(path: Path, **tables: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        for name, text in tables.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(text.strip().split("\n")):
                sheet.write_row(at, 0, line.split(";"))
    return path


def mended_workbook(sheets: tuple[Sheet, ...]) -> bytes:
    def right(text: str) -> str:
        known = {"32.01.2026": "15.01.2026", "45.01.2026": "05.01.2026", "hjelper x": "helper"}
        return known.get(text, text)

    fixed = tuple(Sheet(s.table, s.headings, tuple(tuple(map(right, row)) for row in s.rows)) for s in sheets)
    return xlsx_of(fixed, WORDS)


def test_rows_of_a_workbook_are_mended_in_a_workbook(data: DataFolder, tmp_path: Path) -> None:
    units = "unit_id;name;sector\nU1;Heimetenesta;health_care"
    rest = {"barriers": BARRIERS, "barrier_events": EVENTS}
    workbook(tmp_path / "in" / "alt.xlsx", sessions=WRONG_DAY, resource_use=WRONG_HOURS, units=units, **rest)
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


def test_rows_of_a_parquet_file_are_mended_too(data: DataFolder, tmp_path: Path) -> None:
    export = write_export(tmp_path / "in")
    (export / "sessions.csv").unlink()
    text = str(write_export(tmp_path / "text", sessions=WRONG_DAY) / "sessions.csv")
    numbers = ", ".join(f"{name}::bigint as {name}" for name in ("n_participants", "helper_needed", "helper_staffed"))
    con = duckdb.connect()
    given = con.sql(f"select * replace ({numbers}) from read_csv('{text}', all_varchar = true, delim = ';')")
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


def test_rows_of_another_systems_export_are_mended_without_naming_its_profile_again(
    data: DataFolder, tmp_path: Path
) -> None:
    export = tmp_path / "in"
    export.mkdir()
    for name, text in SIMPLE.items():
        (export / f"{name}.csv").write_text(text, "utf-8")
    found: list[Sheet] = []

    def refused(intake: Intake, origins: Origins) -> None:
        found.extend(sheets_of(intake.refused_rows(), origins, WORDS, masked=True))

    admit(export, data, profile="simple", as_of=DAY, keep_good=True, refused=refused)
    (sheet,) = found
    assert "Rolle" in sheet.rows[0][1] or "role" in sheet.rows[0][1]

    def known_role(line: dict[str, str]) -> None:
        line["rolle"] = "hjelpar"

    done = admit(mended(sheet, known_role, tmp_path / "mended"), data)
    assert ([fault.code for fault in done.faults], done.manifest is not None) == ([], True)
    assert done.manifest is not None
    assert (done.manifest.profile, done.manifest.source, done.manifest.as_of) == ("simple", "simple", DAY.isoformat())
