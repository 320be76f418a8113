"""The shell is the page before the application runs: the reader's language, our look, and a quiet first paint."""

from __future__ import annotations

import html
import re
from functools import cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

from reformspor.web.assets import DRAWING, FIGURE, Assets
from reformspor.web.beginning import SCRIPT
from reformspor.words import LANGUAGES, speak

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
LANGUAGE_COOKIE = "reformspor_lang"
LIBRARY = "vendor/plotly-cartesian.min.js"
LATER = ("Html", "purify.es", "PageLink", "Button", "BidiComponent", "_arrayReduce", "serialization", "recordbatch")
PRELOADED = re.compile(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"')


def language(query: str, cookie: str) -> str:
    """The language of a request: what the address says, else what the reader chose last, else nynorsk."""
    asked = parse_qs(query).get("lang", [""])[-1]
    if asked in LANGUAGES:
        return asked
    try:
        kept = SimpleCookie(cookie).get(LANGUAGE_COOKIE)
    except CookieError:
        kept = None
    return kept.value if kept is not None and kept.value in LANGUAGES else LANGUAGES[0]


@cache
def shell(lang: str, assets: Assets) -> str:
    """Streamlit's own page with our language, title, fonts and stylesheet, and no inline script."""
    words = speak(lang)
    page = re.sub(r"<!--.*?-->", "", INDEX.read_text("utf-8"), flags=re.S)
    page = re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.S)
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.S)
    page = re.sub(r'<link\s+rel="preload"[^>]*>', "", page)
    page = re.sub(r'<link rel="(?:service-desc|shortcut icon)"[^>]*>', "", page)
    page = page.replace('lang="en"', f'lang="{lang}"').replace('="./static/', '="/static/')
    page = re.sub(r"<title>.*?</title>", _head(words("frame.name"), assets), page)
    page = page.replace('<div id="root"></div>', _body(lang, assets))
    page = page.replace("</head>", f"{_ahead(assets)}</head>")
    return re.sub(r"\n\s*\n+", "\n", page)


def first_files(assets: Assets) -> list[str]:
    """Request paths of what every first visit loads."""
    own = [assets.url(name) for name in ("reformspor.css", "reformspor.js", SCRIPT, LIBRARY)]
    named = ["/" + path for path in PRELOADED.findall(INDEX.read_text("utf-8"))]
    return [*own, *named, *later(), *parts()]


@cache
def later() -> tuple[str, ...]:
    """What Streamlit would else ask for only when it meets the first text, link and figure of a page."""
    folder = INDEX.parent / "static" / "js"
    found = (file.name for name in LATER for file in folder.glob(f"{name}.*.js"))
    return tuple(f"/static/js/{name}" for name in found)


def parts() -> list[str]:
    """The files a figure is drawn by, where Streamlit asks for them."""
    return [f"/{FIGURE}/{file.name}" for file in sorted(DRAWING.glob("*.js"))]


def _ahead(assets: Assets) -> str:
    """What is fetched while the application starts, after what it starts with."""
    modules = "".join(f'<link rel="modulepreload" crossorigin href="{path}">' for path in (*later(), *parts()))
    return f'{modules}<link rel="preload" as="script" fetchpriority="low" href="{assets.url(LIBRARY)}">'


def _head(title: str, assets: Assets) -> str:
    fonts = "".join(
        f'<link rel="preload" href="{assets.url(f"fonts/{name}.woff2")}" as="font" type="font/woff2" crossorigin>'
        for name in ("hanken-grotesk", "source-serif-4")
    )
    return (
        f"<title>{html.escape(title)}</title>"
        f'<link rel="icon" href="{assets.url("mark.svg")}" type="image/svg+xml">{fonts}'
        f'<link rel="stylesheet" href="{assets.url("reformspor.css")}">'
        f'<meta name="color-scheme" content="light dark">'
        f'<script src="{assets.url("reformspor.js")}"></script>'
    )


def _body(lang: str, assets: Assets) -> str:
    words = speak(lang)
    skip = html.escape(words("frame.skip"))
    waiting = html.escape(words("frame.loading"))
    bars = "".join(f'<i class="rs-bar rs-bar-{n}"></i>' for n in range(1, 5))
    return (
        f'<a class="rs-skip" href="#main">{skip}</a>'
        f'<p class="rs-no-script">{html.escape(words("frame.no_script"))}</p>'
        f'<div id="root" data-plotly="{assets.url(LIBRARY)}">'
        f'<div class="rs-skeleton" role="status"><b>{html.escape(words("frame.name"))}</b>'
        f'<span class="rs-sr">{waiting}</span>{bars}</div></div>'
    )
