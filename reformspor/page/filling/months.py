"""Which months an annex is of: all there are, or the last whole year or three."""

from __future__ import annotations

import datetime as dt

from reformspor.page.protocol import Page

SPANS = {"year": 12, "three": 36}


def chosen_months(page: Page) -> tuple[dt.date | None, dt.date | None]:
    """The first and last month that are chosen; none of them for all there is."""
    options = {"all": page.words("application.months.all")}
    options |= {code: page.words(f"application.months.{code}") for code in SPANS}
    chosen = page.choose("application.months.choose", options, "months", stands="all")
    if chosen is None or chosen == "all":
        return None, None
    last = page.recent()["last"]
    back = last.year * 12 + last.month - SPANS[chosen]
    return dt.date(back // 12, back % 12 + 1, 1), last
