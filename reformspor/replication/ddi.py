"""The codebook as DDI Codebook 2.5, for archives of social science: study, files and every variable with its codes."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

from reformspor.replication.described import Described, codes_in, column_means, table_means
from reformspor.replication.tables import Column, Table

SPACE = "ddi:codebook:2_5"
PROGRAM = "Reformspor"


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
    _put(summary, "timePrd", of.as_of.isoformat(), event="end", date=of.as_of.isoformat())
    _put(summary, "nation", "Norge", abbr="NO")
    _put(summary, "geogCover", of.municipality)
    _put(summary, "anlyUnit", of.words("replication.unit_of_analysis"))
    _put(summary, "dataKind", of.words("replication.data_kind"))
    method = Xml.SubElement(study, "method")
    _put(method, "dataColl/sources/dataSrc", of.words("replication.sources", n=len(of.manifest["files"])))
    _put(method, "anlyInfo/dataAppr", of.words("replication.disclosed.rule", k=of.k, p=of.p, n=of.rule.least_n))
    _put(study, "dataAccs/useStmt/conditions", of.terms or of.words("replication.rights"))


def _file(root: Xml.Element, name: str, table: Table, of: Described) -> None:
    text = Xml.SubElement(Xml.SubElement(root, "fileDscr", {"ID": name}), "fileTxt")
    _put(text, "fileName", table.file)
    _put(text, "fileCont", table_means(table, of.words))
    size = Xml.SubElement(text, "dimensns")
    _put(size, "caseQnty", str(table.rows))
    _put(size, "varQnty", str(len(table.columns)))
    _put(text, "fileType", "text/csv", charset="UTF-8")


def _variable(data: Xml.Element, name: str, file: str, table: Table, column: Column, of: Described) -> None:
    numeric = column.kind.startswith(("BIGINT", "INTEGER", "DECIMAL", "DOUBLE"))
    said: dict[str, str] = {"ID": name, "name": column.name, "files": file}
    variable = Xml.SubElement(data, "var", said | {"intrvl": "contin" if numeric else "discrete"})
    Xml.SubElement(variable, "location", {"fileid": file})
    title, meaning = column_means(table, column, of.words)
    _put(variable, "labl", title)
    if numeric and column.low:
        Xml.SubElement(Xml.SubElement(variable, "valrng"), "range", {"min": column.low, "max": column.high})
    _put(variable, "sumStat", str(column.filled), type="vald")
    _put(variable, "sumStat", str(table.rows - column.filled), type="invd")
    if meaning:
        _put(variable, "txt", meaning)
    for code, word, means in codes_in(table, column, of.words):
        category = Xml.SubElement(variable, "catgry")
        _put(category, "catValu", code)
        _put(category, "labl", word)
        if means:
            _put(category, "txt", means)
    Xml.SubElement(variable, "varFormat", {"type": "numeric" if numeric else "character"})


def _put(parent: Xml.Element, path: str, text: str, **attributes: Any) -> None:
    """An element with text at the end of a path; what leads there is made."""
    for name in path.split("/"):
        parent = Xml.SubElement(parent, name)
    parent.text = text
    parent.attrib.update(attributes)
