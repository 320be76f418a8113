"""Load per person as a bar between the two ends the bands allow, with the norm as a mark; never a single number."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.picking import pick
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import figure_of, number, say_ends
from reformspor.findings.labels import label_of
from reformspor.words import Words

ROW, HEAD = 27, 1.1
# Where some have this many hours a month, tenths of an hour tell nothing; one figure has one kind of numbers.
LARGE = 20


@dataclass(frozen=True)
class Band:
    """One bar: role and year in words, how many months are averaged, the two ends, and the norm (None: not set)."""

    role: str
    year: str
    months: int
    least: float
    most: float
    norm: float | None
    place: float = 0.0
    pick: str = ""


def load_bands(answer: Answer, words: Words) -> Chart:
    """Bars by role and year from load_least to load_most, in hours a month for each person, and norm_h as a mark."""
    bands, heads, rows = _placed(answer, words)
    top = max((max(band.most, band.norm or 0.0) for band in bands), default=1.0) or 1.0
    layout = base_layout(
        max(140, round(ROW * rows) + 16),
        barmode="overlay",
        xaxis=bare_axis(0, top * 1.3),
        yaxis=label_axis([band.place for band in bands], [safe(band.year) for band in bands], 0.3, rows + 0.4),
        annotations=[*heads, *(_number(band, words, 0 if top >= LARGE else 1) for band in bands)],
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=_traces(bands, words) if bands else [],
        layout=layout,
        table=_table(bands, words),
        alt=_alt(bands, words),
        key=_key(bands, words),
        height=layout["height"],
    )


def _placed(answer: Answer, words: Words) -> tuple[list[Band], list[Layout], float]:
    """Bands from the top down, each role under its own name."""
    rows = [row for row in answer.copy_rows() if row["load_most"] is not None]
    roles = list(dict.fromkeys(row["role"] for row in rows))
    total = len(rows) + HEAD * len(roles)
    bands, heads, place = [], [], total
    for role in roles:
        label = label_of(words, "role", role)
        heads.append(_head(label, place))
        place -= HEAD
        for row in (row for row in rows if row["role"] == role):
            ends = (number(row["load_least"]), number(row["load_most"]))
            year = int(row["year"])
            picked = pick(year * 12, year * 12 + 11, role=role)
            bands.append(Band(label, str(year), int(row["months"]), *ends, row["norm_h"], place, picked))
            place -= 1
    return bands, heads, total


def _head(label: str, place: float) -> Layout:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "text": wrapped(label, 40, 1),
        "showarrow": False,
        "font": {"color": "@ink"},
    }


def _ends(band: Band, words: Words, decimals: int) -> str:
    said = [figure_of(end, words, decimals) for end in (band.least, band.most)]
    return "\N{EN DASH}".join(dict.fromkeys(said))


def _number(band: Band, words: Words, decimals: int) -> Layout:
    return {
        "x": max(band.most, band.norm or 0.0),
        "y": band.place,
        "text": safe(_ends(band, words, decimals)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 9,
        "font": {"color": "@ink"},
    }


def _traces(bands: list[Band], words: Words) -> list[Trace]:
    bar: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": [band.most - band.least for band in bands],
        "base": [band.least for band in bands],
        "y": [band.place for band in bands],
        "width": 0.62,
        "marker": {**fill("possible"), "line": {"color": "@c2", "width": 1.5}},
        "customdata": [band.pick for band in bands],
        "meta": {"amounts": [round(band.most, 2) for band in bands]},
        "hoverinfo": "text",
        "hovertext": [_hover(band, words) for band in bands],
    }
    normed = [band for band in bands if band.norm is not None]
    mark: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [band.norm for band in normed],
        "y": [band.place for band in normed],
        "marker": {"symbol": "line-ns-open", "size": 17, "color": "@ink", "line": {"color": "@ink", "width": 2.5}},
        "meta": {"amounts": []},
        "hoverinfo": "text",
        "hovertext": [safe(_norm(band.norm or 0.0, words)) for band in normed],
    }
    return [bar, mark] if normed else [bar]


def _hover(band: Band, words: Words) -> str:
    ends = say_ends(band.least, band.most - band.least, words)
    return stacked(
        safe(f"{band.role} {band.year}"),
        safe(words("union_reps.chart.load_each", hours=ends)),
        safe(words("union_reps.chart.load_months", n=band.months)),
    )


def _norm(hours: float, words: Words) -> str:
    return words("union_reps.chart.norm_is", hours=words.number(hours, 0 if hours == round(hours) else 1))


def _key(bands: list[Band], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("union_reps.chart.load"), "@c2", "possible")]
    if any(band.norm is not None for band in bands):
        items.append(KeyItem(words("union_reps.chart.norm"), "@ink", "line"))
    return tuple(items)


def _table(bands: list[Band], words: Words) -> pd.DataFrame:
    columns: dict[str, list[object]] = {
        words("charts.heading.role"): [band.role for band in bands],
        words("charts.heading.year"): [band.year for band in bands],
        words("union_reps.heading.months"): [band.months for band in bands],
        words("union_reps.heading.least"): [round(band.least, 2) for band in bands],
        words("union_reps.heading.most"): [round(band.most, 2) for band in bands],
    }
    if any(band.norm is not None for band in bands):
        columns[words("union_reps.heading.norm")] = [band.norm for band in bands]
    return pd.DataFrame(columns)


def _alt(bands: list[Band], words: Words) -> str:
    if not bands:
        return words("charts.alt.nothing")
    latest = {band.role: band for band in bands}
    parts = [
        f"{band.role} {band.year}: {say_ends(band.least, band.most - band.least, words)}" for band in latest.values()
    ]
    return words("union_reps.alt.load", parts="; ".join(parts))
