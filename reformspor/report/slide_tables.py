"""Tables on slides, in letters that can be read: what fits is shown, and what does not is counted."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.charts import Chart
from reformspor.look import ink_on, palette, sequential
from reformspor.report.board import BOTTOM, LABEL, Board, described, plain
from reformspor.report.brief import cut
from reformspor.report.cells import column_of, said
from reformspor.report.slide import EDGE, WIDE, colour
from reformspor.words import Words

# In inches: a sign of 18 points, what stands free beside the text of a cell, and a line of it.
SIGN, AROUND, LINE, FREE = 0.135, 0.26, 0.28, 0.09
ROOM = WIDE - 2 * EDGE
# Signs that a column is wide at most, and where the table is too wide; lines that a cell and a heading have at most,
# and slides a whole table may take.
WIDEST, NARROW, CELL_LINES, HEAD_LINES, WHOLE = 34, 20, 3, 3, 3
# How much wider heavy letters are.
BOLD = 1.25
STEPS, MOST_STRETCHED = 7, 1.5
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Shown:
    """Part of a table as texts: headings, rows, how wide each column is in inches, which are numbers, and shades.

    `shades` are colours of cells by row and column, `said` what is left out, empty when nothing is.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[bool, ...]
    shades: dict[tuple[int, int], str]
    said: str = ""


def tables_of(
    frame: pd.DataFrame, high: float, words: Words, chart: Chart | None = None, most: int = WHOLE, fit: float = 1.0
) -> list[Shown]:
    """The table over as many slides as it needs in a height in inches; of one that takes more than `most` the first.

    The cells of a figure that shades its numbers are shaded as there.
    """
    columns = [column_of(frame[name], names=place == 0) for place, name in enumerate(frame.columns)]
    heads = [str(name) for name in frame.columns]
    # No more rows than may be shown are ever written out.
    few = frame.iloc[: most * int(high / LINE)]
    rows = [
        [said(words, value, column.decimals) for value, column in zip(row, columns, strict=True)]
        for row in few.itertuples(index=False, name=None)
    ]
    cells = [[row[at] for row in rows] for at in range(len(heads))]
    widths = [_width(head, held, fit) for head, held in zip(heads, cells, strict=True)]
    if sum(widths) > ROOM:
        # Texts on several lines, so that the numbers beside them have room.
        widths = [_width(head, held, fit, NARROW) for head, held in zip(heads, cells, strict=True)]
    across = _across(widths)
    shades = _shades(frame, chart)
    numbers = [column.kind == "number" for column in columns]
    found: list[Shown] = []
    for chosen in across:
        for at, taken in _pages(heads, rows, chosen, widths, high, fit):
            found.append(_part(heads, rows[at : at + taken], chosen, widths, numbers, shades, at, fit))
    whole = len(few) == len(frame) and len(found) <= most
    if whole or not found:
        return found
    first = found[0]
    left = words(
        "slides.part_of_table", rows=words.number(len(first.rows)), all=words.number(len(frame)),
        columns=len(first.heads), of=len(heads),
    )  # fmt: skip
    return [Shown(first.heads, first.rows, first.widths, first.numbers, first.shades, left)]


def fits_across(frame: pd.DataFrame, fit: float) -> bool:
    """Whether all columns of a table of texts stand beside each other."""
    return sum(_width(str(name), [str(cell) for cell in frame[name]], fit) for name in frame.columns) <= ROOM


def _width(head: str, cells: Sequence[str], fit: float, widest: int = WIDEST) -> float:
    """Room for the longest word of the heading and for the cells, in inches."""
    word = max((math.ceil(len(one) * BOLD) for one in head.replace("-", "- ").split()), default=1)
    longest = max((len(one) for one in cells), default=1)
    long_word = max((len(one) for cell in cells for one in cell.split()), default=1)
    signs = max(word, min(longest, max(widest, long_word)), math.ceil(len(head) / HEAD_LINES))
    return signs * SIGN / fit + AROUND


def _across(widths: Sequence[float]) -> list[list[int]]:
    """The columns of each slide: the first, which names the rows, stands on all of them."""
    found, now, used = [], [0], widths[0]
    for place in range(1, len(widths)):
        if used + widths[place] > ROOM and len(now) > 1:
            found.append(now)
            now, used = [0], widths[0]
        now.append(place)
        used += widths[place]
    return [*found, now]


def _pages(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    chosen: Sequence[int],
    widths: Sequence[float],
    high: float,
    fit: float,
) -> list[tuple[int, int]]:
    """Where each slide's rows begin and how many they are: about as many on each, when there are a few slides."""
    found, at = [], 0
    while at < len(rows):
        found.append((at, _down(heads, rows[at:], chosen, widths, high, fit)))
        at += found[-1][1]
    each = math.ceil(len(rows) / max(1, len(found)))
    even = [(first, min(each, len(rows) - first)) for first in range(0, len(rows), max(1, each))]
    fits = all(_down(heads, rows[first : first + n], chosen, widths, high, fit) == n for first, n in even)
    return even if fits and len(even) <= WHOLE else found


def _down(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    chosen: Sequence[int],
    widths: Sequence[float],
    high: float,
    fit: float,
) -> int:
    """How many rows there is room for; one at least."""
    used = _high([heads[at] for at in chosen], [widths[at] for at in chosen], HEAD_LINES, fit)
    for taken, row in enumerate(rows):
        used += _high([row[at] for at in chosen], [widths[at] for at in chosen], CELL_LINES, fit)
        if used > high:
            return max(1, taken)
    return len(rows)


def _high(cells: Sequence[str], widths: Sequence[float], most: int, fit: float) -> float:
    lines = [len(textwrap.wrap(cell, _signs(width, fit)) or [""]) for cell, width in zip(cells, widths, strict=True)]
    return min(most, max(lines, default=1)) * LINE + FREE


def _signs(width: float, fit: float) -> int:
    return max(1, int((width - AROUND + 0.01) / SIGN * fit))


def _part(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    chosen: Sequence[int],
    widths: Sequence[float],
    numbers: Sequence[bool],
    shades: dict[tuple[int, int], str],
    first: int,
    fit: float,
) -> Shown:
    kept = [[cut(row[at], _signs(widths[at], fit) * CELL_LINES - 2) for at in chosen] for row in rows]
    own = {
        (row - first, chosen.index(at)): tone
        for (row, at), tone in shades.items()
        if first <= row < first + len(rows) and at in chosen
    }
    wide = [widths[at] for at in chosen]
    # A narrow table does not stand in one corner, nor are its columns torn apart.
    by = min(MOST_STRETCHED, ROOM / sum(wide))
    wide = [one * by for one in wide] if by > 1 else wide
    return Shown(
        tuple(heads[at] for at in chosen),
        tuple(tuple(row) for row in kept),
        tuple(wide),
        tuple(numbers[at] for at in chosen),
        own,
    )


def _shades(frame: pd.DataFrame, chart: Chart | None) -> dict[tuple[int, int], str]:
    """The colour of each number of a figure that shades a table's cells, by row and column."""
    if chart is None or not any(trace["type"] == "heatmap" for trace in chart.data):
        return {}
    numbers = [at for at, name in enumerate(frame.columns) if at and frame[name].dtype.kind in "if"]
    rows = next(len(trace["z"]) for trace in chart.data if trace["type"] == "heatmap")
    if rows != len(frame) or len(numbers) < 2:
        return {}
    top = max((float(frame.iloc[:, at].max()) for at in numbers), default=0.0)
    scale = [tone for _, tone in sequential("light", STEPS)]
    found = {}
    for at in numbers:
        for row, value in enumerate(frame.iloc[:, at]):
            if value == value and value > 0 and top > 0:
                found[(row, at)] = scale[min(STEPS - 1, int(float(value) / top * STEPS))]
    return found


def put_table(board: Board, slide: Any, shown: Shown, top: float, alt: str, name: str) -> None:
    """Draw it under `top`, in inches; a sentence under it tells what is left out."""
    high = min(BOTTOM - top, LINE * (len(shown.rows) + 1))
    place = board.place(EDGE, top, sum(shown.widths), high)
    frame = slide.shapes.add_table(len(shown.rows) + 1, len(shown.heads), *place)
    described(frame, name, alt)
    grid = plain_table(frame)
    for at, width in enumerate(shown.widths):
        grid.columns[at].width = board.place(0, 0, width, 0)[2]
    for at, row in enumerate([shown.heads, *shown.rows]):
        lines = HEAD_LINES if at == 0 else CELL_LINES
        grid.rows[at].height = board.place(0, 0, 0, _high(row, shown.widths, lines, board.fit))[3]
        for column, text in enumerate(row):
            tone = shown.shades.get((at - 1, column), "") if at else palette("light").sunken
            fill_cell(board, grid.cell(at, column), text, strong=at == 0, number=shown.numbers[column], tone=tone)


def plain_table(frame: Any) -> Any:
    """The table of a shape, without the colours that office programs give one."""
    grid = frame.table
    properties = grid._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(f"{{{properties.nsmap['a']}}}tableStyleId").text = PLAIN_STYLE
    return grid


def fill_cell(board: Board, cell: Any, text: str, *, strong: bool, number: bool, tone: str) -> None:
    """Write one cell, on a ground of its own colour when it has one, in the ink that reads there."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches, Pt

    cell.margin_left = cell.margin_right = Inches(0.1)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if strong else MSO_ANCHOR.TOP
    frame = cell.text_frame
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    colours, size = palette("light"), Pt(round(LABEL * board.scale))
    for place, line in enumerate(text.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold, run.font.name = plain(line), size, strong, board.letters
        run.font.color.rgb = colour(ink_on(tone, colours) if tone else colours.ink)
        run._r.get_or_add_rPr().set("lang", board.locale)
    if tone:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(tone)
    else:
        cell.fill.background()
    _ruled(cell, colours.line)


def _ruled(cell: Any, tone: str) -> None:
    """A thin rule under the cell."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{tone.lstrip("#")}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
