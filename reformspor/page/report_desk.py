"""The desk where a report is put together: what it is called and for whom, its views in order, and what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from reformspor.disclosure import LEVELS, Level
from reformspor.errors import ReformsporError
from reformspor.page.markup import tag, write
from reformspor.page.own_level import own_level
from reformspor.page.report_items import adding, items
from reformspor.page.report_making import changes_since, making, previewing
from reformspor.page.report_saved import joining, saved_reports
from reformspor.page.report_state import PROBLEM, current, put, turn
from reformspor.page.serving import Served
from reformspor.report.order import Order
from reformspor.scope import Scope
from reformspor.scope.address import to_address
from reformspor.words import LANGUAGES, Words


def report_desk(words: Words, served: Served) -> None:
    """Draw the whole desk; what is changed is kept at once, for those inside."""
    own = own_level()
    order = current(words, own)
    with st.container(key="report-desk"):
        if problem := st.session_state.pop(PROBLEM, None):
            write(tag("div", problem, cls="rs-problem", role="alert"))
        joining(words, order, own, served)
        order = current(words, own)
        saved_reports(words, order, own)
        write(tag("h2", words("report.desk.about"), cls="rs-section"))
        settings(words, order, own, served)
        order = current(words, own)
        write(tag("h2", words("report.desk.contents"), cls="rs-section"))
        items(words, order, own, served)
        adding(words, order, own, served)
        write(tag("h2", words("report.desk.result"), cls="rs-section"))
        if not order.items:
            write(tag("p", words("report.problem.empty"), cls="rs-text"))
            return
        changes_since(words, order, own, served)
        making(words, order, own)
        previewing(words, order, own)


def settings(words: Words, order: Order, own: Level, served: Served) -> None:
    """Title, language, level and period of the whole report, and the role it is made by."""
    at = turn()
    allowed = LEVELS[LEVELS.index(own) :]
    title = st.text_input(words("report.desk.title"), order.title, key=f"report_title_{at}", max_chars=160)
    with st.container(horizontal=True, gap="small", key="report-about"):
        lang = st.selectbox(
            words("report.desk.lang"),
            LANGUAGES,
            LANGUAGES.index(order.lang),
            format_func=lambda code: words(f"frame.language.{code}"),
            key=f"report_lang_{at}",
        )
        level = st.selectbox(
            words("report.desk.level"),
            allowed,
            allowed.index(order.level) if order.level in allowed else 0,
            format_func=lambda code: words(f"frame.level.{code}"),
            key=f"report_level_{at}",
            help=words("report.desk.level_told"),
        )
        address = period(words, order, served)
    changed = replace(order, title=title.strip(), lang=lang, level=level, address=address)
    if changed != order:
        put(changed, own, words)
        # The list of reports above names it, and stands already.
        st.rerun()
    if level != own and any(item.comments for item in order.items):
        write(tag("p", words("report.desk.comments_follow"), cls="rs-notice", role="status"))


def period(words: Words, order: Order, served: Served) -> dict[str, str]:
    """The months the whole report is of; a view that was added with a period of its own keeps that."""
    at, months = turn(), served.choices.months
    try:
        scope = Scope.from_address(order.address)
    except ReformsporError:
        scope = Scope()
    first, last = (
        _month(words, name, held, months, f"report_{name}_{at}")
        for name, held in (("first", scope.first), ("last", scope.last))
    )
    if first and last and first > last:
        first, last = last, first
    return to_address(replace(scope, first=first, last=last))


def _month(words: Words, name: str, held: dt.date | None, months: tuple[dt.date, ...], key: str) -> dt.date | None:
    options = sorted({*months, *([held] if held else [])})
    return st.selectbox(
        words(f"frame.filters.{name}"),
        options,
        index=options.index(held) if held else None,
        format_func=words.month,
        placeholder=words("frame.filters.all"),
        key=key,
    )
