"""Where a figure's name is written or its file handed in, to be held against the snapshot it came from."""

from __future__ import annotations

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.checked import Differing, Figure, File
from reformspor.page.checked_said import differing_said, notes_said, whole_said, why_said
from reformspor.page.markup import Markup, tag, write
from reformspor.page.own_level import own_level
from reformspor.page.serving import Served
from reformspor.page.verify_child import checked_in_child
from reformspor.passport.code import ASKED
from reformspor.words import Words

# In MiB; the command takes larger ones.
LARGEST = 40
MOST_SHOWN = 12
CAME_OF_IT = "verification_found"
KINDS = ["png", "svg", "pdf", "pptx", "docx", "xlsx", "csv", "zip"]


def verify_desk(words: Words, _served: Served) -> None:
    """Draw the field for a name, the field for a file, and what came of it."""
    with st.container(key="verify-desk"):
        with st.form("verify-form", border=False):
            name = st.text_input(
                words("verification.desk.name"),
                st.query_params.get(ASKED, ""),
                max_chars=80,
                help=words("verification.desk.name_help"),
            )
            # The door of uploads is shut to those outside.
            inside = own_level() == "internal"
            given = (
                st.file_uploader(words("verification.desk.file"), KINDS, max_upload_size=LARGEST) if inside else None
            )
            asked = st.form_submit_button(words("verification.desk.check"))
        write(tag("p", words(f"verification.desk.{'command' if inside else 'inside'}"), cls="rs-note"))
        if asked:
            st.session_state.pop(CAME_OF_IT, None)
            if given is None and not name.strip():
                missing = words(f"verification.desk.{'nothing' if inside else 'no_name'}")
                write(tag("p", missing, cls="rs-problem", role="alert"))
                return
            body = given.getvalue() if given is not None else None
            _check(words, given.name if given is not None else name.strip(), body)
        # What came of it stands while the reader looks up a citation further down.
        if (found := st.session_state.get(CAME_OF_IT)) is not None:
            write(verdict(words, found))


def _check(words: Words, name: str, body: bytes | None) -> None:
    try:
        with st.spinner(words("verification.desk.checking")):
            st.session_state[CAME_OF_IT] = checked_in_child(name, body, level=own_level(), lang=words.lang)
    except ReformsporError as error:
        write(tag("p", words(error.key, **error.details), cls="rs-problem", role="alert"))


def verdict(words: Words, found: File | Figure) -> Markup:
    """What came of it: the whole, each figure, and all that is not the same."""
    fine = "rs-fine" if found.outcome == "same" else "rs-wrong"
    named = found.name if isinstance(found, File) else found.id
    parts = [
        tag("p", f"{named}: {whole_said(words, found)}", cls=f"rs-verdict-line {fine}"),
        _differing(words, found.differing),
        *(tag("p", one, cls="rs-note") for one in notes_said(words, found)),
    ]
    if isinstance(found, File):
        parts.append(_figures(words, found.figures))
        parts += [verdict(words, one) for one in found.within]
    elif found.says:
        parts.append(tag("p", words("verification.states", says=found.says), cls="rs-text"))
    return tag("div", *parts, role="status", cls="rs-checked")


def _differing(words: Words, found: tuple[Differing, ...]) -> Markup | None:
    if not found:
        return None
    items = [tag("li", differing_said(words, one)) for one in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        items.append(tag("li", words("verification.desk.more", n=len(found) - MOST_SHOWN)))
    return tag("ul", *items)


def _figures(words: Words, figures: tuple[Figure, ...]) -> Markup | None:
    """A table of the figures of a file, with what each stated and how it stands; and what differs, where any does."""
    if not figures:
        return None
    told = [[_differing(words, one.differing), *(tag("p", said) for said in _why(words, one))] for one in figures]
    tells = any(part is not None for parts in told for part in parts)
    columns = ("figure", "verdict", "differing") if tells else ("figure", "verdict")
    heads = [words(f"verification.desk.{one}") for one in columns]
    rows = [
        tag(
            "tr",
            tag("th", tag("b", one.id), " ", one.says, scope="row"),
            tag("td", tag("b", words(f"verification.desk.{one.outcome}")), " ", _of(words, one)),
            tag("td", *parts) if tells else None,
        )
        for one, parts in zip(figures, told, strict=True)
    ]
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
    caption = tag("caption", words("verification.desk.figures", n=len(figures)))
    table = tag("table", caption, head, tag("tbody", *rows), cls="rs-table")
    return tag("div", table, cls="rs-scroll", tabindex="0", role="region", aria_label=heads[0])


def _of(words: Words, one: Figure) -> str:
    badge = [words("frame.badge")] if one.constructed else []
    level = [words(f"frame.level.{one.level}")] if words.has(f"frame.level.{one.level}") else []
    return " · ".join([*([f"{words('verification.desk.of')} {one.snapshot}"] if one.snapshot else []), *level, *badge])


def _why(words: Words, one: Figure) -> list[str]:
    return [said for said in (why_said(words, one.why, one.details), *notes_said(words, one)) if said]
