"""A method's rows become an Answer too: it stands on the answers the method was given, and says what was supposed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from reformspor.answers.answer import Answer, Assumed, Hidden
from reformspor.effects.result import Result


def computed(
    panels: Sequence[Answer],
    name: str,
    frame: pd.DataFrame,
    *,
    grain: tuple[str, ...],
    values: tuple[str, ...],
    unit: str,
    assumed: Sequence[Assumed] = (),
    method: str = "",
    seed: int | str | None = None,
) -> Answer:
    """The answer called `name` (`theme/name`, which the words know) with the rows of `frame`.

    `panels` are the answers the rows are computed from: their queries, files and settings are this answer's, and a
    filter is said not to be heeded when none of them heeded it. `method` and `seed` are the code of what computed them
    and what it drew by.
    """
    first = panels[0]
    digest = hashlib.sha256("|".join([name, *(one.question.digest for one in panels)]).encode()).hexdigest()
    question = replace(
        first.question,
        name=name,
        asks=name,
        grain=grain,
        values=values,
        unit=unit,
        n=None,
        people=_people(panels),
        sql=";\n\n".join(one.question.sql.strip() for one in panels),
        parameters=frozenset().union(*(one.question.parameters for one in panels)),
        digest=digest,
        panel=first.question.name,
    )
    settings = {one.key: one for panel in panels for one in panel.provenance.settings}
    waiting = max(panel.hidden.waiting_hours for panel in panels)
    return replace(
        first,
        question=question,
        frame=frame,
        provenance=replace(first.provenance, question_hash=digest, settings=tuple(settings.values())),
        hidden=Hidden(waiting_hours=waiting, refused_rows=first.hidden.refused_rows),
        state="no_data" if frame.empty else "ok",
        missing_tables=(),
        unused_filters=tuple(
            one for one in first.unused_filters if all(one in panel.unused_filters for panel in panels)
        ),
        assumed=tuple(assumed),
        method=method,
        seed=seed,
    )


def seed_of(found: Result) -> int | str | None:
    """What a method drew by; None for one that drew nothing, or went through every way there is."""
    seed = found.facts.get("seed")
    return seed if isinstance(seed, int | str) else None


def supposing(answer: Answer, assumed: Sequence[Assumed]) -> Answer:
    """The same answer, which says what it supposes."""
    return replace(answer, assumed=(*answer.assumed, *assumed))


def spanning(answer: Answer, day: str, **of: object) -> Answer:
    """The same answer, whose period is that of its own rows: the months from the first `day` in them to the last.

    `of` chooses rows by what they hold, such as span="week". For what looks ahead whatever period is chosen.
    """
    days = [row[day] for row in answer.copy_rows() if all(row[name] == value for name, value in of.items())]
    if not days:
        return answer
    first, last = (pd.Timestamp(end).date().replace(day=1) for end in (min(days), max(days)))
    return replace(answer, scope=replace(answer.scope, first=first, last=last))


def over_months_of(other: Answer, answer: Answer) -> Answer:
    """The answer, said to be of the months another is of; a list looks as far ahead as the figure it stands under."""
    return replace(answer, scope=replace(answer.scope, first=other.scope.first, last=other.scope.last))


def _people(panels: Sequence[Answer]) -> str:
    return "ledger" if any(panel.question.people == "ledger" for panel in panels) else panels[0].question.people
