"""The change by steps since the start, over several units: before and after told apart, the reference drawn, the band
that holds for all steps at once, and how many units each step stands on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.near import decimals_of, near_axis, rods
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 420
# Fewer units than this at a step, and one of them moves it.
THIN = 3
MOST_NAMES = 7
# Pixels a step takes at least, before the figure scrolls in its card.
EACH = 11
COLOURS = {"before": "@c4", "after": "@accent", "reference": "@ink"}
SYMBOLS = {"before": "square", "after": "circle", "reference": "diamond"}
KEYS: dict[str, Pattern] = {"before": "square", "after": "dot", "reference": "diamond"}
NUMBERS = ("estimate", "low", "high", "band_low", "band_high")
Row = dict[str, Any]


def event_study(answer: Answer, words: Words, unit: str, shown: tuple[int, int] | None = None) -> Chart:
    """Rows of event, part (before, reference or after), estimate, low, high, band_low, band_high and n_units; `shown`
    is the first and last step to draw, and the table holds them all."""
    rows = answer.copy_rows()
    kept = [row for row in rows if shown is None or shown[0] <= row["event"] <= shown[1]]
    places = decimals_of([row[name] for row in kept for name in NUMBERS])
    axis = near_axis([0.0, *(row[name] for row in kept for name in NUMBERS)], words, unit)
    layout = base_layout(HEIGHT, xaxis=_steps(kept, words), yaxis=axis)
    layout["shapes"] = [upright(-0.5, 1, "@ink3", "dot")] if kept else []
    layout["annotations"] = [_said(-0.5, words("effect.chart.start"))] if kept else []
    layout["margin"] |= {"t": 30, "b": 46}
    return Chart(
        data=_traces(kept, words, unit, places),
        layout=layout,
        table=_table(rows, words, places),
        alt=_alt(kept, words, unit, places),
        key=_key(kept, words),
        height=HEIGHT,
        least_width=EACH * len(kept) + 90,
        left_out=words("effect.chart.more_steps") if len(kept) < len(rows) else "",
        whole=(lambda: event_study(answer, words, unit)) if len(kept) < len(rows) else None,
    )


def _steps(rows: list[Row], words: Words) -> Layout:
    """Steps since the start, each named with the units it stands on under it."""
    events = [row["event"] for row in rows]
    stride = next(one for one in (1, 2, 3, 6, 12, 24, 60, 120) if len(events) / one <= MOST_NAMES * 2)
    named = [row for row in rows if row["event"] % stride == 0]
    return {
        "type": "linear",
        "range": [min(events, default=0) - 0.8, max(events, default=1) + 0.8],
        "tickmode": "array",
        "tickvals": [row["event"] for row in named],
        "ticktext": [f"{words.signed(row['event'])}<br>({words.number(row['n_units'])})" for row in named],
        "ticks": "",
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _said(at: float, text: str) -> Layout:
    return {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": safe(text),
        "showarrow": False,
        "font": {"color": "@ink2", "size": 12},
    }


def _traces(rows: list[Row], words: Words, unit: str, places: int) -> list[Trace]:
    made = []
    for part, colour in COLOURS.items():
        held = [row for row in rows if row["part"] == part and row["estimate"] is not None]
        if not held:
            continue
        made.append(rods([(row["event"], row["band_low"], row["band_high"]) for row in held], 1.25, colour))
        made.append(rods([(row["event"], row["low"], row["high"]) for row in held], 3.5, colour))
        made.append(_marks(held, part, words, unit, places))
    return made


def _marks(rows: list[Row], part: str, words: Words, unit: str, places: int) -> Trace:
    fills = ["@surface" if _is_thin(row) else COLOURS[part] for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["event"] for row in rows],
        "y": [row["estimate"] for row in rows],
        "marker": {
            "symbol": SYMBOLS[part],
            "size": 9,
            "color": fills,
            "line": {"width": 2, "color": COLOURS[part]},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(row, words, unit, places) for row in rows],
        "meta": {"points": part},
    }


def _is_thin(row: Row) -> bool:
    return row["n_units"] is not None and row["n_units"] < THIN


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    return stacked(
        safe(words("effect.chart.event", n=abs(row["event"]), when=_when(row, words))),
        safe(f"{words.signed(row['estimate'], places)} {unit}"),
        safe(words("effect.chart.units", n=row["n_units"] or 0)),
        safe(words("effect.chart.thin")) if _is_thin(row) else "",
    )


def _when(row: Row, words: Words) -> str:
    return words("effect.chart.before_start" if row["event"] < 0 else "effect.chart.after_start")


def _table(rows: list[Row], words: Words, places: int) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        words("effect.column.event"): [row["event"] for row in rows],
        words("effect.column.part"): [words(f"effect.part.{row['part']}") for row in rows],
    }
    for name in NUMBERS:
        told = [None if row[name] is None else round(row[name], places + 2) for row in rows]
        columns[words(f"effect.column.{name}")] = told
    columns[words("effect.column.n_units")] = [row["n_units"] for row in rows]
    return pd.DataFrame(columns)


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    parts = {row["part"] for row in rows}
    items = [KeyItem(words(f"effect.part.{part}"), COLOURS[part], KEYS[part]) for part in COLOURS if part in parts]
    items += [
        KeyItem(words("effect.chart.each"), "@ink2", "line"),
        KeyItem(words("effect.chart.all_at_once"), "@ink2", "upright"),
    ]
    if any(_is_thin(row) for row in rows):
        items.append(KeyItem(words("effect.chart.thin"), "@ink2", "open"))
    return (*items, KeyItem(words("effect.chart.n_under"), "@ink2", "numbers"))


def _alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    said = []
    for part in ("before", "after"):
        held = [row["estimate"] for row in rows if row["part"] == part and row["estimate"] is not None]
        if held:
            ends = {"low": words.signed(min(held), places), "high": words.signed(max(held), places)}
            said.append(words(f"effect.alt.events_{part}", n=len(held), unit=unit, **ends))
    clear = [row for row in rows if row["part"] == "after" and _is_clear(row)]
    said.append(words("effect.alt.clear", n=len(clear)))
    return " ".join(said)


def _is_clear(row: Row) -> bool:
    low, high = row["band_low"], row["band_high"]
    return low is not None and high is not None and (low > 0 or high < 0)
