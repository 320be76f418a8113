"""One figure's passport held against the same figure made anew: its numbers first, then all else it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.page.anew import Cannot
from reformspor.page.checked import Differing, Figure, Outcome
from reformspor.passport import Passport, differences, digest_of

# What may be another in each copy, or after an upgrade that leaves the numbers alone; and what is compared by itself.
OF_THE_COPY = frozenset({"made_at", "by", "program", "lock", "form", "numbers", "digest", "place", "municipality"})
# What a new wording of a question, or of what a figure states, changes.
OF_THE_WORDS = frozenset({"id", "says", "question_hash"})
MOST_TOLD = 200


def held_against(was: Passport, make: Callable[[], Passport]) -> Figure:
    """The verdict on a passport; `make` gives it anew, or raises Cannot or anything else that stops it."""
    try:
        now = make()
    except Cannot:
        raise
    except ReformsporError as error:
        raise Cannot(error.key, **error.details) from error
    except Exception as error:
        raise Cannot("failed", kind=type(error).__name__) from error
    numbers = _numbers(was, now)
    asked_alike = was.question_hash == now.question_hash
    if numbers and not asked_alike:
        return figure_of(was, "cannot", why=Cannot("question_changed"))
    upgraded = not asked_alike or was.program != now.program
    told, notes = _told(was, now, OF_THE_WORDS if upgraded else frozenset())
    found = (*numbers, *told)
    if not asked_alike:
        notes = (*notes, "question_rewritten")
    return figure_of(was, "changed" if found else "same", differing=found[:MOST_TOLD], notes=notes)


def figure_of(
    was: Passport,
    outcome: Outcome,
    *,
    differing: tuple[Differing, ...] = (),
    why: Cannot | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """The verdict with what it is about."""
    return Figure(
        was.id,
        was.says,
        outcome,
        differing,
        why.code if why is not None else "",
        why.details if why is not None else {},
        notes,
        was.snapshot,
        str(was.rule.get("level", "")),
        was.constructed,
    )


def _numbers(was: Passport, now: Passport) -> tuple[Differing, ...]:
    if was.numbers is None or now.numbers is None:
        return () if was.digest == now.digest else (Differing("number", "", "", "", was.digest[:16], now.digest[:16]),)
    found = [
        Differing("number", "", one.row, one.column, one.was, one.now) for one in differences(was.numbers, now.numbers)
    ]
    if not found and was.numbers.columns != now.numbers.columns:
        found = [Differing("number", "", "", "", ", ".join(was.numbers.columns), ", ".join(now.numbers.columns))]
    if not found and was.digest != digest_of(was.numbers):
        # The sum stands beside the numbers, so somebody has been at one of them.
        found = [Differing("number", "", "", "digest", was.digest[:16], now.digest[:16])]
    return tuple(found)


def _told(was: Passport, now: Passport, passed: frozenset[str]) -> tuple[tuple[Differing, ...], tuple[str, ...]]:
    """What else the passport says that is not so, and notes on what an upgrade explains."""
    found, notes = [], []
    for one in fields(Passport):
        mine, theirs = _plain(getattr(was, one.name)), _plain(getattr(now, one.name))
        if mine == theirs or one.name in OF_THE_COPY:
            continue
        if one.name in passed:
            notes.append("reworded")
        else:
            found.append(Differing("passport", "", "", one.name, str(mine), str(theirs)))
    return tuple(found), tuple(dict.fromkeys(notes))


def _plain(value: Any) -> Any:
    """A value as it comes out of JSON, so that lists and tuples of the same are the same."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
