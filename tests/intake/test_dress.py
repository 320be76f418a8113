"""Each encoding, separator, number form and date form gives the same rows, and a notice says what was changed."""

from pathlib import Path

import pytest
import xlsxwriter
from exports import BARRIERS, SESSIONS, USE, places, simple_folder, take, verdict


def canonical_of(folder: Path, work: Path) -> dict[str, list[dict[str, object]]]:
    intake, con = take(folder, work)
    assert not intake.faults, intake.faults
    rows = intake.canonical()
    con.close()
    return rows


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, list[dict[str, object]]]:
    return canonical_of(simple_folder(tmp_path / "clean"), tmp_path / "clean-work")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_gives_the_same_rows(encoding: str, tmp_path: Path, clean: object) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.encode(encoding))
    assert canonical_of(folder, tmp_path / "work") == clean


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_every_separator_gives_the_same_rows(sign: str, tmp_path: Path, clean: object) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace(",", sign))
    assert canonical_of(folder, tmp_path / "work") == clean


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\r\n'])
def test_a_sep_line_is_used_and_passed_over(line: str, tmp_path: Path, clean: object) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=line + USE.replace(",", ";"))
    assert canonical_of(folder, tmp_path / "work") == clean


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"])
def test_every_line_end_gives_the_same_rows(end: str, tmp_path: Path, clean: object) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("\n", end))
    assert canonical_of(folder, tmp_path / "work") == clean


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2200,00", "2200"),
        ("2 200", "2200"),
        ("2\u00a0200,50", "2200.5"),
        ("2\u202f200", "2200"),
        ("2.200,50", "2200.5"),
        ("2,200.50", "2200.5"),
        ("0", "0"),
    ],
)
def test_a_number_in_dress_keeps_its_value(written: str, meant: str, tmp_path: Path) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("4,2200", f'4,"{written}"'))
    assert canonical_of(folder, tmp_path / "work")["resource_use"][0]["cost_nok"] == meant


@pytest.mark.parametrize(
    "written", ["1.500", "1e3", "0x8", "inf", "NaN", "1,2,3", "2 20", "12%", "１２", "kr 5", "--5"]
)
def test_a_number_of_doubtful_meaning_is_refused(written: str, tmp_path: Path) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("4,2200", f'4,"{written}"'))
    intake, _ = take(folder, tmp_path / "work")
    assert {(row, column) for _, _, row, column in places(intake)} == {(1, "cost_nok")}


def test_a_typographic_minus_is_a_minus(tmp_path: Path) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("4,2200", "\u22124,2200"))
    intake, _ = take(folder, tmp_path / "work")
    assert ("range", "resource_use.csv", 1, "hours") in places(intake)


@pytest.mark.parametrize("written", ["13.01.2025", "2025-01-13 00:00:00", "2025-01-13T00:00:00"])
def test_a_date_in_dress_is_the_same_day(written: str, tmp_path: Path, clean: object) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("2025-01-13", written))
    intake, con = take(folder, tmp_path / "work")
    assert verdict(intake) == "normalise"
    assert intake.canonical() == clean
    con.close()


@pytest.mark.parametrize(
    "written", ["01/13/2025", "13.01.25", "45670", "2025-02-30", "30.02.2025", "20250113", "13. jan 2025", "1025-01-13"]
)
def test_a_date_of_doubtful_meaning_is_refused(written: str, tmp_path: Path) -> None:
    folder = simple_folder(tmp_path / "in", resource_use=USE.replace("2025-01-13", written))
    intake, _ = take(folder, tmp_path / "work")
    assert {(row, column) for _, _, row, column in places(intake)} == {(1, "date")}


@pytest.mark.parametrize("written", ["2025-01-15T09:00:00", "15.01.2025 09:00", "2025-01-15 08:00:00Z"])
def test_a_time_without_zone_is_local_and_one_with_another_is_the_same_instant(
    written: str, tmp_path: Path, clean: object
) -> None:
    folder = simple_folder(tmp_path / "in", sessions=SESSIONS.replace("2025-01-15T09:00:00+01:00", written))
    assert canonical_of(folder, tmp_path / "work") == clean


def test_a_workbook_with_a_sheet_for_each_table_gives_the_same_rows(tmp_path: Path, clean: object) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with xlsxwriter.Workbook(str(folder / "uttak.xlsx")) as book:
        for name, text in (("sessions", SESSIONS), ("resource_use", USE), ("barriers", BARRIERS)):
            sheet = book.add_worksheet(name)
            for at, line in enumerate(text.splitlines()):
                for column, value in enumerate(line.split(",")):
                    number = at > 0 and name == "resource_use" and column >= 6
                    sheet.write(at, column, float(value) if number else value)
    assert canonical_of(folder, tmp_path / "work") == clean


def test_empty_trailing_columns_are_left_out_with_a_notice(tmp_path: Path, clean: object) -> None:
    lines = [f"{line},," for line in USE.splitlines()]
    folder = simple_folder(tmp_path / "in", resource_use="\n".join(lines))
    assert canonical_of(folder, tmp_path / "work") == clean
