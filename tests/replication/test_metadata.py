"""What a package says of itself holds by the standards' own validators and schemas, and is true of its files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import yaml

from reformspor.replication.ddi import ddi
from reformspor.replication.described import Described
from reformspor.replication.figures import read_figures
from reformspor.replication.package import FIGURES, read_told
from reformspor.words import speak
from tests.replication.codebook_model import LANG, faults
from tests.replication.codebook_model import SPACE as DDI
from tests.replication.conftest import DAY

SCHEMAS = Path(__file__).parent / "schemas"
# Each breaks one thing the standard says: what is written over the first match, and what is then wrong.
BROKEN = {
    (r"<stdyDscr>.*</stdyDscr>", ""): "codeBook: may not hold",
    (r"<titl>[^<]*</titl>", ""): "titlStmt: may not hold",
    (r"<verStmt>", "<verStmt><version>2</version>"): "verStmt: may not hold version version",
    (r"(<labl>[^<]*</labl>)(.*?)(<sumStat .*?</sumStat>)", r"\3\2\1"): "var: may not hold",
    (r"<fileDscr ", "Nokon<fileDscr "): "codeBook: holds elements only",
    (r"(<location [^>]*)/>", r"\1> </location>"): "location: holds nothing",
    (r'type="invd"', 'type="missing"'): "sumStat: type is not missing",
    (r' type="vald"', ""): "sumStat: says nothing of type",
    (r'UNITS="INT"', 'UNITS="KR"'): "range: UNITS is not KR",
    (r'intrvl="discrete"', 'intrvl="codes"'): "var: intrvl is not codes",
    (r'fileid="F1"', 'fileid="F0"'): "location: fileid names F0, which is not there",
    (r'ID="F2"', 'ID="F1"'): "two elements are F1",
    (r'charset="UTF-8"', 'encoding="UTF-8"'): "fileType: has no encoding",
    (r"<fileName>([^<]*)</fileName>", r"<file>\1</file>"): "file: is not told of",
}


def test_the_data_package_and_every_row_of_every_table_hold_by_frictionless(package: Path) -> None:
    from frictionless import validate

    report = validate(package / "datapackage.json")
    assert report.flatten(["title", "message"]) == []
    assert len(report.tasks) == len(list((package / "data").glob("*.csv"))) > 30


def test_the_crate_holds_by_the_validator_of_ro_crate(package: Path, crate_context: Path) -> None:
    said = subprocess.run(
        [
            *(
                sys.executable,
                "-c",
                "from rocrate_validator.cli import cli; cli()",
                "-y",
                "validate",
                "--offline",
                "--no-paging",
            ),
            *("--cache-path", str(crate_context), "-p", "ro-crate-1.1", "-l", "recommended", "-f", "json"),
            *("-o", str(crate_context.with_name("said.json")), str(package)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(crate_context.with_name("said.json").read_text("utf-8"))
    found = [(one["severity"], one["message"]) for one in told["issues"]]
    # A municipality's address on the web is not known, and none is made up.
    assert found == [("RECOMMENDED", "The organization SHOULD have a URL.")], said.stderr


def test_the_citation_file_holds_by_the_schema_of_its_standard(package: Path) -> None:
    said = yaml.safe_load((package / "CITATION.cff").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "cff-1.2.0.json").read_text("utf-8"))
    said["date-released"] = str(said["date-released"])
    jsonschema.validate(said, schema, format_checker=jsonschema.FormatChecker())
    assert said["authors"] == [{"name": "Eksempel kommune"}]
    assert "doi" not in said
    assert "onstruert" in said["title"]


def test_the_codebook_holds_what_ddi_says_it_may_and_every_element_says_something(package: Path) -> None:
    root = Xml.fromstring((package / "codebook/ddi.xml").read_text("utf-8"))
    assert faults(root) == []
    silent = {one.tag.removeprefix(DDI) for one in root.iter() if not len(one) and not (one.text or "").strip()}
    assert silent <= {"location", "range", "varFormat"}


@pytest.mark.parametrize("change", BROKEN)
def test_a_codebook_that_breaks_what_ddi_says_is_seen(package: Path, change: tuple[str, str]) -> None:
    text, times = re.subn(*change, (package / "codebook/ddi.xml").read_text("utf-8"), count=1, flags=re.DOTALL)
    assert times == 1
    assert any(one.startswith(BROKEN[change]) for one in faults(Xml.fromstring(text)))


@pytest.mark.parametrize(("lang", "nation"), [("nn", "Noreg"), ("nb", "Norge"), ("en", "Norway")])
def test_the_codebook_is_in_its_language_and_can_be_read_whatever_a_name_holds(
    package: Path, lang: str, nation: str
) -> None:
    told = read_told(package)
    of = Described(speak(lang), told, tables=(), figures=(), day=DAY, municipality="Vik\x0b <kommune> & \ufffe1")
    root = Xml.fromstring(ddi(of))
    assert faults(root) == []
    assert root.get(LANG) == lang
    assert [one.text for one in root.iter(f"{DDI}nation")] == [nation]
    assert [one.text for one in root.iter(f"{DDI}AuthEnty")] == ["Vik <kommune> & 1"]


@pytest.mark.skipif("REFORMSPOR_DDI_XSD" not in os.environ, reason="no copy of the schema of DDI Codebook 2.5 is named")
def test_the_codebook_holds_by_the_schema_of_ddi(package: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(os.environ["REFORMSPOR_DDI_XSD"]))
    schema.assertValid(etree.parse(str(package / "codebook/ddi.xml")))


def test_the_codebook_says_where_a_variable_stands_what_it_may_be_and_what_was_found(package: Path) -> None:
    root = Xml.fromstring((package / "codebook/ddi.xml").read_text("utf-8"))
    files = {one.get("ID"): one.findtext(f".//{DDI}fileName") for one in root.iter(f"{DDI}fileDscr")}
    rows = csv.DictReader(io.StringIO((package / "codebook/codebook.csv").read_text("utf-8")))
    for variable, row in zip(root.iter(f"{DDI}var"), rows, strict=True):
        (location,) = variable.iter(f"{DDI}location")
        heads = (package / str(files[location.get("fileid")])).read_text("utf-8").splitlines()[0].split(",")
        assert heads[int(location.get("StartPos", "0")) - 1] == variable.get("name")
        numeric = not row["type"].startswith(("VARCHAR", "DATE", "TIMESTAMP", "BOOLEAN"))
        found = [one.text for one in variable.iter(f"{DDI}sumStat") if one.get("type") in ("min", "max")]
        assert found == ([row["lowest"], row["highest"]] if numeric and row["lowest"] else [])
        dated = row["type"].startswith(("DATE", "TIMESTAMP"))
        assert [one.get("category") for one in variable.iter(f"{DDI}varFormat")] == ["date" if dated else None]
    ranges = {one.get("name"): one.find(f".//{DDI}range") for one in root.iter(f"{DDI}var")}
    severity = ranges["severity"]
    assert severity is not None
    assert severity.attrib == {"UNITS": "INT", "min": "1", "max": "5"}
    # The export bounds neither: what happened to be found is no bound.
    assert (ranges["rows_read"], ranges["hours"]) == (None, None)
    with (package / "data/released.csv").open(encoding="utf-8", newline="") as file:
        first = min(row["month_from"] for row in csv.DictReader(file))
    last = read_told(package).manifest["as_of"]
    periods = [(one.get("event"), one.get("date")) for one in root.iter(f"{DDI}timePrd")]
    assert periods == [("start", first), ("end", last)]


def test_the_codebooks_tell_of_every_column_there_is_and_count_it_right(package: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((package / "codebook/codebook.csv").read_text("utf-8"))))
    told = read_told(package)
    assert [(row["table"], row["column"]) for row in rows] == [
        (table, column) for table, (_, columns) in told.tables.items() for column in columns
    ]
    root = Xml.fromstring((package / "codebook/ddi.xml").read_text("utf-8"))
    assert [one.get("name") for one in root.iter(f"{DDI}var")] == [row["column"] for row in rows]
    held = list(csv.DictReader((package / "data/sessions.csv").open(encoding="utf-8", newline="")))
    for row in (row for row in rows if row["table"] == "sessions"):
        filled = sum(1 for one in held if one[row["column"]] != "")
        assert (int(row["n"]), int(row["missing"])) == (filled, len(held) - filled)


def test_every_file_is_sealed_and_the_crate_and_data_package_tell_true_hashes(package: Path) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in (package / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {file.relative_to(package).as_posix() for file in package.rglob("*") if file.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    assert all(hashlib.sha256((package / name).read_bytes()).hexdigest() == said for name, said in sums.items())
    for one in json.loads((package / "datapackage.json").read_text("utf-8"))["resources"]:
        assert one["hash"] == f"sha256:{sums[one['path']]}"


def test_the_readme_lists_every_figure_with_its_question_and_program(package: Path) -> None:
    text = (package / "README.md").read_text("utf-8")
    figures = [one for one in read_figures(package / FIGURES) if one.question]
    assert len(figures) > 20
    for one in figures:
        (line,) = [line for line in text.splitlines() if line.startswith(f"| {one.n} | ")]
        assert (f"`{one.id}`" in line, f"`{one.question}`" in line) == (True, True)
        assert (package / "program" / "pages" / f"{one.page}.py").is_file()
    assert "Konstruerte tal" in text
    assert "python3 rebuild.py" in text


def test_protection_verdicts_and_seeds_are_told(package: Path) -> None:
    report = (package / "disclosure/report.md").read_text("utf-8")
    assert "færre enn 5" in report
    assert "`barriers`: " in report
    loss = list(csv.DictReader((package / "disclosure/loss.csv").open(encoding="utf-8", newline="")))
    assert loss
    assert all(0 <= float(row["share_kept"]) <= 1 for row in loss if row["share_kept"])
    verdicts = list(csv.DictReader((package / "hypotheses/verdicts.csv").open(encoding="utf-8", newline="")))
    assert [row["outcome"] for row in verdicts] == ["doc_share"]
    gates = list(csv.DictReader((package / "hypotheses/gates.csv").open(encoding="utf-8", newline="")))
    assert {row["outcome"] for row in gates} == {"doc_share"}
    register = json.loads((package / "hypotheses/register.json").read_text("utf-8"))
    assert {one["hypothesis"]["because"] for one in register["hypotheses"]} <= {"", "•••"}
    seeds = {(one.method, one.seed) for one in read_figures(package / FIGURES) if one.seed}
    assert seeds
    text = (package / "README.md").read_text("utf-8")
    assert all(f"`{method}`: {seed}" in text for method, seed in seeds)
