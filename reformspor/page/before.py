"""Which period a tile speaks of, and which it is held against: the same rule on the screen, on paper and ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reformspor.answers import facts_of
from reformspor.questions import load_questions
from reformspor.scope import Scope, uses
from reformspor.scope.state import add_months, months_between
from reformspor.store import Store


def recent(scope: Scope, store: Store) -> dict[str, dt.date]:
    """First and last month (first days) of the period that is chosen, else of the twelve last whole months."""
    filled = scope.recent(_today(scope, store))
    assert filled.first is not None
    assert filled.last is not None
    return {"first": filled.first, "last": filled.last}


def stood(scope: Scope, store: Store) -> tuple[Scope, dt.date] | None:
    """The scope and the day of how things stood a period earlier: what the reader sees today, as much younger.

    Where no period is chosen it is a year. None when only one end is chosen, and on a day before the first record.
    """
    if (scope.first is None) != (scope.last is None):
        return None
    origin = facts_of(store).provenance
    earlier = scope.former()
    months = 12 if scope.first is None or scope.last is None else months_between(scope.first, scope.last) + 1
    today = _today(scope, store)
    month = add_months(today, -months)
    end = add_months(month, 1) - dt.timedelta(days=1)
    day = min(end, month + dt.timedelta(days=today.day - 1))
    return None if origin.begins is None or day < origin.begins else (earlier or scope, day)


def former(name: str, scope: Scope, store: Store, fixed: Mapping[str, Any]) -> Scope | None:
    """The scope of the equally long period before; None when the question of this name does not heed the period."""
    question = load_questions().get(name)
    if question is not None and not uses(question.parameters, "period"):
        return None
    return replace(scope, **{**recent(scope, store), **fixed}).former()


def _today(scope: Scope, store: Store) -> dt.date:
    taken_at = facts_of(store).provenance.as_of
    return min(scope.as_of, taken_at) if scope.as_of else taken_at
