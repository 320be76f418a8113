"""Reckons every number of this package again, from the package alone, and says which are the same.

    python3 rebuild.py            makes an environment of its own here, with the very versions of the lock
    python3 rebuild.py --here     uses the Python it is run with, which must have them

It needs Python 3.11 or newer. The environment is fetched from the package index pip is set to, and checked by its
hashes; nothing else is read from outside, and nothing is sent. Ends with 0 when every number is the same.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

SUMS, LOCK, PROGRAM, OWN = "SHA256SUMS", "requirements.txt", "program", ".venv"
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Check the package, make the environment, and let the program in the package reckon."""
    package = Path(__file__).resolve().parent
    if sys.version_info < OLDEST:
        print("Python 3.11 or newer is needed.", file=sys.stderr)
        return 3
    if changed := altered(package):
        print("Not as it was packed: " + ", ".join(changed), file=sys.stderr)
        return 3
    python = sys.executable if "--here" in arguments else environment(package)
    if not python:
        return 3
    # The program is the package's own, whatever is installed beside it.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REFORMSPOR_", "PYTHON"))}
    clean |= {"PYTHONPATH": str(package / PROGRAM), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    command = [python, "-m", "reformspor.page.rebuilding", str(package)]
    return subprocess.call(command, cwd=package / PROGRAM, env=clean)


def altered(package: Path) -> list[str]:
    """Files that are gone or are not as they were packed."""
    wrong = []
    for line in (package / SUMS).read_text("utf-8").splitlines():
        said, _, name = line.partition("  ")
        file = package / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != said:
            wrong.append(name)
    return wrong


def environment(package: Path) -> str:
    """The Python of an environment with the versions of the lock; empty when it could not be made."""
    folder = package / OWN
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "done"
    if not done.is_file():
        venv.create(folder, with_pip=True, clear=True)
        install = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(package / LOCK)]
        if subprocess.call([str(python), *install]):
            return ""
        done.touch()
    return str(python)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
