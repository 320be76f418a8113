"""`ro-crate-metadata.json`: the package as a research object, its files, who made it, and what made what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reformspor.replication.described import TERMS, Described, table_means

CONTEXT, PROFILE = "https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/crate/1.1"
PYTHON = "https://www.python.org/"
MUNICIPALITY, OPEN_TERMS, PROGRAM, MADE = "#municipality", "#terms", "program/", "#rebuild"
FORMATS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xml": "application/xml",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".txt": "text/plain",
    ".toml": "application/toml",
    ".jsonl": "application/jsonl",
    ".cff": "application/yaml",
}
Entity = dict[str, Any]


def crate(of: Described, package: Path) -> str:
    """The text of the file, for a package that stands whole but for this."""
    files = [_file(file, package, of) for file in sorted(package.rglob("*")) if _is_told(file, package)]
    folders = [_folder(name, of) for name in ("program", "figures")]
    terms = TERMS.get(of.terms, OPEN_TERMS)
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": of.title,
        "description": of.summary,
        "identifier": str(of.manifest["id"]),
        "version": str(of.manifest["id"]),
        "datePublished": of.day.isoformat(),
        "inLanguage": of.words.lang,
        "license": {"@id": terms},
        "author": {"@id": MUNICIPALITY},
        "publisher": {"@id": MUNICIPALITY},
        "hasPart": [{"@id": one["@id"]} for one in (*files, *folders)],
        "mentions": {"@id": MADE},
    }
    about: Entity = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    graph = [about, root, *files, *folders, *_around(of, terms)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _is_told(file: Path, package: Path) -> bool:
    """Files one by one but for those of the program and the figures, which are told of as folders."""
    place = file.relative_to(package)
    return file.is_file() and place.parts[0] not in ("program", "figures") and file.name != "SHA256SUMS"


def _file(file: Path, package: Path, of: Described) -> Entity:
    place = file.relative_to(package).as_posix()
    table = next((one for one in of.tables if one.file == place), None)
    said: Entity = {
        "@id": place,
        "@type": ["File", "SoftwareSourceCode"] if file.suffix == ".py" else "File",
        "name": place,
        "encodingFormat": FORMATS.get(file.suffix, "text/plain"),
        "contentSize": str(file.stat().st_size),
    }
    if file.suffix == ".py":
        said |= {"programmingLanguage": {"@id": PYTHON}, "description": of.words("replication.rebuild_means")}
    if table is not None:
        said["description"] = table_means(table, of.words)
    return said


def _folder(name: str, of: Described) -> Entity:
    said: Entity = {
        "@id": f"{name}/",
        "@type": "Dataset",
        "name": name,
        "description": of.words(f"replication.folder.{name}"),
    }
    return said | ({"license": {"@id": TERMS["MIT"]}} if name == "program" else {})


def _around(of: Described, terms: str) -> list[Entity]:
    """What the package stands on that is no part of it: who, on what terms, and the deed that made the figures."""
    words = of.words
    found: list[Entity] = [
        {"@id": MUNICIPALITY, "@type": "Organization", "name": of.municipality},
        {"@id": PYTHON, "@type": "ComputerLanguage", "name": "Python", "url": PYTHON},
        {
            "@id": MADE,
            "@type": "CreateAction",
            "name": words("replication.rebuild_means"),
            "endTime": of.day.isoformat(),
            "instrument": {"@id": PROGRAM},
            "object": [{"@id": one.file} for one in of.tables],
            "result": {"@id": "figures/"},
        },
        {
            "@id": TERMS["MIT"],
            "@type": "CreativeWork",
            "name": "MIT",
            "description": words("replication.program_terms"),
        },
    ]
    if terms != TERMS["MIT"]:
        name = of.terms or words("replication.terms_open")
        found.append({"@id": terms, "@type": "CreativeWork", "name": name, "description": words("replication.rights")})
    return found
