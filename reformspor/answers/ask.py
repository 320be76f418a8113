"""The one door from a question to an Answer; what a level may see is decided here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from reformspor.answers.answer import Answer, Hidden, State
from reformspor.answers.facts import Facts, facts_of
from reformspor.choices import Choices, choice_parameters, choices_from, used_by
from reformspor.disclosure import Rule, protect
from reformspor.errors import ReformsporError, nearest
from reformspor.narrowed import narrowed
from reformspor.questions import Question, load_questions
from reformspor.scope import FILTERS, Scope, parameters, uses
from reformspor.scope.state import add_months
from reformspor.store import Store

# Exports about few people stand in the served file only as what the ledger released of them.
SERVED_AS = {"capacity": "released_capacity", "resource_use": "released"}


def ask(
    store: Store,
    name: str,
    scope: Scope,
    rule: Rule,
    questions: Mapping[str, Question] | None = None,
    *,
    choices: Choices | None = None,
    day: dt.date | None = None,
) -> Answer:
    """The answer to the question of this name, with the municipality's choices, else with the defaults.

    `day` is an earlier day whose state is asked for, of a question that reads all it tells from dates up to `as_of`;
    else a question that can be asked of a past day tells of the scope's, when one is chosen.
    Raises ReformsporError when there is no such question, naming the nearest.
    """
    known = load_questions() if questions is None else questions
    if name not in known:
        raise ReformsporError("cli.question.unknown", name=name, nearest=nearest(name, known) or ", ".join(known))
    question, facts = known[name], facts_of(store)
    missing = tuple(table for table in question.tables if SERVED_AS.get(table, table) not in store.exports)
    as_of = _day_read(question, scope, day, facts.provenance.as_of)
    bound = parameters(scope, facts.trees, as_of=as_of, sure_band=rule.sure_band, free_text=rule.free_text)
    chosen = choices or choices_from({}, constructed=facts.provenance.constructed)
    bound |= choice_parameters(chosen)
    unset = frozenset(parameter for parameter, value in bound.items() if value is None)
    sql = narrowed(question, store.exports, unset, own_day=as_of == facts.provenance.as_of)
    frame, held_back = protect(store.run(sql, bound), question.people, rule)
    hidden = _hidden(question, frame, facts, held_back)
    return Answer(
        question=question,
        frame=frame,
        scope=scope,
        rule=rule,
        provenance=replace(
            facts.provenance,
            as_of=as_of,
            taken_at=facts.provenance.as_of,
            municipality=chosen.municipality(facts.provenance.municipality, constructed=facts.provenance.constructed),
            question_hash=question.digest,
            settings=used_by(question.parameters, chosen),
        ),
        hidden=hidden,
        state="no_table" if missing else _state(question, frame, hidden, _has_begun(scope, facts)),
        missing_tables=missing,
        unused_filters=_unused(question, scope),
    )


def _day_read(question: Question, scope: Scope, day: dt.date | None, taken_at: dt.date) -> dt.date:
    """The day the answer tells of, never after the export's own."""
    read = day or (scope.as_of if question.past else None) or taken_at
    return min(read, taken_at)


def _hidden(question: Question, frame: pd.DataFrame, facts: Facts, held_back: int) -> Hidden:
    possible = {
        value: _beyond(frame[value], frame[f"{value}_possible"], shared=question.shared)
        for value in question.values
        if f"{value}_possible" in frame.columns and pd.api.types.is_numeric_dtype(frame[value])
    }
    return Hidden(
        waiting_hours=facts.waiting_hours if question.people == "ledger" else 0.0,
        refused_rows=facts.provenance.refused,
        possible={value: amount for value, amount in possible.items() if amount > 0},
        withheld=held_back,
    )


def _beyond(sure: pd.Series, possible: pd.Series, *, shared: bool) -> float:
    """How much the possible amounts are above the sure ones; a row without a possible amount adds nothing.

    Where rows share what is possible, it is the most that one row has.
    """
    least, most = (column.to_numpy("float64", na_value=np.nan) for column in (sure, possible))
    above = np.nan_to_num(most - np.nan_to_num(least))
    return float(above.max(initial=0.0) if shared else above.sum())


def _state(question: Question, frame: pd.DataFrame, hidden: Hidden, begun: bool) -> State:
    if not _has_values(question, frame):
        aside = (hidden.waiting_hours > 0 and begun) or hidden.withheld > 0
        return "hidden" if aside else "no_data"
    codes = [column for column in question.grain if column in frame.columns]
    # A sector only describes its unit: a source that names units and no sectors has reported something.
    silent = ("sector",) if "unit_id" in codes else ()
    for column in (name for name in codes if name not in silent):
        if all(isinstance(code, str) and code == "not_reported" for code in frame[column].tolist()):
            return "not_reported"
    return "ok"


def _has_begun(scope: Scope, facts: Facts) -> bool:
    """Whether the period touches the time there is data of; which months the hours that wait are of is never told."""
    begins = facts.provenance.begins
    ends_before = begins is not None and scope.last is not None and add_months(scope.last, 1) <= begins
    starts_after = scope.first is not None and scope.first > facts.provenance.as_of
    return not (ends_before or starts_after)


def _has_values(question: Question, frame: pd.DataFrame) -> bool:
    values = [column for column in question.values if column in frame.columns]
    if frame.empty or not values:
        return not frame.empty
    values += [f"{value}_possible" for value in values if f"{value}_possible" in frame.columns]
    return any(_says(value) for column in values for value in frame[column].tolist())


def _says(value: object) -> bool:
    """Whether a value says something: zero does not, and neither does a missing one."""
    return not _missing(value) and value not in (0, False)


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _unused(question: Question, scope: Scope) -> tuple[str, ...]:
    chosen = scope.address()
    return tuple(
        name
        for name in FILTERS
        if name in chosen and not (question.past if name == "as_of" else uses(question.parameters, name))
    )
