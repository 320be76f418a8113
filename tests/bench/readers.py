"""Readers without a browser: they speak Streamlit's own protocol, and so cost the machine little beside the server.

A reader opens the websocket, runs a page and sets filters, as the browser would. A run is over when the server says its
script has finished; one that ends otherwise, shows an exception or an alert, or loses its figures is an error.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60.0


@dataclass
class Run:
    """One run of a page: milliseconds from question to end, bytes that came, cards drawn, and what was wrong."""

    ms: float = 0.0
    bytes: int = 0
    cards: int = 0
    wrong: str = ""


@dataclass
class Reader:
    """A session: its websocket, the widgets it has been shown by name, and the address it stands at."""

    socket: Any
    query: str
    page: str = ""
    widgets: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    state: dict[str, list[str]] = field(default_factory=dict)

    async def open(self, name: str) -> Run:
        """Run a page by its name, as when its address is opened; the home page is the empty name."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = name
        self.state = {}
        return await self._run(asked)

    async def choose(self, chosen: Mapping[str, Sequence[str]]) -> Run:
        """Set filters (`f_role` and such) to the given labels, and the others to nothing."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.page
        for name in {*self.state, *chosen}:
            one = asked.rerun_script.widget_states.widgets.add()
            one.id = self.widgets[name][0]
            one.string_array_value.data.extend(chosen.get(name, ()))
        self.state = {name: list(labels) for name, labels in chosen.items()}
        return await self._run(asked)

    async def _run(self, asked: BackMsg) -> Run:
        began, run = time.perf_counter(), Run()
        await self.socket.send(asked.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            run.bytes += len(raw)
            told = ForwardMsg()
            told.ParseFromString(raw)
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                run.ms = (time.perf_counter() - began) * 1000
                if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    run.wrong = run.wrong or f"the script ended with {told.script_finished}"
                return run
            if kind == "navigation":
                self.page = told.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "delta":
                self._see(told.delta, run)

    def _see(self, delta: Any, run: Run) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "button_group":
            name = element.button_group.id.rpartition("-")[2]
            self.widgets[name] = (element.button_group.id, [one.content for one in element.button_group.options])
        elif kind in ("bidi_component", "plotly_chart"):
            run.cards += 1
        elif kind == "exception" or (kind == "html" and 'role="alert"' in element.html.body):
            run.wrong = "an exception" if kind == "exception" else "an alert"


class Visit:
    """A reader while the block lasts: `async with Visit(address, "lang=nn") as reader`."""

    def __init__(self, address: str, query: str = "lang=nn") -> None:
        self._place = address.replace("http://", "ws://") + "/_stcore/stream"
        self._query = query
        self._socket: Any = None

    async def __aenter__(self) -> Reader:
        """Open the websocket."""
        self._socket = await websockets.connect(
            self._place, subprotocols=["streamlit"], max_size=None, ping_interval=None
        )
        return Reader(self._socket, self._query)

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self._socket.close()
