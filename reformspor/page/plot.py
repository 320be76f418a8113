"""The plot itself: a component that stays in place and is drawn over, so that a filter change does not blink."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

import reformspor
from reformspor.charts import Chart, paint
from reformspor.look import Theme
from reformspor.words import Words

NAME = "reformspor.figure"
HERE = Path(__file__).parent
# A card on a desk is wider than this, so only narrower screens ever scroll.
WIDEST = 640


def plot(words: Words, theme: Theme, chart: Chart, key: str) -> None:
    """Draw a chart under a stable key; its alt text is what a screen reader says."""
    # Served from a file of ours, so the content policy needs no exception for scripts made on the fly.
    _component()(
        data={
            "spec": spec(words, theme, chart),
            "alt": chart.alt,
            "height": chart.height,
            "least": least_width(chart),
            # A figure with names down its side is read from the names; a series from its newest month.
            "newest": chart.months is not None and not any(t.get("orientation") == "h" for t in chart.data),
            # Paper is light, whatever the screen is.
            "paper": spec(words, "light", chart) if theme == "dark" else None,
        },
        key=f"plot_{key}",
        height="content",
    )


def spec(words: Words, theme: Theme, chart: Chart) -> str:
    """The painted figure as JSON."""
    return json.dumps(paint(chart, theme, words), separators=(",", ":"), default=_plain)


def least_width(chart: Chart) -> int:
    """The width in pixels under which the figure could not be read; narrower screens scroll it inside its card."""
    if chart.months is None:
        return chart.least_width
    first, last = chart.months
    return max(chart.least_width, min(WIDEST, 90 + 8 * (last - first + 1)))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return float(value)


def _component() -> Any:
    _declare(id(st.runtime.get_instance()) if st.runtime.exists() else 0)
    return st.components.v2.component(NAME, js="figure.js", isolate_styles=False)


@cache
def _declare(runtime: int) -> None:
    """Tell a runtime, once, where the component's files are; a package on disk would do it in its manifest."""
    manifest = ComponentManifest(
        name="reformspor", version=reformspor.__version__, components=[ComponentConfig("figure", "component")]
    )
    get_bidi_component_manager().register_from_manifest(manifest, HERE)
