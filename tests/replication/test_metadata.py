"""What a package says of itself holds by the standards' own validators and schemas, and is true of its files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import yaml

from reformspor.replication.figures import read_figures
from reformspor.replication.package import FIGURES, read_told

SCHEMAS = Path(__file__).parent / "schemas"
DDI = "{ddi:codebook:2_5}"
# DDI Codebook 2.5: what may stand in an element, in this order (the standard's field level documentation). Its own
# schema is under another licence than this program; name a copy in REFORMSPOR_DDI_XSD to hold the document against it.
CONTENT = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation guide docStatus docSrc controlledVocabUsed notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate",
    "verStmt": "version verResp notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo stdyClas dataProcessing codingInstructions",
    "dataColl": (
        "timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame targetSampleSize deviat collMode "
        "resInstru instrumentDevelopment sources collSitu actMin ConOps weight cleanOps"
    ),
    "sources": "dataSrc sourceCitation srcOrig srcChar srcDocu sources",
    "anlyInfo": "respRate EstSmpErr dataAppr",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": (
        "fileName fileCitation fileCont fileStrc dimensns fileType format filePlac dataChck ProcStat "
        "dataMsng software verStmt"
    ),
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": (
        "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe TotlResp "
        "sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel notes"
    ),
    "valrng": "item range key notes",
    "catgry": "catValu labl txt catStat mrow",
}
NEEDED = {"stdyDscr": {"citation"}, "citation": {"titlStmt"}, "titlStmt": {"titl"}, "fileTxt": {"fileName"}}


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


def test_the_codebook_has_ddis_elements_in_ddis_order_and_no_others(package: Path) -> None:
    root = Xml.fromstring((package / "codebook/ddi.xml").read_text("utf-8"))
    assert root.tag == f"{DDI}codeBook"
    for element in root.iter():
        name, names = element.tag.removeprefix(DDI), [child.tag.removeprefix(DDI) for child in element]
        order = CONTENT.get(name, "").split()
        assert [order.index(one) for one in names] == sorted(order.index(one) for one in names), name
        assert set(names) >= NEEDED.get(name, set()), name
        assert names or name in ("location", "range", "varFormat") or (element.text or "").strip(), name
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))
    assert {one.get("files") for one in root.iter(f"{DDI}var")} <= set(ids)


@pytest.mark.skipif("REFORMSPOR_DDI_XSD" not in os.environ, reason="no copy of the schema of DDI Codebook 2.5 is named")
def test_the_codebook_holds_by_the_schema_of_ddi(package: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(os.environ["REFORMSPOR_DDI_XSD"]))
    schema.assertValid(etree.parse(str(package / "codebook/ddi.xml")))


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
