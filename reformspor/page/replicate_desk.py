"""Where the package that others can reckon every number from is ordered, followed and taken; only inside the house."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from reformspor.disclosure import LEVELS
from reformspor.page.kept_work import key_of
from reformspor.page.making_watched import watched
from reformspor.page.markup import tag, write
from reformspor.page.own_level import own_level
from reformspor.page.press import Job, came_of, files_folder, link_of, make_room, press
from reformspor.page.serving import Served
from reformspor.page.workshop import Standing
from reformspor.words import Words

WORK, HELD = "replicate", "replicate_job"
DATA = ("open", "closed")


def replicate_desk(words: Words, _served: Served) -> None:
    """For whom, with which data, and the button; then how far it has come, and the file."""
    write(tag("p", words("replication.desk.lead"), cls="rs-text"))
    with st.container(key="replicate-desk"):
        with st.form("replicate-form", border=False):
            level = st.selectbox(
                words("replication.desk.level"),
                LEVELS[::-1],
                format_func=lambda code: words(f"replication.level.{code}"),
                key="replicate-level",
            )
            data = st.radio(
                words("replication.desk.data"),
                DATA,
                format_func=lambda code: words(f"replication.desk.{code}"),
                key="replicate-data",
            )
            pressed = st.form_submit_button(words("replication.desk.make"), type="primary")
        if pressed:
            _begin(str(level), closed=data == "closed", lang=words.lang)
        _followed(words)


def _begin(level: str, *, closed: bool, lang: str) -> None:
    out = files_folder() / secrets.token_hex(12)
    given = {"level": level, "own": own_level(), "lang": lang, "closed": closed, "out": str(out), "kind": "zip"}
    job = Job(key_of(WORK, given), WORK, given)
    make_room(files_folder())
    press().begin(job.key, WORK, given)
    st.session_state[HELD] = job


def _followed(words: Words) -> None:
    job: Job | None = st.session_state.get(HELD)
    if job is None:
        return
    found = came_of(job)
    if found is None:
        watched(words, job, "replication.desk.making", partial(said_of, words))
    elif "refused" in found:
        refused = found["refused"]
        write(tag("div", words(refused["key"], **refused["details"]), cls="rs-problem", role="alert"))
    else:
        _made(words, job, found)


def said_of(words: Words, standing: Standing) -> str:
    """How far it has come, or why it has not."""
    if standing.stage == "waiting":
        return words("work.waiting", n=standing.before)
    if standing.stage == "done":
        return words("replication.desk.done")
    if standing.stage != "working":
        return words(f"report.make.{standing.stage}")
    stage, _, figure = standing.step.partition(" ")
    if not stage:
        return words("report.make.begun")
    return words(f"replication.step.{stage}", at=standing.at, of=standing.of, figure=figure)


def _made(words: Words, job: Job, found: Mapping[str, Any]) -> None:
    size = words.number(found["bytes"] / 1024**2, 1)
    label = words("replication.desk.take", size=size)
    write(
        tag("p", words("replication.desk.done"), cls="rs-verdict-line rs-fine", role="status"),
        tag("p", tag("a", label, href=link_of(job), download=str(found["name"])), cls="rs-take"),
        tag("p", words("replication.cli.rebuild"), cls="rs-note"),
    )
