"""A card drawn by Streamlit's own parts, for where our element may not be used: the same message, the same texts.

Nothing of ours runs in the browser for it, so what our element does there is done here or not at all: a point is
reached by pointer alone, and by keyboard the table and the list of what can be picked stand for it; a new answer or
another theme makes the chart anew; on paper it is as on the screen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from reformspor.charts.picking import codes
from reformspor.page.handout import handout
from reformspor.page.markup import Markup, tag, write
from reformspor.page.message import Message
from reformspor.page.picks import choose

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
Said = dict[str, Any]


def framework_card(message: Message, level: str) -> None:
    """Draw a whole card under a stable key; what our element would fetch is made here, at the level of the answer."""
    said = message.said
    with st.container(key=f"card_{message.key}"):
        write(Markup(said["head"]))
        view = _controls(said, message, level)
        if message.spec and view == "figure":
            _plot(said, message, level)
        else:
            _table(said, level)
        _against(said, level)
        write(tag("div", Markup(said["foot"]), cls="rs-under"))


def _controls(said: Said, message: Message, level: str) -> str:
    """The row of controls; gives the view that is shown."""
    words, key, view = said["words"], said["key"], "table"
    with st.container(key=f"bar_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if message.spec:
            chosen = st.segmented_control(
                words["views"],
                ["figure", "table"],
                default="figure",
                required=True,
                format_func=words.__getitem__,
                key=f"view_{key}",
                label_visibility="collapsed",
                width="content",
            )
            view = chosen or "figure"
        if message.asks is not None and said.get("picks"):
            _picker(said, *message.asks)
        if said["files"] or said["along"]:
            with st.popover(words["files"], key=f"files_{key}"):
                write(tag("div", *_links(said), cls="rs-links"))
        about = st.popover(words["about"], key=f"about_{key}", on_change="rerun")
        if about.open:
            with about:
                write(Markup(_fetched(said, "about", level)))
    return view


def _links(said: Said) -> list[Markup]:
    found = [
        tag("a", label, href=f"{said['path']}.{kind}?{said['query']}", download="") if kind else tag("p", label)
        for kind, label in said["files"]
    ]
    if said["along"]:
        found.append(tag("a", said["along"], href=f"/report?{_into_report(said)}"))
    return found


def _into_report(said: Said) -> str:
    from urllib.parse import parse_qsl, urlencode

    page, key = said["path"].split("/")[-2:]
    asked = {name: value for name, value in parse_qsl(said["query"]) if name != "snapshot"}
    return urlencode({**asked, "add": page, "key": key})


def _picker(said: Said, question: str, names: tuple[str, ...]) -> None:
    """The list of what can be picked; what is picked already stands in it, and is undone by a choice of all."""
    words, key, picks = said["words"], said["key"], said["picks"]
    with st.popover(words["pick"], key=f"pick_{key}"), st.form(f"picks_{key}", border=False):
        st.caption(words["how"])
        for name, options in picks["options"].items():
            labels = {"": words["any"], **dict(options)}
            st.selectbox(
                picks["labels"][name],
                list(labels),
                index=list(labels).index(picks["chosen"].get(name, "")),
                format_func=labels.__getitem__,
                key=f"pick_{key}_{name}_{picks['chosen'].get(name, '')}",
            )
        fields = {name: f"pick_{key}_{name}_{picks['chosen'].get(name, '')}" for name in picks["options"]}
        st.form_submit_button(words["take"], on_click=_chosen, args=(fields, question, names))


def _chosen(fields: Mapping[str, str], question: str, names: tuple[str, ...]) -> None:
    choose({name: st.session_state.get(key) or "" for name, key in fields.items()}, question, names)


def _plot(said: Said, message: Message, level: str) -> None:
    key, whole = said["key"], _whole(said, level)
    figure = json.loads(message.spec if whole is None else whole["spec"])
    figure["layout"]["height"] = said["height"] if whole is None else whole["height"]
    given: dict[str, Any] = {}
    if message.asks is not None:
        meanings = [_meanings(trace) for trace in figure["data"]]
        told = partial(_picked, f"plot_{key}", meanings, said["picks"]["chosen"], *message.asks)
        given = {"on_select": told, "selection_mode": "points"}
    st.plotly_chart(figure, key=f"plot_{key}", theme=None, config=CONFIG, alt=said["alt"], **given)
    if said["leftOut"] and whole is None:
        asked = _asked_for_whole(said)
        write(tag("p", said["words"]["lost"] if asked else said["leftOut"], cls="rs-left-out"))
        if said["more"] and not asked:
            st.button(said["more"], key=f"more_{key}", on_click=_ask_for_whole, args=(key, said["query"]))


def _whole(said: Said, level: str) -> dict[str, Any] | None:
    """The figure with nothing left out, where the reader has asked for it and it is still to be had."""
    if not said["leftOut"] or not _asked_for_whole(said):
        return None
    held = handout(f"{said['path']}.whole-{said['theme']}", said["query"], level)
    return None if held is None else json.loads(held.body)


def _asked_for_whole(said: Said) -> bool:
    """Whether the reader has asked for it within what is chosen now."""
    return bool(st.session_state.get(f"whole_{said['key']}") == said["query"])


def _ask_for_whole(key: str, query: str) -> None:
    st.session_state[f"whole_{key}"] = query


def _meanings(trace: Mapping[str, Any]) -> tuple[list[str], str]:
    """What each mark of a series stands for, and what the series does."""
    meta = trace.get("meta")
    held = meta.get("trace", "") if isinstance(meta, dict) else ""
    return [text if isinstance(text, str) else "" for text in trace.get("customdata", ())], held


def _picked(
    key: str,
    meanings: list[tuple[list[str], str]],
    chosen: Mapping[str, str],
    question: str,
    names: tuple[str, ...],
) -> None:
    """Write the mark that was pressed into the address; what is picked already is undone by picking it again."""
    points = st.session_state[key].selection.points
    wanted: dict[str, str] = {}
    if points:
        own, of_series = meanings[points[0]["curve_number"]]
        at = points[0].get("point_index", points[0].get("point_number", -1))
        found = codes((own[at] if 0 <= at < len(own) else "") or of_series)
        wanted = {name: code for name, code in found.items() if name in names}
        if not wanted:
            return
    choose({} if wanted == dict(chosen) else wanted, question, names)


def _table(said: Said, level: str) -> None:
    """What is said for want of rows, or twenty rows with a way to the next."""
    if said["said"]:
        write(Markup(said["said"]))
        return
    key, pages = said["key"], said["pages"]
    turned = st.session_state.setdefault(f"page_{key}", {"query": said["query"], "page": 1})
    if turned["query"] != said["query"]:
        turned.update(query=said["query"], page=1)
    now = max(1, min(turned["page"], pages))
    write(Markup(said["table"] if said["table"] and now == 1 else _fetched(said, f"table-{now}", level)))
    if pages < 2:
        return
    words = said["words"]
    with st.container(key=f"pager_{key}", horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        turn = partial(st.button, on_click=_turn)
        turn("\u2039", key=f"former_{key}", help=words["former"], disabled=now == 1, args=(f"page_{key}", now - 1))
        write(tag("span", f"{now} / {pages}"))
        turn("\u203a", key=f"next_{key}", help=words["next"], disabled=now == pages, args=(f"page_{key}", now + 1))


def _turn(held: str, page: int) -> None:
    st.session_state[held]["page"] = page


def _against(said: Said, level: str) -> None:
    path, query = said["against"]
    if not path:
        write(tag("p", query, cls="rs-against") if query else None)
        return
    held = handout(f"{path}.against", query, level)
    write(tag("p", held.body.decode() if held is not None else "", cls="rs-against"))


def _fetched(said: Said, kind: str, level: str) -> str:
    held = handout(f"{said['path']}.{kind}", said["query"], level)
    return held.body.decode() if held is not None else tag("p", said["words"]["lost"], cls="rs-notice").text
