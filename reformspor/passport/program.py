"""Which program made something: its version, and a hash of all it is written in."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import reformspor

ROOT = Path(reformspor.__file__).parent.parent
# The data folder may stand here too, and what a municipality has chosen is no part of the program.
FOLDERS = ("pages/*", "queries/**/*", "reformspor/**/*", "data/contract/*", "data/application/*", "data/[!s]*.toml")
WRITTEN_IN = {".py", ".toml", ".sql", ".typ"}
SIGNS = 8
LOCK = ROOT / "requirements.txt"


@cache
def program() -> str:
    """`reformspor 0.1.0+3f2a9c1b`: another as soon as one letter of a view, question, word or method is another."""
    said = hashlib.sha256()
    files = {file for folder in FOLDERS for file in ROOT.glob(folder) if file.suffix in WRITTEN_IN}
    for file in sorted(files):
        said.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return f"reformspor {reformspor.__version__}+{said.hexdigest()[:SIGNS]}"


@cache
def lock() -> str:
    """The SHA-256 of the list of all that the program stands on, with the versions it was tried with."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() if LOCK.is_file() else ""
