"""An unknown file is guessed at without pretending, corrected, tried and saved, and nothing personal is shown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from exports import SHARED
from foreign import ABOVE, BARRIERS, DIGITAL, GROUPED, HOURS, LAW, MERGED, MONTHS, Rows, write, write_book, write_csv

from reformspor.errors import ReformsporError
from reformspor.intake import load_profile, profiles
from reformspor.intake.mapped import mapped_profile, written
from reformspor.intake.persons import MASK
from reformspor.intake.proposing import Proposal, Wish, mapping_of
from reformspor.intake.register import save_mapping
from reformspor.intake.showing import as_shown
from reformspor.intake.trial import grids_in, proposals_for, try_mapping
from reformspor.words import speak

AS_OF = dt.date(2025, 12, 31)


def guess(path: Path, work: Path, **wish: object) -> list[Proposal]:
    """The proposals for a file or folder; a keyword is a wish for the first part."""
    work.mkdir(parents=True, exist_ok=True)
    return proposals_for(grids_in(path, work), {0: Wish(**wish)} if wish else {}, AS_OF)  # type: ignore[arg-type]


def named(one: Proposal) -> dict[str, str]:
    """The headings in use with the columns they are."""
    return {one.shape.headings[at]: column for at, column in one.columns.items()}


PUBLIC = {
    "real/kostra-norge/kommuner-klass131.csv": ("units", {"kommunenummer": "unit_id", "kommunenamn": "name"}),
    "real/sogndal-budsjett-2013/driftsbudsjett.csv": (
        "accounts",
        {
            "konto": "account", "konto_tekst": "account_text", "ansvar": "unit_id", "ansvar_tekst": "unit_text",
            "tjeneste": "service", "tjeneste_tekst": "service_text",
        },
    ),
    "real/tidstyv-2014/dataset.csv": (
        "barriers",
        {
            "nummer": "barrier_id", "tittel": "title", "innleggsdato": "reported_date",
            "organisasjon": "reported_by_org", "problemtype_beskrivelse": "description", "omfang": "est_hours",
            "tiltak_beskrivelse": "wanted_action",
        },
    ),
    "real/viva-insights-meeting-sample/mt_data.csv": (
        "sessions",
        {
            "MeetingId": "session_id", "Subject": "title", "Number_of_attendees": "n_participants",
            "Organization": "unit_id",
        },
    ),
    # Nothing in the contract is like these, and the guess says so.
    "real/toronto-council-attendance/unedited_data.csv": ("", {}),
    "real/tidstyv-2014/fields.csv": ("", {}),
    "reference/ae_attendances_national.csv": ("", {}),
    "reference/lung.csv": ("", {}),
    "reference/mpdta.csv": ("", {}),
    "reference/power_reference.csv": ("", {}),
}  # fmt: skip


@pytest.mark.parametrize("file", PUBLIC)
def test_a_public_table_is_guessed_for_what_it_is_or_not_at_all(file: str, tmp_path: Path) -> None:
    if not (SHARED / file).exists():
        pytest.skip("the public tables are not on this machine")
    table, columns = PUBLIC[file]
    (one,) = guess(SHARED / file, tmp_path)
    assert one.table == table
    assert columns.items() <= named(one).items()
    assert set(named(one)) - set(columns) <= {"Duration"}


def test_the_municipality_list_becomes_units_when_the_sector_is_stated(tmp_path: Path) -> None:
    file = SHARED / "real/kostra-norge/kommuner-klass131.csv"
    if not file.exists():
        pytest.skip("the public tables are not on this machine")
    (one,) = guess(file, tmp_path)
    assert one.missing == ("sector",)
    assert as_shown(one)["missing"][0]["codes"][0] == "not_reported"
    raw = mapping_of(guess(file, tmp_path, fixed={"sector": "not_reported"}))
    tried = try_mapping(file, raw, AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"]
    assert tried["files"] == [{"file": "kommuner-klass131.csv", "table": "units", "good": 358, "refused": 0}]
    assert ["0301", MASK] not in tried["after"]["units"]["rows"]
    assert tried["after"]["units"]["rows"][1][:2] == ["1101", "Eigersund"]


def test_the_budget_of_sogndal_has_a_row_for_each_year_and_kind(tmp_path: Path) -> None:
    file = SHARED / "real/sogndal-budsjett-2013/investeringsbudsjett.csv"
    if not file.exists():
        pytest.skip("the public tables are not on this machine")
    tried = try_mapping(file, mapping_of(guess(file, tmp_path)), AS_OF, tmp_path, speak("nb"))
    assert not tried["faults"]
    assert tried["files"][0]["good"] == 191 * 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("rows", "line", "high"),
    [(HOURS, 1, 1), ([*ABOVE, *HOURS], 4, 1), (GROUPED, 1, 2), ([*ABOVE, *GROUPED], 4, 2)],
    ids=["plain", "lines above", "two rows", "both"],
)
def test_every_layout_is_found_and_its_mapping_admits_the_rows(
    form: str, rows: Rows, line: int, high: int, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", form, rows)
    (one,) = guess(folder, tmp_path)
    shown = as_shown(one)
    assert (one.table, shown["line"], shown["heading_rows"]) == ("resource_use", line, high)
    assert set(one.columns.values()) - {"comment"} == {"unit_id", "role", "activity", "period", "hours", "headcount"}
    assert (set(one.missing), one.unknown) == ({"basis", "on_top"}, {"role": ("TV",)})
    fixed = {"basis": "not_reported", "on_top": "not_reported"}
    raw = mapping_of(guess(folder, tmp_path, fixed=fixed, words={"role": {"TV": "union_rep"}}))
    tried = try_mapping(folder, raw, AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"]
    assert [file["good"] for file in tried["files"]] == [3]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_headings_merged_downwards_beside_months_under_one_name_keep_their_names(form: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", form, [*ABOVE, *MERGED])
    (one,) = guess(folder, tmp_path)
    shown = as_shown(one)
    assert (one.table, shown["line"], shown["heading_rows"]) == ("resource_use", 4, 2)
    assert named(one) == {"Ansvar": "unit_id", "Rolle": "role", "Aktivitetskode": "activity"}
    assert one.unfold is not None
    assert (one.unfold.value, one.unfold.into, one.unfold.under, one.unfold.year) == ("hours", "period", "Timar", 2025)
    (one_row,) = guess(folder, tmp_path, heading_rows=1)
    assert as_shown(one_row)["line"] == 5
    stated = {"basis": "not_reported", "on_top": "not_reported", "headcount": "1"}
    raw = mapping_of(guess(folder, tmp_path, fixed=stated))
    tried = try_mapping(folder, raw, AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"]
    assert [file["good"] for file in tried["files"]] == [2 + 12]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_months_as_columns_are_proposed_as_rows_and_the_sum_beside_them_is_left(form: str, tmp_path: Path) -> None:
    (one,) = guess(write(tmp_path / "in", form, MONTHS), tmp_path)
    assert one.table == "resource_use"
    assert one.unfold is not None
    assert (one.unfold.rule, one.unfold.value, one.unfold.into) == ("month", "hours", "period")
    assert named(one) == {"Ansvar": "unit_id", "Rolle": "role", "Ansattnr": "person_key"}


def test_months_without_a_year_that_nothing_tells_are_not_given_one(tmp_path: Path) -> None:
    bare: Rows = [("Ansvar", "Rolle", "Ansattnr", "januar", "februar", "mars"), *(row[:6] for row in MONTHS[1:])]
    folder = write(tmp_path / "in", "csv", bare)
    (one,) = guess(folder, tmp_path)
    assert one.lacks_year
    (told,) = guess(write(tmp_path / "other", "csv", [("Timar 2024",), *bare]), tmp_path)
    assert told.unfold is not None
    assert (told.unfold.year, told.lacks_year) == (2024, False)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_several_values_with_semicolons_inside_a_semicolon_file_are_several_codes(form: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", form, BARRIERS, "meldingar")
    (one,) = guess(folder, tmp_path)
    assert (one.table, one.missing) == ("barriers", ())
    tried = try_mapping(folder, mapping_of([one]), AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"], tried["faults"]
    rows = tried["after"]["barriers"]
    assert rows["rows"][0][rows["columns"].index("types")] == f"{LAW}; {DIGITAL}"


def test_dates_that_can_be_read_in_two_ways_are_asked_about_and_not_used_by_chance(tmp_path: Path) -> None:
    doubtful: Rows = [HOURS[0], ("0310", "hjelpar", "førebu", "03/02/2025", 4, 1, "")]
    (one,) = guess(write(tmp_path / "a", "csv", doubtful), tmp_path)
    assert one.unclear == {"period": ("day_first", "month_first")}
    assert one.forms == {}
    certain: Rows = [HOURS[0], ("0310", "hjelpar", "førebu", "02/13/2025", 4, 1, "")]
    (one,) = guess(write(tmp_path / "b", "csv", certain), tmp_path)
    assert (one.unclear, one.forms) == ({}, {"period": "month_first"})


def test_each_sheet_is_a_part_and_a_cover_is_no_table(tmp_path: Path) -> None:
    units: Rows = (("Ansvar", "Einingsnamn", "Sektor"), ("0310", "Heimetenesta", "helse og omsorg"))
    file = write_book(tmp_path / "uttak.xlsx", Forside=[*ABOVE, ("Rettleiing", "Les dette")], Timar=HOURS, Liste=units)
    parts = guess(file, tmp_path)
    assert [part.table for part in parts] == ["", "resource_use", "units"]
    raw = mapping_of(parts)
    assert {name: given["layout"]["sheet"] for name, given in raw["tables"].items()} == {
        "resource_use": "Timar",
        "units": "Liste",
    }


def test_a_column_that_holds_the_keys_of_a_table_beside_it_refers_to_that_table(tmp_path: Path) -> None:
    units: Rows = (("Ansvar", "Einingsnamn", "Sektor"), ("E1", "Heimetenesta", "anna"), ("E2", "Skulen", "anna"))
    hours: Rows = [("Kvar då", *HOURS[0][1:]), ("E1", *HOURS[1][1:]), ("E2", *HOURS[3][1:])]
    file = write_book(tmp_path / "uttak.xlsx", Timar=hours, Liste=units)
    assert named(guess(file, tmp_path)[0])["Kvar då"] == "unit_id"
    digits = [[str(cell).removeprefix("E") if at == 0 else cell for at, cell in enumerate(row)] for row in hours]
    bare = [[str(cell).removeprefix("E") if at == 0 else cell for at, cell in enumerate(row)] for row in units]
    (timed, _) = guess(write_book(tmp_path / "tal.xlsx", Timar=digits, Liste=bare), tmp_path)
    assert "Kvar då" not in named(timed)
    assert [one.certainty for one in timed.guesses if one.column == "unit_id"] == ["possible"]


@pytest.mark.parametrize("heading", ["Fagforening", "Fagforbund", "Fødselsnummer", "fnr"])
def test_a_forbidden_column_is_refused_in_mapping_too(heading: str, tmp_path: Path) -> None:
    rows: Rows = [(*HOURS[0][:5], heading), (*HOURS[1][:5], "x1")]
    folder = write(tmp_path / "in", "csv", rows)
    (one,) = guess(folder, tmp_path)
    assert one.forbidden == (5,)
    assert heading not in named(one)
    tried = try_mapping(folder, mapping_of([one]), AS_OF, tmp_path, speak("nn"))
    assert any(heading in cause["message"] for cause in tried["faults"])
    (forced,) = guess(folder, tmp_path, columns={5: "comment"}, table="resource_use")
    with pytest.raises(ReformsporError, match="forbidden"):
        mapped_profile("prøve", mapping_of([forced]))


def test_nothing_personal_stands_in_what_is_shown(tmp_path: Path) -> None:
    secret = ("Kari Nordmann", "kari@example.org", "15057610082", "a101", "Ola", "91 23 45 67")
    rows: Rows = [
        ("Ansvar", "Rolle", "Ansattnr", "Dato", "Timar", "Tilsett", "E-post", "Merknad", "Kven", "Nr i lista", "Mobil"),
        ("0310", "hjelpar", "a101", "03.02.2025", 4, "Kari Nordmann", "kari@example.org", "ringde Ola", "Ola",
         "15057610082", "91 23 45 67"),
    ]  # fmt: skip
    folder = write(tmp_path / "in", "csv", rows)
    (one,) = guess(folder, tmp_path)
    assert named(one)["Ansattnr"] == "person_key"
    fixed = {"basis": "not_reported", "on_top": "not_reported", "activity": "other", "headcount": "1"}
    (one,) = guess(folder, tmp_path, fixed=fixed)
    tried = try_mapping(folder, mapping_of([one]), AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"], tried["faults"]
    said = json.dumps([as_shown(one), tried], ensure_ascii=False)
    assert [text for text in secret if text in said] == []
    assert MASK in said


def test_a_mapping_is_saved_found_and_used_and_cannot_take_a_shipped_name(tmp_path: Path) -> None:
    own = tmp_path / "profiles"
    raw = mapping_of(guess(write_csv(tmp_path / "timeliste 2025-01.csv", HOURS), tmp_path))
    file = save_mapping(own, "timeliste", raw, "Laga i ein test.")
    assert file.read_text("utf-8") == written(raw, "Laga i ein test.")
    assert "timeliste" in profiles(own)
    assert "timeliste" not in profiles()
    loaded = load_profile("timeliste", own).tables["resource_use"]
    assert (loaded.strict, loaded.required, loaded.files[:2]) == (True, True, ("timeliste 2025-01", "timeliste*"))
    assert loaded.fields["hours"].headings == ("Timar",)
    for name in ("simple", "toronto", "kommune"):
        with pytest.raises(ReformsporError, match="taken"):
            save_mapping(own, name, raw)
    for name in ("../simple", "Timar", "", "a" * 41):
        with pytest.raises(ReformsporError, match="name"):
            save_mapping(own, name, raw)
    (own / "simple.toml").write_text("contract = true\n", "utf-8")
    assert "sessions" in load_profile("simple", own).supplies


def test_hostile_headings_come_back_from_the_profile_as_they_were(tmp_path: Path) -> None:
    heading = 'x"] \\ \n = 1 <img src=x onerror=alert(1)> \u007f \u202e'
    raw = {"tables": {"units": {"headings": {heading: "unit_id", "Namn": "name"}, "fixed": {"sector": "other"}}}}
    save_mapping(tmp_path, "eining", raw)
    assert load_profile("eining", tmp_path).tables["units"].fields["unit_id"].headings == (heading,)


@pytest.mark.parametrize(
    "given",
    [
        {"headings": {"A": "nowhere"}},
        {"headings": {"A": "unit_id", "B": "unit_id"}},
        {"headings": {"A": "unit_id"}, "fixed": {"unit_id": "x"}},
        {"headings": {"A": "sector"}, "words": {"sector": {"x": "nothing"}}},
        {"headings": {"A": "unit_id"}, "forms": {"unit_id": "day_first"}},
        {"layout": {"skip": 1}},
        {"surprise": 1},
    ],
)
def test_a_mapping_that_contradicts_the_contract_or_itself_is_no_profile(given: dict[str, object]) -> None:
    with pytest.raises(ReformsporError, match="broken"):
        mapped_profile("prøve", {"tables": {"units": given}})
