"""The codebook as DDI Codebook 2.5, for archives of social science: study, files and every variable with its codes."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

from reformspor.contract import load_contract
from reformspor.replication.described import Described, codes_in, column_means, table_means
from reformspor.replication.tables import Column, Table
from reformspor.report.word_xml import UNWRITABLE

SPACE = "ddi:codebook:2_5"
PROGRAM = "Reformspor"
# What tells when the time that the data are about begins: the first of these.
BEGINS = {
    "released": "month_from",
    "sessions": "date",
    "barriers": "reported_date",
    "outcomes": "period",
    "surveys": "period",
}
WHOLE, DECIMAL, DATED = ("BIGINT", "INTEGER"), ("DECIMAL", "DOUBLE"), ("DATE", "TIMESTAMP")


def ddi(of: Described) -> bytes:
    """The document, UTF-8; its elements stand in the order the standard wants."""
    root = Xml.Element("codeBook", {"xmlns": SPACE, "version": "2.5", "xml:lang": of.words.lang})
    _document(root, of)
    _study(root, of)
    for place, table in enumerate(of.tables, start=1):
        _file(root, f"F{place}", table, of)
    data = Xml.SubElement(root, "dataDscr")
    for place, table in enumerate(of.tables, start=1):
        for number, column in enumerate(table.columns, start=1):
            _variable(data, f"V{place}_{number}", f"F{place}", table, column, of)
    Xml.indent(root, " ")
    body: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _document(root: Xml.Element, of: Described) -> None:
    citation = Xml.SubElement(Xml.SubElement(root, "docDscr"), "citation")
    _put(citation, "titlStmt/titl", of.words("replication.codebook_title", title=of.title))
    made = Xml.SubElement(citation, "prodStmt")
    _put(made, "prodDate", of.day.isoformat(), date=of.day.isoformat())
    _put(made, "software", PROGRAM, version=str(of.manifest["program"]).removeprefix("reformspor "))


def _study(root: Xml.Element, of: Described) -> None:
    study = Xml.SubElement(root, "stdyDscr")
    citation = Xml.SubElement(study, "citation")
    title = Xml.SubElement(citation, "titlStmt")
    _put(title, "titl", of.title)
    _put(title, "IDNo", str(of.manifest["id"]), agency=PROGRAM)
    _put(citation, "rspStmt/AuthEnty", of.municipality)
    _put(citation, "prodStmt/producer", of.municipality)
    _put(citation, "distStmt/distDate", of.day.isoformat(), date=of.day.isoformat())
    _put(citation, "verStmt/version", str(of.manifest["id"]), date=of.as_of.isoformat())
    about = Xml.SubElement(study, "stdyInfo")
    _put(about, "abstract", of.summary)
    summary = Xml.SubElement(about, "sumDscr")
    if begins := _begins(of):
        _put(summary, "timePrd", begins, event="start", date=begins)
    _put(summary, "timePrd", of.as_of.isoformat(), event="end", date=of.as_of.isoformat())
    _put(summary, "nation", of.words("replication.nation"), abbr="NO")
    _put(summary, "geogCover", of.municipality)
    _put(summary, "anlyUnit", of.words("replication.unit_of_analysis"))
    _put(summary, "dataKind", of.words("replication.data_kind"))
    method = Xml.SubElement(study, "method")
    _put(method, "dataColl/sources/dataSrc", of.words("replication.sources", n=len(of.manifest["files"])))
    _put(method, "anlyInfo/dataAppr", of.words("replication.disclosed.rule", k=of.k, p=of.p, n=of.rule.least_n))
    _put(study, "dataAccs/useStmt/conditions", of.terms or of.words("replication.rights"))


def _begins(of: Described) -> str:
    """The first day the tables tell of, ISO 8601; empty where they tell of none before the export was taken."""
    days = [
        column.low
        for table in of.tables
        for column in table.columns
        if column.name == BEGINS.get(table.name) and "" < column.low <= of.as_of.isoformat()
    ]
    return min(days, default="")


def _file(root: Xml.Element, name: str, table: Table, of: Described) -> None:
    text = Xml.SubElement(Xml.SubElement(root, "fileDscr", {"ID": name}), "fileTxt")
    _put(text, "fileName", table.file)
    _put(text, "fileCont", table_means(table, of.words))
    size = Xml.SubElement(text, "dimensns")
    _put(size, "caseQnty", str(table.rows))
    _put(size, "varQnty", str(len(table.columns)))
    _put(text, "fileType", "text/csv", charset="UTF-8")
    _put(text, "format", of.words("replication.comma_delimited"))


def _variable(data: Xml.Element, name: str, file: str, table: Table, column: Column, of: Described) -> None:
    numeric = _is_of(column, WHOLE + DECIMAL)
    said: dict[str, str] = {"ID": name, "name": column.name, "files": file}
    variable = Xml.SubElement(data, "var", said | {"intrvl": "contin" if numeric else "discrete"})
    # Without columns of fixed width a variable stands at its number among the delimited ones.
    Xml.SubElement(variable, "location", {"StartPos": str(table.columns.index(column) + 1), "fileid": file})
    title, meaning = column_means(table, column, of.words)
    _put(variable, "labl", title)
    if allowed := _allowed(table, column):
        Xml.SubElement(Xml.SubElement(variable, "valrng"), "range", allowed)
    _put(variable, "sumStat", str(column.filled), type="vald")
    _put(variable, "sumStat", str(table.rows - column.filled), type="invd")
    if numeric and column.low:
        _put(variable, "sumStat", column.low, type="min")
        _put(variable, "sumStat", column.high, type="max")
    if meaning:
        _put(variable, "txt", meaning)
    for code, word, means in codes_in(table, column, of.words):
        category = Xml.SubElement(variable, "catgry")
        _put(category, "catValu", code)
        _put(category, "labl", word)
        if means:
            _put(category, "txt", means)
    kind = {"category": "date"} if _is_of(column, DATED) else {}
    Xml.SubElement(variable, "varFormat", {"type": "numeric" if numeric else "character", **kind})


def _is_of(column: Column, kinds: tuple[str, ...]) -> bool:
    """Whether a column holds one value of these types; a list of them is text in the file."""
    return column.kind.startswith(kinds) and not column.kind.endswith("[]")


def _allowed(table: Table, column: Column) -> dict[str, str]:
    """The values the contract lets a number have; empty where it sets no bound. What was found is no bound."""
    known = load_contract().tables.get(table.name)
    held = known.columns.get(column.name) if known is not None else None
    if held is None or not _is_of(column, WHOLE + DECIMAL):
        return {}
    ends = {"min": held.minimum, "max": held.maximum}
    said = {end: f"{value:f}" for end, value in ends.items() if value is not None}
    return {"UNITS": "REAL" if _is_of(column, DECIMAL) else "INT", **said} if said else {}


def _put(parent: Xml.Element, path: str, text: str, **attributes: Any) -> None:
    """An element with text at the end of a path; what leads there is made, what XML has no room for is left out."""
    for name in path.split("/"):
        parent = Xml.SubElement(parent, name)
    parent.text = UNWRITABLE.sub("", text)
    parent.attrib.update(attributes)
