"""The filter row: quiet chips that hold codes, and an address bar that says the same codes in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.choices import Choices
from reformspor.page.markup import literal
from reformspor.page.navigation import is_filtered, reads_the_past
from reformspor.page.picks import chips, forget
from reformspor.scope import FILTERS, OF_TIME, Scope
from reformspor.scope.picks import read_picks
from reformspor.scope.state import add_months
from reformspor.words import Words

CODE_LISTS = {
    "sector": "sector",
    "role": "role",
    "activity": "activity",
    "phase": "phase",
    "level": "level",
    "type": "barrier_type",
}
CODED = tuple(name for name in FILTERS if name not in OF_TIME)
WRITTEN = "address_written"
# What a chip says while nothing is chosen in it.
UNSET = {"period": "whole", "as_of": "as_taken"}


def read_address(words: Words, choices: Choices, params: Mapping[str, str], page: str) -> list[str]:
    """Take over the address when it is not what we wrote last (a link, the back button, another page).

    The chosen codes are put into the widgets' state, which Streamlit forgets between pages. Returns what
    was unknown and dropped, in words.
    """
    given = {name: params[name] for name in FILTERS if params.get(name) and heeded(page, name)}
    if st.session_state.get(WRITTEN) == (page, given):
        return []
    problems: list[str] = []
    scope = _readable(words, choices, given, problems)
    for name in CODED:
        st.session_state[f"f_{name}"] = list(getattr(scope, FILTERS[name]))
    st.session_state["f_first"], st.session_state["f_last"] = scope.first, scope.last
    st.session_state["f_as_of"] = scope.as_of
    st.session_state[WRITTEN] = (page, given)
    return problems


def heeded(page: str, name: str) -> bool:
    """Whether a page has a filter: a day to read from only where the page can be read as of a past day."""
    return is_filtered(page) and (name != "as_of" or reads_the_past(page))


def carried(words: Words, choices: Choices, params: Mapping[str, str]) -> Scope:
    """The scope a page without filters passes on to the next page; nothing of it is drawn or changed."""
    st.session_state.pop(WRITTEN, None)
    given = {name: params[name] for name in FILTERS if params.get(name) and name != "as_of"}
    return _readable(words, choices, given, [])


def write_address(scope: Scope, params: Any, page: str) -> None:
    """Let the address bar say the scope, without adding to the browser's history for nothing."""
    address = scope.address()
    for name in FILTERS:
        if name in address:
            if params.get(name) != address[name]:
                params[name] = address[name]
        elif name in params:
            del params[name]
    st.session_state[WRITTEN] = (page, address)


def filter_row(words: Words, choices: Choices, params: Mapping[str, str], page: str) -> Scope:
    """Draw the row, with a chip for what is picked in the page's figures, and return what is chosen."""
    picks, _ = read_picks(params, choices.units)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _period(words, choices)
        if heeded(page, "as_of"):
            _past_day(words, choices)
        for name in CODED:
            if name != "unit" or choices.units:
                _codes(words, choices, name)
        chips(words, choices.units, picks)
        if picks or not _chosen(choices, page).is_empty:
            st.button(words("frame.reset"), key="reset", type="tertiary", on_click=_reset)
    return _chosen(choices, page)


def _chosen(choices: Choices, page: str) -> Scope:
    state = st.session_state
    first, last = state.get("f_first"), state.get("f_last")
    if first and last and first > last:
        first, last = last, first
    fields: dict[str, Any] = {FILTERS[name]: as_offered(state.get(f"f_{name}"), choices.codes[name]) for name in CODED}
    as_of = state.get("f_as_of") if heeded(page, "as_of") else None
    return Scope(first=first, last=last, as_of=None if as_of == choices.taken_at else as_of, **fields)


def as_offered(chosen: Sequence[str] | None, offered: Sequence[str]) -> tuple[str, ...]:
    """In the order they are offered: the same choices are the same scope, in whatever order they were made."""
    place = {code: at for at, code in enumerate(offered)}
    return tuple(sorted(chosen or (), key=lambda code: (place.get(code, len(place)), code)))


def _reset() -> None:
    forget()
    for name in CODED:
        st.session_state[f"f_{name}"] = []
    st.session_state["f_first"] = st.session_state["f_last"] = st.session_state["f_as_of"] = None


def _codes(words: Words, choices: Choices, name: str) -> None:
    chosen = st.session_state.get(f"f_{name}") or []

    def said(code: str) -> str:
        return choices.units.get(code, code) if name == "unit" else words.code(CODE_LISTS[name], code)

    with _chip(words, name, [said(code) for code in chosen]):
        st.pills(
            words(f"frame.filters.{name}"),
            choices.codes[name],
            selection_mode="multi",
            format_func=lambda code: literal(said(code)),
            key=f"f_{name}",
        )


def _chip(words: Words, name: str, chosen: list[str]) -> Any:
    if not chosen:
        value = words(f"frame.filters.{UNSET.get(name, 'all')}")
    elif len(chosen) == 1:
        value = chosen[0]
    else:
        value = words("frame.filters.several", n=len(chosen))
    label = f"{words(f'frame.filters.{name}')}: **{literal(value)}**"
    with st.container(key=f"on_{name}" if chosen else f"off_{name}", width="content"):
        return st.popover(label, key=f"chip_{name}")


def _period(words: Words, choices: Choices) -> None:
    scope = Scope(first=st.session_state.get("f_first"), last=st.session_state.get("f_last"))
    shown = [scope.period_sentence(words)] if scope.first or scope.last else []
    with _chip(words, "period", shown):
        st.pills(
            words("frame.presets.label"),
            list(presets(choices)),
            format_func=lambda code: words(f"frame.presets.{code}"),
            key="preset",
            on_change=_preset,
            args=(choices,),
        )
        months = list(choices.months)
        for name in ("first", "last"):
            held = st.session_state.get(f"f_{name}")
            if held is not None and held not in months:
                months = sorted({*months, held})
            st.selectbox(
                words(f"frame.filters.{name}"),
                months,
                index=None,
                format_func=words.month,
                key=f"f_{name}",
                placeholder=words("frame.filters.all"),
            )


def _past_day(words: Words, choices: Choices) -> None:
    day = st.session_state.get("f_as_of")
    with _chip(words, "as_of", [words.date(day)] if day and day != choices.taken_at else []):
        st.date_input(
            words("frame.filters.as_of_day"),
            None,
            min_value=choices.first_barrier,
            max_value=choices.taken_at,
            format=words("frame.day_pattern"),
            key="f_as_of",
            help=words("frame.filters.as_of_about"),
        )


def presets(choices: Choices) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """Ready-made periods counted from the last month with data."""
    last = choices.last
    if last is None:
        return {}
    year = last.year
    return {
        "last12": (add_months(last, -11), last),
        "this_year": (dt.date(year, 1, 1), last),
        "last_year": (dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 1)),
        "whole": (None, None),
    }


def _preset(choices: Choices) -> None:
    code = st.session_state.get("preset")
    if code in presets(choices):
        st.session_state["f_first"], st.session_state["f_last"] = presets(choices)[code]
    st.session_state["preset"] = None


def _readable(words: Words, choices: Choices, given: Mapping[str, str], problems: list[str]) -> Scope:
    """The scope of what can be read; each filter is read alone, so one bad code costs only its own filter."""
    kept: dict[str, str] = {}
    for name, text in given.items():
        try:
            part = Scope.from_address({name: text})
        except ReformsporError as error:
            problems.append(f"{words(error.key, **error.details)} {words('frame.problem.dropped')}")
            continue
        if part.as_of and not (choices.first_barrier or dt.date.max) <= part.as_of <= choices.taken_at:
            problems.append(words("frame.problem.as_of", day=words.date(part.as_of)))
            continue
        unknown = [code for code in part.units if code not in choices.units]
        if unknown:
            problems.append(words("frame.problem.unit", code=unknown[0]))
        else:
            kept[name] = text
    return Scope.from_address(kept)
