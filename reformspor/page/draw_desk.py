"""Where the order of joining is drawn by lot: among the units that have not begun, written down as it is drawn."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.effects.draw import NEVER, draw_order
from reformspor.errors import ReformsporError
from reformspor.findings.hypotheses import SHORT, wrong_said
from reformspor.findings.planning import said_of
from reformspor.hypotheses import keep_draw
from reformspor.page.markup import literal, tag, write
from reformspor.page.opening import refuse, role_field
from reformspor.page.registering import failed
from reformspor.page.serving import Served, answer
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.periods import MONTH
from reformspor.words import Words

DONE = "draw_done"


def draw_desk(words: Words, served: Served) -> None:
    """Draw the form, and the order when it is sent."""
    rows = _waiting(served)
    with st.container(key="draw-desk"):
        write(
            tag("h3", words("planning.desk.title"), cls="rs-desk-title"),
            tag("p", words("planning.desk.how"), cls="rs-text"),
        )
        if done := st.session_state.pop(DONE, None):
            write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))
        with st.form(key="draw_form", border=False):
            units = st.multiselect(
                words("planning.desk.units"),
                list(rows),
                format_func=lambda unit: literal(f"{rows[unit]['unit_name']} ({unit})"),
                placeholder=words("page.table.choose"),
                key="draw_units",
            )
            steps = st.text_input(
                words("planning.desk.steps"), key="draw_steps", help=words("planning.desk.steps_told")
            )
            has_strata = st.checkbox(words("planning.desk.strata"), key="draw_strata")
            left, right = st.columns(2)
            with left:
                seed = st.text_input(
                    words("planning.desk.seed"), key="draw_seed", help=words("planning.desk.seed_told")
                )
            with right:
                role = role_field(words, "draw_role")
            sent = st.form_submit_button(words("planning.desk.draw"), type="primary")
        if sent:
            strata = {unit: str(rows[unit]["sector"]) for unit in units} if has_strata else {}
            _draw(words, served, (units, steps, seed.strip()), strata, role or "")


def _draw(
    words: Words, served: Served, given: tuple[list[str], str, str], strata: Mapping[str, str], role: str
) -> None:
    units, typed, seed = given
    steps = [step.strip() for step in typed.split(",") if step.strip()]
    amiss = [
        words("planning.desk.step_unread", value=one) for one in steps if one != NEVER and not MONTH.fullmatch(one)
    ]
    # A seed nobody chose: as long as a lottery's numbers could never be.
    drawn = draw_order(units, steps, seed or secrets.token_hex(8), strata)
    amiss += [said_of(one, words) for one in drawn.refused]
    if drawn.order is None or amiss:
        refuse(amiss)
        return
    now = served.manifest
    try:
        kept = keep_draw(data_folder().root, drawn.order, role=role, source=now.source, constructed=now.constructed)
    except (ReformsporError, OSError) as error:
        refuse([failed(words, error)])
        return
    if isinstance(kept, tuple):
        refuse([wrong_said(one, words) for one in kept])
        return
    st.session_state[DONE] = words("planning.desk.done", hash=kept[:SHORT])
    st.rerun()


def _waiting(served: Served) -> dict[str, dict[str, Any]]:
    """The units that have not begun by the day of the export, by their codes."""
    found = answer(served.manifest.id, "outcomes/starts", Scope(), "internal")
    day = served.manifest.as_of_date
    rows = found.copy_rows()
    return {
        str(row["unit_id"]): row
        for row in rows
        if row["how"] != "contradicted" and (row["start"] is None or row["start"] > day)
    }
