"""Squares drawn as a native table on a slide: names to the left, headings above, and squares in the house's colours."""

from __future__ import annotations

from typing import Any

from reformspor.look import palette
from reformspor.report.board import Board, described
from reformspor.report.slide import EDGE, colour
from reformspor.report.slide_heads import two_lines
from reformspor.report.slide_squares import Grid
from reformspor.report.slide_tables import fill_cell, plain_table

# What stands free on each side of a square's text, and over and under it, in inches.
MARGIN, LOW = 0.03, 0.015


def put_grid(board: Board, slide: Any, grid: Grid, top: float, alt: str, name: str) -> None:
    """Draw it under `top`, in inches; `alt` is read to those who cannot see it."""
    wide, heads = grid.wide[0] + grid.wide[1] * len(grid.columns), len(grid.heights) - len(grid.names)
    frame = slide.shapes.add_table(
        len(grid.heights), len(grid.columns) + 1, *board.place(EDGE, top, wide, sum(grid.heights))
    )
    described(frame, name, alt)
    table = plain_table(frame)
    for at in range(len(grid.columns) + 1):
        table.columns[at].width = board.place(0, 0, grid.wide[min(at, 1)], 0)[2]
    for at, high in enumerate(grid.heights):
        table.rows[at].height = board.place(0, 0, 0, high)[3]
    _headings(board, table, grid, heads)
    for at, said in enumerate(grid.names):
        cell = table.cell(heads + at, 0)
        fill_cell(board, cell, said, strong=False, number=False, tone="")
        _low(cell)
    _squares(board, table, grid, heads)


def _headings(board: Board, table: Any, grid: Grid, heads: int) -> None:
    tone = palette("light").sunken
    if heads > 1:
        table.cell(0, 0).merge(table.cell(heads - 1, 0))
        for first, last, said in grid.groups:
            cell = _joined(table, 0, first + 1, last + 1)
            fill_cell(board, cell, said, strong=True, number=False, tone=tone)
            _narrow(cell)
    fill_cell(board, table.cell(0, 0), grid.corner, strong=True, number=False, tone=tone)
    for at, said in enumerate(grid.columns):
        cell = table.cell(heads - 1, at + 1)
        lines = two_lines(said) if grid.turned else [said]
        fill_cell(board, cell, "\n".join(lines), strong=True, number=False, tone=tone)
        _narrow(cell)
        if grid.turned:
            _turned(cell)
        else:
            _middle(cell)


def _squares(board: Board, table: Any, grid: Grid, heads: int) -> None:
    taken = set()
    for one in grid.squares:
        cell = _joined(table, heads + one.down, one.first + 1, one.last + 1)
        fill_cell(board, cell, one.text, strong=False, number=False, tone="" if one.merged else one.tone)
        _narrow(cell)
        _middle(cell)
        if one.merged:
            _hatched(cell, one.tone)
        taken |= {(one.down, at) for at in range(one.first, one.last + 1)}
    for down in range(len(grid.names)):
        for at in range(len(grid.columns)):
            if (down, at) not in taken:
                cell = table.cell(heads + down, at + 1)
                fill_cell(board, cell, "", strong=False, number=False, tone="")
                _narrow(cell)


def _joined(table: Any, row: int, first: int, last: int) -> Any:
    cell = table.cell(row, first)
    if last > first:
        cell.merge(table.cell(row, last))
    return cell


def _low(cell: Any) -> None:
    from pptx.util import Inches

    cell.margin_top = cell.margin_bottom = Inches(LOW)


def _narrow(cell: Any) -> None:
    from pptx.util import Inches

    _low(cell)
    cell.margin_left = cell.margin_right = Inches(MARGIN)


def _middle(cell: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _turned(cell: Any) -> None:
    """Read from below, beginning at the squares."""
    from pptx.enum.text import MSO_ANCHOR

    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell._tc.get_or_add_tcPr().set("vert", "vert270")


def _hatched(cell: Any, tone: str) -> None:
    from pptx.enum.dml import MSO_PATTERN

    cell.fill.patterned()
    cell.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    cell.fill.fore_color.rgb = colour(tone)
    cell.fill.back_color.rgb = colour(palette("light").surface)
