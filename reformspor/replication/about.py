"""All that a package says of itself: program, codebook, hypotheses and verdicts, protection, README and metadata."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from reformspor.effects.hypothesis import COVER
from reformspor.hypotheses import Register
from reformspor.replication.citation_file import citation_file
from reformspor.replication.codebook import as_csv, codebook
from reformspor.replication.crate import crate
from reformspor.replication.datapackage import datapackage
from reformspor.replication.ddi import ddi
from reformspor.replication.described import Described
from reformspor.replication.disclosed import write_disclosed
from reformspor.replication.figures import NUMBERS
from reformspor.replication.package import FIGURES, PROGRAM
from reformspor.replication.program import ROOT, program_files, slim_lock
from reformspor.replication.readme import program_of, readme

COMMAND = Path(__file__).with_name("rebuild.py")
LOCK = "requirements.txt"
GATES, EFFECT = "effect/gates", "effect"
OWN = ("n", "id", "page", "key", "question", "program")


def write_about(of: Described, register: Register, package: Path) -> None:
    """Write it all into a package's folder that has its tables, setting and figures. Metadata come last, as they list
    what is there."""
    _program(package)
    _put(package / "codebook" / "codebook.csv", codebook(of))
    _put(package / "codebook" / "ddi.xml", ddi(of))
    _hypotheses(of, register, package / "hypotheses", package / FIGURES)
    write_disclosed(of, package, package / "disclosure")
    if of.own:
        rows = [[one.n, one.id, one.page, one.key, one.question, program_of(one)] for one in of.own if one.question]
        _put(package / FIGURES / "closed.csv", as_csv(OWN, rows))
    _put(package / "README.md", readme(of).encode())
    _put(package / "CITATION.cff", citation_file(of).encode())
    _put(package / "datapackage.json", datapackage(of, package).encode())
    _put(package / "ro-crate-metadata.json", crate(of, package).encode())


def _program(package: Path) -> None:
    for place, file in program_files():
        target = package / PROGRAM / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    _put(package / LOCK, slim_lock((ROOT / LOCK).read_text("utf-8")).encode())
    shutil.copyfile(COMMAND, package / COMMAND.name)


def _hypotheses(of: Described, register: Register, folder: Path, figures: Path) -> None:
    """What was registered, opened, drawn and lowered; and of each outcome its verdict with every gate."""
    said = asdict(register) | {"hypotheses": [asdict(one) | {"hash": one.hash} for one in register.hypotheses]}
    if not of.rule.free_text:
        # What people have written of their reasons stays where the level may not read it.
        said["hypotheses"] = [
            one | {"hypothesis": _covered(one["hypothesis"], "because")} for one in said["hypotheses"]
        ]
        said["lowered"] = [asdict(replace(one, why=COVER if one.why else "")) for one in register.lowered]
    _put(folder / "register.json", (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    _put(folder / "verdicts.csv", as_csv(("outcome", "unit", "verdict"), _verdicts(of)))
    rows = list(_gates(of, figures))
    _put(folder / "gates.csv", as_csv(("outcome", "unit", *rows[0]), rows[1:]) if rows else b"")


def _covered(said: dict[str, object], name: str) -> dict[str, object]:
    return said | {name: COVER if said[name] else ""}


def _of(address: str) -> tuple[str, str]:
    given = json.loads(address or "{}")
    return str(given.get("outcome", "")), str(given.get("alone", ""))


def _verdicts(of: Described) -> Iterator[tuple[str, str, str]]:
    """The sentence each study came to: what its page says first after its own lead."""
    for address in dict.fromkeys(one.address for one in of.figures if one.page == EFFECT):
        said = [one.says for one in of.figures if one.page == EFFECT and one.address == address and one.kind == "said"]
        if _of(address)[0] and len(said) > 1:
            yield (*_of(address), said[1])


def _gates(of: Described, figures: Path) -> Iterator[tuple[str, ...]]:
    """Each condition of each gate, with what was measured; the heads come first."""
    told = False
    for one in of.figures:
        if one.page != EFFECT or one.question != GATES:
            continue
        with (figures / NUMBERS / f"{one.n:04}.csv").open(encoding="utf-8", newline="") as given:
            heads, *rows = csv.reader(given)
        if not told:
            yield tuple(heads)
            told = True
        for row in rows:
            yield (*_of(one.address), *row)


def _put(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
