"""`datapackage.json`: every table with every column, its type, meaning and codes, as Frictionless Data has it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from reformspor.contract import load_contract
from reformspor.replication.described import TERMS, Described, codes_in, column_means, table_means
from reformspor.replication.tables import Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = (
    ("VARCHAR[]", "array"),
    ("VARCHAR", "string"),
    ("BOOLEAN", "boolean"),
    ("BIGINT", "integer"),
    ("INTEGER", "integer"),
    ("DECIMAL", "number"),
    ("DOUBLE", "number"),
    ("DATE", "date"),
    ("TIMESTAMP", "datetime"),
)


def datapackage(of: Described, package: Path) -> str:
    """The text of the file, for tables that stand in the package's folder."""
    said: dict[str, Any] = {
        "$schema": PROFILE,
        "name": of.name,
        "id": str(of.manifest["id"]),
        "title": of.title,
        "description": of.summary,
        "version": str(of.manifest["id"]),
        "created": f"{of.day.isoformat()}T00:00:00Z",
        "contributors": [{"title": of.municipality, "roles": ["creator"]}],
        "sources": [{"title": f"{one['file']} (SHA-256 {one['sha256']})"} for one in of.manifest["files"]],
        "resources": [_resource(one, of, package) for one in of.tables],
    }
    if of.terms:
        said["licenses"] = [{"name": of.terms, "path": TERMS[of.terms]}]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, of: Described, package: Path) -> dict[str, Any]:
    body = (package / table.file).read_bytes()
    return {
        "name": table.name,
        "path": table.file,
        "description": table_means(table, of.words),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True},
        "schema": _schema(table, of),
    }


def _schema(table: Table, of: Described) -> dict[str, Any]:
    said: dict[str, Any] = {"fields": [_field(table, one, of) for one in table.columns], "missingValues": [""]}
    known = load_contract().tables.get(table.name)
    names = {one.name: one for one in table.columns}
    # Every row of it names itself, and none is covered.
    if known is not None and known.key and all(key in names and names[key].filled == table.rows for key in known.key):
        said["primaryKey"] = list(known.key)
    return said


def _field(table: Table, column: Column, of: Described) -> dict[str, Any]:
    title, meaning = column_means(table, column, of.words)
    kind = next(name for start, name in TYPES if column.kind.startswith(start))
    said: dict[str, Any] = {"name": column.name, "type": kind, "title": title}
    if meaning:
        said["description"] = meaning
    codes = codes_in(table, column, of.words)
    if codes and kind == "string":
        said["constraints"] = {"enum": [code for code, *_ in codes]}
    return said
