"""Fields the reader sets on a page: drawn as controls, kept in the address as one short text, told when unreadable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import streamlit as st

from reformspor.page.markup import tag, write
from reformspor.page.unread import say_unread
from reformspor.scope.fields import Field, Given, Unread, read_fields, read_typed, typed, write_fields
from reformspor.words import Words

WIDTH = 210


def inputs(words: Words, key: str, fields: Sequence[Field], code: str, page: str) -> dict[str, Given]:
    """Draw the fields under their heading and give back what they hold.

    The address is taken over when it is not what was written last (a link, the back button), and when nothing is set
    and what is measured has changed with the filters.
    """
    # The fields hold numbers as a language writes them, so each language has fields of its own.
    state, name = st.session_state, f"in_{page}_{code}_{words.lang}"
    held = st.query_params.get(code, "")
    starts = tuple(field.start for field in fields)
    known = all(f"{name}_{field.code}" in state for field in fields)
    unread = state.pop(f"{name}_unread", ())
    if not known or state.get(name) != held or (not held and state.get(f"{name}_starts") != starts):
        values, unread = read_fields(held, fields, state.get(f"{name}_values"))
        for field in fields:
            state[f"{name}_{field.code}"] = _shown(words, field, values[field.code])
        state[f"{name}_values"] = values
        _write_address(name, code, values, fields)
    now: dict[str, Given] = state[f"{name}_values"]
    for one in unread:
        write(tag("div", say_unread(words, one, now), cls="rs-notice", role="alert"))
    write(tag("h3", words(f"{key}_set" if write_fields(now, fields) else key), cls="rs-inputs"))
    with st.container(key=f"{name}_fields", horizontal=True, gap="small", vertical_alignment="bottom"):
        for field in fields:
            _draw(words, field, name, code, tuple(fields))
    state[f"{name}_starts"] = starts
    return now


def _keep(words: Words, name: str, code: str, fields: tuple[Field, ...]) -> None:
    """Let the values and the address be what the fields hold; what is no such number is told, and the former stays.

    Called as soon as one is changed, before the page is drawn anew: the links above the fields carry the address too.
    """
    state = st.session_state
    values: dict[str, Given] = dict(state[f"{name}_values"])
    unread = []
    for field in fields:
        given = state[f"{name}_{field.code}"]
        value = _value(words, field, given)
        if value is None:
            unread.append(Unread(field, str(given), typed=True))
        else:
            values[field.code] = field.kept(value)
        state[f"{name}_{field.code}"] = _shown(words, field, values[field.code])
    state[f"{name}_values"], state[f"{name}_unread"] = values, tuple(unread)
    _write_address(name, code, values, fields)


def _value(words: Words, field: Field, given: Given | str | None) -> Given | None:
    """What a field holds as a value; an emptied one goes back to what is measured."""
    if given is None or given == "":
        return field.start
    return read_typed(given, field, comma_groups=words.lang == "en") if isinstance(given, str) else given


def _write_address(name: str, code: str, values: Mapping[str, Given], fields: Sequence[Field]) -> None:
    text = write_fields(values, fields)
    st.session_state[name] = text
    if text and st.query_params.get(code) != text:
        st.query_params[code] = text
    elif not text and code in st.query_params:
        del st.query_params[code]


def _shown(words: Words, field: Field, value: Given) -> Given | str:
    """What a field holds: decimals as the language writes them, which the browser's own number field does not."""
    if isinstance(value, dt.date) or not field.decimals:
        return value
    return typed(value, field, comma=words.lang != "en")


def _draw(words: Words, field: Field, name: str, code: str, fields: tuple[Field, ...]) -> None:
    label, told, key = words(field.key), words(f"{field.key}_told"), f"{name}_{field.code}"
    args = (words, name, code, fields)
    if field.is_day:
        st.date_input(
            label,
            min_value=_day(field.least),
            max_value=_day(field.most),
            key=key,
            format=words("frame.day_pattern"),
            help=told,
            width=WIDTH,
            on_change=_keep,
            args=args,
        )
    elif field.decimals:
        st.text_input(label, key=key, help=told, width=WIDTH, on_change=_keep, args=args)
    else:
        st.number_input(
            label,
            min_value=_number(field.least),
            max_value=_number(field.most),
            step=field.step,
            format="%.0f",
            key=key,
            help=told,
            width=WIDTH,
            on_change=_keep,
            args=args,
        )


def _day(given: Given) -> dt.date | None:
    return given if isinstance(given, dt.date) else None


def _number(given: Given) -> float | None:
    return None if isinstance(given, dt.date) else float(given)
