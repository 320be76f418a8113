"""The one door for markup of our own: every value is escaped on its way in."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Markup:
    """Text that is already safe to write as it stands."""

    text: str


Child = Markup | str | None


def tag(name: str, *children: Child, cls: str = "", **attributes: str | None) -> Markup:
    """An element with escaped children; an attribute of None is left out, `_` in a name becomes `-`."""
    given = {"class": cls or None, **{key.rstrip("_").replace("_", "-"): v for key, v in attributes.items()}}
    said = "".join(f' {key}="{html.escape(value)}"' for key, value in given.items() if value is not None)
    return Markup(f"<{name}{said}>{joined(*children).text}</{name}>")


def joined(*children: Child) -> Markup:
    """Children one after another; None is left out."""
    parts = [child.text if isinstance(child, Markup) else html.escape(child) for child in children if child]
    return Markup("".join(parts))


def image(source: str, alt: str, cls: str = "") -> Markup:
    """A picture from our own bytes (a data address)."""
    return Markup(f'<img class="{html.escape(cls)}" src="{html.escape(source)}" alt="{html.escape(alt)}">')


def write(*children: Child) -> None:
    """Put markup on the screen; nothing, when there is nothing to write."""
    text = joined(*children).text
    if text:
        import streamlit as st  # who writes a document or verifies one has no screen

        st.html(text)


# A filter's codes stand in its chip twice, at every run of every reader.
@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """Text from data as Markdown that shows it as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!<>|~$:" else char for char in text)
