"""The one Plotly template: horizontal grid, quiet axes, the reader's number separators, no decoration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reformspor.look.palette import Theme, palette
from reformspor.look.scales import diverging, sequential

if TYPE_CHECKING:
    from reformspor.words import Words

SANS = "Hanken Grotesk, DejaVu Sans, Arial, sans-serif"
SERIF = "Source Serif 4, Georgia, DejaVu Serif, serif"
SEPARATORS = {"nn": ",\N{NARROW NO-BREAK SPACE}", "nb": ",\N{NARROW NO-BREAK SPACE}", "en": ".,"}


def template(theme: Theme, words: Words, size: int = 13) -> dict[str, Any]:
    """A layout, as a plain dict, below every figure's own layout; `size` is the text size in pixels."""
    colours = palette(theme)
    font = {"family": SANS, "size": size, "color": colours.ink}
    return {
        "font": font,
        "paper_bgcolor": colours.surface,
        "plot_bgcolor": colours.surface,
        "colorway": list(colours.categories),
        "colorscale": {"sequential": sequential(theme), "diverging": diverging(theme)},
        "separators": SEPARATORS[words.lang],
        "margin": {"l": 8, "r": 8, "t": 28, "b": 8, "pad": 0},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.28,
        "barcornerradius": 0,
        "hoverlabel": {
            "bgcolor": colours.surface,
            "bordercolor": colours.line2,
            "font": font,
            "align": "left",
        },
        "xaxis": _axis(colours.ink2, colours.line2, size, grid=None),
        "yaxis": _axis(colours.ink2, colours.line, size, grid=colours.line),
        "uniformtext": {"mode": "show", "minsize": size - 1},
    }


def _axis(ink: str, line: str, size: int, grid: str | None) -> dict[str, Any]:
    quiet = {
        "automargin": True,
        "zeroline": False,
        "title": {"text": ""},
        "ticklabelstandoff": 6,
        "tickfont": {"size": size, "color": ink},
        "linecolor": line,
        "linewidth": 1,
        "fixedrange": True,
    }
    if grid is None:
        return {**quiet, "showgrid": False, "showline": True, "ticks": ""}
    return {**quiet, "showgrid": True, "gridcolor": grid, "gridwidth": 1, "showline": False, "nticks": 5}
