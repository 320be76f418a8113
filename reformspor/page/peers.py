"""Where panels of other municipalities are loaded and taken away; all that is wrong with a table is said at once."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from reformspor.effects.result import Refusal
from reformspor.errors import ReformsporError
from reformspor.findings.sensitivity import refusal_said
from reformspor.page.markup import Markup, literal, tag, write
from reformspor.peers import LARGEST, Peers, Said, add, kept, remove
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DONE, ROUND = "peers_done", "peers_round"
FORM = """municipality;time;outcome;start
4601;2019;6,8;2021
4601;2020;7,1;2021
4601;2021;6,5;2021
4602;2019;6,2;
4602;2020;6,4;
4602;2021;6,6;
"""
TEXTS = ("title", "source", "measured_in")


def peers_desk(words: Words) -> None:
    """Draw the fields for what a table is, the field for the file, and a button for each that is loaded."""
    folder = data_folder().root
    with st.container(key="peers-desk"):
        write(tag("h2", words("peers.desk.title"), cls="rs-section"), tag("p", words("peers.how"), cls="rs-text"))
        if done := st.session_state.pop(DONE, None):
            write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))
        _upload(words)
        write(_form(words))
        for one in kept(folder):
            named = words("peers.desk.remove", title=literal(one.said.title))
            if st.button(named, key=f"peers-remove-{one.file}"):
                try:
                    taken = remove(folder, one.file)
                except ReformsporError as error:
                    write(tag("div", words(error.key, **error.details), cls="rs-problem", role="alert"))
                    return
                _done(words("peers.desk.removed", title=taken.said.title))


def _upload(words: Words) -> None:
    turn = st.session_state.setdefault(ROUND, 0)
    with st.form(f"peers-form-{turn}"):
        texts = {key: st.text_input(words(f"peers.fact.{key}"), key=f"peers-{key}-{turn}") for key in TEXTS}
        today = dt.date.today()
        taken = st.date_input(words("peers.fact.taken"), today, max_value=today, format=words("frame.day_pattern"))
        made_up = st.checkbox(words("peers.desk.constructed"), key=f"peers-constructed-{turn}")
        with st.container(key="reference-drop"):
            given = st.file_uploader(words("peers.desk.upload"), ["csv", "txt", "tsv"], max_upload_size=LARGEST >> 20)
        sent = st.form_submit_button(words("peers.desk.send"))
    if not sent:
        return
    if given is None:
        _wrong(words, (Refusal("peers_no_file"),))
        return
    said = Said(**{key: text.strip() for key, text in texts.items()}, taken=taken, constructed=made_up)
    # One byte more than is allowed is enough to know that it is too much.
    read = add(data_folder().root, given.getvalue()[: LARGEST + 1], said, today)
    if isinstance(read, Peers):
        _done(words("peers.desk.kept", title=read.said.title, n=read.panel.n_units))
        return
    _wrong(words, read)


def _wrong(words: Words, wrong: tuple[Refusal, ...]) -> None:
    said = [tag("li", refusal_said(one, words)) for one in wrong]
    write(tag("div", tag("ul", *said), tag("p", words("peers.desk.again")), cls="rs-problem", role="alert"))


def _form(words: Words) -> Markup:
    folded = tag("summary", words("peers.desk.form"))
    return tag("details", folded, tag("pre", tag("code", FORM), tabindex="0", lang="en"), cls="rs-def")


def _done(said: str) -> None:
    """Say it on the page as it is drawn anew, with empty fields."""
    st.session_state[DONE] = said
    st.session_state[ROUND] += 1
    st.rerun()
