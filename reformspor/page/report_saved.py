"""The reports that are kept: opened, begun anew, taken away; and where a figure that was sent here is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.markup import tag, write
from reformspor.page.outline import outline, views
from reformspor.page.report_state import ORDER, PROBLEM, REPORT, arrived, is_kept, open_, put, turn, with_item
from reformspor.page.reporting import address_of
from reformspor.page.serving import Served
from reformspor.report.order import Item, Order
from reformspor.report.saved import find, new_id, remove, reports
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

WAITING, DONE = "report_waiting", "report_done"
NEW = ""


def saved_reports(words: Words, order: Order, own: Level) -> None:
    """The list of kept reports, with what can be done with the one that is open."""
    if not is_kept(own):
        write(tag("p", words("report.saved.not_here"), cls="rs-note"))
        return
    kept = {one.id: one for one in reports(data_folder(), own)}
    is_saved = order.id in kept
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="report-saved"):
        chosen = _chosen(words, kept, order.id) if kept else None
        if not kept:
            write(tag("p", words("report.saved.none"), cls="rs-text"))
        if st.button(words("report.saved.new"), key="report-new"):
            _fresh(words, own)
        if is_saved and st.button(words("report.saved.remove"), key="report-remove", type="tertiary"):
            _remove(words, order, own)
    if chosen is not None and chosen != order.id:
        open_(find(data_folder(), chosen, own))
        st.query_params[REPORT] = chosen
        st.rerun()
    if done := st.session_state.pop(DONE, None):
        write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))


def _chosen(words: Words, kept: Mapping[str, Order], own: str) -> str | None:
    """The report that is chosen among those saved; the one that is open, when it is one of them, from the start."""
    is_saved = own in kept
    return st.selectbox(
        words("report.saved.label", n=len(kept)),
        list(kept),
        index=list(kept).index(own) if is_saved else None,
        format_func=lambda code: called(words, kept[code]),
        placeholder=words("report.saved.unsaved"),
        # Drawn anew when the report is saved for the first time: a list keeps what was chosen in it, here nothing.
        key=f"report_saved_{turn()}_{is_saved}",
    )


def called(words: Words, order: Order) -> str:
    """A report as people call it: its title, how much is in it, and for whom."""
    title, level = order.title or words("report.saved.untitled"), words(f"frame.level.{order.level}")
    return f"{title} · {words('report.saved.items', n=len(order.items))} · {level} · {order.id[:4]}"


def joining(words: Words, order: Order, own: Level, served: Served) -> None:
    """Put what another page sent here into the report that is open; a reader who has none open chooses one first."""
    item = arrived(views(words))
    if item is not None:
        st.session_state[WAITING] = item
    waiting: Item | None = st.session_state.get(WAITING)
    if waiting is None:
        return
    kept = {one.id: one for one in reports(data_folder(), own)} if is_kept(own) else {}
    if order.items or order.id in kept or not kept:
        _join(words, order, waiting, own)
    said = item_said(words, order, waiting, served)
    write(tag("p", words("report.desk.joins", what=said), cls="rs-text"))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="report-joining"):
        chosen = st.selectbox(
            words("report.desk.joins_where"),
            [*kept, NEW],
            format_func=lambda code: called(words, kept[code]) if code else words("report.saved.new"),
            key="report-join-where",
        )
        if st.button(words("report.desk.add"), key="report-join", type="primary"):
            _join(words, kept[chosen] if chosen else order, waiting, own)


def item_said(words: Words, order: Order, item: Item, served: Served) -> str:
    """A view by its name, or its figures by what they say."""
    name = views(words)[item.page]
    if not item.keys:
        return name
    says = {one.key: one.says for one in outline(item.page, address_of(order, item), served, words.lang, order.level)}
    return f"{name}: {words.listing([says.get(key, key) for key in item.keys])}"


def _join(words: Words, order: Order, item: Item, own: Level) -> None:
    """A figure of a view whose figures end the report goes in beside them."""
    last = order.items[-1] if order.items else None
    if last is not None and last.page == item.page and last.keys and item.keys and last.address == item.address:
        keys = tuple(dict.fromkeys((*last.keys, *item.keys)))
        order = replace(order, items=(*order.items[:-1], replace(last, keys=keys)))
    else:
        order = with_item(order, item)
    del st.session_state[WAITING]
    open_(order)
    put(order, own, words)
    st.session_state[DONE] = words("report.desk.joined", what=views(words)[item.page])
    st.rerun()


def _fresh(words: Words, own: Level) -> None:
    st.query_params.pop(REPORT, None)
    open_(Order(new_id(), "", words.lang, own, ()))
    st.rerun()


def _remove(words: Words, order: Order, own: Level) -> None:
    try:
        remove(data_folder(), order.id, own)
    except ReformsporError as error:
        st.session_state[PROBLEM] = words(error.key, **error.details)
    except OSError:
        st.session_state[PROBLEM] = words("report.problem.disk")
    else:
        st.session_state.pop(ORDER, None)
        st.session_state[DONE] = words("report.saved.removed", what=order.title or words("report.saved.untitled"))
        _fresh(words, own)
