"""Mended rows complete the export they came from: it is kept, privately and for a set time, until nothing is refused.

What is put together is an export like any other, and is checked and admitted whole.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.intake import Profile, load_profile
from reformspor.intake.finding import READABLE, SILENT
from reformspor.intake.mended import SHORT, MendedRow, read_mended
from reformspor.intake.native import native
from reformspor.intake.patching import patch_file
from reformspor.intake.pseudonyms import pseudonym_key
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import Manifest, file_sha256
from reformspor.words import LANGUAGES, speak

KEPT, EXPORT, SAID, MARKS = "mending", "export", "kept.json", "marks.key"
DAY = 24 * 3600.0


@dataclass(frozen=True)
class Whole:
    """An export put together from a former one and rows mended since: its folder, what is known of it, and how many
    rows were mended. `answers` names, for each file, the checksums that marks may know it by, its first one first."""

    path: Path
    n: int
    round: int
    answers: Mapping[str, tuple[str, ...]]
    source: str | None = None
    profile: str | None = None
    as_of: dt.date | None = None

    @property
    def first(self) -> dict[str, str]:
        """The first checksum of each file by the one it has now."""
        return {file_sha256(self.path / name): shas[0] for name, shas in self.answers.items()}


@dataclass(frozen=True)
class _Base:
    files: tuple[Path, ...]
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)


def put_together(path: Path, data: DataFolder, work: Path, profile: str | None) -> Whole | None:
    """The whole export that a delivery with mended rows stands for; None for a delivery without any.

    The rows' own export is looked for beside them, then among those that are kept. Raises ReformsporError when it is
    in neither place, when the rows come from several, or when rows of a kept one were never handed out here.
    """
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    mended = {file: found for file in files if (found := read_mended(file))}
    if not mended:
        return None
    rows = [row for rows_of_file in mended.values() for row in rows_of_file]
    others = tuple(file for file in files if file not in mended and file.is_file() and not file.is_symlink())
    base = _base_of(rows, others, data, next(iter(mended)).name)
    chosen = profile or base.said.get("profile")
    named = load_profile(chosen, data.profiles) if chosen else None
    folder = work / "whole"
    folder.mkdir()
    answers = _write(folder, base, others, rows, named, work)
    day = base.said.get("as_of")
    return Whole(
        folder,
        sum(not row.is_new for row in rows),
        1 + max(row.mark.round for row in rows),
        answers,
        base.said.get("source"),
        chosen,
        dt.date.fromisoformat(day) if day else None,
    )


def _base_of(rows: Sequence[MendedRow], others: tuple[Path, ...], data: DataFolder, name: str) -> _Base:
    wanted = {row.mark.sha256 for row in rows}
    beside = {file.name: (file_sha256(file),) for file in others if file.suffix.lower() in READABLE}
    if _answered(wanted, beside):
        return _Base(others, beside)
    for said in _kept(data):
        if _answered(wanted, said["answers"]):
            _refuse_strange(rows, data, name)
            export = Path(said["folder"]) / EXPORT
            return _Base(tuple(sorted(export.iterdir())), {k: tuple(v) for k, v in said["answers"].items()}, said)
    known = {sha[:SHORT] for said in _kept(data) for shas in said["answers"].values() for sha in shas}
    known |= {sha[:SHORT] for shas in beside.values() for sha in shas}
    key = "desk.rejects.two_exports" if wanted & known else "desk.rejects.no_original"
    raise ReformsporError(key, **({} if wanted & known else {"file": name}))


def mark_key(data: DataFolder) -> bytes:
    """The key that seals marks here."""
    return pseudonym_key(data.private, MARKS)


def _refuse_strange(rows: Sequence[MendedRow], data: DataFolder, name: str) -> None:
    """Who has no export in hand may mend only rows that were handed out: any other could be changed unseen, or be
    made to be refused and so handed out."""
    key = mark_key(data)
    if not all(row.mark.is_sealed(key) for row in rows):
        raise ReformsporError("desk.rejects.strange_mark", file=name)


def _answered(wanted: set[str], answers: Mapping[str, Sequence[str]]) -> bool:
    return wanted <= {sha[:SHORT] for shas in answers.values() for sha in shas}


def _write(
    folder: Path,
    base: _Base,
    others: tuple[Path, ...],
    rows: Sequence[MendedRow],
    profile: Profile | None,
    work: Path,
) -> dict[str, tuple[str, ...]]:
    """Fill the folder; gives the checksums each patched file answers to. A file delivered anew replaces a kept one."""
    anew = {file.name for file in others}
    answers: dict[str, tuple[str, ...]] = {}
    for file in base.files:
        if file.name == "SHA256SUMS" or (file.name in anew and file not in others):
            continue
        shas = base.answers.get(file.name, ())
        own = [row for row in rows if any(sha.startswith(row.mark.sha256) for sha in shas)]
        if not own:
            shutil.copyfile(file, folder / file.name)
            answers |= {file.name: shas} if shas else {}
            continue
        copies = work / f"patch-{len(answers)}"
        copies.mkdir()
        patch_file(file, own, profile or native(True), folder, copies)
        made = folder / file.name if (folder / file.name).exists() else folder / f"{file.stem}.csv"
        answers[made.name] = shas
    for file in others:
        if file not in base.files and file.name not in SILENT:
            shutil.copyfile(file, folder / file.name)
    return answers


def remember_refused(data: DataFolder, path: Path, manifest: Manifest, whole: Whole | None) -> None:
    """Keep the export that was admitted when rows of it were refused; let go of what was kept when none were."""
    if manifest.rows_refused:
        profile = {} if manifest.profile == native(True).name else {"profile": manifest.profile}
        about = {"source": manifest.source, "as_of": manifest.as_of, **profile}
        keep(data, path, manifest.id, about, whole)
    else:
        release(data, manifest.source)


def keep(data: DataFolder, path: Path, manifest_id: str, about: Mapping[str, str], whole: Whole | None) -> None:
    """Keep an export that was admitted without its refused rows, so that those can be mended; older ones go.

    `about` says its source, profile and day.
    """
    home = data.private_of(about["source"]) / KEPT
    files = [file for file in (sorted(path.iterdir()) if path.is_dir() else [path]) if _is_kept(file)]
    fresh = home / f".{manifest_id}"
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in (home, fresh, fresh / EXPORT):
        folder.mkdir(mode=0o700, exist_ok=True)
    answers = {}
    for file in files:
        shutil.copyfile(file, fresh / EXPORT / file.name)
        (fresh / EXPORT / file.name).chmod(0o600)
        older = whole.answers.get(file.name, ()) if whole else ()
        answers[file.name] = [*older, *({file_sha256(file)} - set(older))]
    said = {**about, "answers": answers, "kept_at": time.time()}
    (fresh / SAID).write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
    (fresh / SAID).chmod(0o600)
    release(data, about["source"], but=fresh)
    fresh.replace(home / manifest_id)


def release(data: DataFolder, source: str, *, but: Path | None = None) -> None:
    """Let go of what was kept of a source: nothing is refused any more, or a newer export has come."""
    home = data.private / source / KEPT
    for folder in home.iterdir() if home.is_dir() else ():
        if folder != but:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Kept:
    """An export that waits for its refused rows to be mended."""

    path: Path
    profile: str | None
    as_of: dt.date


def kept_export(data: DataFolder, source: str) -> Kept | None:
    """What is kept of a source; None when nothing of it is refused, or its time is out."""
    said = next((said for said in _kept(data) if said["source"] == source), None)
    if said is None:
        return None
    return Kept(Path(said["folder"]) / EXPORT, said.get("profile"), dt.date.fromisoformat(said["as_of"]))


def forget_kept(data: DataFolder, days: int) -> None:
    """Delete what has been kept for longer than released records are, whole refused rows that were written among it."""
    stems = tuple(speak(lang)("desk.rejects.file_name") for lang in LANGUAGES)
    for file in data.private.rglob("*"):
        if file.name.startswith(stems) and file.is_file() and time.time() - file.stat().st_mtime > days * DAY:
            file.unlink(missing_ok=True)
    for folder in data.private.glob(f"*/{KEPT}/*"):
        said = _said(folder)
        if said is None or time.time() - float(said["kept_at"]) > days * DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _is_kept(file: Path) -> bool:
    wanted = file.suffix.lower() in READABLE or file.name == "manifest.json"
    return wanted and file.is_file() and not file.is_symlink()


def _kept(data: DataFolder) -> list[dict[str, Any]]:
    found = [said for folder in data.private.glob(f"*/{KEPT}/*") if (said := _said(folder)) is not None]
    return sorted(found, key=lambda said: float(said["kept_at"]), reverse=True)


def _said(folder: Path) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads((folder / SAID).read_text("utf-8"))
        return {**said, "folder": str(folder)} if {"answers", "kept_at", "source"} <= said.keys() else None
    except (OSError, ValueError, AttributeError):
        return None
