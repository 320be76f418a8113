"""Where counts of other registries are loaded and taken away; all that is wrong with a file is said at once."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from reformspor.page.loaded import Desk
from reformspor.page.markup import tag, write
from reformspor.page.serving import Served
from reformspor.reference import LARGEST, Wrong, add, kept, remove
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DESK = Desk("reference", "elsewhere")
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


def references_desk(words: Words, _served: Served) -> None:
    """Draw the field for a file, what is wrong with the one that was given, and a button for each that is loaded."""
    folder = data_folder().root
    with st.container(key="reference-desk"):
        write(
            tag("h2", words("elsewhere.desk.title"), cls="rs-section"), tag("p", words("elsewhere.how"), cls="rs-text")
        )
        DESK.told()
        _upload(words)
        write(DESK.form(words, FORM))
        held = {one.file: one.title for one in kept(folder)}
        DESK.removing(words, held, lambda file: remove(folder, file).title)


def _upload(words: Words) -> None:
    key = f"reference-file-{DESK.turn()}"
    with st.container(key="reference-drop"):
        given = st.file_uploader(words("elsewhere.desk.upload"), ["toml"], key=key, max_upload_size=1)
    if given is None:
        return
    # One byte more than is allowed is enough to know that it is too much.
    read = add(data_folder().root, given.getvalue()[: LARGEST + 1], given.name, dt.date.today())
    if not isinstance(read, tuple):
        DESK.done(words("elsewhere.desk.kept", title=read.title, n=read.barriers))
        return
    DESK.wrong(words, [wrong_said(words, one) for one in read])


def wrong_said(words: Words, one: Wrong) -> str:
    """What is wrong, and what to do about it."""
    return words(f"elsewhere.fault.{one.code}", name=one.key, value=one.value, near=one.near)
