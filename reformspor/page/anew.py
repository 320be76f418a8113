"""A figure is made once more from its passport: on the snapshot it names, at its level, with the choices of then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from reformspor.answers import Answer
from reformspor.choices.then import choices_then
from reformspor.disclosure import LEVELS, Level
from reformspor.errors import ReformsporError
from reformspor.page.exhibits import Maker
from reformspor.page.keys import by_key
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.reporting import paper_of
from reformspor.page.serving import Served, answer, as_chosen, chosen, served_as
from reformspor.passport import Passport, passport_of
from reformspor.passport.program import lock
from reformspor.questions import load_questions
from reformspor.report.leaves import Exhibit, Leaf, NumberRow
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import current
from reformspor.words import LANGUAGES, speak


class Cannot(Exception):
    """A figure cannot be checked; `code` is a key of `verification.cannot`, `details` fill its places."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def opened(snapshot: str, own: Level) -> Served:
    """The snapshot of this name. Raises Cannot with why it cannot be opened.

    Those outside the house are answered of what they may see: the snapshot that serves and those before it.
    """
    try:
        held = served_as(snapshot)
    except ReformsporError as error:
        raise Cannot(error.key.removeprefix("verification.cannot."), **error.details) from error
    except (duckdb.Error, OSError, ValueError) as error:
        raise Cannot("snapshot_broken", id=snapshot) from error
    if own == "internal":
        return held
    shown = current(data_folder())
    times = [one.made_at or one.admitted_at for one in (held.manifest, shown) if one is not None]
    if len(times) < 2 or times[0] > times[1]:
        raise Cannot("snapshot_gone", id=snapshot)
    return held


@contextmanager
def as_then(held: Served, passports: Iterable[Passport]) -> Iterator[bool]:
    """While it lasts, the choices are those the passports say they stand on; gives whether they differ from those in
    force now. Raises Cannot for choices that cannot be."""
    listed, known = list(passports), load_questions()
    parameters = {name for one in listed if one.question in known for name in known[one.question].parameters}
    settings = {key: said for one in listed for key, said in one.settings}
    now = chosen(held.manifest.id)
    try:
        then = choices_then(now, parameters, settings)
    except ValueError as error:
        raise Cannot("setting", key=str(error)) from error
    if then is now:
        yield False
        return
    with as_chosen(held.manifest.id, then):
        yield True


def may_see(passport: Passport, own: Level) -> str:
    """The level of a passport. Raises Cannot for one that this process may not check, or of no level."""
    level = str(passport.rule.get("level", ""))
    if level not in LEVELS:
        raise Cannot("level")
    if LEVELS.index(level) < LEVELS.index(own):
        raise Cannot("inside", level=level)
    return level


@dataclass
class Anew:
    """Figures of one snapshot made once more; a view is run once for all that stand in it at one address."""

    held: Served
    _views: dict[tuple[str, ...], dict[str, Leaf]] = field(default_factory=dict)

    def passport(self, was: Passport, level: str) -> Passport:
        """The passport of the same figure now. Raises Cannot when it is no longer found."""
        leaf = self.leaf(was, level)
        if isinstance(leaf, Exhibit):
            return leaf.passport
        if isinstance(leaf, NumberRow) and leaf.numbers[0].passport is not None:
            return leaf.numbers[0].passport
        return self._asked(was, level)

    def leaf(self, was: Passport, level: str) -> Leaf | None:
        """The figure, table or tile where it stood; None when it stood nowhere, or is there no more."""
        if was.place is None or was.place.page not in {entry.name for entry in PAGES}:
            return None
        leaves = self._view(was.place.page, was.place.address, level, was.lang)
        found = leaves.get(was.place.key)
        if _is(found, was):
            return found
        # A figure may have moved on its page since.
        return next((leaf for leaf in leaves.values() if _is(leaf, was)), found)

    def _view(self, page: str, address: Mapping[str, str], level: str, lang: str) -> dict[str, Leaf]:
        if lang not in LANGUAGES:
            raise Cannot("language")
        key = (page, level, lang, *(f"{name}={code}" for name, code in sorted(address.items())))
        if key not in self._views:
            paper = paper_of(dict(address), self.held, speak(lang), level, Maker(page))
            view_of(page)(paper)
            self._views[key] = by_key(paper.chapter())
        return self._views[key]

    def answer(self, was: Passport, level: str) -> Answer:
        """The question alone, asked within the scope of the passport. Raises Cannot when it is asked no more."""
        if was.question not in load_questions():
            raise Cannot("figure_gone")
        return answer(self.held.manifest.id, was.question, scope_of(was), level, dt.date.fromisoformat(was.as_of))

    def _asked(self, was: Passport, level: str) -> Passport:
        """The passport of what the question alone answers."""
        found = self.answer(was, level)
        now = passport_of(found, says=was.says, lang=was.lang, place=was.place, lock=lock())
        # Something more was chosen than what the passport tells of, so this is not the same figure.
        if now.id != was.id and now.question_hash == was.question_hash:
            raise Cannot("figure_gone")
        return now


def scope_of(was: Passport) -> Scope:
    """What was chosen, and what the view had fixed for its question."""
    single = {"order"}
    fixed: dict[str, Any] = {
        name: codes[0] if name in single else tuple(codes) for name, codes in was.fixed.items() if codes
    }
    return replace(Scope.from_address(dict(was.scope)), **fixed)


def _is(leaf: Leaf | None, was: Passport) -> bool:
    if isinstance(leaf, NumberRow):
        held = leaf.numbers[0].passport
        return held is not None and held.id == was.id
    return isinstance(leaf, Exhibit) and leaf.passport.id == was.id
