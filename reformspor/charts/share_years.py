"""The share on top year by year, in per cent: sure from the left, what may be on top hatched."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.bars import ranked_bars
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.words import Words

# A share whose ends lie this far apart says nothing, and its bar would be the longest of all.
NOTHING = 90.0


def share_years(answer: Answer, words: Words) -> Chart:
    """Bars by year from share_least to share_most of the answer, both shares of one.

    A year of which nothing is known stands in the table, and is named under the figure.
    """
    frame = answer.frame.dropna(subset=["share_least"])
    scaled = frame.assign(
        share_least=frame["share_least"].astype("float64") * 100,
        share_most=frame["share_most"].astype("float64") * 100,
    )
    told = scaled[scaled["share_most"] - scaled["share_least"] < NOTHING]
    chart, whole = _bars(answer, told, words), _bars(answer, scaled, words)
    silent = [str(int(year)) for year in scaled["year"] if year not in set(told["year"])]
    sure = KeyItem(words("union_reps.chart.on_top"), "@c2")
    return replace(
        chart,
        data=[_coloured(trace) for trace in chart.data],
        table=whole.table,
        alt=whole.alt,
        key=(sure, *chart.key) if chart.data else (),
        left_out=words("union_reps.chart.unknown_years", years=words.listing(silent)) if silent else "",
    )


def _bars(answer: Answer, frame: pd.DataFrame, words: Words) -> Chart:
    return ranked_bars(
        replace(answer, frame=frame), words, by="year", value="share_least", upper="share_most", unit="percent",
        in_order=True,
    )  # fmt: skip


def _coloured(trace: Trace) -> Trace:
    """What is on top has the representatives' colour here as in the months; what is hatched stays so."""
    if "pattern" in trace["marker"]:
        return trace
    return {**trace, "marker": {**trace["marker"], "color": "@c2"}}
