"""Which period a tile speaks of, and which it is held against: the same rule on the screen, on paper and ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reformspor.answers import facts_of
from reformspor.questions import load_questions
from reformspor.scope import Scope, uses
from reformspor.store import Store


def recent(scope: Scope, store: Store) -> dict[str, dt.date]:
    """First and last month (first days) of the period that is chosen, else of the twelve last whole months."""
    filled = scope.recent(facts_of(store).provenance.as_of)
    assert filled.first is not None
    assert filled.last is not None
    return {"first": filled.first, "last": filled.last}


def former(name: str, scope: Scope, store: Store, fixed: Mapping[str, Any]) -> Scope | None:
    """The scope of the equally long period before; None when the question of this name does not heed the period."""
    question = load_questions().get(name)
    if question is not None and not uses(question.parameters, "period"):
        return None
    return replace(scope, **{**recent(scope, store), **fixed}).former()
