"""The desk where slides are chosen for whoever is to be met, put in order and shown; the address holds all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from reformspor.disclosure import LEVELS, Level
from reformspor.page.markup import literal, tag, write
from reformspor.page.outline import outline, part_said, views
from reformspor.page.own_level import own_level
from reformspor.page.presenting import OPEN, address_at, order_at, way_to
from reformspor.page.report_desk import period
from reformspor.page.report_making import making
from reformspor.page.reporting import address_of
from reformspor.page.serving import Served
from reformspor.page.slide_outline import told
from reformspor.report.order import Item, Order
from reformspor.report.receivers import receivers
from reformspor.report.slide_list import MOST, apart, slide_codes
from reformspor.words import Words

CHOSEN = "presentation_chosen"
CODES = ("receiver", "slides", "title", "rule", "period")


def presentation_desk(words: Words, served: Served) -> None:
    """Draw the whole desk."""
    own = own_level()
    order = _order(words, served)
    with st.container(key="presentation-desk"):
        order = _about(words, order, own, served)
        slides = apart(order.items)
        if slides:
            _showing(words, order)
        write(tag("h2", words("presentation.desk.slides"), cls="rs-section"))
        for at in range(len(slides)):
            _slide(words, order, slides, at, served, own)
        _adding(words, order, slides, served)
        if slides:
            write(tag("h2", words("presentation.desk.file"), cls="rs-section"))
            making(words, order, own, ("pptx", "pdf"))


def _order(words: Words, served: Served) -> Order:
    """The presentation of the address; one that cannot be read begins anew, and that is said."""
    given = {code: st.query_params[code] for code in CODES if code in st.query_params}
    # Whoever has been on another page meanwhile finds what they chose.
    for code, value in (st.session_state.get(CHOSEN, {}) if not given else {}).items():
        st.query_params[code] = given[code] = value
    st.session_state[CHOSEN] = given
    fixed = {"lang": words.lang, "snapshot": served.manifest.id}
    try:
        return order_at({**given, **fixed})
    except ValueError:
        write(tag("div", words("presentation.desk.unreadable"), cls="rs-problem", role="alert"))
        return order_at({"receiver": given.get("receiver", ""), **fixed})


def _about(words: Words, order: Order, own: Level, served: Served) -> Order:
    """Whom it is for, what it is called, its level and its period; a new receiver brings its own slides."""
    named = {code: words(f"presentation.receiver.{code}.name") for code in receivers()}
    receiver = st.selectbox(
        words("presentation.desk.receiver"),
        list(named),
        index=list(named).index(order.receiver) if order.receiver in named else None,
        format_func=lambda code: named[code],
        placeholder=words("page.table.choose"),
        key="presentation_receiver",
    )
    if (receiver or "") != order.receiver:
        _put({"receiver": receiver or ""}, ("slides",))
    if receiver:
        write(tag("p", words(f"presentation.receiver.{receiver}.why"), cls="rs-text"))
    title = st.text_input(
        words("report.desk.title"), order.title, key=f"presentation_title_{words.lang}", max_chars=120
    )
    with st.container(horizontal=True, gap="small", key="presentation-about"):
        level = _level(words, order, own)
        months = period(words, order, served)
    changed = replace(order, title=title.strip() or order.title, level=level, address=months)
    if changed != order:
        standard = words("presentation.titled")
        _put(
            {
                "title": changed.title if changed.title != standard else "",
                "rule": changed.level if changed.level != OPEN else "",
                "period": changed.address.get("period", ""),
            }
        )
    return changed


def _level(words: Words, order: Order, own: Level) -> Level:
    """Open to all unless somebody inside chooses otherwise."""
    allowed = LEVELS[LEVELS.index(own) :]
    if len(allowed) == 1:
        return OPEN
    chosen: Level = st.selectbox(
        words("report.desk.level"),
        allowed,
        allowed.index(order.level) if order.level in allowed else len(allowed) - 1,
        format_func=lambda code: words(f"frame.level.{code}"),
        key="presentation_level",
        help=words("presentation.desk.level_told"),
    )
    return chosen


def _slide(words: Words, order: Order, slides: tuple[Item, ...], at: int, served: Served, own: Level) -> None:
    """One slide of the list: what it says, what is to know of it, and the buttons that move it or take it out."""
    item = slides[at]
    found = told(item, order, served, own)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"presentation-slide-{at}"):
        page = tag("span", f" · {views(words).get(item.page, item.page)}", cls="rs-quiet")
        write(tag("p", f"{at + 1}. ", tag("b", found.says), page, cls="rs-text"))
        last = len(slides) - 1
        _button(words, "up", at, found.says, lambda: _moved(slides, at, -1), off=at == 0)
        _button(words, "down", at, found.says, lambda: _moved(slides, at, 1), off=at == last)
        _button(words, "remove", at, found.says, lambda: slides[:at] + slides[at + 1 :])
    if not found.shown:
        said = words("presentation.desk.not_shown", why=found.known).strip()
        write(tag("p", said, cls="rs-notice", role="status"))
    elif found.known:
        write(tag("p", found.known, cls="rs-note"))


def _button(
    words: Words, what: str, at: int, of: str, change: Callable[[], tuple[Item, ...]], *, off: bool = False
) -> None:
    help_ = words(f"report.desk.{what}_told", what=literal(of))
    label = words(f"report.desk.{what}")
    if st.button(label, key=f"presentation-{what}-{at}", type="tertiary", disabled=off, help=help_):
        _put({"slides": slide_codes(change())})


def _moved(slides: tuple[Item, ...], at: int, by: int) -> tuple[Item, ...]:
    held = list(slides)
    held[at], held[at + by] = held[at + by], held[at]
    return tuple(held)


def _adding(words: Words, order: Order, slides: tuple[Item, ...], served: Served) -> None:
    """A figure, table or number of any view, put last."""
    if len(slides) >= MOST:
        write(tag("p", words("presentation.desk.full", n=MOST), cls="rs-note"))
        return
    names = views(words)
    with st.container(key="presentation-adding", border=True):
        page = st.selectbox(
            words("report.desk.choose"),
            list(names),
            index=None,
            format_func=lambda name: names[name],
            placeholder=words("page.table.choose"),
            key="presentation_page",
        )
        if page is None:
            return
        parts = outline(page, address_of(order, Item(page)), served, words.lang, order.level)
        said = {part.key: part_said(words, part) for part in parts}
        key = st.selectbox(
            words("presentation.desk.figure"),
            list(said),
            index=None,
            format_func=lambda one: said[one],
            placeholder=words("page.table.choose"),
            key=f"presentation_key_{page}",
        )
        if st.button(words("presentation.desk.add"), key="presentation-add", disabled=key is None) and key is not None:
            _put({"slides": slide_codes((*slides, Item(page, (key,))))})


def _showing(words: Words, order: Order) -> None:
    """The link that shows the slides, and how they are moved."""
    way = tag("a", words("presentation.desk.open"), href=way_to(address_at(order)), target="_blank", rel="noopener")
    write(
        tag("p", way, cls="rs-take"),
        tag("p", words("presentation.keys"), " ", words("presentation.desk.offline"), cls="rs-note"),
    )


def _put(codes: Mapping[str, str], gone: tuple[str, ...] = ()) -> None:
    """Write what is chosen into the address, and draw the desk anew."""
    for code, value in {**dict.fromkeys(gone, ""), **codes}.items():
        if value:
            st.query_params[code] = value
        elif code in st.query_params:
            del st.query_params[code]
    st.rerun()
