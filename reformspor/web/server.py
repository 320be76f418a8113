"""The guard stands before Streamlit: it serves what is static, shuts what is not needed, and marks every answer."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from reformspor.disclosure import Level, level_of_process
from reformspor.snapshot.folder import data_folder
from reformspor.web.assets import FIGURE, Asset, Assets
from reformspor.web.beginning import beginning, placed
from reformspor.web.collecting import collector
from reformspor.web.figures import AREA, figure
from reformspor.web.health import health
from reformspor.web.logs import log
from reformspor.web.packing import FOLDER, chosen_encoding, quick
from reformspor.web.policy import HEADERS, is_closed
from reformspor.web.preparing import prepare
from reformspor.web.shell import language, shell
from reformspor.web.slides import AREA as SLIDES
from reformspor.web.slides import slides

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Inner = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
# One segment only: Streamlit finds its own root by asking below a page's address and must get a plain 404 there.
HOME = "overview"
STATIC = ("/assets/", "/static/", f"/{FIGURE}/")
PAGE = re.compile(r"/(?!_stcore|media|component|oauth2callback|auth)[a-z_]*")


def served_level() -> Level:
    """The level this process serves at the address it listens on."""
    return level_of_process(address=st.get_option("server.address"))


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Inner, assets: Assets, level: Callable[[], Level] = served_level) -> None:
        self._app = app
        self._assets = assets
        self._level = level

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request ourselves, or let Streamlit answer and add our headers."""
        if scope["type"] != "http":
            await self._app(scope, _stirring(receive), send)
            return
        started, path = time.perf_counter(), str(scope["path"])
        seen: dict[str, int] = {"status": 0, "bytes": 0}

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                message["headers"] = _marked(message.get("headers", []), path)
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        await self._answer(scope, receive, marked)
        took = round((time.perf_counter() - started) * 1000, 1)
        log("request", method=scope["method"], path=_kind(path), ms=took, **seen)

    async def _answer(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        path, headers = str(scope["path"]), dict(scope["headers"])
        reading = scope["method"] in ("GET", "HEAD")
        if is_closed(path, self._level()):
            await _reply(send, 404, b"", "text/plain")
        elif path == "/healthz":
            status, body = health(self._level())
            await _reply(send, status, json.dumps(body).encode(), "application/json")
        elif path == f"/{HOME}":
            query = scope.get("query_string", b"").decode("latin-1")
            await _reply(send, 307, b"", "text/plain", [("location", f"/?{query}" if query else "/")])
        elif path.startswith(STATIC):
            await self._asset(send, path, headers)
        elif reading and path.startswith(AREA):
            found = await figure(path, scope.get("query_string", b"").decode("latin-1"), self._level())
            await _reply(send, found.status, found.body, found.content_type, list(found.headers))
        elif reading and path.startswith(SLIDES):
            query = scope.get("query_string", b"").decode("latin-1")
            found = await slides(path, query, self._level(), self._assets)
            await _reply(send, found.status, found.body, found.content_type, list(found.headers))
        elif reading and PAGE.fullmatch(path):
            await self._page(send, path.strip("/") or HOME, scope.get("query_string", b"").decode("latin-1"), headers)
        else:
            await self._app(scope, receive, send)

    async def _page(self, send: Send, page: str, query: str, headers: Mapping[bytes, bytes]) -> None:
        """The shell, with the page's beginning where that is at hand; else it is prepared behind the answer."""
        lang = language(query, headers.get(b"cookie", b"").decode("latin-1"))
        encoding = chosen_encoding(headers.get(b"accept-encoding", b"").decode("latin-1"))
        body, found = await to_thread.run_sync(self._shell, page, query, lang, encoding)
        if not found:
            prepare(page, query, self._level(), lang)
        # With numbers in it, it is the reader's alone to keep.
        extra = [("content-language", lang), ("vary", "cookie, accept-encoding"), ("cache-control", "no-store")]
        if encoding:
            extra.append(("content-encoding", encoding))
        await _reply(send, 200, body, "text/html; charset=utf-8", extra)

    def _shell(self, page: str, query: str, lang: str, encoding: str | None) -> tuple[bytes, bool]:
        whole, found = shell(lang, self._assets), beginning(page, query, self._level(), lang)
        if found is not None:
            whole = placed(whole, found, self._assets)
        body = whole.encode()
        return (quick(body, encoding) if encoding else body), found is not None

    async def _asset(self, send: Send, path: str, headers: Mapping[bytes, bytes]) -> None:
        asset: Asset | None = self._assets.find(path)
        if asset is None:
            await _reply(send, 404, b"", "text/plain")
            return
        extra = [("cache-control", asset.kept), ("etag", f'"{asset.name}"')]
        encoding = None
        if asset.packs:
            encoding = chosen_encoding(headers.get(b"accept-encoding", b"").decode("latin-1"))
            extra.append(("vary", "accept-encoding"))
        # Weak where it is compared: the packed forms are one content.
        if f'"{asset.name}"' in headers.get(b"if-none-match", b"").decode("latin-1"):
            await _reply(send, 304, b"", asset.content_type, extra)
            return
        if encoding:
            extra.append(("content-encoding", encoding))
        body = await to_thread.run_sync(self._assets.body, asset, encoding)
        await _reply(send, 200, body, asset.content_type, extra)


def middleware(assets: Assets | None = None) -> list[Middleware]:
    """The middleware for `st.App`."""
    return [Middleware(Guard, assets=assets or Assets(packed=data_folder().root / FOLDER))]


def _stirring(receive: Receive) -> Receive:
    """What a browser says over its open line is what makes garbage."""

    async def heard() -> Message:
        message = await receive()
        collector.stir()
        return message

    return heard


async def _reply(send: Send, status: int, body: bytes, kind: str, extra: list[tuple[str, str]] | None = None) -> None:
    headers = [("content-type", kind), ("content-length", str(len(body))), *(extra or [])]
    encoded = [(name.encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})


def _marked(headers: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    ours = {name.encode() for name, _ in HEADERS}
    kept = [(name, value) for name, value in headers if name.lower() not in ours]
    kept += [(name.encode(), value.encode()) for name, value in HEADERS]
    if path.startswith("/media/"):
        kept = [(name, value) for name, value in kept if name.lower() != b"cache-control"]
        kept.append((b"cache-control", b"no-store"))
    elif not any(name.lower() == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", b"no-cache"))
    return kept


def _kind(path: str) -> str:
    """The area of a path: file names of downloads carry the reader's filters and stay out of the log."""
    area = path.strip("/").split("/")[0]
    known = ("_stcore", "media", "component", "static", "assets", "healthz", "figure", "slides")
    return f"/{area}" if area in known else "/page"
