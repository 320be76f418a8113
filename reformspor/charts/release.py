"""Hours by month with the paid release as a line over them: bars above the line are hours beyond it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import value_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.months import index_of, span_label
from reformspor.charts.picking import pick
from reformspor.charts.stacked import stacked_months
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say_pair
from reformspor.findings.labels import inside
from reformspor.words import Words

# With so few months a line alone could be a single point, so each month gets its mark.
FEW = 12
WHOLE = "union_rep_all"
Ends = tuple[float, float]


@dataclass
class _Month:
    """What is told of one span of months: least and most used, and least and most released; None when not told."""

    used: Ends | None = None
    agreed: Ends | None = None


def release_months(answer: Answer, words: Words, *, used: str = "hours", agreed: str = "release_h") -> Chart:
    """Bars of `used` by month, all roles together, and a line of `agreed`, both in hours.

    The frame has `month`, or `month_from` and `month_to`; both amounts may have an upper bound in a column with
    `_possible` behind the name. A month nothing is told of has no bar, and the line is broken where no release is told.
    """
    start = "month_from" if "month_from" in answer.frame.columns else "month"
    end = "month_to" if start == "month_from" else start
    spans = _spans(answer, start, end, used, agreed)
    # A month that is only released still stands on the axis, so its hours are drawn as nothing.
    drawn = answer.frame.copy()
    drawn[[used, f"{used}_possible"]] = drawn[[used, f"{used}_possible"]].astype("float64").fillna(0.0)
    # A question that tells no role is about the representatives as a whole.
    drawn["role"] = drawn["role"] if "role" in drawn.columns else WHOLE
    chart = stacked_months(replace(answer, frame=drawn), words, by="role", value=used)
    told = {first: span.agreed for (first, last), span in spans.items() if first == last and span.agreed}
    merged = [span.agreed for (first, last), span in spans.items() if first != last and span.agreed]
    chart = replace(chart, table=_table(spans, words), left_out=_left_out(merged, words))
    if not told or chart.months is None:
        return chart
    axis = chart.layout["yaxis"]
    tops = [*(most for _, most in told.values()), axis["range"][1] / 1.02]
    raised = value_axis(max(tops), words, words("charts.unit.hours"))
    layout = {**chart.layout, "yaxis": {**raised, **({"domain": axis["domain"]} if "domain" in axis else {})}}
    return replace(
        chart,
        data=[*chart.data, _line(told, chart.months, words)],
        layout=layout,
        alt=f"{chart.alt} {_alt(told, words)}",
        key=(*chart.key, KeyItem(words("charts.key.agreed"), "@ink", "line")),
    )


def _left_out(merged: list[Ends], words: Words) -> str:
    """Release over several months together has no height in any one of them."""
    if not merged:
        return ""
    amount = _said((sum(least for least, _ in merged), sum(most for _, most in merged)), words)
    return words("union_reps.chart.merged_release", amount=amount)


def _spans(answer: Answer, start: str, end: str, used: str, agreed: str) -> dict[tuple[int, int], _Month]:
    spans: dict[tuple[int, int], _Month] = defaultdict(_Month)
    for row in answer.copy_rows():
        span = spans[index_of(row[start]), index_of(row[end])]
        span.used = _sum(span.used, row, used)
        span.agreed = _sum(span.agreed, row, agreed)
    return dict(sorted(spans.items()))


def _sum(held: Ends | None, row: dict[str, object], name: str) -> Ends | None:
    most = row.get(f"{name}_possible", row[name])
    if row[name] is None and most is None:
        return held
    least, above = held or (0.0, 0.0)
    return least + number(row[name]), above + max(number(row[name]), number(most))


def _line(told: dict[int, Ends], months: tuple[int, int], words: Words) -> Trace:
    """The line over whole months; a month without a release breaks it."""
    shown = list(range(min(*told, months[0]), max(*told, months[1]) + 1))
    ends = [told.get(month) for month in shown]
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(told) <= FEW else "lines",
        "name": safe(words("charts.key.agreed")),
        "x": shown,
        "y": [one[0] if one else None for one in ends],
        "customdata": [pick(month) for month in shown],
        "connectgaps": False,
        "line": {"color": "@ink", "width": 2, "shape": "hvh"},
        "marker": {"color": "@surface", "size": 9, "line": {"color": "@ink", "width": 2}},
        "hoverinfo": "text",
        "hovertext": [
            stacked(span_label(month, month, words), safe(f"{words('charts.key.agreed')}: {_said(one, words)}"))
            if one
            else ""
            for month, one in zip(shown, ends, strict=True)
        ],
    }


def _said(ends: Ends, words: Words) -> str:
    return say_pair(ends[0], ends[1] - ends[0], words, "hours")


def _table(spans: dict[tuple[int, int], _Month], words: Words) -> pd.DataFrame:
    used, agreed = words("charts.heading.used"), words("charts.heading.agreed")
    columns: dict[str, list[object]] = {
        words("charts.heading.period"): [span_label(first, last, words) for first, last in spans]
    }
    for name, ends in ((used, [s.used for s in spans.values()]), (agreed, [s.agreed for s in spans.values()])):
        columns[name] = [round(one[0], 2) if one else None for one in ends]
        if any(one and one[1] > one[0] for one in ends):
            upper = words("charts.heading.up_to", measure=inside(name))
            columns[upper] = [round(one[1], 2) if one else None for one in ends]
    return pd.DataFrame(columns)


def _alt(told: dict[int, Ends], words: Words) -> str:
    least, most = sum(one[0] for one in told.values()), sum(one[1] for one in told.values())
    return words("union_reps.alt.release", n=len(told), amount=_said((least, most), words))
