"""The desk: an export is checked and admitted by those inside the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.contract.titles import title_of
from reformspor.errors import ReformsporError
from reformspor.intake import profiles
from reformspor.page.markup import tag, write
from reformspor.snapshot.child import admit_in_child, counts, uploaded
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

LARGEST_MB = 200
LISTED = 30
KINDS = ["csv", "txt", "xlsx", "parquet"]


def desk(words: Words) -> None:
    """Draw the desk."""
    with st.container(key="desk"):
        _admit(words)


def _admit(words: Words) -> None:
    write(tag("h3", words("desk.admit.title"), cls="rs-desk-title"), tag("p", words("desk.admit.how"), cls="rs-note"))
    files = st.file_uploader(
        words("desk.admit.files"), KINDS, accept_multiple_files=True, key="desk-files", max_upload_size=LARGEST_MB
    )
    left, right = st.columns(2)
    none = words("desk.admit.no_profile")
    chosen = left.selectbox(words("desk.admit.profile"), [none, *sorted(profiles())], key="desk-profile")
    day = right.date_input(words("desk.admit.as_of"), None, key="desk-day", format="DD.MM.YYYY")
    given = [(file.name, file.getvalue()) for file in files or []]
    as_of = day.isoformat() if day else None
    choices = {"profile": None if chosen == none else chosen, "as_of": as_of}
    state = ([(name, len(content)) for name, content in given], choices)
    if st.button(words("desk.admit.check"), key="desk-check", disabled=not given):
        st.session_state["desk"] = (state, _run(words, given, choices, dry_run=True))
    kept = st.session_state.get("desk")
    if kept and kept[0] == state and kept[1] is not None:
        _outcome(words, kept[1], given, choices)


def _run(
    words: Words,
    given: list[tuple[str, bytes]],
    choices: Mapping[str, Any],
    *,
    keep_good: bool = False,
    dry_run: bool = False,
) -> dict[str, Any] | None:
    data = data_folder()
    try:
        with st.spinner(words("desk.admit.running")), uploaded(data, given) as folder:
            return admit_in_child(folder, data, lang=words.lang, keep_good=keep_good, dry_run=dry_run, **choices)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        return None


def _outcome(
    words: Words, outcome: Mapping[str, Any], given: list[tuple[str, bytes]], choices: Mapping[str, Any]
) -> None:
    good, refused = counts(outcome)
    write(
        tag("p", words(f"desk.admit.{outcome['verdict']}"), cls="rs-verdict-line", role="status"),
        *[tag("p", _file_said(words, file)) for file in outcome["files"]],
    )
    _list(words, "desk.admit.faults", outcome["faults"])
    _list(words, "desk.admit.notices", outcome["notices"])
    if outcome["verdict"] != "reject":
        label, keep_good = words("desk.admit.take", n=good), False
    elif good:
        label, keep_good = words("desk.admit.take_good", good=good, n=refused), True
    else:
        return
    if st.button(label, key="desk-take", type="primary"):
        done = _run(words, given, choices, keep_good=keep_good)
        if done is not None and done.get("snapshot"):
            del st.session_state["desk"]
            st.rerun()


def _file_said(words: Words, file: Mapping[str, Any]) -> str:
    return words(
        "cli.admit.file",
        file=file["file"],
        table=title_of(file["table"], words),
        read=file["rows_read"],
        admitted=file["rows_admitted"],
        refused=file["rows_refused"],
    )


def _list(words: Words, key: str, found: list[Mapping[str, Any]]) -> None:
    if not found:
        return
    with st.expander(words(key, n=len(found)), expanded=key.endswith("faults")):
        write(tag("ul", *[tag("li", fault["message"]) for fault in found[:LISTED]]))
        if len(found) > LISTED:
            write(tag("p", words("desk.admit.more", n=len(found) - LISTED)))
