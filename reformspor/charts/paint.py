"""Painting puts a theme's colours where a chart has tokens, and lays its layout upon the house template."""

from __future__ import annotations

from functools import cache
from typing import Any

from reformspor.charts.chart import Chart
from reformspor.look import Theme, ink_on, palette, sequential, template
from reformspor.words import Words

STEPS = 7
COLOUR_KEYS = ("color", "colorscale")


def paint(chart: Chart, theme: Theme, words: Words) -> dict[str, Any]:
    """The Plotly figure, as a plain dict of data and layout, in a theme and a language.

    Only values under a key that names a colour are looked up, so text from data can never be a token.
    Raises KeyError for a token that no palette has.
    """
    colours = tokens(theme)
    layout = _laid_upon(template(theme, words), _painted(chart.layout, colours))
    return {"data": _painted(chart.data, colours), "layout": layout}


@cache
def tokens(theme: Theme) -> dict[str, str]:
    """The palette's tokens, the steps `s0`…`s6` of the scale, and `on0`…`on6`, the ink that reads on them."""
    colours = palette(theme)
    scale = [colour for _, colour in sequential(theme, STEPS)]
    return {
        **colours.tokens,
        **{f"s{step}": colour for step, colour in enumerate(scale)},
        **{f"on{step}": ink_on(colour, colours) for step, colour in enumerate(scale)},
    }


def _painted(node: Any, colours: dict[str, str], is_colour: bool = False) -> Any:
    if isinstance(node, dict):
        return {key: _painted(value, colours, str(key).endswith(COLOUR_KEYS)) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_painted(value, colours, is_colour) for value in node]
    if is_colour and isinstance(node, str) and node.startswith("@"):
        return colours[node[1:]]
    return node


def _laid_upon(ground: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    whole = dict(ground)
    for key, value in above.items():
        below = whole.get(_base(key))
        whole[key] = _laid_upon(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return whole


def _base(key: str) -> str:
    """The template styles one axis of each kind; a second axis of a figure is styled as the first."""
    return key.rstrip("0123456789") if key.startswith(("xaxis", "yaxis")) else key
