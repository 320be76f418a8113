"""Our share of each type with its interval, and the other registry's as a hollow mark beside it; counts in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.labels import inside, label_of
from reformspor.reference import Reference
from reformspor.words import Words

ROW = 84
Row = dict[str, Any]


def beside_marks(answer: Answer, words: Words, title: str) -> Chart:
    """A row for each type both registries have (type, n, n_barriers, other_n, other_barriers and their shares).

    The largest difference of share lies highest. `title` is the other registry's name.
    """
    rows = [row for row in answer.copy_rows() if row["other_n"] is not None]
    rows.sort(key=lambda row: (-abs(row["other_share"] - row["share"]), row["type"]))
    places = [float(len(rows) - at) for at in range(len(rows))]
    top = max((max(row["share_most"], row["other_share"]) for row in rows), default=0.01) * 100
    layout = base_layout(
        ROW * max(len(rows), 1) + 40,
        xaxis={**value_axis(top, words, share=True), "showline": False, "automargin": False},
        yaxis=bare_axis(0.5, len(rows) + 0.7),
        annotations=[_name(row, y, words, title) for row, y in zip(rows, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=_traces(rows, places, words, title) if rows else [],
        layout=layout,
        table=_table(rows, words, title),
        alt=_alt(rows, words, title),
        key=_key(words, title),
        height=layout["height"],
    )


def apart_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """How many barriers have each type that the other registry did not have, or that does not mean the same there."""
    rows = [row for row in answer.copy_rows() if row["other_n"] is None and row["n"]]
    return pd.DataFrame(
        {
            words("elsewhere.column.type"): [label_of(words, "type", row["type"]) for row in rows],
            words("elsewhere.column.n"): [row["n"] for row in rows],
            words("elsewhere.column.whole"): [row["n_barriers"] for row in rows],
        }
    )


def counts_listing(answer: Answer, words: Words, title: str) -> pd.DataFrame:
    """The counts of both registries without any share, for when there are too few barriers here."""
    rows = [row for row in answer.copy_rows() if row["other_n"] is not None]
    return pd.DataFrame(_counts(rows, words, title))


def reference_facts(one: Reference, words: Words) -> pd.DataFrame:
    """What the other registry is: its day, who reported, how much of it has hours, and the file the numbers are of."""
    period = words.period(one.first, one.last) if one.first and one.last else None
    hours = None if one.with_hours is None else words("elsewhere.of", n=one.with_hours, whole=one.barriers)
    said = {
        "title": one.title,
        "taken": words.date(one.taken),
        "period": period,
        "reporters": words(f"elsewhere.reporters.{one.reporters}"),
        "n_reporters": None if one.n_reporters is None else words.number(one.n_reporters),
        "barriers": words.number(one.barriers),
        "with_hours": hours,
        "source": one.source,
        "licence": one.licence or None,
        "file": f"{one.file} · SHA-256 {one.sha256[:16]}",
    }
    heads = [words(f"elsewhere.column.{name}") for name in ("what", "which")]
    rows = [(words(f"elsewhere.fact.{name}"), value) for name, value in said.items() if value]
    return pd.DataFrame(rows, columns=heads)


def _traces(rows: list[Row], places: list[float], words: Words, title: str) -> list[Trace]:
    hover = [_hover(row, words, title) for row in rows]
    common: Trace = {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "hoverinfo": "text",
        "hovertext": hover,
        "cliponaxis": False,
    }
    own = [row["share"] * 100 for row in rows]
    interval = {
        "type": "data",
        "symmetric": False,
        "array": [(row["share_most"] - row["share"]) * 100 for row in rows],
        "arrayminus": [(row["share"] - row["share_least"]) * 100 for row in rows],
        "color": "@c1",
        "thickness": 2,
        "width": 5,
    }
    hollow = {"color": "@surface", "size": 15, "symbol": "circle", "line": {"color": "@ink", "width": 2}}
    return [
        {**common, "x": [row["other_share"] * 100 for row in rows], "marker": hollow},
        {**common, "x": own, "marker": {"color": "@c1", "size": 13}, "error_x": interval},
    ]


def _said(row: Row, words: Words, title: str) -> tuple[str, str]:
    own = words("elsewhere.of", n=row["n"], whole=row["n_barriers"])
    other = words("elsewhere.of", n=row["other_n"], whole=row["other_barriers"])
    return words("elsewhere.here", said=own), words("elsewhere.there", said=other, title=title)


def _hover(row: Row, words: Words, title: str) -> str:
    own, other = _said(row, words, title)
    return stacked(
        safe(label_of(words, "type", row["type"])),
        safe(f"{own}, {_interval(row, words)}"),
        safe(f"{other}, {words.percent(row['other_share'], 1)}"),
    )


def _interval(row: Row, words: Words) -> str:
    return words(
        "elsewhere.interval",
        share=words.percent(row["share"]),
        least=words.number(row["share_least"] * 100),
        most=words.percent(row["share_most"]),
    )


def _name(row: Row, place: float, words: Words, title: str) -> Layout:
    """The name and both counts stand over the row, so that the marks have the whole width."""
    own = words("elsewhere.of", n=row["n"], whole=row["n_barriers"])
    other = words("elsewhere.of", n=row["other_n"], whole=row["other_barriers"])
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "yanchor": "bottom",
        "yshift": 11,
        "text": stacked(wrapped(label_of(words, "type", row["type"]), 44, 1), f"{safe(own)} · {safe(other)}"),
        "align": "left",
        "showarrow": False,
        # A long name stands over the grid.
        "bgcolor": "@surface",
        "borderpad": 1,
        "font": {"color": "@ink"},
    }


def _key(words: Words, title: str) -> tuple[KeyItem, ...]:
    return (KeyItem(words("elsewhere.key.here"), "@c1", "dot"), KeyItem(title, "@ink", "open"))


def _counts(rows: list[Row], words: Words, title: str) -> dict[str, list[Any]]:
    return {
        words("elsewhere.column.type"): [label_of(words, "type", row["type"]) for row in rows],
        words("elsewhere.column.n"): [row["n"] for row in rows],
        words("elsewhere.column.whole"): [row["n_barriers"] for row in rows],
        words("elsewhere.column.other_n", title=title): [row["other_n"] for row in rows],
        words("elsewhere.column.other_whole", title=title): [row["other_barriers"] for row in rows],
    }


def _table(rows: list[Row], words: Words, title: str) -> pd.DataFrame:
    shares = {
        words(f"elsewhere.column.{name}", title=title): [round(row[name] * 100, 1) for row in rows]
        for name in ("share", "share_least", "share_most", "other_share")
    }
    return pd.DataFrame(_counts(rows, words, title) | shares)


def _alt(rows: list[Row], words: Words, title: str) -> str:
    if not rows:
        return words("charts.alt.nothing")
    parts = []
    for row in rows:
        own, other = _said(row, words, title)
        shares = f"{own}, {_interval(row, words)}", f"{other}, {words.percent(row['other_share'])}"
        parts.append(f"{label_of(words, 'type', row['type'])}: {inside(shares[0])}; {inside(shares[1])}")
    return words("elsewhere.alt", title=title, parts=". ".join(parts))
