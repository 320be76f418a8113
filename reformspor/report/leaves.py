"""What a view has written, as leaves in order: the same for Word, PDF, slides, workbooks and the preview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.passport import Passport


@dataclass(frozen=True)
class Comment:
    """What somebody has added of their own: who (a role), when (ISO, UTC) and what."""

    by: str
    at: str
    text: str


@dataclass(frozen=True)
class Exhibit:
    """A figure with its table, or a table alone (`chart` is None), as it goes out of the house.

    `table` is what is shown, with headings and codes in words, and None where there is nothing to show: `silence` then
    says why. `source` and `notes` are the sentences of the foot, `against` the line that holds the figure against the
    period before. `answer` is protected: nothing else of the data may be written anywhere in a document.
    """

    headline: str
    subtitle: str
    alt: str
    table: pd.DataFrame | None
    chart: Chart | None
    answer: Answer
    passport: Passport
    source: tuple[str, ...]
    notes: tuple[str, ...] = ()
    against: str = ""
    silence: str = ""
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class Head:
    """A heading within a chapter; those under a section, of level 3 and 4, are not in the table of contents."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Said:
    """A paragraph; with `sure` a finding, and how sure it is in a word; with `open` a field nobody has filled in."""

    text: str
    sure: str = ""
    open: bool = False


@dataclass(frozen=True)
class Items:
    """A list of short texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A tile: what it is, the number with its unit as text, what is said under it, and the passport of its answer.

    `subtitle`, `source` and `notes` are as a figure's; all are empty for a number that stands on no question.
    """

    label: str
    value: str
    unit: str
    said: tuple[str, ...]
    passport: Passport | None = None
    subtitle: str = ""
    source: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberRow:
    """Tiles side by side."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Plain:
    """A table that stands on no question; `headed` is true where a heading over it says what its caption says."""

    caption: str
    table: pd.DataFrame
    headed: bool = False


Leaf = Head | Said | Items | NumberRow | Plain | Exhibit


@dataclass(frozen=True)
class Chapter:
    """One view: its name, what it concludes (empty when nothing), and its leaves in order.

    `filters` says in words what was chosen for this view, empty when it is what the whole report is of. `goes_on` is
    true for a chapter of the same item as the one before: what is long is parted in several.
    """

    page: str
    title: str
    verdict: str
    leaves: tuple[Leaf, ...]
    comments: tuple[Comment, ...] = ()
    filters: str = ""
    goes_on: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report in one language at one level.

    `period` and `filters` say in words what was chosen, `level` and `badge` are ready texts (`badge` is empty for real
    data), `day` the day it was made, `by` the role that made it. `order` is the text it can be made again from.
    `source` says which snapshot it is of and whence that came, `about` what constructed data are (empty for real data),
    and `program` what reckoned the numbers. `places` are the names of units, for what is written with codes. `link` is
    the web address that the codes of its figures lead to, if there is one.
    """

    title: str
    municipality: str
    lang: str
    level: str
    period: str
    filters: str
    badge: str
    day: dt.date
    by: str
    chapters: tuple[Chapter, ...]
    order: str = ""
    source: str = ""
    about: str = ""
    program: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    link: str = ""

    @property
    def exhibits(self) -> Iterator[Exhibit]:
        """Every figure and table of an answer, in order; a figure's number is its place among them from one."""
        for chapter in self.chapters:
            yield from (leaf for leaf in chapter.leaves if isinstance(leaf, Exhibit))

    @property
    def passports(self) -> Mapping[str, Passport]:
        """Every passport by its name, those of tiles too."""
        found = [leaf.passport for leaf in self.exhibits]
        for chapter in self.chapters:
            for leaf in chapter.leaves:
                if isinstance(leaf, NumberRow):
                    found += [one.passport for one in leaf.numbers if one.passport is not None]
        return {one.id: one for one in found}
