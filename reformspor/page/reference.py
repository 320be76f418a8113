"""Where counts of other registries are loaded and taken away; all that is wrong with a file is said at once."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, literal, tag, write
from reformspor.reference import LARGEST, Wrong, add, kept, remove
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DONE, ROUND = "reference_done", "reference_round"
FORM = """title = "Tidstyver i forvaltninga"
taken = 2014-11-05
first = 2014-06-12
last = 2015-02-03
reporters = "state_bodies"
n_reporters = 140
barriers = 1300
with_hours = 110
source = "…"

[types]
law = 500
procedure = 450
digital = 350
"""


def references_desk(words: Words) -> None:
    """Draw the field for a file, what is wrong with the one that was given, and a button for each that is loaded."""
    folder = data_folder().root
    with st.container(key="reference-desk"):
        write(
            tag("h2", words("elsewhere.desk.title"), cls="rs-section"), tag("p", words("elsewhere.how"), cls="rs-text")
        )
        if done := st.session_state.pop(DONE, None):
            write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))
        _upload(words)
        write(_form(words))
        for one in kept(folder):
            if st.button(words("elsewhere.desk.remove", title=literal(one.title)), key=f"reference-remove-{one.file}"):
                try:
                    taken = remove(folder, one.file)
                except ReformsporError as error:
                    write(tag("div", words(error.key, **error.details), cls="rs-problem", role="alert"))
                    return
                _done(words("elsewhere.desk.removed", title=taken.title))


def _upload(words: Words) -> None:
    key = f"reference-file-{st.session_state.setdefault(ROUND, 0)}"
    with st.container(key="reference-drop"):
        given = st.file_uploader(words("elsewhere.desk.upload"), ["toml"], key=key, max_upload_size=1)
    if given is None:
        return
    # One byte more than is allowed is enough to know that it is too much.
    read = add(data_folder().root, given.getvalue()[: LARGEST + 1], given.name, dt.date.today())
    if not isinstance(read, tuple):
        _done(words("elsewhere.desk.kept", title=read.title, n=read.barriers))
        return
    said = [tag("li", wrong_said(words, one)) for one in read]
    write(tag("div", tag("ul", *said), tag("p", words("elsewhere.desk.again")), cls="rs-problem", role="alert"))


def wrong_said(words: Words, one: Wrong) -> str:
    """What is wrong, and what to do about it."""
    return words(f"elsewhere.fault.{one.code}", name=one.key, value=one.value, near=one.near)


def _form(words: Words) -> Markup:
    folded = tag("summary", words("elsewhere.desk.form"))
    return tag("details", folded, tag("pre", tag("code", FORM), tabindex="0", lang="en"), cls="rs-def")


def _done(said: str) -> None:
    """Say it on the page as it is drawn anew, with an empty field."""
    st.session_state[DONE] = said
    st.session_state[ROUND] += 1
    st.rerun()
