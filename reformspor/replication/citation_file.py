"""`CITATION.cff`: how the package is cited, with nobody invented."""

from __future__ import annotations

import json

from reformspor.replication.described import Described


def citation_file(of: Described) -> str:
    """The text of the file. Each value is written as JSON, which is YAML too."""
    said: list[tuple[str, object]] = [
        ("cff-version", "1.2.0"),
        ("message", of.words("replication.cite")),
        ("type", "dataset"),
        ("title", of.title),
        ("abstract", of.summary),
        ("authors", [{"name": of.municipality}]),
        ("version", str(of.manifest["id"])),
        ("date-released", of.day.isoformat()),
        ("identifiers", [{"type": "other", "value": str(of.manifest["id"]), "description": "Reformspor"}]),
    ]
    if of.terms and of.terms != "MIT":
        said.append(("license", of.terms))
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said)
