"""Reckons every number of this package again, from the package alone, and says which are the same.

    python3 rebuild.py            makes an environment of its own here, with the very versions of the lock
    python3 rebuild.py --here     uses the Python it is run with, which must have them

It needs Python 3.11 or newer. The environment is fetched from the package index pip is set to, and checked by its
hashes; nothing else is read from outside, and nothing is sent. Ends with 0 when every number is the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

SUMS, LOCK, PROGRAM, OWN, TOLD = "SHA256SUMS", "requirements.txt", "program", ".venv", "replication.json"
OLDEST = (3, 11)
# So many of the files that are not as they were packed are named.
NAMED = 10
# That these are found tells that the packages of the lock are there.
NEEDED = "babel", "diff_diff", "duckdb", "pandas", "scipy"
FIND = "import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, sys.argv[1:])))"
DONE, NOT_DONE = 0, 3


def main(arguments: list[str]) -> int:
    """Check the package, make the environment, and let the program in the package reckon."""
    package = Path(__file__).resolve().parent
    if sys.version_info < OLDEST:
        return refused(package, "python")
    if changed := altered(package):
        return refused(package, "altered", files=", ".join(changed[:NAMED] + ["…"][: len(changed) - NAMED]))
    python = environment(package, here="--here" in arguments)
    if not python:
        return refused(package, "environment")
    # The program is the package's own, whatever is installed beside it.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REFORMSPOR_", "PYTHON"))}
    clean |= {"PYTHONPATH": str(package / PROGRAM), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    command = [python, "-m", "reformspor.page.rebuilding", str(package)]
    return subprocess.call(command, cwd=package / PROGRAM, env=clean)


def altered(package: Path) -> list[str]:
    """Files that are gone or are not as they were packed."""
    if not (package / SUMS).is_file():
        return [SUMS]
    wrong = []
    for line in (package / SUMS).read_text("utf-8").splitlines():
        said, _, name = line.partition("  ")
        file = package / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != said:
            wrong.append(name)
    return wrong


def refused(package: Path, why: str, **places: str) -> int:
    """Say why not, in the package's own language; where the package has lost its words, with the bare name of it."""
    try:
        said = str(json.loads((package / TOLD).read_text("utf-8"))["says"][why]).format(**places)
    except (OSError, ValueError, LookupError, TypeError):
        said = " ".join([why, *places.values()])
    print(said, file=sys.stderr)
    return NOT_DONE


def environment(package: Path, *, here: bool) -> str:
    """The Python of an environment with the packages of the lock; empty when there is none and none could be made."""
    python = sys.executable if here else made(package)
    return python if python and subprocess.call([python, "-c", FIND, *NEEDED]) == DONE else ""


def made(package: Path) -> str:
    """The Python of the package's own environment, with the very versions of the lock; empty when it was not made."""
    folder = package / OWN
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "done"
    if not done.is_file():
        install = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(package / LOCK)]
        try:
            venv.create(folder, with_pip=True, clear=True)
        except (OSError, subprocess.CalledProcessError) as error:
            # Some systems bring Python without what makes environments.
            print(error, file=sys.stderr)
            return ""
        if subprocess.call([str(python), *install]):
            return ""
        done.touch()
    return str(python)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
