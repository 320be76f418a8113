"""The views of a report in order: moved, taken out, narrowed to some of their figures, and commented on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.hypotheses.checking import roles
from reformspor.page.keys import asked_by
from reformspor.page.markup import Markup, literal, tag, write
from reformspor.page.outline import Part, outline, part_said, views
from reformspor.page.report_state import (
    MOST_COMMENT,
    key_moved,
    moved,
    put,
    turn,
    with_comment,
    with_item,
    with_keys,
    without,
    without_comment,
)
from reformspor.page.reporting import address_of
from reformspor.page.serving import Served
from reformspor.report.leaves import Comment
from reformspor.report.order import Item, Order
from reformspor.report.signing import signature
from reformspor.scope import Scope
from reformspor.words import Words


def items(words: Words, order: Order, own: Level, served: Served) -> None:
    """Draw each view of the report with what can be done with it."""
    names = views(words)
    for at, item in enumerate(order.items):
        parts = outline(item.page, address_of(order, item), served, words.lang, order.level)
        with st.container(key=f"report-item-{at}", border=True):
            _item(words, order, at, names.get(item.page, item.page), parts, own, served)


def adding(words: Words, order: Order, own: Level, served: Served) -> None:
    """A view to add, whole or some of its figures."""
    names, again = views(words), st.session_state.get("report_added", 0)
    with st.container(key="report-adding", border=True):
        page = st.selectbox(
            words("report.desk.choose"),
            list(names),
            index=None,
            format_func=lambda name: names[name],
            placeholder=words("page.table.choose"),
            key=f"report_add_{again}",
        )
        if page is None:
            return
        parts = outline(page, address_of(order, Item(page)), served, words.lang, order.level)
        keys = _figures(words, parts, (), f"report_add_keys_{again}_{page}")
        if st.button(words("report.desk.add"), key="report-add", type="primary"):
            st.session_state["report_added"] = again + 1
            _put(with_item(order, Item(page, keys)), own, words)


def _item(words: Words, order: Order, at: int, name: str, parts: tuple[Part, ...], own: Level, served: Served) -> None:
    item, said = order.items[at], {one.key: one.says for one in parts}
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"report-turn-{at}"):
        write(_heading(at, name, _own_filters(words, item, served)))
        _button(words, "up", f"{at}", name, lambda: moved(order, at, -1), own, off=at == 0)
        _button(words, "down", f"{at}", name, lambda: moved(order, at, 1), own, off=at == len(order.items) - 1)
        _button(words, "remove", f"{at}", name, lambda: without(order, at), own)
    keys = _figures(words, parts, item.keys, f"report_keys_{turn()}_{at}_{_hash(order)}")
    if keys != item.keys:
        _put(with_keys(order, at, keys), own, words)
    for place, key in enumerate(item.keys):
        _figure(words, order, (at, place), said.get(key) or asked_by(key, words), own)
    if not parts and not item.keys:
        write(tag("p", words("report.desk.later"), cls="rs-note"))
    _comments(words, order, at, said, own)


def _heading(at: int, name: str, filters: str) -> Markup:
    return tag("h3", f"{at + 1}. {name}", f" · {filters}" if filters else None, cls="rs-report-view")


def _own_filters(words: Words, item: Item, served: Served) -> str:
    try:
        scope = Scope.from_address(item.address)
    except ReformsporError:
        return ""
    return scope.sentence(words, served.choices.units, whole=False)


def _figures(words: Words, parts: tuple[Part, ...], chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Some of the view's figures, in the order they are chosen; none chosen means the whole view."""
    said = {one.key: part_said(words, one) for one in parts}
    options = [*said, *(one for one in chosen if one not in said)]
    picked = st.multiselect(
        words("report.desk.figures"),
        options,
        list(chosen),
        format_func=lambda one: said.get(one) or asked_by(one, words),
        placeholder=words("report.desk.whole"),
        key=key,
    )
    return tuple(picked)


def _figure(words: Words, order: Order, at: tuple[int, int], says: str, own: Level) -> None:
    """A figure of a view by what it says, moved among the others."""
    place, key = at
    last = len(order.items[place].keys) - 1
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"report-key-{place}-{key}"):
        write(tag("p", f"{place + 1}.{key + 1} {says}", cls="rs-text"))
        mark = f"{place}-{key}"
        _button(words, "up", mark, says, lambda: key_moved(order, place, key, -1), own, off=key == 0)
        _button(words, "down", mark, says, lambda: key_moved(order, place, key, 1), own, off=key == last)


def _button(
    words: Words, what: str, mark: str, of: str, change: Callable[[], Order], own: Level, *, off: bool = False
) -> None:
    """One of the small buttons; what it is about is told to those who hear it read."""
    told = words(f"report.desk.{what}_told", what=literal(of))
    if st.button(words(f"report.desk.{what}"), key=f"report-{what}-{mark}", type="tertiary", disabled=off, help=told):
        _put(change(), own, words)


def _comments(words: Words, order: Order, at: int, said: Mapping[str, str], own: Level) -> None:
    """What has been added of the reader's own under the view or one of its figures, and a field to add more."""
    item = order.items[at]
    for key, those in item.comments.items():
        for place, one in enumerate(those):
            _comment(words, order, (at, key, place), one, said, own)
    with st.expander(words("report.desk.comment"), key=f"report-comment-{at}"):
        keys = ["", *(item.keys or [one for one in said if not one.startswith("number_")])]
        with st.form(key=f"report-comment-form-{at}-{turn()}", border=False, clear_on_submit=True):
            under = st.selectbox(
                words("report.desk.under"),
                keys,
                format_func=lambda key: (said.get(key) or asked_by(key, words)) if key else words("report.desk.view"),
            )
            text = st.text_area(words("report.desk.text"), max_chars=MOST_COMMENT)
            role = st.selectbox(
                words("report.desk.role"),
                roles(),
                index=roles().index(order.by) if order.by in roles() else None,
                format_func=lambda code: words.code("role", code),
                placeholder=words("page.table.choose"),
            )
            sent = st.form_submit_button(words("report.desk.sign"))
        write(tag("p", words("report.desk.comment_told"), cls="rs-note"))
        if sent and text.strip() and role:
            signed = with_comment(order, at, under or "", text, role)
            _put(replace(signed, by=role), own, words)
        elif sent:
            write(tag("div", words("report.desk.comment_lacks"), cls="rs-problem", role="alert"))


def _comment(
    words: Words, order: Order, at: tuple[int, str, int], one: Comment, said: Mapping[str, str], own: Level
) -> None:
    place, key, number = at
    with st.container(horizontal=True, gap="xsmall", key=f"report-said-{place}-{key}-{number}"):
        under = f"{said.get(key) or asked_by(key, words)}: " if key else ""
        told = tag("p", f"{under}{signature(one, words)}", cls="rs-note")
        write(tag("blockquote", tag("p", one.text), told, cls="rs-own"))
        mark = f"said-{place}-{key}-{number}"
        _button(words, "remove", mark, one.text[:60], lambda: without_comment(order, place, key, number), own)


def _put(order: Order, own: Level, words: Words) -> None:
    """Keep the changed report, and draw it anew."""
    put(order, own, words)
    st.rerun()


def _hash(order: Order) -> int:
    """Another list of views has fields of its own, so that what was chosen in one is not shown in another."""
    return abs(hash(tuple((item.page, item.keys, tuple(sorted(item.address.items()))) for item in order.items)))
