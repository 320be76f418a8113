"""What an address held and could not be used is said with what is allowed, and what holds in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reformspor.scope.fields import Field, Given, Unread
from reformspor.words import Words


def say_unread(words: Words, unread: Unread, values: Mapping[str, Given]) -> str:
    """One sentence; `values` are those that hold."""
    field = unread.field
    if field is None:
        return words("scenario.unread.unknown", given=unread.given)
    ends = {name: _end(words, field, getattr(field, name)) for name in ("least", "most")}
    key = "scenario.unread.typed" if unread.typed else f"scenario.unread.{'day' if field.is_day else 'number'}"
    now = say_value(words, field, values[field.code])
    return words(key, given=unread.given, field=words(field.key), now=now, **ends)


def say_value(words: Words, field: Field, value: Given) -> str:
    """A field's value in words."""
    return words.date(value) if isinstance(value, dt.date) else words.number(value, field.decimals)


def _end(words: Words, field: Field, value: Given) -> str:
    """An end of what is allowed, without decimals that say nothing."""
    if isinstance(value, dt.date) or not float(value).is_integer():
        return say_value(words, field, value)
    return words.number(value)
