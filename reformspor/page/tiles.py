"""Tiles: a few figures read at a glance, each with its change, its small line, its meaning and the page behind it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from reformspor.look import Theme, palette
from reformspor.page.markup import Markup, image, tag
from reformspor.page.protocol import Tile
from reformspor.page.states import kind
from reformspor.words import Words

WIDTH, HEIGHT, EDGE = 176, 30, 3


def tiles(words: Words, theme: Theme, shown: Sequence[Tile], address: Mapping[str, str]) -> Markup:
    """Up to six tiles between a heavy and a thin rule; `address` keeps the filters in each link."""
    return tag("div", *(_tile(words, theme, tile, address) for tile in shown), cls="rs-tiles")


def _tile(words: Words, theme: Theme, tile: Tile, address: Mapping[str, str]) -> Markup:
    missing = kind(tile.answer) if tile.answer is not None and tile.answer.state != "ok" else None
    label: Markup | str = tile.label
    if tile.link:
        label = tag("a", tile.label, href=f"/{tile.link}?{urlencode(address)}", cls="rs-link")
    if missing:
        number = tag("div", words(f"page.tile.{missing}"), cls="rs-value rs-none")
    else:
        # In English the sign of per cent stands close to its number.
        close = "rs-close" if tile.unit == "%" and words.lang == "en" else ""
        unit = tag("small", tile.unit, cls=close) if tile.unit else None
        number = tag("div", tag("span", tile.value), unit, cls="rs-value")
    return tag(
        "div",
        tag("div", label, cls="rs-label"),
        number,
        None if missing else tag("div", *_lines(tile), cls=f"rs-change rs-{tile.tone or 'plain'}"),
        None if missing else _status(words, tile),
        None if missing else _spark(words, theme, tile.spark),
        _definition(words, tile.definition),
        cls="rs-tile",
    )


def _lines(tile: Tile) -> list[Markup]:
    """What is said under the number: the period before, whatever else, and the target."""
    said = (("former", tile.former), ("more", tile.change), ("target", tile.target))
    return [tag("div", text, cls=f"rs-tile-{name}") for name, text in said if text]


def _status(words: Words, tile: Tile) -> Markup | None:
    """Mark and word of the status; its rule opens under it."""
    held = tile.status
    if held is None:
        return None
    said = tag("span", f"{words('status.label')}: ", cls="rs-sr")
    return tag(
        "details", tag("summary", said, held.word), tag("p", held.rule), cls=f"rs-def rs-status rs-status-{held.state}"
    )


def _definition(words: Words, text: str) -> Markup | None:
    if not text:
        return None
    return tag("details", tag("summary", words("page.tile.definition")), tag("p", text), cls="rs-def")


def _spark(words: Words, theme: Theme, values: Sequence[float]) -> Markup | None:
    if len(values) < 2:
        return None
    alt = words(
        "page.tile.spark",
        first=words.number(values[0]),
        last=words.number(values[-1]),
        low=words.number(min(values)),
        high=words.number(max(values)),
    )
    drawn = base64.b64encode(sparkline(values, theme).encode()).decode()
    return image(f"data:image/svg+xml;base64,{drawn}", alt, "rs-spark")


def sparkline(values: Sequence[float], theme: Theme) -> str:
    """A line of the values as SVG, from zero (or below), with its last point marked."""
    colours = palette(theme)
    low, high = min(0.0, *values), max(values)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [
        (EDGE + i * step, HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE)) for i, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<polyline points="{line}" fill="none" stroke="{colours.ink3}" stroke-width="1.5" '
        f'stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colours.accent}"/></svg>'
    )
