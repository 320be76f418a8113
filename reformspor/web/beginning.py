"""The page's beginning in the shell: what is at hand of the page that is asked for, apart from what follows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from reformspor.disclosure import Level
from reformspor.web.assets import OWN, Assets
from reformspor.web.logs import report_failure

if TYPE_CHECKING:
    from reformspor.page.first import First

STYLES, SCRIPT, SHEET = "first.css", "first.js", "reformspor.css"
# A longer one is nobody's filters.
LONGEST = 2000


def beginning(page: str, query: str, level: Level, lang: str) -> First | None:
    """What is at hand of a page; None when nothing is, and whatever goes wrong: the page itself says so."""
    if len(query) > LONGEST:
        return None
    try:
        from reformspor.page.first import first  # the server listens before the pages are loaded

        return first(page, dict(parse_qsl(query)), level, lang)
    except Exception as error:
        report_failure(error)
        return None


def placed(shell: str, found: First, assets: Assets) -> str:
    """The shell with a page's beginning over the place of the application.

    It stands in a shadow tree of its own, so that nothing in the page is there twice to whoever looks for it; it is
    shown when the page's stylesheet has come.
    """
    tree = (
        f'<style>.rs-first{{visibility:hidden}}{_styles()}</style><link rel="stylesheet" href="{assets.url(SHEET)}">'
        f'<main class="rs-first">{found.text}</main>'
    )
    whole = (
        f'<div id="rs-first" data-texts="{found.steps}"{" data-figure=yes" if found.figure else ""}>'
        f'<template shadowrootmode="closed">{tree}</template></div>'
    )
    script = f'<script src="{assets.url(SCRIPT)}" defer></script>'
    return shell.replace('<div id="root"', f'{whole}<div id="root"', 1).replace("<script ", f"{script}<script ", 1)


@cache
def _styles() -> str:
    text = re.sub(r"/\*.*?\*/", "", (OWN / STYLES).read_text("utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", text).strip()
