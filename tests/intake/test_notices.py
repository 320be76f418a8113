"""A notice tells what a person must know: what the templates write themselves is read without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from reformspor.demo.making import make_tables
from reformspor.demo.tables import Table
from reformspor.demo.timeline import AS_OF
from reformspor.demo.writing import write_csv
from reformspor.words import LANGUAGES
from tests.intake.exports import SESSIONS, USE, simple_folder, take, verdict

MILESTONES = {"date": "2025-03-01", "title": "Oppstart", "kind": "start", "source": "vedtak", "public": "open"}


def told(path: Path, work: Path, profile: str | None) -> list[tuple[str, str]]:
    """The code of each notice and the file it is about."""
    intake, con = take(path, work, profile)
    con.close()
    assert not intake.faults, list(intake.faults)[:3]
    return [(notice.code, notice.file) for notice in intake.notices]


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """The demo's tables, with no more of the hours than a test needs."""
    made = make_tables()
    return made | {"resource_use": {name: values[:200] for name, values in made["resource_use"].items()}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_demo_as_the_templates_write_it_needs_no_notice_in_any_language(
    lang: str, tables: dict[str, Table], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    write_csv(tables, tmp_path / "in", lang)
    intake, con = take(tmp_path / "in", tmp_path / "work", None, AS_OF)
    con.close()
    assert [(each.code, each.column) for each in (*intake.faults, *intake.notices)] == []
    assert verdict(intake) == "accept"


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("title", []),
        ("Tittel", []),
        ("Title", []),
        ("TITTEL", ["heading_spelling"]),
        (" Tittel ", ["headings_trimmed"]),
    ],
)
def test_a_heading_is_told_only_when_it_is_spelt_as_no_template_spells_it(
    heading: str, codes: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "milestones.csv"
    file.write_text(f"{','.join(MILESTONES).replace('title', heading)}\n{','.join(MILESTONES.values())}\n", "utf-8")
    assert told(file, tmp_path / "work", None) == [(code, "milestones.csv") for code in codes]


def test_the_other_names_of_a_foreign_profile_are_told_once_a_file_and_listed(tmp_path: Path) -> None:
    names = USE.replace("session_id", "økt_id").replace("hours", "timar")
    folder = simple_folder(tmp_path / "in", resource_use=names, sessions=SESSIONS.replace("title", "TITLE"))
    intake, con = take(folder, tmp_path / "work")
    con.close()
    said = {(notice.code, notice.file): notice.details["headings"] for notice in intake.notices}
    assert said == {
        ("heading_name", "resource_use.csv"): "økt_id, timar",
        ("heading_spelling", "sessions.csv"): "TITLE",
    }


def test_the_dress_of_a_foreign_export_is_told(tmp_path: Path) -> None:
    rows = USE.replace(",", ";").replace("2.5;", "2,5;").replace("2025-01-13", "13.01.2025")
    found = told(simple_folder(tmp_path / "in", resource_use=rows), tmp_path / "work", "simple")
    assert {code for code, _ in found} == {"separator", "decimal_comma", "dotted_date"}
