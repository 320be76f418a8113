"""The shelf: the way back to the snapshot before, everything that has been admitted, and a log of what was shown."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, tag, write
from reformspor.page.periods import periods_desk
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.history import before_this, history, moment_of, open_again, turn_said, undo
from reformspor.snapshot.shelf import SERVED_FORM, Manifest, current, is_withdrawn, shelf
from reformspor.snapshot.told import Said, rows_said
from reformspor.words import Words

NEWEST, TURNS = 6, 12


def shelves(words: Words) -> None:
    """Draw undo, the snapshots and the log."""
    with st.container(key="shelf"):
        _undo(words)
        _snapshots(words)
        _log(words)
        periods_desk(words)


def _undo(words: Words) -> None:
    data = data_folder()
    shown, before = current(data), before_this(data)
    write(tag("h2", words("desk.undo.title"), cls="rs-section", id="undo"))
    if shown is None or before is None:
        write(tag("p", words("desk.undo.none"), cls="rs-note"))
        return
    places = {"now": _admitted(words, shown), "before": _admitted(words, before)}
    write(tag("p", words("desk.undo.to", **places), cls="rs-text"))
    reason = _reason(words, "undo")
    if st.button(words("desk.undo.button"), key="desk-undo"):
        try:
            undo(data, reason)
        except ReformsporError as error:
            _refused(words, error, "undo")
        else:
            st.session_state.pop("desk_done", None)
            st.session_state.pop("desk_locked", None)
            st.rerun()
    write(tag("p", words("desk.undo.means"), cls="rs-note"))


def _reason(words: Words, where: str) -> str:
    """Why a locked month is to be changed, asked for once a button has been refused for want of it."""
    if st.session_state.get("desk_locked") != where:
        return ""
    write(tag("p", words("periods.desk.then_again"), cls="rs-text"))
    return st.text_input(words("periods.desk.reason_field"), key=f"desk-reason-{where}").strip()


def _refused(words: Words, error: ReformsporError, where: str) -> None:
    """Say why nothing was done; where a reason is what is missing, ask for it beside the same button."""
    if error.key == "periods.undo_needs_reason" and st.session_state.get("desk_locked") != where:
        st.session_state["desk_locked"] = where
        st.rerun()
    _problem(words, error)


def _snapshots(words: Words) -> None:
    data = data_folder()
    manifests, shown = shelf(data), current(data)
    write(tag("h2", words("desk.shelf.title"), cls="rs-section"))
    for manifest in manifests[:NEWEST]:
        _snapshot(words, manifest, shown)
    older = manifests[NEWEST:]
    if older:
        with st.expander(words("desk.shelf.earlier", n=len(older)), key="desk-older"):
            for manifest in older:
                _snapshot(words, manifest, shown)


def _snapshot(words: Words, manifest: Manifest, shown: Manifest | None) -> None:
    now = shown is not None and manifest.id == shown.id
    state = "now" if now else "other"
    with st.container(key=f"snapshot_{state}_{manifest.id}", horizontal=True, vertical_alignment="center"):
        write(_about(words, manifest, now=now))
        why = _closed(words, manifest)
        if why:
            write(tag("p", why, cls="rs-note"))
        elif not now:
            reason = _reason(words, manifest.id)
            if st.button(words("desk.shelf.open"), key=f"desk-open-{manifest.id}", type="tertiary"):
                _open(words, manifest, reason)


def _about(words: Words, manifest: Manifest, *, now: bool) -> Markup:
    at = words.time(moment_of(manifest.admitted_at))
    admitted, refused = (_number(words, said) for said in rows_said(manifest))
    facts = [
        words("desk.shelf.at_by", at=at, by=manifest.admitted_by) if manifest.admitted_by else at,
        f"{words('desk.shelf.rows')} {admitted}",
        f"{words('desk.shelf.refused')} {refused}",
    ]
    return tag(
        "div",
        tag(
            "p",
            tag("b", _called(words, manifest)),
            tag("span", words("desk.shelf.now"), cls="rs-level") if now else None,
            tag("span", words("frame.badge"), cls="rs-badge") if manifest.constructed else None,
        ),
        tag("p", " · ".join(facts), cls="rs-snapshot-facts"),
        tag("p", manifest.id, cls="rs-snapshot-id"),
        cls="rs-snapshot",
    )


def _called(words: Words, manifest: Manifest) -> str:
    """A snapshot as people call it: its source and its day."""
    day = words.date(dt.date.fromisoformat(manifest.as_of))
    return f"{manifest.source}, {words('desk.shelf.day').lower()} {day}"


def _admitted(words: Words, manifest: Manifest) -> str:
    """A snapshot told from others of the same source and day: by when it was admitted, and what was refused."""
    at = words.time(moment_of(manifest.admitted_at))
    _, refused = rows_said(manifest)
    key = "desk.undo.named_about" if refused.about else "desk.undo.named"
    return words(key, source=manifest.source, at=at, n=refused.n)


def _number(words: Words, said: Said) -> str:
    number = words.number(said.n)
    return words("desk.shelf.about", n=number) if said.about else number


def _closed(words: Words, manifest: Manifest) -> str:
    if is_withdrawn(data_folder(), manifest.id):
        return words("desk.shelf.withdrawn")
    return "" if manifest.form == SERVED_FORM else words("desk.shelf.other_form")


def _open(words: Words, manifest: Manifest, reason: str) -> None:
    try:
        open_again(data_folder(), manifest.id, reason)
    except ReformsporError as error:
        _refused(words, error, manifest.id)
    else:
        st.session_state.pop("desk_done", None)
        st.session_state.pop("desk_locked", None)
        st.rerun()


def _log(words: Words) -> None:
    turns = history(data_folder())
    write(tag("h3", words("desk.history.title"), cls="rs-desk-title"))
    if not turns:
        write(tag("p", words("desk.history.none"), cls="rs-note"))
        return
    lines = [tag("li", turn_said(turn, words)) for turn in turns]
    older = tag("ul", *lines[TURNS:], cls="rs-log")
    write(
        tag("p", words("desk.history.how"), cls="rs-note"),
        tag("ul", *lines[:TURNS], cls="rs-log"),
        tag("details", tag("summary", words("desk.admit.more", n=len(lines) - TURNS)), older, cls="rs-fold")
        if len(lines) > TURNS
        else None,
    )


def _problem(words: Words, error: ReformsporError) -> None:
    write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
