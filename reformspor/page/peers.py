"""Where panels of other municipalities are loaded and taken away; all that is wrong with a table is said at once."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from reformspor.effects.result import Refusal
from reformspor.findings.sensitivity import refusal_said
from reformspor.page.loaded import Desk
from reformspor.page.markup import tag, write
from reformspor.page.serving import Served
from reformspor.peers import LARGEST, Peers, Said, add, kept, remove
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DESK = Desk("peers", "peers")
FORM = """municipality;time;outcome;start
4601;2019;6,8;2021
4601;2020;7,1;2021
4601;2021;6,5;2021
4602;2019;6,2;
4602;2020;6,4;
4602;2021;6,6;
"""
TEXTS = ("title", "source", "measured_in")


def peers_desk(words: Words, _served: Served) -> None:
    """Draw the fields for what a table is, the field for the file, and a button for each that is loaded."""
    folder = data_folder().root
    with st.container(key="peers-desk"):
        write(tag("h2", words("peers.desk.title"), cls="rs-section"), tag("p", words("peers.how"), cls="rs-text"))
        DESK.told()
        _upload(words)
        write(DESK.form(words, FORM))
        held = {one.file: one.said.title for one in kept(folder)}
        DESK.removing(words, held, lambda file: remove(folder, file).said.title)


def _upload(words: Words) -> None:
    turn = DESK.turn()
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
        DESK.wrong(words, [refusal_said(Refusal("peers_no_file"), words)])
        return
    said = Said(**{key: text.strip() for key, text in texts.items()}, taken=taken, constructed=made_up)
    # One byte more than is allowed is enough to know that it is too much.
    read = add(data_folder().root, given.getvalue()[: LARGEST + 1], said, today)
    if isinstance(read, Peers):
        DESK.done(words("peers.desk.kept", title=read.said.title, n=read.panel.n_units))
        return
    DESK.wrong(words, [refusal_said(one, words) for one in read])
