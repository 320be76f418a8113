"""How far the reform has reached: units that have taken part by each month, those due to start, and all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number
from reformspor.words import Words


@dataclass(frozen=True)
class Reach:
    """Units by the end of a month: active, with a start date that has passed, and all, None where it is not known."""

    index: int
    active: int
    started: int
    units: int | None


def reach(answer: Answer, words: Words) -> Chart:
    """Lines from month, n_active, n_started and n_units; the lines of the register only where there is one."""
    months = [
        Reach(
            index_of(row["month"]),
            int(number(row["n_active"])),
            int(number(row["n_started"])),
            None if row["n_units"] is None else int(number(row["n_units"])),
        )
        for row in answer.copy_rows()
    ]
    taken = index_of(answer.provenance.as_of)
    first, last = (months[0].index, months[-1].index) if months else (taken, taken)
    top = max((max(one.active, one.started, one.units or 0) for one in months), default=1)
    layout = base_layout(
        320,
        xaxis=time_axis(first, last, words),
        yaxis=value_axis(top, words, words("phases.spread.unit"), whole=True),
        annotations=_ends(months, words),
    )
    layout["margin"]["r"] = 40
    return Chart(
        data=_traces(months, words),
        layout=layout,
        table=_table(months, words),
        alt=_alt(months, words),
        key=_key(months, words),
        height=layout["height"],
        least_width=320,
        months=(first, last),
    )


def without_register(answer: Answer) -> bool:
    """Whether there is something to show, and no register of units to hold it against."""
    return answer.state == "ok" and bool(answer.frame["n_units"].isna().all())


def _dated(months: list[Reach]) -> bool:
    return any(one.started for one in months)


def _registered(months: list[Reach]) -> bool:
    return any(one.units is not None for one in months)


def _traces(months: list[Reach], words: Words) -> list[Trace]:
    lines: list[tuple[list[int | None], dict[str, Any]]] = []
    if _registered(months):
        lines.append(([one.units for one in months], {"color": "@line2", "width": 1.5, "dash": "dot"}))
    if _dated(months):
        lines.append(([one.started for one in months], {"color": "@ink2", "width": 1.5, "dash": "dash"}))
    lines.append(([one.active for one in months], {"color": "@accent", "width": 3}))
    hover = [_hover(one, words) for one in months]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(months) == 1 else "lines",
            "x": [one.index for one in months],
            "y": values,
            "line": {**line, "shape": "hv"},
            "customdata": [pick(one.index) for one in months],
            "hoverinfo": "text",
            "hovertext": hover,
        }
        for values, line in lines
    ]


def _hover(one: Reach, words: Words) -> str:
    known = [("active", one.active), ("started", one.started or None), ("all", one.units)]
    said = [f"{words(f'phases.spread.{name}')}: {words.number(n)}" for name, n in known if n is not None]
    return stacked(span_label(one.index, one.index, words), *(safe(line) for line in said))


def _ends(months: list[Reach], words: Words) -> list[Layout]:
    """Each line's last number at its end, those that would touch left to the table."""
    if not months:
        return []
    end, taken = months[-1], list[int]()
    room = max(end.units or 0, end.active, end.started, 1) * 0.07
    notes = []
    for n, ink in ((end.active, "@accent"), (end.units, "@ink2"), (end.started or None, "@ink2")):
        if n is None or any(abs(n - other) < room for other in taken):
            continue
        taken.append(n)
        place = {"x": end.index, "y": n, "xanchor": "left", "xshift": 8}
        notes.append({**place, "text": safe(words.number(n)), "showarrow": False, "font": {"color": ink}})
    return notes


def _key(months: list[Reach], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("phases.spread.active"), "@accent", "line")]
    if _dated(months):
        items.append(KeyItem(words("phases.spread.started"), "@ink2", "dashes"))
    if _registered(months):
        items.append(KeyItem(words("phases.spread.all"), "@line2", "dots"))
    return tuple(items)


def _table(months: list[Reach], words: Words) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        words("charts.heading.month"): [span_label(one.index, one.index, words) for one in months],
        words("phases.spread.active"): [one.active for one in months],
    }
    if _dated(months):
        columns[words("phases.spread.started")] = [one.started for one in months]
    if _registered(months):
        columns[words("phases.spread.all")] = [one.units for one in months]
    return pd.DataFrame(columns)


def _alt(months: list[Reach], words: Words) -> str:
    if not months:
        return words("charts.alt.nothing")
    first, last = months[0], months[-1]
    period = span_label(first.index, last.index, words)
    said = [words("phases.spread.alt", period=period, first=first.active, last=last.active)]
    said += [words("phases.spread.alt_all", all=last.units)] if last.units is not None else []
    said += [words("phases.spread.alt_started", started=last.started)] if _dated(months) else []
    return " ".join(said)
