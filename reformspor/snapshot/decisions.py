"""What reviewers have decided of texts, as a log where each entry seals the one before; it never holds a text."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from reformspor.chained import Chain
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
    log = _chain(private).read(private / LOG)
    if log.broken:
        raise ReformsporError("review.problem.broken", n=log.broken)
    return log.entries


def check_reaches(log: Sequence[Decision], seal: str) -> None:
    """Raise ReformsporError when a seal that was published is no longer in the log: its end has been cut off."""
    if seal and all(entry.seal != seal for entry in log):
        raise ReformsporError("review.problem.cut")


def append(private: Path, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Seal decisions one after another at the end of the log, and give the whole log.

    Raises ReformsporError when the log that stands is not whole.
    """
    held = read_log(private)
    log = (*held, *_chain(private).linked(held, decisions))
    _write(private / LOG, "".join(json.dumps(vars(entry), ensure_ascii=False, sort_keys=True) + "\n" for entry in log))
    return log


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


def _chain(private: Path) -> Chain[Decision]:
    return Chain(Decision, partial(_seal, pseudonym_key(private, KEY)), "seal")


def _seal(key: bytes, entry: Decision) -> str:
    said = json.dumps(vars(entry) | {"seal": ""}, ensure_ascii=False, sort_keys=True)
    return base64.b16encode(hmac.new(key, said.encode(), hashlib.sha256).digest()).decode().lower()


def _write(file: Path, text: str) -> None:
    """Write a file whole and closed to others, and let it take the former one's place in one rename."""
    fresh = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
