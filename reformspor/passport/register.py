"""Every name that has been shown or handed out can be looked up for a long time: what it was of, and its numbers' hash.

Names are kept in the data folder, a line each, in files that are only added to; the oldest file goes when they take too
much room. They hold codes alone: no row, no sentence, and nothing of what somebody searched for.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reformspor.passport.identity import read_identity
from reformspor.passport.passport import Passport, Place

FOLDER = "passports"
# How large a file grows before the next is begun, and how many are kept: some two hundred thousand names.
MOST, FILES = 4 * 1024 * 1024, 32
FORM = 1


@dataclass(frozen=True)
class Shown:
    """What is kept of one name; `at` is when it was first shown (UTC), `out` whether it was handed out in a file.

    The fields are those of a Passport. `digest` is empty for what was shown without its numbers being gone through.
    """

    id: str
    at: str
    out: bool
    question: str
    question_hash: str
    snapshot: str
    level: str
    lang: str
    as_of: str
    scope: Mapping[str, str]
    fixed: Mapping[str, tuple[str, ...]]
    place: Place | None
    program: str
    digest: str = ""
    method: str = ""
    seed: int | str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    form: int = FORM


@dataclass(frozen=True)
class Names:
    """The names kept under a data folder."""

    root: Path
    most: int = MOST
    files: int = FILES

    def add(self, names: Iterable[Shown]) -> None:
        """Add lines; nothing is added of what was searched for. Raises OSError where the folder cannot be written."""
        lines = [_line(one) for one in names if not _is_searched(one)]
        if not lines:
            return
        folder = self.root / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        # One write of whole lines, so that what several processes add does not mix.
        target = os.open(self._open_file(folder), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(target, "".join(lines).encode())
        finally:
            os.close(target)

    def found(self, text: str) -> Shown | None:
        """What was kept of a name, as somebody wrote it: of its last handing out, else of its last showing."""
        name = read_identity(text)
        if name is None:
            return None
        shown: Shown | None = None
        mark = f'{{"id":"{name}"'.encode()
        for file in reversed(self._listed()):
            for line in reversed(_read(file).splitlines()):
                if line.startswith(mark) and (one := _shown(line)) is not None:
                    if one.out:
                        return one
                    shown = shown or one
        return shown

    def known(self) -> set[str]:
        """The names in the newest file; those need not be added again for being shown."""
        newest = self._listed()[-1:]
        return {line[7:24].decode("ascii", "replace") for file in newest for line in _read(file).splitlines()}

    def _open_file(self, folder: Path) -> Path:
        """The newest file, or the next one when that is full; then the oldest goes."""
        held = self._listed()
        if held and held[-1].stat().st_size < self.most:
            return held[-1]
        for old in held[: max(len(held) - self.files + 1, 0)]:
            old.unlink(missing_ok=True)
        number = int(held[-1].stem) + 1 if held else 1
        return folder / f"{number:06d}.jsonl"

    def _listed(self) -> list[Path]:
        try:
            return sorted(file for file in (self.root / FOLDER).glob("*.jsonl") if file.stem.isdecimal())
        except OSError:
            return []


def shown_of(passport: Passport, *, out: bool) -> Shown:
    """What is kept of a passport."""
    return Shown(
        id=passport.id,
        at=passport.made_at or now(),
        out=out,
        question=passport.question,
        question_hash=passport.question_hash,
        snapshot=passport.snapshot,
        level=str(passport.rule.get("level", "")),
        lang=passport.lang,
        as_of=passport.as_of,
        scope=passport.scope,
        fixed=passport.fixed,
        place=passport.place,
        program=passport.program,
        digest=passport.digest,
        method=passport.method,
        seed=passport.seed,
        settings=passport.settings,
    )


def now() -> str:
    """This second, as text in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _is_searched(one: Shown) -> bool:
    return bool(one.fixed.get("text")) or (one.place is not None and "q" in one.place.address)


def _line(one: Shown) -> str:
    said = asdict(one)
    # The name first: it is what a line is looked for by.
    said = {"id": said.pop("id"), **said}
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")) + "\n"


def _shown(line: bytes) -> Shown | None:
    """One line read; None for one that was cut short or is of a newer form."""
    try:
        said: dict[str, Any] = json.loads(line)
        if said["form"] > FORM:
            return None
        place = said.pop("place")
        fixed = {str(name): tuple(held) for name, held in said.pop("fixed").items()}
        settings = tuple((str(key), str(value)) for key, value in said.pop("settings", ()))
        return Shown(**said, fixed=fixed, settings=settings, place=None if place is None else Place(**place))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
