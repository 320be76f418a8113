"""What stands round every page: name, navigation by audience, language, theme, and the foot with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from reformspor.answers.facts import facts_of
from reformspor.look import Theme
from reformspor.page import ways
from reformspor.page.markup import tag, write
from reformspor.page.navigation import HOME, audiences
from reformspor.page.serving import Served
from reformspor.words import LANGUAGES, Words

LANGUAGE_COOKIE = "reformspor_lang"


def language() -> str:
    """The reader's language: the address says it, else the last choice, else nynorsk."""
    for asked in (st.query_params.get("lang"), st.context.cookies.get(LANGUAGE_COOKIE)):
        if asked in LANGUAGES:
            return str(asked)
    return LANGUAGES[0]


def theme() -> Theme:
    """The colours the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def pages(words: Words, draw: Callable[[str], None]) -> dict[str, st.Page]:
    """Streamlit's pages by name; `draw` draws the page of a name."""
    return {
        entry.name: st.Page(
            partial(draw, entry.name),
            title=f"{words(f'frame.pages.{entry.name}')} · {words('frame.name')}",
            url_path=entry.name,
            default=entry.name == HOME,
        )
        for group in audiences().values()
        for entry in group
    }


def top(words: Words, now: str, address: Mapping[str, str], query: Mapping[str, str]) -> None:
    """Name and readers to the left, languages and theme to the right; under them the pages of the readers of now.

    `query` is all that the page's own address says: another language keeps it.
    """
    with st.container(key="frame_top", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(ways.brand(words).text, width="content")
        st.html(ways.readers(words, now, address).text)
        with st.container(
            key="frame_right", horizontal=True, width="content", vertical_alignment="center", gap="xxsmall"
        ):
            st.html(ways.languages(words, now, {**query, **address}).text, width="content")
            _theme(words)
    write(ways.pages(words, now, address))


def _theme(words: Words) -> None:
    other = "light" if theme() == "dark" else "dark"
    st.button(words(f"frame.theme.{other}"), key=f"theme_{other}", type="tertiary")


def take_along(words: Words, name: str, query: Mapping[str, str]) -> None:
    """The way to put the page that is read, within what is chosen on it, into a report."""
    way = tag("a", words("report.add_view"), href=f"/report?{urlencode({**query, 'add': name})}")
    write(tag("p", way, cls="rs-text"))


def problems(said: Sequence[str]) -> None:
    """What in the link could not be read."""
    for text in said:
        write(tag("div", text, cls="rs-notice", role="alert"))


def foot(words: Words, served: Served) -> None:
    """The page's own source line."""
    kept, origin = served.manifest, facts_of(served.store).provenance
    about = "refused_about" if origin.refused_about else "refused"
    parts = [
        words("frame.badge_more") if kept.constructed else None,
        words(
            "frame.source",
            snapshot=kept.id,
            admitted=_day(words, kept.admitted_at),
            source=kept.source,
            as_of=_day(words, kept.as_of),
        ),
        words(f"frame.{about}", n=origin.refused) if origin.refused else None,
        words("frame.program", program=kept.program),
    ]
    write(tag("footer", tag("p", " ".join(part for part in parts if part)), cls="rs-page-foot"))


def _day(words: Words, iso: str) -> str:
    return words.date(dt.date.fromisoformat(iso[:10]))
