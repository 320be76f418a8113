"""However an id of a person is typed, it is one person: spelling never makes five of four."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from reformspor.intake.pseudonyms import pseudonym
from reformspor.snapshot import DataFolder, admit
from reformspor.snapshot.shelf import SERVED
from tests.snapshot.exports import HOURS_HEAD, write_export
from tests.snapshot.test_quality import WORN

DAY = dt.date(2026, 3, 31)
KEY = b"k" * 32
# Another case, width or alphabet, blanks, other hyphens, signs nobody sees, and what a spreadsheet makes of a number.
SPELLINGS = (
    "P-{}", "p-{}", " P-{} ", "\uff30-{}", "\u0420-{}", "P\u2011{}", "P\u2013{}", "P\u2212{}", "P_{}", "P.{}", "P{}",
    "P-0{}", "P-00{}", "\ufeffP-{}", "P\u00ad-{}", "P-{}\u200b", "(P-{})",
)  # fmt: skip


def hours_of(people: list[str], dates: str = "05.01.2026") -> str:
    """A row of three hours for each id, in one group."""
    rows = [
        f"E{at};;{dates};U1;helper;conduct;1;3,0;registered;yes;100;{person}"
        for at, person in enumerate(people, start=1)
    ]
    return HOURS_HEAD + "\n".join(rows) + "\n"


def released(tmp_path: Path, people: list[str]) -> list[tuple[object, ...]]:
    """The groups that are served of these ids' hours."""
    data = DataFolder(tmp_path / "data")
    export = write_export(tmp_path / "in", resource_use=hours_of(people))
    manifest = admit(export, data, as_of=DAY).manifest
    assert manifest is not None
    with duckdb.connect(str(data.snapshots / manifest.id / SERVED), read_only=True) as con:
        return con.execute("select band, hours from released").fetchall()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_persons_spellings_have_one_pseudonym(spelling: str) -> None:
    assert pseudonym(KEY, spelling.format(21)) == pseudonym(KEY, "P-21")
    assert pseudonym(KEY, spelling.format(21)) != pseudonym(KEY, "P-22")


@pytest.mark.parametrize(("one", "other"), [("21", "21.0"), ("21", "21,00"), ("021", "21"), ("A-0021", "a21")])
def test_a_number_is_one_person_whatever_a_spreadsheet_makes_of_it(one: str, other: str) -> None:
    assert pseudonym(KEY, one) == pseudonym(KEY, other)


def test_different_people_keep_different_pseudonyms() -> None:
    ids = ["P-21", "P-210", "21", "P-2-1", "1-23", "12-3", "21.5", "215", "a1b", "a11b", "---", "***", "0", "P-0"]
    assert len({pseudonym(KEY, person) for person in ids}) == len(ids)


def test_the_demos_people_are_as_many_as_their_ids() -> None:
    ids = [f"p-{at:03}" for at in range(1000)]
    assert len({pseudonym(KEY, person) for person in ids}) == len(ids)


@pytest.mark.parametrize("other", ["p-00{}", "P\u2013{}", "P{}"])
def test_four_people_in_two_ways_of_writing_a_key_wait_as_four(tmp_path: Path, other: str) -> None:
    assert released(tmp_path, [form.format(at) for at in range(4) for form in ("P-{}", other)]) == []


def test_four_people_in_two_spellings_wait_as_four(tmp_path: Path) -> None:
    assert released(tmp_path, [f"{sign}-{at}" for at in range(4) for sign in "Pp"]) == []


def test_five_people_are_released_and_counted_once(tmp_path: Path) -> None:
    assert [band for band, _ in released(tmp_path, [f"{sign}-{at}" for at in range(6) for sign in "Pp"])] == ["5-9"]


def test_a_spelling_added_later_makes_no_new_person(tmp_path: Path) -> None:
    """An attacker who sends four people first, and the same four in other letters next, sees nothing of them."""
    data = DataFolder(tmp_path / "data")
    four = [f"P-{at}" for at in range(4)]
    for turn, people in enumerate((four, [*four, *(person.lower() for person in four)])):
        manifest = admit(write_export(tmp_path / str(turn), resource_use=hours_of(people)), data, as_of=DAY).manifest
        assert manifest is not None
        with duckdb.connect(str(data.snapshots / manifest.id / SERVED), read_only=True) as con:
            assert con.execute("select count(*) from released").fetchall() == [(0,)]


def test_a_day_has_24_hours_however_the_person_is_typed(tmp_path: Path) -> None:
    rows = [f"E{at};;05.01.2026;U1;helper;conduct;1;13,0;registered;yes;1;{p}" for at, p in enumerate(("P-1", "p-1"))]
    export = write_export(tmp_path / "in", resource_use=HOURS_HEAD + "\n".join(rows) + "\n")
    outcome = admit(export, DataFolder(tmp_path / "data"), as_of=DAY, dry_run=True)
    assert [fault.code for fault in outcome.faults] == ["day_over_24"]


def test_nine_people_in_two_spellings_are_not_ten_where_quality_is_told(tmp_path: Path) -> None:
    """Hours on a session that was cancelled are told of ten people or more."""
    for number, told in ((9, 0), (10, 20)):
        data = DataFolder(tmp_path / str(number) / "data")
        many = [("S1", f"Q{at}") for at in range(40)]
        few = [("S6", f"{sign}-{at}") for at in range(number) for sign in "Pp"]
        rows = [
            f"E{at};{session};05.01.2026;U1;helper;conduct;1;3,0;registered;yes;100;{person}"
            for at, (session, person) in enumerate([*many, *few])
        ]
        export = write_export(
            tmp_path / str(number) / "in", sessions=WORN, resource_use=HOURS_HEAD + "\n".join(rows) + "\n"
        )
        manifest = admit(export, data, as_of=DAY).manifest
        assert manifest is not None
        with duckdb.connect(str(data.snapshots / manifest.id / SERVED), read_only=True) as con:
            unmet = con.execute("select n - n_met from quality where rule = 'hours_cancelled'").fetchall()
        assert unmet == [(told,)], number
