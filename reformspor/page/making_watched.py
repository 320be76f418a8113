"""How far something that is made in the background has come, followed on the screen until it is made or stopped."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from reformspor.page.markup import tag, write
from reformspor.page.press import Job, press
from reformspor.page.workshop import Standing
from reformspor.words import Words

EVERY = 1.0
GOES_ON = ("waiting", "working")


def watched(words: Words, job: Job, title: str, said: Callable[[Standing], str]) -> None:
    """Draw how far a job has come, under `title` (a key), with a button that stops it; when it is done, the page is
    drawn anew. `said` tells how it stands in a sentence."""

    @st.fragment(run_every=EVERY)
    def drawn() -> None:
        standing = press().standing(job.key) or Standing("stopped")
        if standing.stage == "done":
            st.rerun()
        goes_on, taken = standing.stage in GOES_ON, None
        if standing.stage == "working":
            taken = tag("p", words("work.taken", seconds=words.number(int(time.monotonic() - standing.began))))
        name = words(title if goes_on else "report.make.not_done")
        told = tag("div", tag("p", tag("b", name)), tag("p", said(standing)), role="status")
        write(tag("div", told, taken, cls="rs-state rs-working"))
        if goes_on:
            st.button(words("report.make.stop"), key=f"stop-{job.key[:8]}", on_click=press().stop, args=(job.key,))

    with st.container(key=f"work-{job.key[:8]}"):
        drawn()
