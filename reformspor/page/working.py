"""While slow work is being done the reader sees how far it has come and may stop it; the page is drawn anew when it is
done."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from reformspor.page.kept_work import Found, key_of
from reformspor.page.markup import Markup, tag, write
from reformspor.page.workshop import Standing, workshop
from reformspor.words import Words

# Work that is done sooner is not told of; thereafter the page asks this often.
SOON, EVERY = 1.2, 1.0


def worked(words: Words, name: str, given: Mapping[str, Any]) -> Found | None:
    """What the work came to; while it is being done, draws how far it has come and gives None."""
    shop, key = workshop(), key_of(name, given)
    standing = shop.ask(key, name, given)
    end = time.monotonic() + SOON
    while standing.stage in ("waiting", "working") and time.monotonic() < end:
        time.sleep(0.05)
        standing = shop.standing(key) or standing
    found = shop.found(key)
    if found is None:
        _watched(words, name, key, given)
    return found


def _watched(words: Words, name: str, key: str, given: Mapping[str, Any]) -> None:
    @st.fragment(run_every=EVERY)
    def watched() -> None:
        standing = workshop().standing(key)
        if standing is not None and standing.stage == "done":
            st.rerun()
        _draw(words, name, key, given, standing or Standing("stopped"))

    with st.container(key=f"work-{key[:8]}"):
        watched()


def _draw(words: Words, name: str, key: str, given: Mapping[str, Any], standing: Standing) -> None:
    goes_on = standing.stage in ("waiting", "working")
    told = tag(
        "div",
        tag("p", tag("b", words(f"work.{name}.{'title' if goes_on else 'not_done'}"))),
        tag("p", _said(words, name, standing)),
        role="status",
    )
    write(tag("div", told, *_taken(words, standing), cls="rs-state rs-working"))
    shop = workshop()
    if goes_on:
        st.button(words("work.stop"), key=f"stop-{key[:8]}", type="tertiary", on_click=shop.stop, args=(key,))
    else:
        st.button(words("work.again"), key=f"again-{key[:8]}", on_click=shop.begin, args=(key, name, given))


def _said(words: Words, name: str, standing: Standing) -> str:
    if standing.stage == "waiting":
        return words("work.waiting", n=standing.before)
    if standing.stage != "working":
        return words(f"work.{standing.stage}")
    if not standing.step:
        return words("work.begun")
    step = words(f"work.{name}.step.{standing.step}") if words.has(f"work.{name}.step.{standing.step}") else ""
    return words("work.at", at=standing.at, of=standing.of, step=step)


def _taken(words: Words, standing: Standing) -> list[Markup]:
    """How long it has taken; outside what is read aloud when it changes, since it does so each second."""
    if standing.stage != "working":
        return []
    return [tag("p", words("work.taken", seconds=words.number(int(time.monotonic() - standing.began))))]
