"""Months that are approved and locked: said on Data to every reader, and decided inside the house by a named role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.approvals import approvals_said
from reformspor.page.markup import Markup, tag, write
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.periods import Entry, State, allowed_roles, decide, entry_in_words, read_log, standing_months
from reformspor.snapshot.shelf import Manifest, current
from reformspor.words import Words

MONTHS = 36
LISTED = 40


def approved(words: Words, manifest: Manifest) -> None:
    """Which months of the source are approved or locked, by which role and when."""
    try:
        said, months = approvals_said(words, manifest)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        return
    listed = tag("ul", *(tag("li", line) for line in months), cls="rs-text") if months else None
    write(tag("p", said, cls="rs-text"), listed)


def periods_desk(words: Words) -> None:
    """Draw where a month is approved, locked and unlocked, and the log of all that was decided."""
    data = data_folder()
    serving = current(data)
    with st.container(key="periods"):
        write(tag("h2", words("periods.desk.title"), cls="rs-section"))
        write(tag("p", words("periods.desk.how"), cls="rs-note"))
        months = _whole_months(serving) if serving else []
        if serving is None or not months:
            write(tag("p", words("periods.desk.no_months")))
            return
        try:
            log, roles = read_log(data), allowed_roles(data)
        except ReformsporError as error:
            write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
            return
        _decide(words, months, roles, standing_months(log, serving.source))
        _log(words, [entry for entry in log if entry.source == serving.source])


def _decide(words: Words, months: list[str], roles: Sequence[str], standing: dict[str, Entry]) -> None:
    left, right = st.columns(2)
    month = left.selectbox(
        words("periods.desk.month"),
        months,
        format_func=lambda one: _month_said(words, one, standing),
        key="period-month",
    )
    role = right.selectbox(
        words("periods.desk.role"), list(roles), format_func=lambda one: words.code("role", one), key="period-role"
    )
    reason = st.text_input(words("periods.desk.reason"), key="period-reason")
    state = standing[month].state if month in standing else None
    with st.container(key="period_buttons", horizontal=True, gap="small"):
        offered: list[tuple[State, str, bool]] = [
            ("approved", "approve", state in (None, "unlocked")),
            ("locked", "lock", state != "locked"),
            ("unlocked", "unlock", state in ("approved", "locked")),
        ]
        for new, name, open_ in offered:
            if st.button(words(f"periods.desk.{name}"), key=f"period-{name}", disabled=not open_):
                _do(words, month, new, role, reason)


def _do(words: Words, month: str, state: State, role: str, reason: str) -> None:
    try:
        decide(data_folder(), month, state, role=role, reason=reason)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
    else:
        st.rerun()


def _log(words: Words, log: Sequence[Entry]) -> None:
    if not log:
        return
    with st.expander(words("periods.desk.log", n=len(log))):
        lines: list[Markup] = []
        for entry in list(log)[::-1][:LISTED]:
            said = words("periods.cli.row", at=dt.datetime.fromisoformat(entry.at), **entry_in_words(entry, words))
            why = words("periods.cli.why", reason=entry.reason) if entry.reason else ""
            lines.append(tag("li", said + why))
        write(tag("ul", *lines))


def _month_said(words: Words, month: str, standing: dict[str, Entry]) -> str:
    entry = standing.get(month)
    state = words(f"periods.state.{entry.state}") if entry else words("periods.desk.open")
    return f"{words.month(dt.date.fromisoformat(f'{month}-01'))} · {state}"


def _whole_months(manifest: Manifest) -> list[str]:
    """The latest months that the data hold to their last day, newest first."""
    after = manifest.as_of_date + dt.timedelta(days=1)
    index = after.year * 12 + after.month - 2
    return [f"{(index - back) // 12}-{(index - back) % 12 + 1:02d}" for back in range(MONTHS)]
