"""Native charts on slides: how many a figure takes, and where key, names and plot lie in letters that can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reformspor.report.board import BOTTOM, LABEL, Board, described
from reformspor.report.chart_pieces import Dress
from reformspor.report.native import Native
from reformspor.report.native_book import book_of
from reformspor.report.native_rows import part_of
from reformspor.report.native_xml import chart_xml
from reformspor.report.slide import EDGE, WIDE

# In inches, of letters of 18 points: one sign, a line of a key and of a name, the mark of a key, and what stands free
# under a row.
SIGN, ROW, NAME_LINE, KEY_MARK, BETWEEN = 0.13, 0.36, 0.27, 0.6, 0.1
ROOM = WIDE - 2 * EDGE
# Signs of a row's name before it takes a second line.
WIDEST = 46
# Steps between names along the foot; of months, whole parts of a year.
STEPS, MONTH_STEPS = (1, 2, 3, 4, 5, 10, 20, 50), (1, 2, 3, 4, 6, 12, 24, 36, 60)


@dataclass(frozen=True)
class Data:
    """What the library asks of a chart's data: the part itself and the workbook behind it."""

    native: Native
    dress: Dress

    def xml_bytes(self, _kind: Any) -> bytes:
        """The chart's part."""
        return chart_xml(self.native, self.dress)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook."""
        return book_of(self.native)


def paged(native: Native, high: float, fit: float = 1.0) -> list[Native]:
    """The chart in as many parts as its rows need in a height in inches; other kinds are one.

    All parts have the same scale, so that bars of different slides can be held against each other.
    """
    if native.kind != "bars" or not native.names:
        return [native]
    room = high - _key_high(native, fit)
    # Rows under one name are not parted.
    fits = max(1, int(room / (_row_high(native, fit) * native.together)))
    held = len(native.names) // native.together
    each = math.ceil(held / math.ceil(held / fits)) * native.together
    low, top = _ends(native)
    scaled = replace(native, low=low, high=top)
    return [part_of(scaled, at, at + each) for at in range(0, len(native.names), each)]


def _ends(native: Native) -> tuple[float, float]:
    sums: list[float] = []
    for at in range(len(native.names)):
        held = [one.values[at] or 0.0 for one in native.series]
        sums += [sum(v for v in held if v > 0), sum(v for v in held if v < 0)] if native.stacked else held
    return min([0.0, *sums]), max([0.0, *sums]) * 1.02 or 1.0


def put_chart(board: Board, slide: Any, native: Native, top: float, alt: str, name: str) -> None:
    """Draw it under `top`, in inches, down to the foot; `alt` is read to those who cannot see it."""
    from pptx.enum.chart import XL_CHART_TYPE

    high = BOTTOM - top
    data: Any = Data(native, _dress(native, high, board))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *board.place(EDGE, top, ROOM, high), data)
    described(frame, name, alt)


def _dress(native: Native, high: float, board: Board) -> Dress:
    fit = board.fit
    key = _key_high(native, fit)
    key_part, foot = key / high, _foot(native) / high
    left = _names_wide(native, fit) if native.kind == "bars" else _numbers_wide(native, fit)
    right = 0.11 / fit if native.labelled else 0.03
    plot = (left, key_part + 0.03, 1 - left - right, max(0.2, 1 - key_part - 0.03 - foot))
    return Dress(
        round(LABEL * board.scale),
        board.letters,
        board.locale,
        (0.0, key_part),
        plot,
        _skip(native, plot[2] * ROOM, fit),
    )


def _foot(native: Native) -> float:
    """Room under the plot for what stands along its foot, in inches."""
    if native.kind == "bars":
        return 0.08
    return 0.85 if native.years else 0.5


def _key_high(native: Native, fit: float) -> float:
    """How high the key is: its entries beside each other, on as many lines as they need."""
    shown = [one.name for one in native.series if not one.cover]
    if len(shown) < 2:
        return 0.0
    rows, used = 1, 0.0
    for name in shown:
        wide = len(name) * SIGN / fit + KEY_MARK
        if used and used + wide > ROOM * 0.96:
            rows, used = rows + 1, 0.0
        used += wide
    return rows * ROW + 0.1


def _row_high(native: Native, fit: float) -> float:
    longest = max((len(name) for name in native.names), default=0)
    # A broken line is not filled to its end.
    wide = WIDEST * fit
    lines = 1 if longest <= wide else math.ceil(longest / wide * 1.15)
    return min(lines, 3) * NAME_LINE + BETWEEN


def _names_wide(native: Native, fit: float) -> float:
    longest = max((len(name) for name in native.names), default=0)
    return min(0.46, max(0.14, (min(longest, WIDEST * fit) * SIGN / fit + 0.3) / ROOM))


def _numbers_wide(native: Native, fit: float) -> float:
    most = max(abs(native.high or 0.0), abs(native.low or 0.0))
    signs = len(f"{most:,.0f}") + (native.form.count("0") - 1 if "." in native.form else 0)
    return (signs * SIGN / fit + 0.25) / ROOM


def _skip(native: Native, wide: float, fit: float) -> int:
    if native.kind in ("bars", "points") or native.years or not native.names:
        return 1
    each = max(len(name) for name in native.names) * SIGN / fit + 0.2
    least = len(native.names) * each / wide
    steps: Sequence[int] = MONTH_STEPS if len(native.names) > 11 else STEPS
    return next((step for step in steps if step >= least), steps[-1])
