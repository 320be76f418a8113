"""The shell is the page before the application runs: the reader's language, our look, and a quiet first paint."""

from __future__ import annotations

import html
import re
from functools import cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

from reformspor.web.assets import Assets
from reformspor.words import LANGUAGES, speak

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
LANGUAGE_COOKIE = "reformspor_lang"
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
def shell(lang: str, assets: Assets) -> bytes:
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
    return re.sub(r"\n\s*\n+", "\n", page).encode()


def first_files(assets: Assets) -> list[str]:
    """Request paths of what every first visit loads."""
    own = [assets.url(name) for name in ("reformspor.css", "reformspor.js", "vendor/plotly-cartesian.min.js")]
    return [*own, *("/" + path for path in PRELOADED.findall(INDEX.read_text("utf-8")))]


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
        f"<noscript><p>{html.escape(words('frame.no_script'))}</p></noscript>"
        f'<div id="root" data-plotly="{assets.url("vendor/plotly-cartesian.min.js")}">'
        f'<div class="rs-skeleton" role="status"><b>{html.escape(words("frame.name"))}</b>'
        f'<span class="rs-sr">{waiting}</span>{bars}</div></div>'
    )
