"""What the desks for tables of others have alike: what was done is said as the page is drawn anew with empty fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, literal, tag, write
from reformspor.words import Words


@dataclass(frozen=True)
class Desk:
    """Where something is loaded and taken away: `key` begins what it keeps in the session, `texts` its words."""

    key: str
    texts: str

    def turn(self) -> int:
        """How many times something has been done; fields whose keys hold it are empty after each."""
        return int(st.session_state.setdefault(f"{self.key}_round", 0))

    def done(self, said: str) -> None:
        """Say it on the page as it is drawn anew."""
        st.session_state[f"{self.key}_done"] = said
        st.session_state[f"{self.key}_round"] = self.turn() + 1
        st.rerun()

    def told(self) -> None:
        """Say what was just done, if anything was."""
        if said := st.session_state.pop(f"{self.key}_done", None):
            write(tag("p", said, cls="rs-verdict-line rs-fine", role="status"))

    def wrong(self, words: Words, said: list[str]) -> None:
        """Say all that is wrong with what was given."""
        items = tag("ul", *(tag("li", one) for one in said))
        write(tag("div", items, tag("p", words(f"{self.texts}.desk.again")), cls="rs-problem", role="alert"))

    def form(self, words: Words, text: str) -> Markup:
        """How a file is to look, folded."""
        folded = tag("summary", words(f"{self.texts}.desk.form"))
        return tag("details", folded, tag("pre", tag("code", text), tabindex="0", lang="en"), cls="rs-def")

    def removing(self, words: Words, held: Mapping[str, str], remove: Callable[[str], str]) -> None:
        """A button for each that is loaded (file to title); `remove` takes one away and gives its title."""
        for file, title in held.items():
            named = words(f"{self.texts}.desk.remove", title=literal(title))
            if not st.button(named, key=f"{self.key}-remove-{file}"):
                continue
            try:
                taken = remove(file)
            except ReformsporError as error:
                write(tag("div", words(error.key, **error.details), cls="rs-problem", role="alert"))
                return
            self.done(words(f"{self.texts}.desk.removed", title=taken))
