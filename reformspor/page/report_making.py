"""What comes of a report: what has changed since it was last made, how it will look, and the files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from reformspor.disclosure import Level
from reformspor.page.changes_said import change_said, count_said, head_said, numbers_said
from reformspor.page.images import can_draw
from reformspor.page.making_watched import watched
from reformspor.page.markup import Markup, tag, write
from reformspor.page.press import MOST_TEMPLATE, Job, asked, begin, came_of, link_of, previewed
from reformspor.page.report_state import is_kept
from reformspor.page.serving import Served
from reformspor.page.workshop import Standing
from reformspor.passport import Difference
from reformspor.report.figures import Change
from reformspor.report.formats import FORMATS, Format
from reformspor.report.order import Order, plain, read_order
from reformspor.report.saved import last_made
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words


def making(words: Words, order: Order, own: Level, kinds: Sequence[Format] = FORMATS) -> None:
    """The formats, the municipality's template, and the button; then how far it has come, and the file."""
    with st.container(key="report-making"):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="report-format-row"):
            kind = st.selectbox(
                words("report.make.format"),
                kinds,
                format_func=lambda code: words(f"report.make.kind.{code}"),
                key="report-format",
            )
            # The door of uploads is shut to those outside.
            template = _template(words) if kind == "pptx" and own == "internal" else None
            pressed = st.button(words("report.make.button"), key="report-make", type="primary")
        if kind in ("docx", "pdf", "zip") and not can_draw():
            write(tag("p", words("report.make.no_pictures"), cls="rs-note"))
        if pressed:
            _begin(asked("make", order, own, kind, template), order)
        _followed(words, "make", order, _made)


def previewing(words: Words, order: Order, own: Level) -> None:
    """The report as it will stand, a view at a time."""
    with st.container(key="report-previewing"):
        if st.button(words("report.preview.button"), key="report-preview"):
            _begin(asked("preview", order, own), order)
        _followed(words, "preview", order, _previewed)


def changes_since(words: Words, order: Order, own: Level, served: Served) -> None:
    """When the report was last made, and, when asked for, each figure that is not what it was."""
    made = last_made(data_folder(), order) if is_kept(own) else None
    if made is None:
        return
    with st.container(key="report-changes"):
        write(tag("p", head_said(made.at, made.snapshot, served.manifest.id, words), cls="rs-text"))
        if st.button(words("report.changes.button"), key="report-changes-button"):
            _begin(asked("changes", order, own), order)
        _followed(words, "changes", order, lambda words, job, found: _changed(words, found, served))


def _template(words: Words) -> bytes | None:
    given = st.file_uploader(words("report.make.template"), type=["pptx", "potx"], key="report-template")
    if given is None:
        return None
    if given.size > MOST_TEMPLATE:
        write(tag("div", words("report.problem.template", file=given.name), cls="rs-problem", role="alert"))
        return None
    return given.getvalue()


def _begin(job: Job, order: Order) -> None:
    begin(job)
    st.session_state[f"report_job_{job.deed}"] = (job, plain(order))


def _followed(words: Words, deed: str, order: Order, shown: Any) -> None:
    """How far a job has come, what stopped it, or what came of it."""
    job, of = st.session_state.get(f"report_job_{deed}", (None, ""))
    # What was begun for another report is shown where that one is.
    if job is None or read_order(of).id != order.id:
        return
    found = came_of(job)
    if found is None:
        watched(words, job, f"report.make.{job.deed}", partial(_said, words))
    elif "refused" in found:
        refused = found["refused"]
        write(tag("div", words(refused["key"], **refused["details"]), cls="rs-problem", role="alert"))
    else:
        if of != plain(order):
            write(tag("p", words("report.make.changed_since"), cls="rs-note", role="status"))
        shown(words, job, found)


def _said(words: Words, standing: Standing) -> str:
    """How far it has come, or why it has not."""
    if standing.stage == "waiting":
        return words("work.waiting", n=standing.before)
    if standing.stage != "working":
        return words(f"report.make.{standing.stage}")
    stage, _, headline = standing.step.partition(" ")
    if not stage:
        return words("report.make.begun")
    return words(f"report.step.{stage}", at=standing.at, of=standing.of, figure=headline)


def _made(words: Words, job: Job, found: Mapping[str, Any]) -> None:
    kind = words(f"report.make.kind.{job.given['kind']}")
    label = words("report.make.fetch", kind=kind, size=words.number(found["bytes"] / 1024**2, 1))
    write(
        tag("p", words("report.make.done"), cls="rs-verdict-line rs-fine", role="status"),
        tag("p", tag("a", label, href=link_of(job), download=str(found["name"])), cls="rs-take"),
    )


def _previewed(words: Words, job: Job, found: Mapping[str, Any]) -> None:
    titles = found["titles"]
    at = st.selectbox(
        words("report.preview.label"),
        range(len(titles)),
        format_func=lambda place: f"{place + 1}. {titles[place]}",
        key=f"report-previewed-{job.key[:8]}",
    )
    text = previewed(job, at or 0)
    write(Markup(text) if text else tag("p", words("report.preview.gone"), cls="rs-note"))


def _changed(words: Words, found: Mapping[str, Any], served: Served) -> None:
    each = tuple(
        Change(**{**one, "numbers": tuple(Difference(**cell) for cell in one["numbers"]), "key": tuple(one["key"])})
        for one in found.get("changes", ())
    )
    if found.get("made") is None:
        write(tag("p", words("report.changes.never_made"), cls="rs-text"))
        return
    write(tag("p", count_said(each, words), cls="rs-verdict-line", role="status"))
    for one in (one for one in each if one.what != "same"):
        lines = [tag("li", line) for line in numbers_said(one, words, served.choices.units)]
        write(tag("p", change_said(one, words), cls="rs-text"), tag("ul", *lines, cls="rs-points") if lines else None)
