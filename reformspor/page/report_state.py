"""The report a reader is putting together: held in the session, and kept in the data folder for those inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.report.leaves import Comment
from reformspor.report.order import Item, Order
from reformspor.report.saved import find, keep, new_id
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

ORDER, PROBLEM = "report_order", "report_problem"
# Besides the filters' codes, what a link to this page may hold.
ADD, KEY, REPORT = "add", "key", "report"
MOST_COMMENT = 4000


def is_kept(own: Level) -> bool:
    """Whether reports are kept: strangers who read what is public leave nothing behind, and see nobody's drafts."""
    return own != "public"


def current(words: Words, own: Level) -> Order:
    """The report that is being put together: the session's, else the one the address names, else an empty one."""
    named = st.query_params.get(REPORT, "") if is_kept(own) else ""
    held: Order | None = st.session_state.get(ORDER)
    if held is not None and (not named or named == held.id):
        return held
    order = Order(new_id(), "", words.lang, own, ())
    if named:
        try:
            order = find(data_folder(), named, own)
        except ReformsporError as error:
            st.session_state[PROBLEM] = words(error.key, **error.details)
            st.query_params.pop(REPORT, None)
    open_(order)
    return order


def open_(order: Order) -> None:
    """Let this be the report that is put together; its fields are drawn anew."""
    st.session_state[ORDER] = order
    st.session_state["report_turn"] = turn() + 1


def turn() -> int:
    """Fields whose keys hold it are drawn anew when another report is opened."""
    return int(st.session_state.get("report_turn", 0))


def put(order: Order, own: Level, words: Words) -> None:
    """Let the report be this from now on, and keep it where reports are kept; why it is not kept is told."""
    st.session_state[ORDER] = order
    if not is_kept(own):
        return
    try:
        keep(data_folder(), order, own)
    except ReformsporError as error:
        st.session_state[PROBLEM] = words(error.key, **error.details)
    except OSError:
        st.session_state[PROBLEM] = words("report.problem.disk")
    else:
        st.query_params[REPORT] = order.id


def with_item(order: Order, item: Item) -> Order:
    """The report with one more view or set of figures, last."""
    return replace(order, items=(*order.items, item))


def moved(order: Order, at: int, by: int) -> Order:
    """The report with an item moved up (-1) or down (1)."""
    return replace(order, items=_moved(order.items, at, by))


def without(order: Order, at: int) -> Order:
    """The report without an item."""
    return replace(order, items=order.items[:at] + order.items[at + 1 :])


def with_keys(order: Order, at: int, keys: tuple[str, ...]) -> Order:
    """The report with other figures of an item."""
    return _replaced(order, at, replace(order.items[at], keys=keys))


def key_moved(order: Order, at: int, key: int, by: int) -> Order:
    """The report with one figure of an item moved up or down."""
    return with_keys(order, at, _moved(order.items[at].keys, key, by))


def with_comment(order: Order, at: int, key: str, text: str, role: str) -> Order:
    """The report with a comment under a figure, or under the view where the key is empty, signed and dated now."""
    item, now = order.items[at], dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    said = (*item.comments.get(key, ()), Comment(role, now, text.strip()[:MOST_COMMENT]))
    return _replaced(order, at, replace(item, comments={**item.comments, key: said}))


def without_comment(order: Order, at: int, key: str, comment: int) -> Order:
    """The report without one of the comments."""
    item = order.items[at]
    said = item.comments.get(key, ())
    left = {**item.comments, key: said[:comment] + said[comment + 1 :]}
    return _replaced(order, at, replace(item, comments={name: those for name, those in left.items() if those}))


def arrived(page_names: Mapping[str, str]) -> Item | None:
    """What a link from another page asks to have added, with the filters and choices it was seen by.

    The filters stay in the address, as they go with the reader to the next page.
    """
    params = st.query_params
    page = params.get(ADD, "")
    if page not in page_names:
        return None
    key = params.get(KEY, "")
    address = {name: code for name, code in params.to_dict().items() if name not in (ADD, KEY, REPORT, "lang")}
    for name in (ADD, KEY):
        params.pop(name, None)
    return Item(page, (key,) if key else (), address)


def _replaced(order: Order, at: int, item: Item) -> Order:
    return replace(order, items=(*order.items[:at], item, *order.items[at + 1 :]))


def _moved(those: tuple[Any, ...], at: int, by: int) -> tuple[Any, ...]:
    to = at + by
    if not 0 <= to < len(those):
        return those
    kept = [*those]
    kept[at], kept[to] = kept[to], kept[at]
    return tuple(kept)
