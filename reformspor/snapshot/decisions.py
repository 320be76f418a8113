"""What reviewers have decided of texts, as a log where each entry seals the one before; it never holds a text."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from reformspor.errors import ReformsporError
from reformspor.intake.pseudonyms import pseudonym_key

LOG, EDITED, KEY = "review.log", "edited.json", "review.key"
Verb = Literal["approve", "withhold", "replace"]
VERBS: tuple[Verb, ...] = get_args(Verb)
Cell = tuple[str, str, str, str]


@dataclass(frozen=True)
class Decision:
    """One decision: who, in which role, when, of which text of which cell, and why.

    `mark` is the keyed hash of the exact text decided on, `edit` that of the text put in its place. `former` is the
    seal of the entry before, and `seal` is keyed over everything else, so nothing can be changed or left out unseen.
    """

    at: str
    who: str
    role: str
    verb: Verb
    reason: str
    table: str
    key: str
    column: str
    mark: str
    edit: str = ""
    former: str = ""
    seal: str = ""

    @property
    def cell(self) -> Cell:
        """What the decision is about: a cell and the exact text in it."""
        return self.table, self.key, self.column, self.mark


def text_keys(private: Path) -> tuple[str, str]:
    """The two keys, as text, of the keyed hash of a text; both follow from the key of the private folder."""
    root = pseudonym_key(private, KEY)
    inner, outer = (hmac.new(root, name, hashlib.sha256).hexdigest() for name in (b"text inner", b"text outer"))
    return inner, outer


def mark_of(keys: tuple[str, str], text: str) -> str:
    """The keyed hash of a text; of no use without the keys. The same as `MARK` in snapshot.texts reckons in SQL."""
    inner, outer = keys
    return hashlib.sha256((outer + hashlib.sha256((inner + text).encode()).hexdigest()).encode()).hexdigest()


def read_log(private: Path) -> tuple[Decision, ...]:
    """Every decision in order, none while there is no log.

    Raises ReformsporError for a log in which anything was changed, left out or added without the key.
    """
    key, former, found = pseudonym_key(private, KEY), "", []
    for number, line in enumerate(_lines(private), start=1):
        try:
            entry = Decision(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise ReformsporError("review.problem.broken", n=number) from error
        if entry.former != former or not hmac.compare_digest(entry.seal, _seal(key, entry)):
            raise ReformsporError("review.problem.broken", n=number)
        found.append(entry)
        former = entry.seal
    return tuple(found)


def check_reaches(log: Sequence[Decision], seal: str) -> None:
    """Raise ReformsporError when a seal that was published is no longer in the log: its end has been cut off."""
    if seal and all(entry.seal != seal for entry in log):
        raise ReformsporError("review.problem.cut")


def append(private: Path, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Seal decisions one after another at the end of the log, and give the whole log.

    Raises ReformsporError when the log that stands is not whole.
    """
    log = list(read_log(private))
    key, lines = pseudonym_key(private, KEY), list(_lines(private))
    for decision in decisions:
        entry = replace(decision, former=log[-1].seal if log else "", seal="")
        entry = replace(entry, seal=_seal(key, entry))
        log.append(entry)
        lines.append(json.dumps(vars(entry), ensure_ascii=False, sort_keys=True))
    _write(private / LOG, "".join(f"{line}\n" for line in lines))
    return tuple(log)


def head(log: Sequence[Decision]) -> str:
    """The seal of the last decision; empty while there is none."""
    return log[-1].seal if log else ""


def standing(log: Sequence[Decision]) -> dict[Cell, Decision]:
    """The last decision on each exact text of each cell."""
    return {decision.cell: decision for decision in log}


def read_edits(private: Path) -> dict[str, str]:
    """Texts that reviewers wrote in the place of others, by their keyed hash; one changed since is left out."""
    file, keys = private / EDITED, text_keys(private)
    if not file.is_file():
        return {}
    said: Mapping[str, str] = json.loads(file.read_text("utf-8"))
    return {mark: text for mark, text in said.items() if mark_of(keys, text) == mark}


def keep_edits(private: Path, texts: Iterable[str]) -> None:
    """Add texts to those kept, in one rename."""
    keys = text_keys(private)
    whole = read_edits(private) | {mark_of(keys, text): text for text in texts}
    _write(private / EDITED, json.dumps(whole, ensure_ascii=False, indent=0, sort_keys=True))


def now() -> str:
    """The moment as the log writes it, in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _seal(key: bytes, entry: Decision) -> str:
    said = json.dumps(vars(entry) | {"seal": ""}, ensure_ascii=False, sort_keys=True)
    return base64.b16encode(hmac.new(key, said.encode(), hashlib.sha256).digest()).decode().lower()


def _lines(private: Path) -> list[str]:
    file = private / LOG
    # Only the end we write ends a line: a key or a reason may hold other signs that are taken for one.
    text = file.read_text("utf-8") if file.is_file() else ""
    return text.removesuffix("\n").split("\n") if text else []


def _write(file: Path, text: str) -> None:
    """Write a file whole and closed to others, and let it take the former one's place in one rename."""
    fresh = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
