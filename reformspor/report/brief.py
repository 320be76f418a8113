"""What one owner of barriers is handed before a meeting: the same parts for the sheet and for the slides."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

SPACE, ELLIPSIS = re.compile(r"[ \t\r\n]+"), "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True)
class Bars:
    """One figure: what it shows in a sentence, its measure, and a name and a number for each bar, largest first.

    `said` are the numbers as the reader's language writes them. The whole of a name that is cut stands in `alt`. A
    figure that is `spoken` is for the slides alone: the sheet tells the same beside each barrier. `named` is the name
    of its passport.
    """

    headline: str
    measure: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    said: tuple[str, ...]
    alt: str
    spoken: bool = False
    named: str = ""


@dataclass(frozen=True)
class Case:
    """One barrier: what is asked and by when, what it is, what it costs, and what has happened.

    `facts` are what and which, `burden` the four factors and the product or why there is none, `steps` day and event.
    """

    number: int
    title: str
    wanted: str
    answer: str
    waited: str
    what: str
    facts: tuple[tuple[str, str], ...]
    burden: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    tried: str
    cut: str = ""

    @property
    def opening(self) -> str:
        """How long it has stood and by when an answer is wanted, as sentences."""
        return f"{self.waited[:1].upper()}{self.waited[1:]}. {self.answer}."


@dataclass(frozen=True)
class Brief:
    """A whole dossier, or the case card of one barrier when `single`.

    `tiles` are number and what it counts. `kept_in` says what is for the house alone, and `more` how many further ones
    there are when so many are listed, from none up; `overleaf` how many of them the next page tells of. `source` ends
    every page and figure, and `badge` says that the numbers are constructed, when they are. `labels` are the words of
    the paper. `named` is the name of the passport of what is asked, with its code's text alternative in `code`, and
    `carried` what the file carries of all its passports. `link` is the web address codes lead to, if there is one.
    """

    name: str
    lang: str
    title: str
    above: str
    lead: tuple[str, ...]
    tiles: tuple[tuple[str, str], ...]
    bars: tuple[Bars, ...]
    cases: tuple[Case, ...]
    kept_in: str
    more: tuple[str, ...]
    overleaf: tuple[str, ...]
    source: str
    badge: str
    day: dt.date
    labels: dict[str, str]
    single: bool = False
    named: str = ""
    code: str = ""
    carried: str = ""
    link: str = ""

    def left_out_of(self, listed: int) -> str:
        """What is not listed, and why, when the first `listed` are; empty when everything is."""
        return " ".join(part for part in (self.more[listed] if self.more else "", self.kept_in) if part)


def cut(text: str, most: int) -> str:
    """The text, at most so many signs long and ended at a word."""
    # What holds a number together must not be taken for a space between words.
    plain = SPACE.sub(" ", text).strip()
    if len(plain) <= most:
        return plain
    kept = plain[: most - 1]
    return kept.rpartition(" ")[0].rstrip(",;:.– ") + ELLIPSIS if " " in kept else kept + ELLIPSIS
