"""Where a hypothesis is registered: all that is wrong is said at once, and what is registered is never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import streamlit as st

from reformspor.effects.hypothesis import Comparison, Design, Direction, Hypothesis
from reformspor.errors import ReformsporError
from reformspor.findings.hypotheses import SHORT, wrong_said
from reformspor.hypotheses import Registered, register_hypothesis
from reformspor.hypotheses.checking import FURTHEST
from reformspor.page.markup import literal, tag, write
from reformspor.page.opening import refuse, role_field
from reformspor.page.registering import failed
from reformspor.page.serving import Served, answer
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DONE = "register_done"


def register_desk(words: Words, served: Served) -> None:
    """Draw the form of one hypothesis, and register it when it is sent."""
    with st.container(key="register-desk"):
        write(
            tag("h3", words("hypotheses.desk.title"), cls="rs-desk-title"),
            tag("p", words("hypotheses.desk.how"), cls="rs-text"),
        )
        if done := st.session_state.pop(DONE, None):
            write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))
        known = _indicators(served)
        with st.form(key="register_form", border=False):
            made, role = _form(words, known)
            sent = st.form_submit_button(words("hypotheses.desk.save"), type="primary")
        if sent:
            _register(words, served, made, role or "", tuple(known))


def _form(words: Words, known: Mapping[str, str]) -> tuple[Hypothesis, str | None]:
    left, right = st.columns(2)
    with left:
        outcome = _outcome(words, known)
        direction = _code(words, "direction", get_args(Direction))
        smallest = st.text_input(
            words("hypotheses.desk.smallest"), key="hyp_smallest", help=words("hypotheses.desk.smallest_told")
        )
        first = st.number_input(
            words("hypotheses.desk.first"), 0, FURTHEST, 0, key="hyp_first", help=words("hypotheses.desk.window_told")
        )
        last = st.number_input(words("hypotheses.desk.last"), 0, FURTHEST, 11, key="hyp_last")
        anticipation = st.number_input(words("hypotheses.desk.anticipation"), 0, FURTHEST, 0, key="hyp_anticipation")
        units = st.text_input(words("hypotheses.desk.units"), key="hyp_units")
    with right:
        method = _code(words, "method", get_args(Design))
        comparison = _code(words, "comparison", get_args(Comparison))
        start = st.text_input(words("hypotheses.desk.start"), key="hyp_start", help=words("hypotheses.desk.start_told"))
        family = st.text_input(
            words("hypotheses.desk.family"), key="hyp_family", help=words("hypotheses.desk.family_told")
        )
        control = st.text_input(words("hypotheses.desk.control"), key="hyp_control")
        drawn = st.text_input(words("hypotheses.desk.drawn"), key="hyp_drawn")
        role = role_field(words, "hyp_role")
    because = st.text_input(words("hypotheses.desk.because"), key="hyp_because")
    made = Hypothesis(
        outcome=outcome,
        direction=direction,  # type: ignore[arg-type]  # an empty one is told among what is wrong
        method=method,  # type: ignore[arg-type]
        comparison=comparison,  # type: ignore[arg-type]
        smallest=_number(smallest),
        window=(int(first), int(last)),
        units=tuple(part.strip() for part in units.split(",") if part.strip()),
        anticipation=int(anticipation),
        start=start.strip(),
        family=family.strip(),
        control=control.strip(),
        drawn=drawn.strip(),
        because=because.strip(),
    )
    return made, role


def _outcome(words: Words, known: Mapping[str, str]) -> str:
    """The outcome's code: one of the indicators, or as it will be called while there are none."""
    if not known:
        return st.text_input(words("hypotheses.desk.outcome"), key="hyp_outcome_text").strip()
    chosen = st.selectbox(
        words("hypotheses.desk.outcome"),
        list(known),
        index=None,
        format_func=lambda code: literal(f"{known[code]} ({code})"),
        placeholder=words("page.table.choose"),
        key="hyp_outcome",
    )
    return chosen or ""


def _code(words: Words, name: str, codes: tuple[str, ...]) -> str:
    chosen = st.selectbox(
        words(f"hypotheses.desk.{name}"),
        codes,
        index=None,
        format_func=lambda code: words(f"hypotheses.{name}.{code}"),
        placeholder=words("page.table.choose"),
        key=f"hyp_{name}",
    )
    return chosen or ""


def _number(typed: str) -> float:
    """A typed number; not a number where it is none, which is told among what is wrong."""
    try:
        return float(typed.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return float("nan")


def _register(words: Words, served: Served, made: Hypothesis, role: str, known: tuple[str, ...]) -> None:
    now = served.manifest
    try:
        done = register_hypothesis(
            data_folder().root, made, role=role, source=now.source, constructed=now.constructed, known=known
        )
    except (ReformsporError, OSError) as error:
        refuse([failed(words, error)])
        return
    if isinstance(done, Registered):
        key = "done" if done.in_time else "done_late"
        st.session_state[DONE] = words(f"hypotheses.desk.{key}", hash=done.hash[:SHORT])
        st.rerun()
    refuse([wrong_said(one, words) for one in done])


def _indicators(served: Served) -> dict[str, str]:
    found = answer(served.manifest.id, "outcomes/indicators", Scope(), "internal")
    return {str(row["indicator"]): str(row["name"]) for row in found.copy_rows()}
