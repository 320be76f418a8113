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
TALL, BETWEEN = 1000, 24
# The most a figure is high in Word, in millimetres, so that what is said of it stands on the same page.
HIGHEST: dict[Layout, float] = {"standing": 162, "lying": 108, "columns": 162}
# What it has at the most where that would make its letters too small: what is said of it then stands on the next page.
ALONE: dict[Layout, float] = {"standing": 195, "lying": 124, "columns": 195}
# The most points that leaves a figure on its side with its key, and how much lower one is drawn for the sake of that.
LOW, LOWER = 650, 0.85
CROWDED = 0.72
AROUND = 24


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
        height = min(height, max(round(LOWER * height), LOW))
    return max(least, chart.least_width + AROUND if chart.least_width else least), height


def column_width(width: int, n: int) -> int:
    """The width in points of each of `n` columns."""
    return (width - BETWEEN * (n - 1)) // n
