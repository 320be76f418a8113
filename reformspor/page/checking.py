"""A delivery is checked and admitted in a process of its own, while the reader sees how far it has come."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, tag, write
from reformspor.snapshot.child import admit_in_child, uploaded
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

CHECKING = ("read", "check")
ADMITTING = ("read", "check", "release")
# Steps the command names that belong to one the reader sees.
WITHIN = {"file": "read", "complete": "read", "done": "release", "cleared": "read"}
LONG = 3.0
# What files of a form that nobody has described are refused for.
UNKNOWN_FORM = frozenset({"unknown_file", "no_heading"})


@dataclass(frozen=True)
class Given:
    """What the reader has laid on the desk: files by name, their marks from the browser, profile and day."""

    files: tuple[tuple[str, bytes], ...]
    marks: tuple[str, ...]
    profile: str | None
    as_of: str | None

    @property
    def state(self) -> tuple[object, ...]:
        """What must be the same for an outcome to be about this."""
        return (self.marks, self.profile, self.as_of)


def last_outcome(given: Given) -> dict[str, Any] | None:
    """The outcome of the last check, when it was of what lies on the desk now."""
    kept = st.session_state.get("desk_outcome")
    return dict(kept[1]) if kept is not None and kept[0] == given.state and given.files else None


def check(words: Words, given: Given) -> None:
    """Check what is given, and keep the outcome with the refused rows as files."""
    st.session_state.pop("desk_done", None)
    outcome = _run(words, given, CHECKING)
    if outcome is None:
        return
    st.session_state["desk_outcome"] = (given.state, outcome)
    codes = {group["code"] for group in outcome["groups"]}
    # A workbook none of whose sheets is a table leaves nothing but tables that are missing.
    if not outcome["files"] and (codes & UNKNOWN_FORM or codes == {"missing_file"}):
        # The mapping view stands above the button that led here.
        st.session_state["desk_unknown"] = given.marks
        st.rerun()


def take(words: Words, given: Given, *, keep_good: bool, reason: str = "") -> None:
    """Admit what is given; the desk is cleared when it is done."""
    outcome = _run(words, given, ADMITTING, keep_good=keep_good, reason=reason)
    if outcome is None:
        return
    if not outcome.get("snapshot"):
        st.session_state["desk_outcome"] = (given.state, outcome)
    else:
        st.session_state["desk_done"] = outcome["snapshot"]
        st.session_state.pop("desk_outcome", None)
        st.session_state["desk_files"] += 1
    st.rerun()


def with_progress(
    words: Words, steps: tuple[str, ...], work: Callable[[Callable[[str], None]], dict[str, Any]]
) -> dict[str, Any] | None:
    """Run long work that tells its steps, show them, and let the reader stop it; None when it failed, which is said."""
    place, stop = st.empty(), st.empty()
    # When the reader stops it (or does anything else), the next step told ends this run, and the mark is left standing.
    st.session_state["desk_running"] = True
    stop.button(words("desk.progress.stop"), key="desk-stop", type="tertiary")
    progress = _Progress(words, steps, place)
    try:
        done: dict[str, Any] | None = work(progress.tell)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))
        done = None
    st.session_state["desk_running"] = False
    place.empty()
    stop.empty()
    return done


def _run(
    words: Words, given: Given, steps: tuple[str, ...], *, keep_good: bool = False, reason: str = ""
) -> dict[str, Any] | None:
    data = data_folder()
    rejects = Path(tempfile.mkdtemp(prefix="reformspor-"))

    def work(say: Callable[[str], None]) -> dict[str, Any]:
        with uploaded(data, given.files) as folder:
            outcome = admit_in_child(
                folder,
                data,
                lang=words.lang,
                profile=given.profile,
                as_of=given.as_of,
                rejects=rejects,
                say=say,
                keep_good=keep_good,
                reason=reason,
                dry_run=steps == CHECKING,
            )
        return outcome | {"rejects": [(name, (rejects / name).read_bytes()) for name in outcome["rejects"]]}

    try:
        return with_progress(words, steps, work)
    finally:
        shutil.rmtree(rejects, ignore_errors=True)


class _Progress:
    """Draws the steps anew each time something is told."""

    def __init__(self, words: Words, steps: tuple[str, ...], place: Any) -> None:
        self.words, self.steps, self.place = words, steps, place
        self.now, self.detail, self.began = steps[0], "", time.monotonic()

    def tell(self, step: str) -> None:
        """Take a step as the command names it; an empty one only lets the clock go on."""
        name, *numbers = step.split() or [""]
        if name:
            self.now = WITHIN.get(name, name if name in self.steps else self.now)
            known = name in WITHIN and self.words.has(f"desk.progress.{name}")
            told = dict(zip(("n", "of"), numbers, strict=False))
            self.detail = self.words(f"desk.progress.{name}", **told) if known else ""
        with self.place:
            write(self._drawn())

    def _drawn(self) -> Markup:
        at = self.steps.index(self.now)
        seconds = time.monotonic() - self.began
        clock = f" {self.words.number(int(seconds))} s" if seconds > LONG else ""
        return tag("ol", *[self._step(n, name, at, clock) for n, name in enumerate(self.steps)], cls="rs-progress")

    def _step(self, n: int, name: str, at: int, clock: str) -> Markup:
        said = self.detail if n == at and self.detail else self.words(f"desk.progress.{name}")
        state = "rs-done" if n < at else "rs-now" if n == at else ""
        return tag("li", f"{said}{' …' + clock if n == at else ''}", cls=state)
