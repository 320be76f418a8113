"""Colour scales for quantities: one hue in even steps of lightness, or two hues away from the ground."""

from __future__ import annotations

from functools import cache

from reformspor.look.colour import contrast, from_lab, lab
from reformspor.look.palette import Palette, Theme, palette

Scale = tuple[tuple[float, str], ...]


@cache
def sequential(theme: Theme, steps: int = 7) -> Scale:
    """Plotly stops from near the ground to c1, even in lightness (L* from 94 down, in the dark from 20 up)."""
    colours = palette(theme)
    _, a, b = lab(colours.c1)
    start, end = (94.0, lab(colours.c1)[0]) if theme == "light" else (20.0, 78.0)
    stops = []
    for i in range(steps):
        share = i / (steps - 1)
        # Full chroma at the pale end would fall outside the screen's colours.
        strength = 0.25 + 0.75 * share if theme == "light" else 0.35 + 0.65 * share
        stops.append((share, from_lab(start + (end - start) * share, a * strength, b * strength)))
    return tuple(stops)


@cache
def diverging(theme: Theme) -> Scale:
    """Plotly stops from c3 over the ground to c4; the ground is no difference."""
    colours = palette(theme)
    return tuple(
        [(i / 8, _between(colours.c3, colours.ground, i / 4)) for i in range(4)]
        + [(0.5, colours.ground)]
        + [(0.5 + i / 8, _between(colours.ground, colours.c4, i / 4)) for i in range(1, 5)]
    )


def ink_on(colour: str, colours: Palette) -> str:
    """The text colour that reads best on a filled cell."""
    return max((colours.ink, colours.ground), key=lambda ink: contrast(ink, colour))


def _between(one: str, other: str, share: float) -> str:
    start, end = lab(one), lab(other)
    l_, a, b = (s + (e - s) * share for s, e in zip(start, end, strict=True))
    return from_lab(l_, a, b)
