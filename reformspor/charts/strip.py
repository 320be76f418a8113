"""Rows merged over several months are blocks in a strip of their own, never spread over their months."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reformspor.charts.chart import Trace
from reformspor.charts.months import span_label
from reformspor.charts.picking import pick
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import say_pair
from reformspor.findings.money import MONEY, short
from reformspor.words import Words

# As many letters as there is room for from end to end of the narrowest figure; a block is told in its own part of it.
LETTERS = 78


@dataclass(frozen=True)
class Part:
    """One row to draw: months from first to last (None when the row has no month), series, sure and possible amount."""

    first: int | None
    last: int | None
    code: str
    sure: float
    possible: float

    @property
    def one_month(self) -> bool:
        """Whether the row belongs to a single month."""
        return self.first is not None and self.first == self.last


def strip(parts: list[Part], first: int, last: int, words: Words, unit: str) -> tuple[list[Trace], int]:
    """Blocks of rows that span months, one for each span, in as few lanes as keep them apart.

    A block is drawn within the axis; what it says of its months is the whole span.
    """
    sums: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for part in parts:
        span = (first, last) if part.first is None or part.last is None else (part.first, part.last)
        sums[span][0] += part.sure
        sums[span][1] += part.possible
    lanes = lanes_of(list(sums))
    if not sums:
        return [], 0
    spans = sorted(sums)
    seen = [(max(start, first), min(end, last)) for start, end in spans]
    totals = [sum(sums[span]) for span in spans]
    said = [say_pair(sums[span][0], sums[span][1], words, unit) for span in spans]
    room = [(end - start + 1) * LETTERS / max(last - first + 1, 1) for start, end in seen]
    trace: Trace = {
        "type": "bar",
        "name": safe(words("charts.key.merged_months")),
        "yaxis": "y2",
        "x": [(start + end) / 2 for start, end in seen],
        "y": [0.82] * len(spans),
        "base": [lanes[span] + 0.09 for span in spans],
        "width": [end - start + 0.9 for start, end in seen],
        "customdata": [pick(*span) for span in spans],
        "meta": {"amounts": totals},
        "marker": fill("merged"),
        "text": [
            safe(text) if len(text) <= wide else ""
            for text, wide in zip([_within(total, words, unit) for total in totals], room, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"color": "@ink"},
        "hoverinfo": "text",
        "hovertext": [
            stacked(safe(f"{span_label(start, end, words)}: {text}"), safe(words("charts.key.merged_months")))
            for (start, end), text in zip(spans, said, strict=True)
        ],
    }
    return [trace], max(lanes.values()) + 1


def _within(total: float, words: Words, unit: str) -> str:
    """What stands in a block, where there is little room."""
    return short(total, words) if unit in MONEY else words.number(total)


def lanes_of(spans: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """A lane for each span of months such that spans in one lane never overlap; short spans lie lowest."""
    if all(first == last for first, last in spans):
        # Single months never overlap, and there may be thousands of them.
        return dict.fromkeys(spans, 0)
    taken: list[list[tuple[int, int]]] = []
    lanes = {}
    for span in sorted(set(spans), key=lambda pair: (pair[1] - pair[0], pair)):
        lane = next(
            (n for n, held in enumerate(taken) if all(span[1] < other[0] or span[0] > other[1] for other in held)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        lanes[span] = lane
    return lanes
