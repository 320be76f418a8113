"""A report as pages have it: every figure numbered and named, its table where there is room, in runs of one layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reformspor.report.fitting import Fitted, fitted
from reformspor.report.leaves import Chapter, Comment, Exhibit, Head, Items, Leaf, NumberRow, Plain, Report, Said
from reformspor.report.shortened import shortened
from reformspor.report.sizes import Layout, layout_of
from reformspor.words import Words, speak

# The most rows, in all parts, of a table that stands right below its figure; others stand at the end of the report.
FEW = 12
# The most points high a figure is that has its table on the same page.
HIGH = 620
# The most letters of a chapter that does not need a page of its own.
BRIEF = 1000


@dataclass(frozen=True)
class Shown:
    """A figure or table with its number and what stands under it; `table` is None where there is nothing to show.

    `picture` is None where nothing could be drawn: `instead` says so. `here` says that the table stands with the
    figure. `remarks` stand right under the picture, `foot` and `passport` last. `printed` is the number of the figure
    before it whose table at the end is the very same; nought when that is printed for this one.
    """

    number: int
    name: str
    exhibit: Exhibit
    picture: bytes | None
    table: Fitted | None
    here: bool
    instead: str
    remarks: tuple[str, ...]
    foot: tuple[str, ...]
    printed: int = 0

    @property
    def passport(self) -> str:
        """The short name that finds it again."""
        return self.exhibit.passport.id

    @property
    def mark(self) -> str:
        """What links within the document call it."""
        return f"figure-{self.number}"

    @property
    def opened(self) -> bool:
        """Whether source and code stand over the table: it may run over pages, and its end would stand without."""
        table = self.table
        return self.here and table is not None and len(table.rows) * len(table.parts) > FEW

    @property
    def behind(self) -> str:
        """What links call its table at the end; empty when it has none there."""
        return "" if self.here or self.table is None else f"table-{self.printed or self.number}"


@dataclass(frozen=True)
class Signed:
    """A comment as it is printed: by whom and when, and what."""

    by: str
    text: str


@dataclass(frozen=True)
class Opening:
    """The beginning of a chapter; `breaks` is whether it begins on a new page."""

    title: str
    verdict: str
    filters: str
    comments: tuple[Signed, ...]
    breaks: bool = True


@dataclass(frozen=True)
class Listed:
    """A table that stands on no question; see `Plain`."""

    caption: str
    table: Fitted
    headed: bool = False


@dataclass(frozen=True)
class Behind:
    """The table of a figure, at the end of the report, and the names of all figures it is of."""

    shown: Shown
    table: Fitted
    names: tuple[str, ...]


Block = Opening | Head | Leaf | Shown | Listed | Behind


@dataclass(frozen=True)
class Run:
    """Blocks one after another on pages that lie the same way."""

    layout: Layout
    blocks: tuple[Block, ...]


def laid_out(
    report: Report, pictures: Sequence[bytes | None], cells: int | None = None
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The chapters, and the tables at the end. `pictures` are of the report's exhibits in order, `cells` the most that
    all their tables may have together: the longest are then shortened."""
    words = speak(report.lang)
    numbered = enumerate(zip(report.exhibits, pictures, strict=True), start=1)
    shown = [shown_of(words, number, exhibit, picture) for number, (exhibit, picture) in numbered]
    shown = _printed_once(shown)
    if cells is not None:
        shown = _shortened(shown, cells)
    next_one = iter(shown)
    blocks: list[tuple[Layout | None, Block]] = []
    before = None
    for chapter in report.chapters:
        blocks += _chapter(words, chapter, next_one, breaks=not _follows(chapter, before))
        before = chapter
    behind = _gathered([one for one in shown if one.behind and not one.printed])
    return _runs(blocks), _runs([(one.table.layout, _behind(one, one.table, shown)) for one in behind if one.table])


def _behind(one: Shown, table: Fitted, shown: Sequence[Shown]) -> Behind:
    return Behind(one, table, (one.name, *(other.name for other in shown if other.printed == one.number)))


def _printed_once(shown: Sequence[Shown]) -> list[Shown]:
    """Figures of the same answer with the same table at the end share it."""
    first: dict[str, list[Shown]] = {}
    found = []
    for one in shown:
        held = first.setdefault(one.passport, []) if one.behind else []
        same = next((other for other in held if other.table == one.table), None)
        if same is None:
            held.append(one)
        found.append(one if same is None else replace(one, printed=same.number))
    return found


def _shortened(shown: Sequence[Shown], cells: int) -> list[Shown]:
    own = {one.number: one.table for one in shown if one.table is not None and not one.printed}
    kept = dict(zip(own, shortened(list(own.values()), cells), strict=True))
    return [one if one.table is None else replace(one, table=kept[one.printed or one.number]) for one in shown]


def shown_of(words: Words, number: int, exhibit: Exhibit, picture: bytes | None) -> Shown:
    """One figure or table as a page has it."""
    table = None if exhibit.table is None or exhibit.table.columns.empty else fitted(words, exhibit.table)
    chart = exhibit.chart
    alone = chart is None or picture is None
    short = table is not None and table.layout == "standing" and len(table.rows) * len(table.parts) <= FEW
    # Beside a picture that fills the page there is no room for the table.
    fits = short and (chart is None or (chart.height <= HIGH and layout_of(chart) == "standing"))
    marks = " · ".join(f"{one.number} {one.title}, {words.month(one.date)}" for one in chart.marks) if chart else ""
    left_out = chart.left_out if chart is not None and picture is not None else ""
    return Shown(
        number=number,
        name=words("paper.figure" if chart is not None else "paper.table", n=number),
        exhibit=exhibit,
        picture=picture,
        table=table,
        here=alone or fits,
        instead=words("paper.no_picture") if chart is not None and picture is None else "",
        remarks=tuple(said for said in (marks if picture is not None else "", left_out, exhibit.against) if said),
        foot=(*exhibit.source, *exhibit.notes),
    )


def signed(words: Words, comments: Sequence[Comment]) -> tuple[Signed, ...]:
    """Comments with the role and the day in the reader's words."""
    return tuple(Signed(_by(words, one), one.text) for one in comments)


def _by(words: Words, comment: Comment) -> str:
    role = words.code("role", comment.by) if words.has(f"codes.role.{comment.by}") else comment.by
    try:
        day = words.date(dt.date.fromisoformat(comment.at[:10]))
    except ValueError:
        day = comment.at
    return words("paper.comment", by=role, day=day)


def _follows(chapter: Chapter, before: Chapter | None) -> bool:
    """Whether it goes on where the one before ended: parts of one item do, and short ones that only say something."""
    return before is not None and (chapter.goes_on or (_is_brief(chapter) and _is_brief(before)))


def _is_brief(chapter: Chapter) -> bool:
    said = [leaf.text for leaf in chapter.leaves if isinstance(leaf, Said | Head)]
    return len(said) == len(chapter.leaves) and sum(map(len, said)) <= BRIEF


def _chapter(
    words: Words, chapter: Chapter, shown: Iterator[Shown], *, breaks: bool
) -> Iterator[tuple[Layout | None, Block]]:
    """Its blocks with the layout each needs; None for those that take that of what follows them."""
    comments = signed(words, chapter.comments)
    yield None, Opening(chapter.title, chapter.verdict, chapter.filters, comments, breaks)
    level = 1
    for leaf in chapter.leaves:
        match leaf:
            case Exhibit():
                one = next(shown)
                lying = one.here and one.table is not None and one.table.layout == "lying"
                yield ("lying" if lying or (one.picture and layout_of(leaf.chart) == "lying") else "standing"), one
            case Plain():
                table = fitted(words, leaf.table)
                yield ("lying" if table.layout == "lying" else "standing"), Listed(leaf.caption, table, leaf.headed)
            case Head():
                # No level is skipped, whatever a view begins with.
                level = min(leaf.level, level + 1)
                yield None, replace(leaf, level=level)
            case NumberRow() if not leaf.numbers:
                continue
            case _:
                yield "standing", leaf


def _runs(blocks: Sequence[tuple[Layout | None, Block]]) -> tuple[Run, ...]:
    """What needs no layout of its own, such as a heading, goes with what it stands over; so do few words after pages on
    their side, which else might have a page upright for themselves."""
    runs: list[tuple[Layout, list[Block]]] = []
    waiting: list[Block] = []
    for layout, block in blocks:
        waiting.append(block)
        lies = bool(runs) and runs[-1][0] == "lying"
        if layout is None or (lies and isinstance(block, Said | Items) and _letters(waiting) <= BRIEF):
            continue
        if not runs or runs[-1][0] != layout:
            runs.append((layout, []))
        runs[-1][1].extend(waiting)
        waiting = []
    if waiting:
        if not runs:
            runs.append(("standing", []))
        runs[-1][1].extend(waiting)
    return tuple(Run(layout, tuple(held)) for layout, held in runs)


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(one.text) for one in blocks if isinstance(one, Said | Head)) + sum(
        len(text) for one in blocks if isinstance(one, Items) for text in one.texts
    )


def _gathered(behind: Sequence[Shown]) -> list[Shown]:
    """The tables at the end by how their pages lie, so that few pages end half empty, then by their numbers."""
    order: dict[Layout, int] = {"columns": 0, "standing": 1, "lying": 2}
    return sorted(behind, key=lambda one: (order[one.table.layout] if one.table else 0, one.number))
