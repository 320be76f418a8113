"""What a reader searches for or chooses on one page alone stands in the address bar, so that a link says it too."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from reformspor.words import Words


def search(words: Words, key: str, page: str) -> str:
    """A search field; what is searched for stands under `q`."""
    held = st.query_params.get("q", "")
    text = st.text_input(words(key), value=held, key=f"q_{page}").strip()
    _keep("q", text)
    return text


def choose(words: Words, key: str, options: Mapping[str, str], code: str, page: str, stands: str) -> str | None:
    """One of `options` (code to label), which stands under `code`; None while nothing is chosen.

    `stands` is the option that is shown meanwhile, empty where there is none.
    """
    held = st.query_params.get(code)
    codes = list(options)
    chosen = st.selectbox(
        words(key),
        codes,
        index=codes.index(held) if held is not None and held in options else None,
        format_func=lambda one: options[one],
        placeholder=options.get(stands) or words("page.table.choose"),
        key=f"choose_{page}_{code}",
    )
    _keep(code, chosen or "")
    return chosen


def set_now(page: str) -> dict[str, str]:
    """What the reader has just searched for or chosen on a page, by its code in the address; empty where undone."""
    searched, chosen = f"q_{page}", f"choose_{page}_"
    told = {"q": str(st.session_state[searched]).strip()} if searched in st.session_state else {}
    # By name first: to read what each widget holds takes longer than all else here.
    for key in [str(key) for key in st.session_state if str(key).startswith(chosen)]:
        told[key.removeprefix(chosen)] = st.session_state[key] or ""
    return told


def _keep(code: str, value: str) -> None:
    if value and st.query_params.get(code) != value:
        st.query_params[code] = value
    elif not value and code in st.query_params:
        del st.query_params[code]
