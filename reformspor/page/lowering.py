"""Where an analyst lowers a verdict with a reason and a role; it cannot be raised, here or anywhere."""

from __future__ import annotations

import streamlit as st

from reformspor.effects.verdict import Verdict
from reformspor.errors import ReformsporError
from reformspor.findings.hypotheses import wrong_said
from reformspor.hypotheses import Lowered, lower_verdict
from reformspor.hypotheses.lowering import lower_levels
from reformspor.page.markup import tag, write
from reformspor.page.opening import refuse, role_field
from reformspor.page.registering import failed
from reformspor.page.serving import Served
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words


def lowering_desk(words: Words, served: Served, outcome: str, verdict: Verdict) -> None:
    """Draw the form, folded, where there is a weaker verdict; and lower it when it is sent."""
    levels = lower_levels(verdict)
    if not levels:
        return
    with st.expander(words("hypotheses.lower.title")), st.form(key=f"lower_{outcome}", border=False):
        write(tag("p", words("hypotheses.lower.how"), cls="rs-text"))
        to = st.selectbox(
            words("hypotheses.lower.to"),
            levels,
            index=None,
            format_func=lambda level: words(f"verdict.level.{level}.name"),
            placeholder=words("page.table.choose"),
            key="lower_to",
        )
        why = st.text_input(words("hypotheses.lower.why"), key="lower_why")
        role = role_field(words, "lower_role")
        if not st.form_submit_button(words("hypotheses.lower.save")):
            return
        _lower(words, served, outcome, verdict, (to or "", why, role or ""))


def _lower(words: Words, served: Served, outcome: str, verdict: Verdict, given: tuple[str, str, str]) -> None:
    to, why, role = given
    blank = {"hypotheses.fault.no_level": to, "hypotheses.fault.why": why.strip(), "hypotheses.no_role": role}
    if not all(blank.values()):
        refuse([words(key) for key, said in blank.items() if not said])
        return
    now = served.manifest
    levels = (verdict.level, to)
    try:
        done = lower_verdict(
            data_folder().root, outcome, verdict.design, levels, why, role=role, constructed=now.constructed
        )
    except (ReformsporError, OSError) as error:
        refuse([failed(words, error)])
        return
    if isinstance(done, Lowered):
        st.rerun()
    refuse([wrong_said(one, words) for one in done])
