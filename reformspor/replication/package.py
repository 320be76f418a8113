"""What a package says of itself to the program: level, language, order and tables; and the data folder it becomes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from reformspor.disclosure import LEVELS
from reformspor.replication.loading import load_tables
from reformspor.report.order import Order, plain, read_order
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, SERVED_FORM, Manifest, file_sha256, make_current, write_manifest
from reformspor.words import LANGUAGES, Words

FILE, FORM = "replication.json", 1
# Why the package's command may not begin, and what each names.
SAYS: dict[str, tuple[str, ...]] = {"python": (), "altered": ("files",), "environment": ()}
# Where the parts of a package stand below it.
DATA, SETTING, FIGURES, PROGRAM = "data", "setting", "figures", "program"


@dataclass(frozen=True)
class Told:
    """`tables` are each table's file and columns, `manifest` that of the snapshot. `closed` says that the data are a
    constructed twin drawn by `seed`, and that the municipality's own stay in the house. `says` is what the package's
    command has to say before there is a program to ask for words."""

    level: str
    lang: str
    order: Order
    manifest: Mapping[str, Any]
    tables: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    closed: bool = False
    seed: int | None = None
    says: Mapping[str, str] = field(default_factory=dict)
    form: int = FORM


def says_of(words: Words) -> dict[str, str]:
    """Why the package's command may not begin, in one language, with names in braces for what is not known yet."""
    return {
        name: words(f"replication.rebuild.{name}", **{place: f"{{{place}}}" for place in places})
        for name, places in SAYS.items()
    }


def write_told(told: Told, package: Path) -> None:
    """Write it into a package's folder."""
    said = asdict(told) | {"order": json.loads(plain(told.order))}
    (package / FILE).write_text(json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def read_told(package: Path) -> Told:
    """What a package says. Raises OSError when it says nothing, and ValueError for what is no package of this form."""
    try:
        said = json.loads((package / FILE).read_text("utf-8"))
        if not isinstance(said, dict) or said.get("form") != FORM:
            raise ValueError("form")
        tables = {str(name): (str(file), tuple(columns)) for name, (file, columns) in said["tables"].items()}
        told = Told(**said | {"order": read_order(json.dumps(said["order"])), "tables": tables})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("package") from error
    if told.level not in LEVELS or told.lang not in LANGUAGES:
        raise ValueError("package")
    return told


def restore(package: Path, folder: Path) -> Manifest:
    """Make a data folder of a package: its tables as the snapshot that serves, its settings, register and panels.

    The snapshot keeps its name, and is sealed anew, as it holds only what the level may ask of. Raises OSError,
    ValueError or duckdb.Error when the package is not whole.
    """
    told, data = read_told(package), DataFolder(folder)
    given = Manifest(**told.manifest)
    place = data.snapshots / given.id
    place.mkdir(parents=True)
    load_tables(package, told.tables, place / SERVED)
    sealed = replace(given, served_sha256=file_sha256(place / SERVED), form=SERVED_FORM)
    write_manifest(place, sealed)
    make_current(data, sealed.id)
    if (package / SETTING).is_dir():
        shutil.copytree(package / SETTING, folder, dirs_exist_ok=True)
    return sealed
