"""How large a page is, and how a figure is drawn so that its letters can be read on it."""

from __future__ import annotations

from typing import Literal

from reformspor.charts import Chart, parted

# Upright, on its side for what is wide, or upright in two columns for what is narrow and long.
Layout = Literal["standing", "lying", "columns"]
# A4 and its margins, in millimetres: left and right, top, bottom.
PAGE, SIDE, TOP, BOTTOM = (210, 297), 20, 22, 22
# Two columns have narrower margins, and this between them.
SIDE_OF_COLUMNS, GUTTER = 15, 8
ROOM: dict[Layout, float] = {"standing": 170, "lying": 257, "columns": 86}
# The width in points a figure is drawn with, so that letters of 13 points come to 8 typographic points on paper.
STANDING, LYING = 760, 1140
# A figure that needs more than this lies on its side.
WIDEST_STANDING = 930
# Higher ones have their rows in two columns, with this between them.
TALL, BETWEEN = 800, 24
# The most a figure is high in Word, in millimetres, so that what is said of it stands on the same page.
HIGHEST: dict[Layout, float] = {"standing": 162, "lying": 108, "columns": 162}
# What it has at the most where that would make its letters too small: what is said of it then stands on the next page.
ALONE: dict[Layout, float] = {"standing": 195, "lying": 124, "columns": 195}
# How much lower a figure on its side is drawn for the sake of that, so that names of two lines still have room.
LOWER = 0.95
AROUND = 24
# Letters of a figure in its own points, the least they may be in typographic points, and such a point in millimetres.
LETTERS, LEAST, POINT = 13, 6.0, 0.3528


def layout_of(chart: Chart | None) -> Layout:
    """How the page of a figure lies."""
    return "lying" if chart is not None and chart.least_width > WIDEST_STANDING else "standing"


def columns_of(chart: Chart) -> tuple[Chart, ...]:
    """The figure, or where it is taller than a page its parts, to be drawn beside each other."""
    return parted(chart, 2) if chart.height > TALL and layout_of(chart) == "standing" else (chart,)


def drawn_size(chart: Chart) -> tuple[int, int]:
    """Width and height in points of the plot alone, all its columns together."""
    layout = layout_of(chart)
    least = STANDING if layout == "standing" else LYING
    height = max(120, *(one.height for one in columns_of(chart)))
    if layout == "lying":
        height = round(LOWER * height)
    return max(least, chart.least_width + AROUND if chart.least_width else least), height


def least_part(chart: Chart) -> float:
    """How much smaller than its page is wide a figure may be drawn and still be read, as a part of one."""
    return min(1.0, LEAST * POINT * drawn_size(chart)[0] / (LETTERS * ROOM[layout_of(chart)]))


def column_width(width: int, n: int) -> int:
    """The width in points of each of `n` columns."""
    return (width - BETWEEN * (n - 1)) // n
