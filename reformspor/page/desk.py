"""The desk is the way in for new figures: get the template, upload, see and mend what is wrong, admit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.contract.templates import template_workbook, template_zip
from reformspor.intake import profiles
from reformspor.page.causes import causes, files_read, notices
from reformspor.page.checking import Given, check, last_outcome, take
from reformspor.page.mapping import mapping_desk
from reformspor.page.markup import Markup, tag, write
from reformspor.page.mending import mend_rows, mend_shown
from reformspor.snapshot.child import counts
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

LARGEST_MB = 200
KINDS = ["csv", "txt", "xlsx", "parquet"]
STEPS = ("template", "upload", "mend", "admit")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN, MAP = "", "?"


def desk(words: Words) -> None:
    """Draw the four steps."""
    with st.container(key="desk"):
        place = st.empty()
        _step(words, 1)
        _template(words)
        _step(words, 2)
        given = _upload(words)
        outcome = last_outcome(given)
        _step(words, 3)
        _see(words, outcome)
        _step(words, 4)
        _admit(words, given, outcome)
        with place:
            write(_way(words, _now(outcome)))


def _now(outcome: Mapping[str, Any] | None) -> int:
    if outcome is None:
        return 4 if st.session_state.get("desk_done") else 1
    return 3 if outcome["verdict"] == "reject" else 4


def _way(words: Words, now: int) -> Markup:
    steps = [
        tag(
            "li",
            tag("a", tag("i", str(at)), words(f"desk.way.{name}"), href=f"#step-{at}"),
            cls="rs-now" if at == now else "rs-done" if at < now and now > 2 else "",
            aria_current="step" if at == now else None,
        )
        for at, name in enumerate(STEPS, start=1)
    ]
    return tag("nav", tag("ol", *steps, cls="rs-way"), aria_label=words("desk.way.label"))


def _step(words: Words, at: int) -> None:
    name = tag("span", words(f"desk.way.{STEPS[at - 1]}"))
    number = tag("i", str(at), aria_hidden="true")
    hidden = tag("span", words("desk.way.number", n=at) + ": ", cls="rs-sr")
    write(tag("h2", number, hidden, name, cls="rs-section rs-step", id=f"step-{at}"))


def _template(words: Words) -> None:
    write(tag("p", words("desk.template.how"), cls="rs-text"))
    with st.container(key="desk-template", horizontal=True, gap="small"):
        name = words("frame.name").lower()
        st.download_button(
            words("desk.template.workbook"),
            lambda: template_workbook(words.lang),
            file_name=f"{name}-{words.lang}.xlsx",
            mime=SHEET,
            key="desk-workbook",
            on_click="ignore",
        )
        st.download_button(
            words("desk.template.zip"),
            lambda: template_zip(words.lang),
            file_name=f"{name}-{words.lang}.zip",
            mime="application/zip",
            key="desk-zip",
            on_click="ignore",
        )
    write(tag("p", words("desk.template.other"), cls="rs-note"))


def _upload(words: Words) -> Given:
    write(tag("p", words("desk.admit.how"), cls="rs-text"))
    count = st.session_state.setdefault("desk_files", 0)
    with st.container(key="desk-drop"):
        files = st.file_uploader(
            words("desk.admit.files"),
            KINDS,
            accept_multiple_files=True,
            key=f"desk-files-{count}",
            max_upload_size=LARGEST_MB,
        )
    uploaded = [(file.name, file.getvalue()) for file in files or []]
    with st.container(key="desk-about", horizontal=True, vertical_alignment="bottom", gap="medium"):
        profile = st.selectbox(
            words("desk.admit.profile"),
            [OWN, *profiles(data_folder().profiles), MAP],
            format_func=lambda name: _system(words, name),
            key="desk-profile",
        )
        day = st.date_input(words("desk.admit.as_of"), None, key="desk-day", format=words("frame.day_pattern"))
    marks = tuple(file.file_id for file in files or [])
    used = _mapped(words, profile, uploaded, marks)
    given = Given(tuple(uploaded), marks, used or None, day.isoformat() if day else None)
    if st.button(words("desk.admit.check"), key="desk-check", disabled=not uploaded, type="primary"):
        check(words, given)
    elif st.session_state.pop("desk_running", False):
        write(tag("p", words("desk.progress.stopped"), cls="rs-notice", role="status"))
    return given


def _system(words: Words, name: str) -> str:
    known = {OWN: words("desk.admit.no_profile"), MAP: words("desk.admit.map")}
    return known.get(name) or (words(f"desk.system.{name}") if words.has(f"desk.system.{name}") else name)


def _mapped(words: Words, profile: str, uploaded: list[tuple[str, bytes]], marks: tuple[str, ...]) -> str | None:
    """The profile to use: the chosen one, or the one that the mapping view has saved for these very files."""
    unknown = profile == OWN and marks == st.session_state.get("desk_unknown")
    if profile != MAP and not unknown:
        return profile
    if uploaded:
        write(tag("p", words("desk.admit.map_title"), cls="rs-text"))
    saved = mapping_desk(words, uploaded)
    if saved:
        write(tag("p", words("desk.admit.mapped", name=saved), cls="rs-note"))
    return saved


def _see(words: Words, outcome: Mapping[str, Any] | None) -> None:
    if outcome is None:
        if not mend_shown(words):
            write(tag("p", words("desk.admit.nothing_yet"), cls="rs-note"))
        return
    good = outcome["verdict"] != "reject"
    mark = "rs-fine" if good else "rs-wrong"
    write(tag("p", words(f"desk.admit.{outcome['verdict']}"), cls=f"rs-verdict-line {mark}", role="status"))
    files_read(words, outcome["files"])
    causes(words, outcome["groups"])
    notices(words, outcome["notices"])
    mend_rows(words, outcome)


def _admit(words: Words, given: Given, outcome: Mapping[str, Any] | None) -> None:
    done = st.session_state.get("desk_done")
    if done and outcome is None:
        write(tag("p", words("desk.admit.taken"), cls="rs-verdict-line rs-fine", role="status"))
        write(tag("p", words("desk.admit.changed"), cls="rs-text"))
        return
    good, refused = counts(outcome) if outcome else (0, 0)
    if outcome is None or not good:
        write(tag("p", words("desk.admit.not_ready"), cls="rs-note"))
        return
    whole = outcome["verdict"] != "reject"
    label = words("desk.admit.take", n=good) if whole else words("desk.admit.take_good", good=good, n=refused)
    lines = ["desk.admit.take_how"] if whole else ["desk.admit.take_how", "desk.admit.take_good_how"]
    write(*[tag("p", words(key), cls="rs-text") for key in lines])
    reason = _reason(words, outcome)
    if st.button(label, key="desk-take", type="primary" if whole else "secondary", disabled=reason == ""):
        take(words, given, keep_good=not whole, reason=reason or "")


def _reason(words: Words, outcome: Mapping[str, Any]) -> str | None:
    """Why a locked month is to be changed; None when none is."""
    if not any(group["code"] == "locked_month" for group in outcome["groups"]):
        return None
    return st.text_input(words("periods.desk.reason_field"), key="desk-reason").strip()
