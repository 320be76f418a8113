"""Swimlanes: each initiative's way through the phases and round again, its whole name over its own lane."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, place_of, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.series import marker, series_of
from reformspor.charts.stretches import Lane, Stretch, group_of, lanes_of
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.findings.labels import folded, label_of, opening
from reformspor.words import Words

# Sizes in pixels, which are the vertical axis's own unit.
LINE, BAR, THIN, GAP, HEAD, YEARS = 17, 16, 4, 12, 30, 16
# A name is broken where a phone ends.
WRAP = 44
MOST = 30
# How many lanes are drawn before the years are written anew.
YEARS_EVERY = 10


def swimlanes(answer: Answer, words: Words, most: int = MOST) -> Chart:
    """A lane for each initiative, those at work first; a stretch that has not ended runs to the answer's date.

    The frame has initiative_id, title, phase, round, from_date and to_date. At most `most` lanes are drawn.
    """
    lanes = lanes_of(answer, words)
    drawn = lanes[:most]
    spots, heads, cuts, height = _places(drawn)
    stretches = [stretch for lane in drawn for stretch in lane.stretches]
    taken = index_of(answer.provenance.as_of)
    first = min((index_of(one.start) for one in stretches), default=taken)
    last = max((index_of(one.until) for one in stretches), default=taken)
    layout = base_layout(
        round(height) + 60,
        barmode="overlay",
        xaxis=time_axis(first, last, words),
        yaxis={"type": "linear", "range": [height, 0], "visible": False, "showgrid": False, "fixedrange": True},
        annotations=[*_names(drawn, spots, first), *_heads(heads, lanes, first, words)],
        shapes=[*_januaries(first, last, height), *_tracks(spots, first, last)],
    )
    layout["margin"]["t"] = 4
    left_out = "" if len(lanes) <= most else words("phases.lanes.left_out", drawn=most, n=len(lanes) - most)
    return Chart(
        data=[*_bars(drawn, spots, words), *_rounds(drawn, spots, words), _years(drawn, spots, heads, first, last)],
        layout=layout,
        table=_table(lanes, words),
        alt=" ".join(part for part in (_alt(lanes, words), left_out) if part),
        key=_key(stretches, words),
        height=layout["height"],
        least_width=300,
        months=(first, last),
        left_out=left_out,
        cuts=tuple(cuts),
        whole=(lambda: swimlanes(answer, words, len(lanes))) if left_out else None,
    )


def _places(lanes: list[Lane]) -> tuple[dict[str, float], dict[str, float], list[float], float]:
    """How far down the middle of each lane's bar is, and each group's heading, where two lanes can be parted, and how
    high it all is."""
    spots: dict[str, float] = {}
    heads: dict[str, float] = {}
    cuts: list[float] = []
    down, since = 0.0, 0
    for lane in lanes:
        group = group_of(lane.phase)
        since += 1
        cuts.append(down)
        if group not in heads:
            heads[group] = down + HEAD / 2
            down, since = down + HEAD + YEARS, 0
        elif since >= YEARS_EVERY:
            down, since = down + YEARS, 0
        down += LINE * len(_lines(lane.name)) + BAR + GAP
        spots[lane.identity] = down - GAP - BAR / 2
    return spots, heads, cuts[1:], max(down, 1.0)


def _lines(name: str) -> list[str]:
    return wrapped(name, WRAP, 99).split("<br>")


def _names(lanes: list[Lane], spots: dict[str, float], first: int) -> list[Layout]:
    return [
        {**_note(first, "<br>".join(_lines(lane.name))), "y": spots[lane.identity] - BAR / 2, "yanchor": "bottom"}
        for lane in lanes
    ]


def _heads(heads: dict[str, float], lanes: list[Lane], first: int, words: Words) -> list[Layout]:
    counts = Counter(group_of(lane.phase) for lane in lanes)
    said = {group: f"{strong(safe(words(f'phases.group.{group}')))} · {counts[group]}" for group in heads}
    return [{**_note(first, said[group]), "y": down, "yanchor": "middle"} for group, down in heads.items()]


def _note(first: int, text: str) -> Layout:
    """Words from the left edge, on a ground of their own, so that no line runs through them."""
    place = {"x": first - 0.5, "xanchor": "left", "xshift": -4, "align": "left", "showarrow": False}
    return {**place, "text": text, "font": {"color": "@ink"}, "bgcolor": "@surface", "borderpad": 1}


def _januaries(first: int, last: int, height: float) -> list[Layout]:
    line = {"color": "@line", "width": 1}
    return [
        {"type": "line", "x0": at - 0.5, "x1": at - 0.5, "y0": 0, "y1": height, "line": line, "layer": "below"}
        for at in range(first, last + 1)
        if at % 12 == 0
    ]


def _tracks(spots: dict[str, float], first: int, last: int) -> list[Layout]:
    """A thin line that leads the eye from a name to a bar that begins late."""
    line = {"color": "@line", "width": 1}
    return [
        {"type": "line", "x0": first - 0.5, "x1": last + 0.5, "y0": down, "y1": down, "line": line, "layer": "below"}
        for down in spots.values()
    ]


def _years(lanes: list[Lane], spots: dict[str, float], heads: dict[str, float], first: int, last: int) -> Trace:
    """The years over the first lane of a group, and again down a long one, so that none has to look far for them."""
    rows = [down + HEAD / 2 + YEARS / 2 for down in heads.values()]
    for before, after in pairwise(lanes):
        space = spots[after.identity] - spots[before.identity] - LINE * len(_lines(after.name)) - BAR - GAP
        if group_of(before.phase) == group_of(after.phase) and space > 1:
            rows.append(spots[before.identity] + BAR / 2 + GAP + YEARS / 2)
    years = [at for at in range(first, last + 1) if at % 12 == 0]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [at - 0.4 for _ in rows for at in years],
        "y": [down for down in rows for _ in years],
        "text": [str(at // 12) for _ in rows for at in years],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": "@ink3"},
        "customdata": [0 for _ in rows for _ in years],
        "meta": "customdata",
        "hoverinfo": "skip",
    }


def _bars(lanes: list[Lane], spots: dict[str, float], words: Words) -> list[Trace]:
    held = [(lane, stretch) for lane in lanes for stretch in lane.stretches]
    series = series_of(words, "phase", (stretch.phase for _, stretch in held))
    traces = []
    for one in series:
        own = [(lane, stretch) for lane, stretch in held if folded("phase", stretch.phase) == one.code]
        # What has ended is a thin line on, and what rests is dotted: not greys that look alike.
        look = {"color": "@ink3", "line": {"width": 0}} if one.code == "ended" else marker(one)
        width = THIN if one.code == "ended" else BAR
        traces.append({**_bar(own, spots, one.code, words), "marker": look, "width": width, "name": safe(one.label)})
    return traces


def _bar(own: list[tuple[Lane, Stretch]], spots: dict[str, float], phase: str, words: Words) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [place_of(one.start) for _, one in own],
        "x": [max(place_of(one.until) - place_of(one.start), 0.05) for _, one in own],
        "y": [spots[lane.identity] for lane, _ in own],
        "meta": {"amounts": [one.days for _, one in own], "trace": pick(phase=phase)},
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                wrapped(lane.name, 50, 9),
                safe(f"{label_of(words, 'phase', one.phase)} · {words('phases.lanes.hover', round=one.round)}"),
                safe(span_label(index_of(one.start), index_of(one.until), words)),
            )
            for lane, one in own
        ],
    }


def _rounds(lanes: list[Lane], spots: dict[str, float], words: Words) -> list[Trace]:
    """The number of each new round, where it begins."""
    begun = [(lane, after) for lane in lanes for before, after in lane.steps if after.round > before.round]
    if not begun:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [place_of(one.start) for _, one in begun],
            "y": [spots[lane.identity] for lane, _ in begun],
            "text": [str(one.round) for _, one in begun],
            "textfont": {"size": 11, "color": "@ink"},
            "marker": {"symbol": "circle", "size": 17, "color": "@surface", "line": {"color": "@ink", "width": 1.5}},
            "cliponaxis": False,
            "customdata": [0 for _ in begun],
            "meta": "customdata",
            "hoverinfo": "text",
            "hovertext": [safe(words("phases.lanes.hover", round=one.round)) for _, one in begun],
        }
    ]


def _key(stretches: list[Stretch], words: Words) -> tuple[KeyItem, ...]:
    keys = [one.key for one in series_of(words, "phase", (stretch.phase for stretch in stretches))]
    ended = label_of(words, "phase", "ended")
    keys = [replace(key, colour="@ink3", pattern="line") if key.label == ended else key for key in keys]
    again = any(stretch.round > 1 for stretch in stretches)
    return (*keys, *([KeyItem(words("phases.lanes.round"), "@ink", "open")] if again else []))


def _table(lanes: list[Lane], words: Words) -> pd.DataFrame:
    rows = [(lane, one) for lane in lanes for one in lane.stretches]
    columns: dict[str, list[Any]] = {
        words("charts.heading.initiative"): [lane.name for lane, _ in rows],
        words("charts.heading.phase"): [label_of(words, "phase", one.phase) for _, one in rows],
        opening(words("questions.columns.round")): [one.round for _, one in rows],
        words("charts.heading.from_date"): [one.start for _, one in rows],
        words("charts.heading.to_date"): [one.end for _, one in rows],
        words("charts.heading.days"): [one.days for _, one in rows],
    }
    return pd.DataFrame(columns)


def _alt(lanes: list[Lane], words: Words) -> str:
    if not lanes:
        return words("charts.alt.nothing")
    counts = Counter(label_of(words, "phase", lane.phase) for lane in lanes)
    parts = words.listing([words("phases.cycle.some", what=label, n=count) for label, count in counts.most_common()])
    return words("phases.alt.lanes", n=len(lanes), parts=parts)
