"""The download menu of a figure: made only when asked for, from the Answer that is shown."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.page.exports import csv_bytes, file_name, xlsx_bytes
from reformspor.page.images import Kind, can_draw, picture
from reformspor.words import Words

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(
    words: Words,
    answer: Answer,
    chart: Chart | None,
    headline: str,
    subtitle: str,
    places: Mapping[str, str],
    key: str,
) -> None:
    """Picture and number files of one figure."""
    with st.popover(words("page.downloads.label"), type="tertiary", key=f"download_{key}"):
        if chart is not None and answer.state == "ok":
            _pictures(words, answer, chart, headline, subtitle, key)
        _button(words, "csv", lambda: csv_bytes(answer, words, places), answer, "text/csv", key)
        _button(words, "xlsx", lambda: xlsx_bytes(answer, words, places), answer, SHEET, key)


def _pictures(words: Words, answer: Answer, chart: Chart, headline: str, subtitle: str, key: str) -> None:
    if not can_draw():
        st.caption(words("page.downloads.no_browser"))
        return

    def drawn(kind: Kind) -> bytes:
        return picture(words, answer, chart, headline, subtitle, kind)

    _button(words, "png", lambda: drawn("png"), answer, "image/png", key)
    _button(words, "svg", lambda: drawn("svg"), answer, "image/svg+xml", key)


def _button(words: Words, kind: str, data: object, answer: Answer, mime: str, key: str) -> None:
    st.download_button(
        words(f"page.downloads.{kind}"),
        data=data,  # type: ignore[arg-type]
        file_name=file_name(answer, kind),
        mime=mime,
        key=f"{kind}_{key}",
        on_click="ignore",
        type="tertiary",
    )
