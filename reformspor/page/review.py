"""Where texts are read and decided: marked ones closed until they are opened, and nothing shown before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.contract.titles import title_of
from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, tag, write
from reformspor.review import load_rules
from reformspor.review.child import approve_in_child, decide_in_child, list_in_child
from reformspor.review.listing import STATES
from reformspor.snapshot.decisions import VERBS
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import current
from reformspor.words import Words

A_PAGE, LISTED = 12, 400
LIST, DRAFT, OPENED, SAVED = "review_list", "review_draft", "review_opened", "review_saved"
REASONS = {"name": "names_person", "number": "number", "contact": "number", "health": "health"}


def review_desk(words: Words) -> None:
    """Draw the texts of one state with a choice for each, and save the choices as one new snapshot."""
    write(tag("h2", words("review.desk.title"), cls="rs-section"))
    if saved := st.session_state.pop(SAVED, None):
        write(tag("p", words("review.desk.saved", n=saved), cls="rs-verdict-line", role="status"))
    chosen = st.session_state.get("review_state") or STATES[0]
    said = _listed(words, chosen)
    if said is None:
        return
    if said["open"]:
        write(tag("p", words("review.open"), cls="rs-text"))
        return
    _counted(words, said)
    with st.container(key="review_head", horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.segmented_control(
            words("review.desk.state"),
            STATES,
            default=STATES[0],
            required=True,
            format_func=lambda state: f"{words(f'review.state.{state}')} ({words.number(said['counts'][state])})",
            key="review_state",
        )
        role = st.selectbox(
            words("review.desk.role"),
            load_rules().roles,
            index=None,
            format_func=lambda code: words(f"review.role.{code}"),
            placeholder=words("review.desk.choose_role"),
            key="review_role",
        )
    texts = said["texts"]
    if not texts:
        write(tag("p", words("review.desk.nothing"), cls="rs-text"))
        return
    first = _page(words, len(texts))
    for text in texts[first : first + A_PAGE]:
        _card(words, text)
    if said["n"] > len(texts):
        write(tag("p", words("review.desk.first", n=len(texts)), cls="rs-note"))
    _save(words, role, said, texts)


def _listed(words: Words, state: str) -> dict[str, Any] | None:
    """The texts of a state as the child process gives them, kept for this reader until the snapshot changes."""
    data = data_folder()
    serving = current(data)
    asked = (serving.id if serving else "", state)
    kept = st.session_state.get(LIST)
    if kept is not None and kept[0] == asked:
        return dict(kept[1])
    try:
        with st.spinner(words("review.desk.loading")):
            said = list_in_child(data, lang=words.lang, state=state, limit=LISTED)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        return None
    st.session_state[LIST] = (asked, said)
    return said


def _counted(words: Words, said: Mapping[str, Any]) -> None:
    counts = said["counts"]
    lines = [words("review.waiting.said", n=counts["waiting"]) if counts["waiting"] else words("review.waiting.none")]
    if counts["waiting"]:
        marked = counts["marked"]
        lines.append(words("review.waiting.marked", n=marked) if marked else words("review.waiting.no_mark"))
    if said["behind"]:
        lines.append(words("review.behind"))
    write(tag("p", " ".join(lines), cls="rs-text"), tag("p", words("review.desk.rules"), cls="rs-note"))


def _page(words: Words, n: int) -> int:
    pages = -(-n // A_PAGE)
    page = (st.pagination(pages, key="review_page") or 1) if pages > 1 else 1
    return (min(page, pages) - 1) * A_PAGE


def _card(words: Words, text: Mapping[str, Any]) -> None:
    ref, marked = str(text["ref"]), bool(text["marks"])
    closed = marked and text["state"] == "waiting" and ref not in st.session_state.get(OPENED, ())
    with st.container(key=f"card_review_{ref}"):
        write(tag("h3", place(words, text), cls="rs-place"))
        if closed:
            kinds = dict.fromkeys(mark["kind"] for mark in text["marks"])
            labels = [tag("span", words(f"review.mark.{kind}"), cls="rs-mark-label") for kind in kinds]
            write(tag("p", words("review.desk.closed"), " ", *labels, cls="rs-note"))
            st.button(words("review.desk.open"), key=f"review_open_{ref}", on_click=_open, args=(ref,))
            return
        write(tag("p", *highlighted(words, str(text["text"]), text["marks"]), cls="rs-reviewed", lang="no"))
        if text["state"] == "edited":
            write(tag("p", words("review.desk.shown", text=text["shown"]), cls="rs-note"))
        if text["reason"]:
            write(
                tag("p", words("review.desk.because", reason=words(f"review.reason.{text['reason']}")), cls="rs-note")
            )
        _choose(words, text, ref)


def _open(ref: str) -> None:
    st.session_state[OPENED] = {*st.session_state.get(OPENED, ()), ref}


def _choose(words: Words, text: Mapping[str, Any], ref: str) -> None:
    """The choice for one text; it is kept while the reader turns pages."""
    draft: dict[str, dict[str, Any]] = st.session_state.setdefault(DRAFT, {})
    held = draft.get(ref, {})
    verb = st.segmented_control(
        words("review.desk.verb"),
        VERBS,
        default=held.get("verb"),
        format_func=lambda code: words(f"review.desk.{code}"),
        label_visibility="collapsed",
        key=f"review_verb_{ref}",
    )
    if verb is None:
        draft.pop(ref, None)
        return
    choice: dict[str, Any] = {"ref": ref, "verb": verb, "opened": True}
    if verb == "withhold":
        reasons = load_rules().reasons
        likely = held.get("reason") or next((REASONS[mark["kind"]] for mark in text["marks"]), "not_needed")
        choice["reason"] = st.selectbox(
            words("review.desk.reason"),
            reasons,
            index=reasons.index(likely),
            format_func=lambda code: words(f"review.reason.{code}"),
            key=f"review_reason_{ref}",
        )
    if verb == "replace":
        said = st.text_area(words("review.desk.edit"), held.get("text", text["text"]), key=f"review_text_{ref}")
        choice["text"] = said.strip()
        choice["unchanged"] = said.strip() in ("", text["text"].strip())
    draft[ref] = choice


def _save(words: Words, role: str | None, said: Mapping[str, Any], texts: list[dict[str, Any]]) -> None:
    """The two buttons: what has been chosen one by one, and all that is unmarked."""
    here = {text["ref"] for text in texts}
    chosen = [choice for ref, choice in st.session_state.get(DRAFT, {}).items() if ref in here]
    unsaid = sum(1 for choice in chosen if choice.get("unchanged"))
    counts = said["counts"]
    unmarked = counts["waiting"] - counts["marked"]
    if unsaid:
        write(tag("p", words("review.desk.empty_edit", n=unsaid), cls="rs-note", role="status"))
    if role is None:
        write(tag("p", words("review.desk.no_role"), cls="rs-note"))
    with st.container(key="review_save", horizontal=True, gap="small"):
        label = words("review.desk.save", n=len(chosen))
        if st.button(label, key="review_decide", type="primary", disabled=not chosen or role is None or unsaid > 0):
            rows = [{name: value for name, value in choice.items() if name != "unchanged"} for choice in chosen]
            _run(words, lambda: decide_in_child(data_folder(), rows, lang=words.lang, role=str(role)))
        if said["texts"][0]["state"] != "waiting" or not unmarked:
            return
        label = words("review.desk.all", n=unmarked)
        if counts["marked"]:
            label = words("review.desk.all_but", n=counts["marked"], button=label)
        if st.button(label, key="review_all", disabled=role is None):
            _run(words, lambda: approve_in_child(data_folder(), lang=words.lang, role=str(role), seen=unmarked))


def _run(words: Words, deed: Any) -> None:
    try:
        with st.spinner(words("review.desk.saving")):
            done = deed()
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        st.session_state.pop(LIST, None)
        return
    for name in (LIST, DRAFT, OPENED):
        st.session_state.pop(name, None)
    st.session_state[SAVED] = done["decided"]
    st.rerun()


def place(words: Words, text: Mapping[str, Any]) -> str:
    """Where a text stands: table, row and column in words."""
    column = words(f"contract.{text['table']}.columns.{text['column']}.name")
    return f"{title_of(text['table'], words)} · {_key(words, text['key'])} · {column}"


def highlighted(words: Words, text: str, marks: list[Mapping[str, Any]]) -> list[Markup | str]:
    """The text with each mark set off and named in words; everything from the text is escaped."""
    parts: list[Markup | str] = []
    at = 0
    for mark in marks:
        label = tag("span", words(f"review.mark.{mark['kind']}"), cls="rs-mark-label")
        parts += [text[at : mark["start"]], tag("mark", text[mark["start"] : mark["end"]], " ", label, cls="rs-mark")]
        at = mark["end"]
    return [*parts, text[at:]]


def _key(words: Words, key: str) -> str:
    """The key of a row as people read it: dates and codes in words, and no number where there is only one."""
    parts = key.split("|")
    named = parts[:-1] if len(parts) > 1 and parts[-1] == "1" else parts
    return " · ".join(_part(words, part) for part in named)


def _part(words: Words, part: str) -> str:
    for kind in ("barrier_status", "phase"):
        if words.has(f"codes.{kind}.{part}"):
            return words.code(kind, part)
    try:
        return words.date(dt.date.fromisoformat(part))
    except ValueError:
        return part
