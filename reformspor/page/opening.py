"""The button that opens an outcome's values and logs that it did, and what the register's other forms share with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.hypotheses import open_outcomes as log_openings
from reformspor.hypotheses.checking import roles
from reformspor.page.markup import tag, write
from reformspor.page.registering import failed, opened_of, registered
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words


def open_outcomes(words: Words, manifest: Manifest, level: str, outcomes: Sequence[str]) -> tuple[str, ...]:
    """Those that have been opened; for the others, why they are closed and, inside the house, a button that opens them.

    What has no hypothesis yet is told: once it is opened, none can be registered in time.
    """
    register = registered(manifest)
    opened = opened_of(register, outcomes)
    closed = [one for one in outcomes if one not in opened]
    if not closed:
        return opened
    bare = [one for one in closed if not register.standing(one)]
    write(tag("p", words("hypotheses.closed", n=len(closed)), cls="rs-text"))
    if bare:
        write(tag("p", words("hypotheses.closed_bare", n=len(bare), names=words.listing(bare)), cls="rs-text"))
    if level != "internal":
        write(tag("p", words("hypotheses.closed_inside"), cls="rs-note"))
        return opened
    with st.form(key=f"open_{'_'.join(closed)}", border=False):
        role = role_field(words, "open_role")
        if not st.form_submit_button(words("hypotheses.open", n=len(closed))):
            return opened
    if role is None:
        write(tag("div", words("hypotheses.no_role"), cls="rs-problem", role="alert"))
        return opened
    try:
        log_openings(data_folder().root, closed, role=role, source=manifest.source, constructed=manifest.constructed)
    except (ReformsporError, OSError) as error:
        write(tag("div", failed(words, error), cls="rs-problem", role="alert"))
        return opened
    st.rerun()


def role_field(words: Words, key: str) -> str | None:
    """A choice among the roles; None while none is chosen."""
    return st.selectbox(
        words("hypotheses.desk.role"),
        roles(),
        index=None,
        format_func=lambda code: words.code("role", code),
        placeholder=words("page.table.choose"),
        key=key,
    )


def refuse(said: Sequence[str]) -> None:
    """Draw all that is wrong with what was sent; it is read aloud as it appears."""
    write(tag("div", tag("ul", *(tag("li", one) for one in said)), cls="rs-problem", role="alert"))
