"""The form that changes settings: an empty field is the default; role, reason and source go with each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from reformspor.choices import FILE, Choices, Wish, Wrong, read_changes, set_choices, value_from
from reformspor.choices.definition import Definition, Value
from reformspor.choices.listing import Row, family_of, members, rows_for, rows_of
from reformspor.choices.said import change_said, name_said, value_said, wrong_said
from reformspor.contract import load_contract
from reformspor.page.markup import tag, write
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import shelf
from reformspor.words import Words

LISTED = 60
LONG_TEXTS = frozenset({"purpose"})


def changes_form(words: Words, choices: Choices, part: str, folder: Path) -> str | None:
    """Draw the form of one part; gives what was changed in words, or None when nothing was."""
    rows = [row for row in rows_of(choices, part) if not row.definition.family or "<" not in row.definition.family]
    member = _member(words, part)
    if member is not None:
        rows += rows_for(choices, part, member)
    if not rows:
        return None
    with st.form(key=f"settings_form_{part}_{member}", border=False):
        write(tag("h3", words("settings.form.title"), cls="rs-desk-title"))
        write(tag("p", words("settings.form.how"), cls="rs-note"))
        typed = {row.definition.name: _field(words, row, choices.digest[:8]) for row in rows}
        write(tag("h4", words("settings.form.who"), cls="rs-desk-title"))
        source = st.text_input(words("settings.form.source"), key=f"settings_source_{part}").strip()
        resourced = _resourced(words, rows, part)
        left, right = st.columns(2)
        roles = list(dict.fromkeys(role for row in rows for role in row.definition.roles))
        role = left.selectbox(
            words("settings.form.role"),
            roles,
            index=None,
            format_func=lambda code: words.code("role", code),
            placeholder=words("page.table.choose"),
            key=f"settings_role_{part}",
        )
        why = right.text_input(words("settings.form.why"), key=f"settings_why_{part}")
        if not st.form_submit_button(words("settings.form.save"), type="primary"):
            return None
    wishes = [
        Wish(row.definition.name, value, source)
        for row in rows
        for value in [typed[row.definition.name]]
        if value != _own(row) or row.definition.name in resourced
    ]
    return _saved(words, folder, wishes, role or "", why)


def history(words: Words, folder: Path) -> None:
    """Every change, newest first, and whether the log is unbroken."""
    log = read_changes(folder)
    write(tag("h2", words("settings.history"), cls="rs-section"))
    write(tag("p", words("settings.file", file=FILE), cls="rs-note"))
    if not log.entries and not log.broken:
        write(tag("p", words("settings.no_history"), cls="rs-note"))
        return
    said = words("choices.log.broken" if log.broken else "choices.log.holds", n=len(log.entries))
    write(tag("p", said, cls="rs-note"))
    lines = [
        tag("li", f"{words.time(dt.datetime.fromisoformat(one.at))} · {change_said(words, one)}")
        for one in log.entries[::-1][:LISTED]
    ]
    write(tag("ul", *lines, cls="rs-points"))


def _member(words: Words, part: str) -> str | None:
    family = family_of(part)
    if not family:
        return None
    sources = dict.fromkeys(manifest.source for manifest in shelf(data_folder()))
    options = members(family, sources)
    known = load_contract().codes.get(family, ())
    return st.selectbox(
        words(f"settings.choose.{family}"),
        options,
        index=None,
        format_func=lambda code: words.code(family, code) if code in known else code,
        placeholder=words("page.table.choose"),
        key=f"settings_member_{part}",
    )


def _resourced(words: Words, rows: Sequence[Row], part: str) -> tuple[str, ...]:
    """The settings that are to have the new source though their value stays; only what is chosen has a source."""
    chosen = {row.definition.name: name_said(words, row.definition) for row in rows if _own(row) is not None}
    if not chosen:
        return ()
    asked = st.multiselect(
        words("settings.form.resourced"),
        list(chosen),
        format_func=lambda name: chosen[name],
        placeholder=words("page.table.choose"),
        key=f"settings_resourced_{part}",
    )
    return tuple(asked)


def _own(row: Row) -> Value | None:
    return row.choice.value if row.choice is not None and row.choice.origin == "own" else None


def _field(words: Words, row: Row, digest: str) -> Value | None:
    """The value typed, as the kind it should be, or the text when it is no such value; None when it is empty."""
    one, own = row.definition, _own(row)
    label, key, about = name_said(words, one), f"settings_{one.name}_{digest}", words(f"choices.about.{one.word}")
    default = words("settings.form.default", value=value_said(words, one.value, one.unit))
    if one.kind == "date":
        held_day = own if isinstance(own, dt.date) else None
        day = st.date_input(label, value=held_day, key=key, help=about, format=words("frame.day_pattern"))
        return day if isinstance(day, dt.date) else None
    if one.kind == "code":
        return st.selectbox(
            label,
            one.among,
            index=one.among.index(own) if isinstance(own, str) and own in one.among else None,
            format_func=lambda code: value_said(words, code, ""),
            placeholder=default,
            key=key,
            help=about,
        )
    if one.kind == "roles":
        held = list(own) if isinstance(own, tuple) else []
        roles = load_contract().codes["role"]
        chosen = st.multiselect(
            label, roles, held, format_func=lambda code: words.code("role", code), placeholder=default, key=key
        )
        return tuple(chosen) or None
    if one.name in LONG_TEXTS:
        text = st.text_area(label, value=str(own or ""), key=key, help=about)
    else:
        text = st.text_input(label, value=_typed(words, own, one), placeholder=default, key=key, help=about)
    return value_from(text, one) if text.strip() else None


def _typed(words: Words, own: Value | None, one: Definition) -> str:
    """A value as it is typed: numbers with the language's decimal sign and nothing between thousands."""
    if own is None:
        return ""
    return str(own) if one.kind == "text" or words.lang == "en" else str(own).replace(".", ",")


def _saved(words: Words, folder: Path, wishes: Sequence[Wish], role: str, why: str) -> str | None:
    if not wishes:
        _refused(words, [Wrong("nothing")])
        return None
    done, wrong = set_choices(folder, wishes, role=role, why=why)
    if wrong:
        _refused(words, wrong)
        return None
    return " ".join(change_said(words, one) for one in done)


def _refused(words: Words, wrong: Sequence[Wrong]) -> None:
    items = [tag("li", tag("strong", said), " ", remedy) for said, remedy in (wrong_said(words, one) for one in wrong)]
    write(tag("div", tag("p", words("settings.form.unchanged")), tag("ul", *items), cls="rs-problem", role="alert"))
