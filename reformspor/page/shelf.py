"""The shelf: what has been admitted, which snapshot is shown, and the way back to an earlier one."""

from __future__ import annotations

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.markup import tag, write
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import Manifest, current, reopen, shelf
from reformspor.words import Words


def shelves(words: Words) -> None:
    """Draw the shelf."""
    with st.container(key="shelf"):
        _shelf(words)


def _shelf(words: Words) -> None:
    data = data_folder()
    manifests, serving = shelf(data), current(data)
    write(tag("h3", words("desk.shelf.title"), cls="rs-desk-title"))
    for number, manifest in enumerate(manifests):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            write(tag("p", _manifest_said(words, manifest)))
        now = serving is not None and manifest.id == serving.id
        label = words("desk.shelf.now") if now else words("desk.shelf.open")
        if right.button(label, key=f"desk-open-{number}", disabled=now, width="stretch"):
            _reopen(words, manifest)


def _reopen(words: Words, manifest: Manifest) -> None:
    try:
        reopen(data_folder(), manifest.id)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
    else:
        st.rerun()


def _manifest_said(words: Words, manifest: Manifest) -> str:
    said = words(
        "cli.snapshots.row",
        id=manifest.id,
        admitted=manifest.rows_admitted,
        refused=manifest.rows_refused,
        as_of=manifest.as_of_date,
    )
    return f"{said} {words('cli.snapshots.constructed')}" if manifest.constructed else said
