"""A municipality among others: every value as loaded, the mix it is held against, and the same for the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.near import band, decimals_of, near_axis
from reformspor.charts.text import safe, stacked
from reformspor.peers import Peers
from reformspor.words import Words

HEIGHT = 400
MOST_NAMES = 8
MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
Row = dict[str, Any]


def peers_loaded(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of municipality, step, time, value and state: a thin line for each municipality, those that begin over the
    others. `unit` is the outcome's own, as plain text."""
    rows = answer.copy_rows()
    places = decimals_of([row["value"] for row in rows])
    begin = {row["municipality"] for row in rows if row["state"] != "other"}
    others = [row for row in rows if row["municipality"] not in begin]
    own = [row for row in rows if row["municipality"] in begin]
    layout = _layout(rows, words, [row["value"] for row in rows], unit)
    layout["shapes"] = _upright(rows, lambda row: row["state"] == "after")
    n = len({row["municipality"] for row in others})
    first = _first(rows, lambda row: row["state"] == "after")
    return Chart(
        data=[
            _thin(others, "value", "others"),
            {
                **_bold(own, "value", words, unit, places),
                "mode": "lines+markers",
                "marker": {"size": 5, "color": "@accent"},
            },
        ],
        layout=layout,
        table=_wide(rows, "value", words, places),
        alt=words("peers.alt.loaded", n=n, own=words.listing(sorted(begin)), unit=unit, start=_said(words, first)),
        key=(
            KeyItem(words("peers.key.own"), "@accent", "line"),
            KeyItem(words("peers.key.others"), "@ink3", "line"),
            *_started(first, words),
        ),
        height=HEIGHT,
    )


def peers_held(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of `peers/synthetic_…`: step, time, value, counterfactual, low, high, gap and after."""
    rows = answer.copy_rows()
    names = ("value", "counterfactual", "low", "high")
    places = decimals_of([row[name] for row in rows for name in ("value", "counterfactual")])
    layout = _layout(rows, words, [row[name] for row in rows for name in names], unit)
    layout["shapes"] = _upright(rows, lambda row: row["after"])
    steps = [row["step"] for row in rows]
    return Chart(
        data=[
            band(steps, [row["low"] for row in rows], [row["high"] for row in rows]),
            {
                **_line(steps, [row["counterfactual"] for row in rows], "@ink2", "dash", 2),
                "meta": {"line": "counterfactual"},
            },
            {
                **_bold(rows, "value", words, unit, places),
                "mode": "lines+markers",
                "marker": {"size": 6, "color": "@accent"},
            },
        ],
        layout=layout,
        table=pd.DataFrame(
            {
                words("peers.column.time"): [_said(words, row["time"]) for row in rows],
                words("peers.column.value"): [_rounded(row["value"], places) for row in rows],
                words("peers.column.counterfactual"): [_rounded(row["counterfactual"], places) for row in rows],
                words("peers.column.low"): [_rounded(row["low"], places) for row in rows],
                words("peers.column.high"): [_rounded(row["high"], places) for row in rows],
                words("peers.column.gap"): [_rounded(row["gap"], places) for row in rows],
            }
        ),
        alt=_held_alt(rows, words, unit, places),
        key=(
            KeyItem(words("peers.key.own"), "@accent", "line"),
            KeyItem(words("peers.key.counterfactual"), "@ink2", "dashes"),
            KeyItem(words("peers.key.band"), "@s1"),
            *_started(_first(rows, lambda row: row["after"]), words),
        ),
        height=HEIGHT,
    )


def peers_placebos(answer: Answer, words: Words, unit: str, start: str) -> Chart:
    """Rows of municipality, step, time, gap and own: how far each parts from its own mix. `start` is a time."""
    rows = answer.copy_rows()
    places = decimals_of([row["gap"] for row in rows])
    others, own = [row for row in rows if not row["own"]], [row for row in rows if row["own"]]
    layout = _layout(rows, words, [0.0, *(row["gap"] for row in rows)], unit)
    layout["shapes"] = _upright(rows, lambda row: row["time"] == start)
    n = len({row["municipality"] for row in others})
    return Chart(
        data=[_thin(others, "gap", "others"), _bold(own, "gap", words, unit, places)],
        layout=layout,
        table=_wide(rows, "gap", words, places),
        alt=words("peers.alt.placebos", n=n, start=_said(words, start)),
        key=(
            KeyItem(words("peers.key.own_gap"), "@accent", "line"),
            KeyItem(words("peers.key.other_gaps"), "@ink3", "line"),
            *_started(start, words),
        ),
        height=HEIGHT,
    )


def peers_weights(answer: Answer, words: Words) -> pd.DataFrame:
    """The municipalities that count, and how much of the mix each is."""
    rows = answer.copy_rows()
    return pd.DataFrame(
        {
            words("peers.column.municipality"): [row["municipality"] for row in rows],
            words("peers.column.weight"): [words.percent(row["weight"], 1) for row in rows],
        }
    )


def peers_facts(peers: Peers, words: Words) -> pd.DataFrame:
    """What the panel is: who it is from, the day, how many municipalities and steps, who begins, and the file."""
    panel = peers.panel
    said = {
        "title": peers.said.title,
        "source": peers.said.source,
        "taken": words.date(peers.said.taken),
        "measured_in": peers.said.measured_in,
        "units": words.number(panel.n_units),
        "steps": words("peers.from_to", first=_said(words, panel.said(0)), last=_said(words, panel.said(-1))),
        "treated": words.listing([_begun(words, peers, place) for place in panel.treated]) or "–",
        "missing": words.percent(panel.missing, 1),
        "file": f"{peers.file} · SHA-256 {peers.sha256[:16]}",
    }
    return pd.DataFrame(
        {
            words("peers.column.what"): [words(f"peers.fact.{key}") for key in said],
            words("peers.column.which"): list(said.values()),
        }
    )


def _begun(words: Words, peers: Peers, place: int) -> str:
    start = peers.panel.starts[place] or 0
    return words("peers.begun", unit=peers.panel.units[place], start=_said(words, peers.panel.said(start)))


def _layout(rows: list[Row], words: Words, values: list[float | None], unit: str) -> Layout:
    times = dict(sorted({row["step"]: row["time"] for row in rows}.items()))
    steps = list(times)
    every = max(1, -(-len(steps) // MOST_NAMES))
    shown = steps[::every]
    names = [safe(_said(words, times[step], short=True)) for step in shown]
    first, last = (steps[0], steps[-1]) if steps else (0, 1)
    return base_layout(
        HEIGHT,
        xaxis={
            "type": "linear",
            "range": [first - 0.6, last + 0.6],
            "tickmode": "array",
            "tickvals": shown,
            "ticktext": names,
            "tickangle": 0,
            "showgrid": False,
            "fixedrange": True,
        },
        yaxis=near_axis(values, words, unit),
    )


def _first(rows: list[Row], begun: Callable[[Row], bool]) -> str | None:
    at = [row["step"] for row in rows if begun(row)]
    return None if not at else next(row["time"] for row in rows if row["step"] == min(at))


def _upright(rows: list[Row], begun: Callable[[Row], bool]) -> list[Layout]:
    at = [row["step"] for row in rows if begun(row)]
    return [upright(min(at) - 0.5, 1.5, "@ink", "dot")] if at else []


def _line(x: list[Any], y: list[Any], colour: str, dash: str, width: float) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _thin(rows: list[Row], name: str, meta: str) -> Trace:
    """A line for each municipality in one trace, which a hole parts from the next."""
    x: list[Any] = []
    y: list[Any] = []
    former: Row | None = None
    for row in rows:
        follows = former is not None and former.get("municipality") == row.get("municipality")
        if former is not None and not (follows and row["step"] == former["step"] + 1):
            x.append(None)
            y.append(None)
        x.append(row["step"])
        y.append(row[name])
        former = row
    return {**_line(x, y, "@ink3", "solid", 0.75), "opacity": 0.6, "meta": {"line": meta}}


def _bold(rows: list[Row], name: str, words: Words, unit: str, places: int) -> Trace:
    trace = _thin(rows, name, "own")
    said = {
        row["step"]: stacked(safe(_said(words, row["time"])), safe(f"{words.number(row[name], places)} {unit}"))
        for row in rows
        if row[name] is not None
    }
    return trace | {
        "opacity": 1,
        "line": {"color": "@accent", "width": 2.5, "dash": "solid"},
        "hoverinfo": "text",
        "hovertext": [None if step is None else said.get(step) for step in trace["x"]],
    }


def _wide(rows: list[Row], name: str, words: Words, places: int) -> pd.DataFrame:
    """A row for each municipality and a column for each step."""
    times = dict(sorted({row["step"]: row["time"] for row in rows}.items()))
    held: dict[str, dict[int, float]] = {}
    for row in rows:
        held.setdefault(row["municipality"], {})[row["step"]] = row[name]
    columns = {words("peers.column.municipality"): list(held)}
    return pd.DataFrame(
        columns
        | {
            _said(words, time): [_rounded(values.get(step), places) for values in held.values()]
            for step, time in times.items()
        }
    )


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def _started(first: str | None, words: Words) -> tuple[KeyItem, ...]:
    return () if first is None else (KeyItem(words("peers.key.start", start=_said(words, first)), "@ink", "dots"),)


def _said(words: Words, time: str | None, *, short: bool = False) -> str:
    """A step as a reader names it: a month by its name, all else as it stands."""
    month = MONTH.match(time or "")
    if month is None:
        return time or ""
    day = dt.date(int(month[1]), int(month[2]), 1)
    return words.month_short(day) if short else words.month(day)


def _held_alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    after = [row for row in rows if row["after"]]
    if not after:
        return words("charts.alt.nothing")
    last = after[-1]
    numbers = {name: words.number(last[name], places) for name in ("value", "counterfactual")}
    return words("peers.alt.held", n=len(after), time=_said(words, last["time"]), unit=unit, **numbers)
