"""A pick is written into the address, and undone: by a chip under the filters, or by the same mark again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from reformspor.page.markup import literal
from reformspor.page.picking import said
from reformspor.scope import FILTERS
from reformspor.scope.picks import Pick, parameter, written
from reformspor.words import Words


def take(key: str, question: str, names: Sequence[str]) -> None:
    """Write what the card of this key was asked to pick into the address; nothing, when the pick is undone."""
    told: Any = st.session_state.get(key)
    asked = told.get("pick") if told is not None else None
    if asked is not None:
        choose(dict(asked), question, names)


def choose(asked: Mapping[str, Any], question: str, names: Sequence[str]) -> None:
    """Write codes by filter into the address as picked in the figure of a question; none undoes what was picked."""
    forget(question)
    for name, code in asked.items():
        if name in names and isinstance(code, str) and code:
            st.query_params[parameter(name)] = written(code, question)


def forget(question: str = "") -> None:
    """Take what was picked in the figure of a question out of the address; all that was picked when none is given."""
    for name in FILTERS:
        held = st.query_params.get(parameter(name))
        if held is not None and held.endswith(f"@{question}" if question else ""):
            del st.query_params[parameter(name)]


def chips(words: Words, places: Mapping[str, str], picks: Sequence[Pick]) -> None:
    """One chip for each figure something was picked in; one click undoes it."""
    for place, pick in enumerate(picks):
        what = " · ".join(said(words, places, name, code) for name, code in pick.codes)
        st.button(
            words("page.pick.chip", what=literal(what)), key=f"unpick_{place}", on_click=forget, args=(pick.question,)
        )
