"""Charts are pure functions from an Answer to a figure with its key, its alt text and a table of the same numbers."""

from reformspor.charts.ageing import ageing, listed
from reformspor.charts.bars import ranked_bars
from reformspor.charts.chart import Chart, KeyItem, Mark
from reformspor.charts.dumbbell import dumbbell
from reformspor.charts.heat import heat_map
from reformspor.charts.lines import month_line
from reformspor.charts.matrix import matrix
from reformspor.charts.milestones import with_milestones
from reformspor.charts.paint import paint, tokens
from reformspor.charts.phases import swimlanes
from reformspor.charts.stacked import stacked_months
from reformspor.charts.stock import stock_and_flow

__all__ = [
    "Chart",
    "KeyItem",
    "Mark",
    "ageing",
    "dumbbell",
    "heat_map",
    "listed",
    "matrix",
    "month_line",
    "paint",
    "ranked_bars",
    "stacked_months",
    "stock_and_flow",
    "swimlanes",
    "tokens",
    "with_milestones",
]
