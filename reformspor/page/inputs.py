"""Fields the reader sets on a page: drawn as controls, kept in the address as one short text, told when unreadable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from reformspor.page.markup import tag, write
from reformspor.page.unread import say_unread
from reformspor.scope.fields import Field, Given, read_fields, write_fields
from reformspor.words import Words

WIDTH = 210


def inputs(words: Words, key: str, fields: Sequence[Field], code: str, page: str) -> dict[str, Given]:
    """Draw the fields under their heading and give back what they hold.

    The address is taken over when it is not what was written last (a link, the back button), and when nothing is set
    and what is measured has changed with the filters.
    """
    state, name = st.session_state, f"in_{page}_{code}"
    held = st.query_params.get(code, "")
    starts = tuple(field.start for field in fields)
    known = all(f"{name}_{field.code}" in state for field in fields)
    if not known or state.get(name) != held or (not held and state.get(f"{name}_starts") != starts):
        values, unread = read_fields(held, fields, state.get(f"{name}_values"))
        for field in fields:
            state[f"{name}_{field.code}"] = values[field.code]
        for one in unread:
            write(tag("div", say_unread(words, one, values), cls="rs-notice", role="alert"))
    set_by_reader = write_fields({field.code: field.kept(state[f"{name}_{field.code}"]) for field in fields}, fields)
    write(tag("h3", words(f"{key}_set" if set_by_reader else key), cls="rs-inputs"))
    with st.container(key=f"{name}_fields", horizontal=True, gap="small", vertical_alignment="bottom"):
        now = {field.code: _draw(words, field, name, code, tuple(fields)) for field in fields}
    state[f"{name}_values"], state[f"{name}_starts"] = now, starts
    _keep(name, code, tuple(fields))
    return now


def _keep(name: str, code: str, fields: tuple[Field, ...]) -> None:
    """Let the address say what the fields hold.

    Called as soon as one is changed, before the page is drawn anew: the links above the fields carry the address too.
    """
    state = st.session_state
    state[name] = text = write_fields(
        {field.code: field.kept(state[f"{name}_{field.code}"]) for field in fields}, fields
    )
    if text and st.query_params.get(code) != text:
        st.query_params[code] = text
    elif not text and code in st.query_params:
        del st.query_params[code]


def _draw(words: Words, field: Field, name: str, code: str, fields: tuple[Field, ...]) -> Given:
    label, told, key = words(field.key), words(f"{field.key}_told"), f"{name}_{field.code}"
    if field.is_day:
        day = st.date_input(
            label,
            min_value=_day(field.least),
            max_value=_day(field.most),
            key=key,
            format="DD.MM.YYYY",
            help=told,
            width=WIDTH,
            on_change=_keep,
            args=(name, code, fields),
        )
        return field.kept(day)
    number = st.number_input(
        label,
        min_value=_number(field.least),
        max_value=_number(field.most),
        step=field.step,
        format=f"%.{field.decimals}f",
        key=key,
        help=told,
        width=WIDTH,
        on_change=_keep,
        args=(name, code, fields),
    )
    return field.kept(number)


def _day(given: Given) -> dt.date | None:
    return given if isinstance(given, dt.date) else None


def _number(given: Given) -> float | None:
    return None if isinstance(given, dt.date) else float(given)
