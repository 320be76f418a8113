"""Where the applicant writes in the open fields of a call, and takes the annex and the data management plan away."""

from __future__ import annotations

import streamlit as st

from reformspor.application import Call, Written, fields_of, keep_answer
from reformspor.application.kept import HOURS, LONGEST
from reformspor.application.plan import Facts, plan_markdown
from reformspor.application.plan_json import plan_json
from reformspor.chained import moment
from reformspor.disclosure import LEVELS, Level, Rule
from reformspor.errors import ReformsporError
from reformspor.page.annexed import plan_name
from reformspor.page.applying import held_for
from reformspor.page.filling.data import facts_of
from reformspor.page.markup import tag, write
from reformspor.page.opening import refuse, role_field
from reformspor.page.own_level import own_level
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.report_making import making
from reformspor.page.serving import Served
from reformspor.report.formats import Format
from reformspor.report.order import Item, Order
from reformspor.report.saved import new_id
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

DONE, NAMED = "application_done", "application_order"
# What of the address the annex is made by.
HEEDED = ("call", "months", "p", "o", "s")
KINDS: tuple[Format, ...] = ("docx", "pdf", "md")


def application_desk(words: Words, served: Served) -> None:
    """Draw the form of one field, and what can be taken away."""
    held = held_for(served.manifest, "internal")
    call = held.call(st.query_params.get("call"))
    written = held.written.get(call.code)
    with st.container(key="application-desk"):
        # Always there, so that what stands open below does not close when it says something.
        with st.container(key="application-said"):
            if done := st.session_state.pop(DONE, None):
                write(tag("p", done, cls="rs-verdict-line rs-fine", role="status"))
        # Of a file that cannot be read the page itself says so; nothing is written over it.
        if written is not None:
            with st.expander(words("application.desk.title")):
                write(tag("p", words("application.desk.how"), cls="rs-text"))
                _field(words, served, call, written)
        with st.expander(words("application.desk.take")):
            _take(words, served, call, written or Written())


def asks_of(call: Call, name: str, words: Words) -> str:
    """What a field asks, hours by their work package and role."""
    if not name.startswith(HOURS):
        return call.said(words, f"ask.{name}")
    _, package, role = name.split(".")
    return words(
        "application.desk.hours_field", package=call.said(words, f"package.{package}"), role=words.code("role", role)
    )


def _field(words: Words, served: Served, call: Call, written: Written) -> None:
    name = st.selectbox(
        words("application.desk.field"),
        fields_of(call),
        format_func=lambda one: asks_of(call, one, words),
        key=f"application_field_{call.code}",
    )
    with st.form(key="application_form", border=False):
        former = written.answers[name].text if name in written.answers else ""
        text = st.text_area(
            words("application.desk.text"), former, key=f"application_text_{call.code}_{name}", max_chars=LONGEST
        )
        role = role_field(words, "application_role")
        sent = st.form_submit_button(words("application.desk.save"), type="primary")
    if not sent:
        return
    constructed = served.manifest.constructed
    try:
        wrong = keep_answer(data_folder().root, call, name, text, role=role or "", constructed=constructed)
    except ReformsporError as error:
        refuse([words(error.key, **error.details)])
        return
    except OSError as error:
        refuse([words("hypotheses.not_written", why=error.strerror or type(error).__name__)])
        return
    if wrong:
        refuse([words(f"application.kept.{one.code}", **one.places) for one in wrong])
        return
    key = "saved" if text.strip() else "removed"
    st.session_state[DONE] = words(f"application.desk.{key}", asks=asks_of(call, name, words))
    st.rerun()


def _take(words: Words, served: Served, call: Call, written: Written) -> None:
    own = own_level()
    allowed = LEVELS[LEVELS.index(own) :]
    level = st.selectbox(
        words("application.desk.level"),
        allowed,
        len(allowed) - 1,
        format_func=lambda code: words(f"frame.level.{code}"),
        key="application_level",
    )
    making(words, order_of(words, call, level), own, KINDS)
    named = plan_name(words, call.code, constructed=served.manifest.constructed)

    def text() -> bytes:
        return plan_markdown(facts_at(words, served, level), call, written, words).encode()

    def machine() -> bytes:
        return plan_json(facts_at(words, served, level), call, written, words, moment()).encode()

    with st.container(horizontal=True, gap="small"):
        for kind, data, ending, mime in (
            ("plan_markdown", text, "md", "text/markdown"),
            ("plan_json", machine, "json", "application/json"),
        ):
            st.download_button(
                words(f"application.desk.{kind}"),
                data=data,
                file_name=f"{named}.{ending}",
                mime=mime,
                key=f"application_{kind}",
                on_click="ignore",
            )


def order_of(words: Words, call: Call, level: Level) -> Order:
    """The annex as it stands in the address, in an order that keeps its name as long as the reader is here."""
    if NAMED not in st.session_state:
        st.session_state[NAMED] = new_id()
    address = {name: code for name in HEEDED if (code := st.query_params.get(name, ""))} | {"call": call.code}
    title = f"{words('application.title')}: {call.said(words, 'name')}"
    return Order(st.session_state[NAMED], title, words.lang, level, (Item("application", (), address),))


def facts_at(words: Words, served: Served, level: Level) -> Facts:
    """What the plan is made of, as a level may see it."""
    return facts_of(Rehearsal(words, Scope(), Rule.of(level), "light", served))
