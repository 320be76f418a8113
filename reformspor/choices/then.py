"""The choices as they were when an answer was made, from the settings the answer says it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reformspor.choices.binding import used_by
from reformspor.choices.checking import fault_of
from reformspor.choices.choice import Choice, Choices
from reformspor.choices.definition import load_definitions
from reformspor.choices.setting import value_from


def choices_then(now: Choices, parameters: Iterable[str], settings: Mapping[str, str]) -> Choices:
    """The choices in force now, with `settings` (key to value as text) in place of those that differ; the very same
    when none does. What questions of these parameters use now, and did not then, is taken away.

    Raises ValueError for a setting there is none of, or a value it may not have.
    """
    added = {one.key for one in used_by(parameters, now)} - settings.keys()
    told = {key: _choice(key, said, now) for key, said in settings.items()}
    if not added and all(now.held.get(key) is one for key, one in told.items()):
        return now
    return replace(now, held={key: one for key, one in now.held.items() if key not in added} | told)


def _choice(key: str, said: str, now: Choices) -> Choice:
    held = now.held.get(key)
    if held is not None and str(held.value) == said:
        return held
    definition = load_definitions().find(key)
    value = said if definition is None else value_from(said, definition)
    if definition is None or fault_of(definition, value) is not None:
        raise ValueError(key)
    return Choice(key, value, definition.unit, "", "own", definition)
