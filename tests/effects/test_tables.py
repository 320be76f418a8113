"""Files as programs write them are read alike, and what is no table is refused in one word."""

import os
from pathlib import Path

import pytest

from reformspor.effects.tables import read_table

ROWS = [("unit", "year", "value"), ("Sør-Åsen", "2020", "1,5"), ("b;c", "2021", "2")]


def written(folder: Path, data: bytes) -> Path:
    """A file of these bytes."""
    path = folder / "panel.csv"
    path.write_bytes(data)
    return path


def text(separator: str, quote: str = '"', end: str = "\n") -> str:
    """The rows with every cell in quotes."""
    return end.join(separator.join(f"{quote}{cell}{quote}" for cell in row) for row in ROWS) + end


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_dress_of_a_table_is_read_alike(tmp_path: Path, separator: str, encoding: str, end: str) -> None:
    table = read_table(written(tmp_path, text(separator, end=end).encode(encoding)))
    assert table.refused == ()
    assert table.columns == {"unit": ["Sør-Åsen", "b;c"], "year": ["2020", "2021"], "value": ["1,5", "2"]}
    assert [one.code for one in table.notices] == (["read_as_1252"] if encoding == "cp1252" else [])


def test_the_row_names_r_writes_without_a_heading_are_a_column(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b'"year","lemp"\n"1",2003,8.46\n"2",2004,8.34\n'))
    assert table.columns == {"row": ["1", "2"], "year": ["2003", "2004"], "lemp": ["8.46", "8.34"]}


def test_a_heading_may_be_empty_or_dotted_and_empty_lines_are_left_out(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b",first.treat\n1,2004\n\n,\n2,0\n"))
    assert table.columns == {"": ["1", "2"], "first.treat": ["2004", "0"]}


def test_excel_may_say_its_separator_itself(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, b"sep=;\na;b\n1,5;2\n")).columns == {"a": ["1,5"], "b": ["2"]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n\n", "file_empty"),
        (b"unit,year\n", "no_rows"),
        (b"a,b\n1,2\n3,4,5\n", "ragged"),
        (b"a,a\n1,2\n", "named_twice"),
        (b"PK\x03\x04 a workbook", "file_not_text"),
        (b"\x00\x01\x02\x00\x03\x00" * 20, "file_not_text"),
        ("æ,b\nø,2\n".encode() + "å,3\n".encode("cp1252"), "file_mixed"),
        (b'a,b\n"' + b"x" * (1 << 21) + b",2\n", "file_broken"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    table = read_table(written(tmp_path, data))
    assert [one.code for one in table.refused] == [code]
    assert table.columns == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert [one.code for one in read_table(tmp_path / "pipe.csv").refused] == ["file_not_text"]
