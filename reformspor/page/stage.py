"""Where the steps of a screen are drawn, and noted so that the same can be drawn again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from reformspor.page.markup import Markup, write
from reformspor.page.message import Message
from reformspor.page.plot import plot
from reformspor.page.tape import Step, Tape
from reformspor.passport.register import Shown


class Unready(Exception):
    """Ends a run that nobody looks at, at what cannot be made ready."""


@dataclass(frozen=True)
class Stage:
    """The page, or one of its columns: `place` is Streamlit's, `at` its number on the tape, `draw` draws a card.

    Nothing is drawn while `seen` is false: then the tape alone is made, for the first who comes. `before` is done
    before each step.
    """

    tape: Tape = field(default_factory=Tape)
    place: Any = None
    at: int = 0
    seen: bool = True
    draw: Callable[[Message], None] = plot
    before: Callable[[], None] | None = None

    def here(self) -> Any:
        """The place, to draw in."""
        return self.place if self.place is not None else nullcontext()

    def note(self, deed: str, *given: Any, told: str | None = None) -> bool:
        """Note a step; whether it is to be drawn."""
        return self._noted(Step(self.at, deed, given, told))

    def html(self, text: str) -> None:
        """Markup of ours, in which every value is escaped; nothing, when there is none."""
        if text and self.note("html", text):
            with self.here():
                write(Markup(text))

    def card(self, told: Message, shown: Shown | None = None) -> None:
        """A whole card; `shown` is what is to be kept of its name, where nobody sees it yet."""
        if self._noted(Step(self.at, "card", (told,), shown=shown)):
            with self.here():
                self.draw(told)

    def columns(self, n: int) -> list[Stage]:
        """`n` stages side by side."""
        with self.here():
            places = st.columns(n, gap="medium") if self.note("columns", n) else [None] * n
        return [replace(self, place=place, at=at) for place, at in zip(places, self.tape.divide(n), strict=True)]

    def _noted(self, step: Step) -> bool:
        if self.before is not None:
            self.before()
        self.tape.note(step)
        return self.seen

    def beyond(self) -> None:
        """Say that the page reads or draws what no key of a run tells. Raises Unready where nobody looks."""
        self.tape.spoil()
        if not self.seen:
            raise Unready
