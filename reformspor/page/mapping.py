"""The mapping view: a file of an unknown system gets a profile of its own, guessed, corrected and tried first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.contract.titles import title_of
from reformspor.errors import ReformsporError
from reformspor.intake.saying import column_title
from reformspor.page.mapping_parts import also_wish, part_wish
from reformspor.page.markup import Markup, tag, write
from reformspor.page.tables import scrolling
from reformspor.snapshot.child import uploaded
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.mapping_child import map_in_child
from reformspor.words import Words

KEPT = "mapping"
CAUSES_SHOWN = 12
LETTERS = str.maketrans("æøå", "aoa")


def mapping_desk(words: Words, given: list[tuple[str, bytes]]) -> str | None:
    """Draw the mapping of uploaded files (name and bytes); gives the name of the profile to use once one is saved.

    What a user has chosen lasts as long as the same files lie there. The files are read in a process of their own.
    """
    if not given:
        return None
    state = _state(given)
    with st.container(key="mapping"):
        write(
            tag("h3", words("mapping.desk.title"), cls="rs-desk-title"),
            tag("p", words("mapping.desk.how"), cls="rs-text"),
        )
        if state["said"] is None and not _ask(words, state, given, {}):
            return None
        wishes, reads = _parts(words, state)
        state["drawn"] = state["drawn"] or wishes
        pressed = st.button(words("mapping.desk.try"), key="mapping-try", type="primary")
        if reads or pressed:
            if not _ask(words, state, given, wishes):
                return None
            st.rerun()
        if wishes != state["drawn"]:
            write(tag("p", words("mapping.desk.changed"), cls="rs-note", role="status"))
        else:
            _trial(words, state["said"])
            _save(words, state, given, wishes)
    return state["saved"] or None


def _state(given: list[tuple[str, bytes]]) -> dict[str, Any]:
    """What is kept of these very files; other files begin anew."""
    digest = hashlib.sha256()
    for name, content in given:
        digest.update(name.encode("utf-8", "replace") + b"\0" + hashlib.sha256(content).digest())
    mark = digest.hexdigest()[:16]
    state = st.session_state.get(KEPT)
    if state is None or state["mark"] != mark:
        state = {"mark": mark, "said": None, "wishes": {}, "drawn": None, "saved": "", "round": 0}
        st.session_state[KEPT] = state
    kept: dict[str, Any] = state
    return kept


def _ask(
    words: Words, state: dict[str, Any], given: list[tuple[str, bytes]], wishes: Mapping[int, Any], save: str = ""
) -> bool:
    """Have the files read again under these wishes; what went wrong is said and gives False."""
    data = data_folder()
    try:
        with st.spinner(words("mapping.desk.reading")), uploaded(data, given) as folder:
            said = map_in_child(folder, data, lang=words.lang, wishes=wishes, save=save)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        return False
    state |= {"said": said, "wishes": dict(wishes), "drawn": None, "saved": said["saved"]}
    state["round"] += 1
    return True


def _parts(words: Words, state: dict[str, Any]) -> tuple[dict[int, Any], bool]:
    """Draw every part; gives what is wished of each, and whether one of them must be read anew."""
    wishes: dict[int, Any] = {}
    parts, more, reads = state["said"]["parts"], [], False
    for at, part in enumerate(parts):
        key = f"{state['mark']}-{at}-{state['round']}"
        wish, again = part_wish(words, part, state["wishes"].get(at, {}), key)
        reads = reads or again
        # A table beside another that is taken away leaves no empty place behind it.
        if part["beside"] is None or wish["table"]:
            wishes[len(wishes)] = wish
        if part["beside"] is None and wish["table"] and not again:
            table = also_wish(words, {each["table"] for each in parts}, key)
            more += [{"table": table, "beside": at}] if table else []
    return wishes | dict(enumerate(more, len(wishes))), reads or bool(more)


def _trial(words: Words, said: Mapping[str, Any]) -> None:
    """Ten rows before and after, and everything the intake has to say."""
    for part in said["parts"]:
        if part["table"] and part["beside"] is None:
            name = f"{part['file']} [{part['sheet']}]" if part["sheet"] else part["file"]
            write(tag("h4", words("mapping.desk.before"), cls="rs-desk-title"), tag("p", name, cls="rs-note"))
            write(plain_table(words, [column["heading"] for column in part["columns"]], part["before"], name))
    trial = said["trial"]
    if trial is None:
        return
    write(tag("h4", words("mapping.desk.after"), cls="rs-desk-title"))
    for table, after in trial["after"].items():
        title = title_of(table, words)
        write(tag("p", title, cls="rs-note"))
        if after["rows"]:
            headings = [column_title(table, column, words) for column in after["columns"]]
            write(plain_table(words, headings, after["rows"], title))
        else:
            write(tag("p", words("mapping.desk.no_after"), cls="rs-text"))
    if not trial["after"]:
        write(tag("p", words("mapping.desk.no_after"), cls="rs-text"))
    write(tag("p", words("mapping.desk.mask_note"), cls="rs-note"))
    _causes(words, trial)


def _causes(words: Words, trial: Mapping[str, Any]) -> None:
    faults = sum(cause["n"] for cause in trial["faults"])
    if faults:
        with st.expander(words("mapping.desk.faults", n=faults), expanded=True):
            lines = [_cause_said(words, cause) for cause in trial["faults"][:CAUSES_SHOWN]]
            write(tag("ul", *[tag("li", line) for line in lines]))
    if trial["notices"]:
        with st.expander(words("mapping.desk.notices", n=len(trial["notices"]))):
            write(tag("ul", *[tag("li", notice) for notice in trial["notices"]]))


def _cause_said(words: Words, cause: Mapping[str, Any]) -> str:
    said: str = cause["message"]
    return said if cause["n"] == 1 else words("mapping.desk.times", n=cause["n"], said=said)


def _save(words: Words, state: dict[str, Any], given: list[tuple[str, bytes]], wishes: Mapping[int, Any]) -> None:
    said = state["said"]
    if state["saved"]:
        write(tag("p", words("mapping.desk.saved", name=state["saved"]), cls="rs-verdict-line", role="status"))
        return
    if said["trial"] is None or any(part["missing"] or part["lacks_year"] for part in said["parts"]):
        return
    write(tag("h4", words("mapping.desk.save_title"), cls="rs-desk-title"))
    with st.container(key="mapping-save", horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(
            words("mapping.desk.save_name"),
            _suggested(said),
            key=f"mapping-name-{state['mark']}",
            max_chars=40,
            help=words("mapping.desk.save_how"),
        )
        pressed = st.button(words("mapping.desk.save"), key="mapping-keep")
    if pressed and _ask(words, state, given, wishes, save=name.strip()):
        st.rerun()


def _suggested(said: Mapping[str, Any]) -> str:
    """A name made of the file's, in the letters a profile may have; a masked one suggests nothing."""
    file = next((part["file"] for part in said["parts"] if part["table"]), "")
    folded = file.rsplit(".", 1)[0].casefold().translate(LETTERS)
    name = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40].strip("-")
    # Next month's file is to be read by the same profile, so the date at the end of this one's name is left out.
    return re.sub(r"[0-9-]+$", "", name) or name


def plain_table(words: Words, headings: list[str], rows: list[list[str]], caption: str) -> Markup:
    """A table of texts as they are given, each escaped; headings may repeat."""
    head = tag("tr", *[tag("th", heading or "\N{NO-BREAK SPACE}", scope="col") for heading in headings])
    body = [tag("tr", *[tag("td", cell or "\N{NO-BREAK SPACE}") for cell in row]) for row in rows]
    inner = tag(
        "table",
        tag("caption", caption, cls="rs-sr"),
        tag("thead", head),
        tag("tbody", *body),
        cls="rs-table",
    )
    return scrolling(words, inner, caption)
