"""A chart as the browser's plot library wants it: painted, in a language and a theme, as JSON."""

from __future__ import annotations

import json
from typing import Any

from reformspor.charts import Chart, paint
from reformspor.look import Theme
from reformspor.words import Words

# A card on a desk is wider than this, so only narrower screens ever scroll.
WIDEST = 640


def spec(words: Words, theme: Theme, chart: Chart) -> str:
    """The painted figure as JSON."""
    return json.dumps(paint(chart, theme, words), ensure_ascii=False, separators=(",", ":"), default=_plain)


def least_width(chart: Chart) -> int:
    """The width in pixels under which the figure could not be read; narrower screens scroll it inside its card."""
    if chart.months is None or chart.least_width:
        return chart.least_width
    first, last = chart.months
    return min(WIDEST, 90 + 8 * (last - first + 1))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return float(value)
