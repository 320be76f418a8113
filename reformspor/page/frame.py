"""What stands round every page: name, navigation by audience, language, theme, and the foot with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from reformspor.answers.facts import facts_of
from reformspor.look import Theme
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


def top(words: Words, shown: Mapping[str, st.Page], now: str, address: Mapping[str, str]) -> None:
    """Name and audiences to the left, language and theme to the right; under them the pages of the audience read now.

    An audience leads to its first page. The pages of the others are laid out too, unseen: a link in the text goes
    through them.
    """
    groups = {audience: tuple(entry.name for entry in entries) for audience, entries in audiences().items()}
    states = {audience: "now" if now in names else "other" for audience, names in groups.items()}
    with st.container(key="frame_top", horizontal=True, vertical_alignment="center", gap="medium"):
        brand = tag("div", tag("span", aria_hidden="true"), words("frame.name"), cls="rs-brand")
        st.html(brand.text, width="content")
        with st.container(key="audiences", horizontal=True, vertical_alignment="center", gap="xsmall"):
            for audience, names in groups.items():
                said = words(f"frame.audience.{audience}")
                _link(shown[names[0]], said, f"audience_{states[audience]}_{audience}", address)
        with st.container(
            key="frame_right", horizontal=True, width="content", vertical_alignment="center", gap="xxsmall"
        ):
            _languages(words, shown[now], address)
            _theme(words)
    with st.container(key="nav"):
        for audience, names in groups.items():
            with st.container(key=f"navfor_{states[audience]}_{audience}", horizontal=True, gap="xsmall"):
                for name in names:
                    said = words(f"frame.pages.{name}")
                    if states[audience] == "now":
                        state = "now" if name == now else "other"
                        _link(shown[name], said, f"nav_{state}_{name}", address)
                    else:
                        # What nobody sees needs no box of its own, and a box takes as long as a link to lay out.
                        st.page_link(shown[name], label=said, query_params=dict(address))


def _link(page: st.Page, said: str, key: str, address: Mapping[str, str]) -> None:
    with st.container(key=key, width="content"):
        st.page_link(page, label=said, query_params=dict(address))


def _languages(words: Words, page: st.Page, address: Mapping[str, str]) -> None:
    for lang in LANGUAGES:
        state = "now" if lang == words.lang else "other"
        with st.container(key=f"lang_{state}_{lang}", width="content"):
            st.page_link(
                page,
                label=words(f"frame.language.{lang}"),
                query_params={**st.query_params.to_dict(), **address, "lang": lang},
            )


def _theme(words: Words) -> None:
    other = "light" if theme() == "dark" else "dark"
    st.button(words(f"frame.theme.{other}"), key=f"theme_{other}", type="tertiary")


def take_along(words: Words, report: st.Page, name: str) -> None:
    """The way to put the page that is read, within what is chosen on it, into a report."""
    with st.container(key="take_along", width="content"):
        st.page_link(report, label=words("report.add_view"), query_params={**st.query_params.to_dict(), "add": name})


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
