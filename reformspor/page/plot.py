"""The plot itself: a component that stays in place and is drawn over, so that a filter change does not blink."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

import reformspor
from reformspor.page.message import Message
from reformspor.page.picks import take

NAME = "reformspor.figure"
HERE = Path(__file__).parent


def plot(message: Message) -> None:
    """Draw a whole card under a stable key, as one message: its frame, and its plot or its table."""
    # Served from a file of ours, so the content policy needs no exception for scripts made on the fly.
    _component(id(st.runtime.get_instance()) if st.runtime.exists() else 0)(
        data=message.body,
        key=f"card_{message.key}",
        height="content",
        **_told(message),
    )


def _told(message: Message) -> dict[str, Any]:
    """What is done when the reader picks something in the card; nothing where nothing can be picked."""
    if message.asks is None:
        return {}
    return {"on_pick_change": partial(take, f"card_{message.key}", *message.asks)}


@cache
def _component(runtime: int) -> Any:
    """Tell a runtime, once, where the component's files are; a package on disk would do it in its manifest."""
    manifest = ComponentManifest(
        name="reformspor", version=reformspor.__version__, components=[ComponentConfig("figure", "component")]
    )
    get_bidi_component_manager().register_from_manifest(manifest, HERE)
    return st.components.v2.component(NAME, js="figure.js", isolate_styles=False)
