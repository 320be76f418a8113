"""A profile that someone saved lifts nothing: no review, no forbidden column, and no word of it becomes SQL or TOML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from reformspor.errors import ReformsporError
from reformspor.intake import load_profile
from reformspor.intake.mapped import mapped_profile
from reformspor.intake.register import save_mapping
from reformspor.intake.trial import try_mapping
from reformspor.words import speak

AS_OF = dt.date(2025, 12, 31)
HOSTILE = (
    "x'; drop table staging.units; --",
    '"] = "not_reported"\ntext_public = true\n[x',
    "{c1}",
    "$as_of",
    "\\u0041\x7f",
)
SECRET = "select content from read_text('/etc/passwd')"


def mapping(**units: Any) -> dict[str, Any]:
    """A mapping of a file of units."""
    plain = {"files": ["einingar"], "headings": {"Nr": "unit_id", "Namn": "name"}, "fixed": {"sector": "not_reported"}}
    return {"tables": {"units": plain | units}}


@pytest.mark.parametrize("sign", ["", "contract = true\n"])
def test_a_saved_profile_that_calls_its_texts_public_is_refused(tmp_path: Path, sign: str) -> None:
    (tmp_path / "eigen.toml").write_text(f"{sign}text_public = true\n[tables]\n[supplies]\n", "utf-8")
    with pytest.raises(ReformsporError, match=r"mapping\.broken") as told:
        load_profile("eigen", tmp_path)
    assert told.value.details["why"] == "text_public"
    assert load_profile("tidstyv-2014", tmp_path).text_public, "the shipped one may"


@pytest.mark.parametrize("name", ["../ut", "/etc/x", "a/b", "..", "", "A", "kommune", "tidstyv-2014", "a\n", "a.toml"])
def test_a_name_that_leads_elsewhere_or_is_taken_saves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReformsporError, match=r"mapping\.(name|taken)"):
        save_mapping(tmp_path / "profiles", name, mapping())
    assert list(tmp_path.rglob("*.toml")) == []
    if name not in ("tidstyv-2014",):
        with pytest.raises(ReformsporError, match="unknown_profile"):
            load_profile(name, tmp_path / "profiles")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_headings_words_and_values_are_data_wherever_they_stand_in_a_saved_profile(
    tmp_path: Path, hostile: str
) -> None:
    raw = mapping(
        headings={hostile: "name", "Nr": "unit_id", "Sektor": "sector"}, words={"sector": {hostile: "not_reported"}}
    )
    raw["tables"]["units"]["fixed"] = {"parent": hostile}
    save_mapping(tmp_path, "fiendsleg", raw, f"frå {hostile}")
    kept = load_profile("fiendsleg", tmp_path)
    assert (kept.text_public, sorted(kept.tables)) == (False, sorted(mapped_profile("x", raw).tables))
    assert kept.tables["units"].fields["name"].headings == (hostile,)
    assert kept.tables["units"].fixed == {"parent": hostile}


def test_sql_in_a_saved_profile_and_in_a_files_headings_is_never_run(tmp_path: Path) -> None:
    heading = f"Namn') as x, ({SECRET}) as y --"
    given = tmp_path / "einingar.csv"
    given.write_text(f'Nr;"{heading}";Sektor\nU1;Heimen;({SECRET})\n', "utf-8")
    raw = mapping(
        headings={"Nr": "unit_id", heading: "name", "Sektor": "sector"},
        words={"sector": {f"({SECRET})": "health_care"}},
        fixed={"comparison_group": f"'||({SECRET})||'"},
    )
    said = try_mapping(given, raw, AS_OF, tmp_path, speak("nn"))
    assert said["faults"] == []
    assert "root:" not in str(said)
    (row,) = said["after"]["units"]["rows"]
    assert row[1] == "Heimen"


@pytest.mark.parametrize("zone", ["UTC', now())::date --", "../../etc/passwd", "", "Europe/Borte"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(ReformsporError, match=r"mapping\.broken"):
        mapped_profile("x", mapping() | {"zone": zone})


def test_a_forbidden_heading_does_not_come_in_as_one_of_many_columns_that_become_rows() -> None:
    layout = {"unfold": {"rule": "listed", "value": "headcount", "columns": {"Fagforening": {"sector": "culture"}}}}
    with pytest.raises(ReformsporError, match=r"mapping\.forbidden"):
        mapped_profile("x", mapping(layout=layout, fixed={}))
