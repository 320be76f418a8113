"""Two like periods side by side for each kind of work: the sure part solid, what may be on top hatched."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_ends, say_pair
from reformspor.findings.growth import Growth, growths
from reformspor.findings.labels import inside, label_of
from reformspor.words import Words

ROW, OFFSET, THICK = 64, 0.19, 0.34


@dataclass(frozen=True)
class _Bar:
    """One bar: where it lies, its two ends, and what it is called."""

    place: float
    least: float
    most: float
    label: str


def growth_bars(answer: Answer, words: Words) -> Chart:
    """For each activity the period before over the period now, in hours, and whether the change is sure."""
    found = growths(answer)
    labels = [label_of(words, "kind_of_work", one.code) for one in found]
    now = [_Bar(len(found) - i - OFFSET, *one.now, labels[i]) for i, one in enumerate(found)]
    before = [_Bar(len(found) - i + OFFSET, *one.before, labels[i]) for i, one in enumerate(found)]
    names = (words("union_reps.chart.before"), words("union_reps.chart.now"))
    top = max((bar.most for bar in (*now, *before)), default=1.0) or 1.0
    notes = [_number(bar, words) for bar in (*before, *now)]
    layout = base_layout(
        max(140, ROW * len(found) + 16),
        barmode="overlay",
        # Room for the widest number, so that a phone cuts none.
        xaxis=bare_axis(0, top * (1.08 + 0.058 * max((len(note["text"]) for note in notes), default=0))),
        yaxis=label_axis(
            [float(len(found) - i) for i in range(len(found))], [wrapped(label, 16, 2) for label in labels],
            0.4, len(found) + 0.6,
        ),
        annotations=notes,
    )  # fmt: skip
    layout["margin"]["t"] = 4
    traces = [
        *_traces(before, names[0], fill("solid", "@muted"), words),
        *_traces(now, names[1], fill("solid", "@c2"), words),
    ]
    return Chart(
        data=[trace for trace in traces if any(trace["x"])],
        layout=layout,
        table=_table(found, labels, words),
        alt=_alt(found, labels, words),
        key=_key(found, names, words),
        height=layout["height"],
    )


def _traces(bars: list[_Bar], name: str, marker: dict[str, object], words: Words) -> list[Trace]:
    common: Trace = {
        "type": "bar",
        "orientation": "h",
        "name": safe(name),
        "y": [bar.place for bar in bars],
        "width": THICK,
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                safe(bar.label), safe(f"{name}: {say_pair(bar.least, max(bar.most - bar.least, 0), words, 'hours')}")
            )
            for bar in bars
        ],
    }
    sure = [max(bar.least, 0.0) for bar in bars]
    rest = [max(bar.most, 0.0) - least for bar, least in zip(bars, sure, strict=True)]
    return [
        {**common, "x": sure, "base": [0.0] * len(bars), "marker": marker},
        {**common, "x": rest, "base": sure, "marker": fill("possible")},
    ]


def _number(bar: _Bar, words: Words) -> Layout:
    return {
        "x": max(bar.most, 0.0),
        "y": bar.place,
        "text": safe(say_ends(bar.least, bar.most - bar.least, words)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"color": "@ink"},
    }


def _key(found: list[Growth], names: tuple[str, str], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(names[0], "@muted"), KeyItem(names[1], "@c2")]
    if any(one.now[1] > one.now[0] or one.before[1] > one.before[0] for one in found):
        items.append(KeyItem(words("charts.key.possible"), "@ink2", "possible"))
    return tuple(items)


def _table(found: list[Growth], labels: list[str], words: Words) -> pd.DataFrame:
    before, now = words("union_reps.heading.before"), words("union_reps.heading.now")
    return pd.DataFrame(
        {
            words("charts.heading.activity"): labels,
            before: [round(one.before[0], 2) for one in found],
            words("charts.heading.up_to", measure=inside(before)): [round(one.before[1], 2) for one in found],
            now: [round(one.now[0], 2) for one in found],
            words("charts.heading.up_to", measure=inside(now)): [round(one.now[1], 2) for one in found],
            words("union_reps.heading.change"): [_verdict(one, words) for one in found],
        }
    )


def _verdict(one: Growth, words: Words) -> str:
    if one.least == 0:
        return words("union_reps.chart.unclear")
    key = "grew" if one.least > 0 else "shrank"
    return words(f"union_reps.chart.{key}", hours=words.number(number(abs(one.least))))


def _alt(found: list[Growth], labels: list[str], words: Words) -> str:
    if not found:
        return words("charts.alt.nothing")
    parts = [
        words(
            "union_reps.alt.grown",
            label=label,
            before=say_pair(one.before[0], one.before[1] - one.before[0], words, "hours"),
            now=say_pair(one.now[0], one.now[1] - one.now[0], words, "hours"),
            change=_verdict(one, words),
        )
        for one, label in zip(found, labels, strict=True)
    ]
    return words("union_reps.alt.growth", parts="; ".join(parts))
