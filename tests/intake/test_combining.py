"""What several columns of an unknown file make together is proposed, corrected and tried; nothing personal is shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from foreign import DIGITAL, LAW, Rows, write

from reformspor.errors import ReformsporError
from reformspor.intake.combining import Parts
from reformspor.intake.mapped import mapped_profile
from reformspor.intake.persons import MASK
from reformspor.intake.proposing import Proposal, Wish, mapping_of, wish_from
from reformspor.intake.showing import as_shown
from reformspor.intake.trial import grids_in, proposals_for, try_mapping
from reformspor.words import speak

AS_OF = dt.date(2025, 12, 31)


def guess(path: Path, work: Path, **wish: object) -> list[Proposal]:
    """The proposals for a folder; a keyword is a wish for the first part."""
    return proposals_for(grids_in(path, work), {0: Wish(**wish)} if wish else {}, AS_OF)  # type: ignore[arg-type]


def named(one: Proposal) -> dict[str, str]:
    """The headings in use with the columns they are."""
    return {one.shape.headings[at]: column for at, column in one.columns.items()}


DIVIDED: Rows = (
    ("Møtenr", "Dato", "Frå kl", "Til kl", "Slag"),
    ("M-1", "03.02.2025", "09:00", "11:30", "verkstad"),
    ("M-2", "04.02.2025", "13.00", "14.15", "møte"),
)
SPLIT: Rows = (
    ("Saksnr", "Tittel", "Meldt", "Nivå", "Kategori 1", "Kategori 2"),
    ("A-1", "To skjema", "12.02.2025", "stat", LAW, DIGITAL),
    ("A-2", "Lova stengjer", "13.02.2025", "stat", LAW, ""),
)
CROSSED: Rows = (
    ("Saksnr", "Tittel", "Meldt", "Nivå", LAW, DIGITAL),
    ("A-1", "To skjema", "12.02.2025", "stat", "x", "x"),
    ("A-2", "Lova stengjer", "13.02.2025", "stat", "", "X"),
)


def made_of(one: Proposal) -> dict[str, tuple[str, ...]]:
    return {name: tuple(one.shape.headings[at] for at in parts.at) for name, parts in one.combined.items()}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_day_and_clocks_beside_it_are_proposed_as_times(form: str, tmp_path: Path) -> None:
    (one,) = guess(write(tmp_path / "in", form, DIVIDED, "møteliste"), tmp_path, table="sessions")
    assert made_of(one) == {"start": ("Dato", "Frå kl"), "end": ("Dato", "Til kl")}
    assert named(one)["Dato"] == "date"
    raw = mapping_of([one])["tables"]["sessions"]
    assert raw["joined"]["start"] == {"of": ["Dato", "Frå kl"], "with": " "}
    assert as_shown(one)["columns"][2]["parts"] == ["start"]


@pytest.mark.parametrize(("rows", "codes"), [(SPLIT, ()), (CROSSED, ("law", "digital"))], ids=["numbered", "crossed"])
def test_types_in_several_columns_are_proposed_as_one_list_and_tried(
    rows: Rows, codes: tuple[str, ...], tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", "csv", rows, "meldingar")
    (one,) = guess(folder, tmp_path)
    assert (one.table, made_of(one)) == ("barriers", {"types": tuple(str(heading) for heading in rows[0][4:])})
    assert one.combined["types"].codes == codes
    assert "types" not in one.missing
    raw = mapping_of([one])
    raw["tables"]["barriers"] |= {"words": {"owner_level": {"stat": "state"}}}
    tried = try_mapping(folder, raw, AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"], tried["faults"]
    at = tried["after"]["barriers"]["columns"].index("types")
    assert [row[at] for row in tried["after"]["barriers"]["rows"]] == [
        f"{LAW}; {DIGITAL}",
        LAW if rows is SPLIT else DIGITAL,
    ]


def test_a_wish_says_what_is_set_together_and_an_empty_one_sets_nothing_together(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", "csv", DIVIDED, "møteliste")
    (none,) = guess(folder, tmp_path, table="sessions", combined={})
    assert none.combined == {}
    wished = wish_from(
        {"table": "sessions", "combined": {"unit_id": {"at": [0, 4], "sign": "-"}, "start": {"at": [1]}}}
    )
    (one,) = proposals_for(grids_in(folder, tmp_path), {0: wished}, AS_OF)
    assert made_of(one) == {"unit_id": ("Møtenr", "Slag")}
    assert "unit_id" not in one.missing
    with pytest.raises(ReformsporError, match="wish"):
        wish_from({"combined": {"start": {"of": [1, 2]}}})


def test_parts_of_what_is_personal_are_dots(tmp_path: Path) -> None:
    rows: Rows = [
        ("Ansvar", "Rolle", "Dato", "Timar", "Kode A", "Kode B"),
        ("0310", "hjelpar", "03.02.2025", 4, 17, 42),
    ]
    folder = write(tmp_path / "in", "csv", rows)
    together = {"person_key": Parts((4, 5), "")}
    (one,) = guess(folder, tmp_path, table="resource_use", combined=together)
    assert [column["examples"] for column in as_shown(one)["columns"][4:]] == [[MASK], [MASK]]


def test_no_part_of_a_column_is_a_forbidden_one(tmp_path: Path) -> None:
    rows: Rows = [("Saksnr", "Tittel", "Meldt", "Fagforbund", "fnr"), ("A-1", "To skjema", "12.02.2025", "x", "x")]
    together = {"types": Parts((3, 4), ";", ("law", "digital"))}
    (one,) = guess(write(tmp_path / "in", "csv", rows), tmp_path, table="barriers", combined=together)
    with pytest.raises(ReformsporError, match="forbidden"):
        mapped_profile("prøve", mapping_of([one]))
