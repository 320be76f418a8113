"""Panels of other municipalities: what is kept, what is refused, and the commands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.effects.result import Refusal
from reformspor.errors import ReformsporError
from reformspor.findings.sensitivity import refusal_said
from reformspor.peers import LARGEST, MOST, Peers, Said, add, kept, read_peers, remove
from reformspor.words import LANGUAGES, speak

TODAY = dt.date(2026, 3, 1)
SAID = Said("Sjukefråvær", "Statistisk sentralbyrå", "prosent", dt.date(2026, 2, 1))


def table(units: int = 6, steps: int = 8, heading: str = "municipality;time;outcome;start") -> bytes:
    """The first municipality begins in 2022; the numbers have decimal commas."""
    rows = [heading]
    for unit in range(units):
        for step in range(steps):
            start = "2022" if unit == 0 else ""
            rows.append(
                f"46{unit:02d};{2018 + step};{unit + (step * (unit + 3)) % 5 / 2:.1f};{start}".replace(".", ",")
            )
    return "\n".join(rows).encode()


def test_a_table_is_kept_with_what_it_is_and_read_back_whole(tmp_path: Path) -> None:
    given = add(tmp_path, table(), SAID, TODAY)
    assert isinstance(given, Peers)
    held = kept(tmp_path)[0]
    assert held.said == SAID
    assert held.panel.digest == given.panel.digest
    assert (held.file, held.sha256, held.rows) == ("sjukefravaer.json", given.sha256, 48)
    assert held.treated == ("4600",)
    assert held.panel.times[0] == 2018


def test_norwegian_headings_are_read_too() -> None:
    read = read_peers(table(heading="Kommune;Tid;Utfall;Start"), SAID, TODAY)
    assert isinstance(read, Peers)
    assert read.panel.n_units == 6


def test_one_of_the_same_title_is_replaced_and_no_more_than_twelve_are_kept(tmp_path: Path) -> None:
    for n in range(MOST):
        assert isinstance(add(tmp_path, table(), replace(SAID, title=f"Tal {n}"), TODAY), Peers)
    assert isinstance(add(tmp_path, table(steps=9), replace(SAID, title="Tal 3"), TODAY), Peers)
    assert len(kept(tmp_path)) == MOST
    assert add(tmp_path, table(), replace(SAID, title="Eitt til"), TODAY) == (Refusal("peers_full", {"n": MOST}),)


def test_what_is_taken_away_is_gone_and_an_unknown_name_is_told_the_nearest(tmp_path: Path) -> None:
    add(tmp_path, table(), SAID, TODAY)
    with pytest.raises(ReformsporError) as error:
        remove(tmp_path, "sjukefravar.json")
    assert error.value.details["nearest"] == "sjukefravaer.json"
    remove(tmp_path, "sjukefravaer.json")
    assert kept(tmp_path) == ()


def test_a_kept_file_that_was_changed_into_something_else_is_left_out(tmp_path: Path) -> None:
    add(tmp_path, table(), SAID, TODAY)
    for content in ("", "{}", "[]", '{"said": 1}', "\x00"):
        (tmp_path / "peers" / "sjukefravaer.json").write_text(content, encoding="utf-8")
        assert kept(tmp_path) == ()


def test_a_kept_file_whose_title_is_no_text_or_that_is_nested_without_end_is_left_out(tmp_path: Path) -> None:
    add(tmp_path, table(), SAID, TODAY)
    file = tmp_path / "peers" / "sjukefravaer.json"
    whole = file.read_text(encoding="utf-8")
    for content in (whole.replace('"Sjukefråvær"', "7"), "[" * 100_000):
        file.write_text(content, encoding="utf-8")
        assert kept(tmp_path) == ()


WRONG: dict[str, tuple[bytes, Said]] = {
    "peers_title": (table(), replace(SAID, title=" ")),
    "peers_source": (table(), replace(SAID, source="x" * 201)),
    "peers_measured_in": (table(), replace(SAID, measured_in="a\nb")),
    "peers_future": (table(), replace(SAID, taken=dt.date(2027, 1, 1))),
    "peers_large": (b"x" * (LARGEST + 1), SAID),
    "peers_rows": (b"\n" * LARGEST, SAID),
    "peers_told_person": (table(), replace(SAID, source="kari@kommune.example")),
    "peers_person": (table().replace(b"4603;", b"01017012345;"), SAID),
    "peers_name": (table().replace(b"4603;", b"x" * 300 + b";"), SAID),
    "no_column": (table(heading="municipality;time;outcom;start"), SAID),
    "not_number": (table().replace(b";0,0;", b";mange;"), SAID),
    "duplicates": (table() + b"\n4601;2018;3,0;", SAID),
    "time_unread": (table().replace(b"4601;2018;", b"4601;i fjor;"), SAID),
    "start_differs": (table().replace(b"2022\n4600;2023", b"2021\n4600;2023", 1), SAID),
    "file_empty": (b"", SAID),
    "file_not_text": (b"PK\x03\x04" + bytes(range(256)) * 8, SAID),
    "no_rows": (b"municipality;time;outcome;start\n", SAID),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_with_a_table_is_said_in_three_languages_and_nothing_is_kept(code: str, tmp_path: Path) -> None:
    content, said = WRONG[code]
    found = add(tmp_path, content, said, TODAY)
    assert not isinstance(found, Peers)
    assert code in {one.code for one in found}
    assert kept(tmp_path) == ()
    for lang in LANGUAGES:
        for one in found:
            assert "{" not in refusal_said(one, speak(lang))


def test_too_many_municipalities_are_refused() -> None:
    rows = "\n".join(f"{unit};{year};{unit + year};" for unit in range(501) for year in (1, 2, 3))
    found = read_peers(f"municipality;time;outcome;start\n{rows}".encode(), SAID, TODAY)
    assert not isinstance(found, Peers)
    assert {one.code for one in found} == {"peers_many"}


def test_the_command_loads_lists_and_takes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    file = tmp_path / "panel.csv"
    file.write_bytes(table())
    said = ["--title", "Sjukefråvær", "--source", "SSB", "--measured-in", "prosent", "--taken", "2025-02-01"]
    assert main(["peers", "add", str(file), *said]) == 0
    assert main(["peers", "list"]) == 0
    told = capsys.readouterr().out
    assert "sjukefravaer.json: Sjukefråvær, 1. februar 2025, 6 kommunar, 8 tidspunkt, 1 tek til" in told.replace(
        "\xa0", " "
    )
    assert main(["peers", "remove", "sjukefravaer.json"]) == 0
    assert main(["peers"]) == 0
    assert "Ingen tal frå andre kommunar" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    file = tmp_path / "panel.csv"
    file.write_bytes(b"municipality;time;outcom;start\n1;2;3;\n")
    said = ["--title", "T", "--source", "S", "--measured-in", "m", "--lang", "en"]
    assert main(["peers", "add", str(file), *said]) == 1
    told = capsys.readouterr()
    assert "municipality" in told.err
    assert told.err.strip().endswith("Did you mean outcom?")
    assert "Traceback" not in told.err
