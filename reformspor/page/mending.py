"""Refused rows are handed out to be mended, from a check or from the snapshot that is shown, with persons covered."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from reformspor.intake.refused import MOST
from reformspor.page.checking import CHECKING, with_progress
from reformspor.page.markup import tag, write
from reformspor.snapshot.child import rejects_in_child
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.shelf import current
from reformspor.snapshot.told import rows_said
from reformspor.words import Words

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Files = Sequence[tuple[str, bytes]]


def mend_rows(words: Words, outcome: Mapping[str, Any]) -> None:
    """The refused rows of a check as files, and how they come back."""
    files: Files = outcome.get("rejects", ())
    if not files:
        return
    _handed_out(words, files, "check")
    if any(file["rows_refused"] >= MOST for file in outcome["files"]):
        write(tag("p", words("desk.rejects.first", n=MOST), cls="rs-note"))


def mend_shown(words: Words) -> bool:
    """The refused rows of the snapshot that is shown, fetched when asked for; whether it has any."""
    data = data_folder()
    shown = current(data)
    if shown is None or not shown.rows_refused or shown.constructed:
        return False
    _, refused = rows_said(shown)
    said = words(f"desk.rejects.{'shown_about' if refused.about else 'shown'}", n=refused.n)
    write(tag("p", said, cls="rs-verdict-line rs-wrong"))
    kept = st.session_state.get("desk_shown")
    if kept is not None and kept[0] == (shown.id, words.lang):
        if kept[1]:
            _handed_out(words, kept[1], "shown")
        else:
            write(tag("p", words("desk.rejects.gone"), cls="rs-text"))
        return True
    if st.button(words("desk.rejects.fetch"), key="desk-fetch"):
        files = _fetched(words, shown.source)
        if files is not None:
            st.session_state["desk_shown"] = ((shown.id, words.lang), files)
            st.rerun()
    return True


def _fetched(words: Words, source: str) -> Files | None:
    folder = Path(tempfile.mkdtemp(prefix="reformspor-"))

    def work(say: Callable[[str], None]) -> dict[str, Any]:
        outcome = rejects_in_child(folder, data_folder(), source, lang=words.lang, say=say)
        return outcome | {"rejects": [(name, (folder / name).read_bytes()) for name in outcome["rejects"]]}

    try:
        outcome = with_progress(words, CHECKING, work)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None if outcome is None else outcome["rejects"]


def _handed_out(words: Words, files: Files, key: str) -> None:
    write(
        tag("h3", words("desk.rejects.title"), cls="rs-desk-title"),
        tag("p", words("desk.rejects.how"), cls="rs-text"),
    )
    books = [file for file in files if file[0].endswith(".xlsx")]
    texts = [file for file in files if file[0].endswith(".csv")]
    with st.container(key=f"desk-rejects-{key}", horizontal=True, gap="small"):
        for name, content in books:
            _button(words("desk.rejects.xlsx"), name, content, SHEET, f"desk-rejects-xlsx-{key}")
        if texts:
            name, content = texts[0] if len(texts) == 1 else (f"{Path(books[0][0]).stem}.zip", _zipped(texts))
            _button(words("desk.rejects.csv"), name, content, "text/csv", f"desk-rejects-csv-{key}")
    days = settings_of(data_folder()).retention_days
    lines = [words("desk.rejects.masked"), words("desk.rejects.keep_or_take"), words("desk.rejects.limits", days=days)]
    write(tag("ul", *[tag("li", line) for line in lines], cls="rs-points"))


def _button(label: str, name: str, content: bytes, kind: str, key: str) -> None:
    st.download_button(label, content, file_name=name, mime=kind, key=key, on_click="ignore")


def _zipped(files: Files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files:
            out.writestr(name, content)
    return buffer.getvalue()
