"""The share on top year by year, in per cent: sure from the left, what may be on top hatched."""

from __future__ import annotations

from dataclasses import replace

from reformspor.answers import Answer
from reformspor.charts.bars import ranked_bars
from reformspor.charts.chart import Chart
from reformspor.words import Words


def share_years(answer: Answer, words: Words) -> Chart:
    """Bars by year from share_least to share_most of the answer, both shares of one."""
    frame = answer.frame.dropna(subset=["share_least"])
    scaled = frame.assign(
        share_least=frame["share_least"].astype("float64") * 100,
        share_most=frame["share_most"].astype("float64") * 100,
    )
    return ranked_bars(
        replace(answer, frame=scaled), words, by="year", value="share_least", upper="share_most", unit="percent",
        in_order=True,
    )  # fmt: skip
