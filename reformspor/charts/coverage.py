"""Coverage: the columns the views stand on that are most often empty, as per cent of their table's rows."""

from __future__ import annotations

from dataclasses import replace

from reformspor.answers import Answer
from reformspor.charts.bars import ranked_bars
from reformspor.charts.chart import Chart
from reformspor.findings.quality import CARRYING
from reformspor.words import Words

MOST = 15


def coverage(answer: Answer, words: Words) -> Chart:
    """Bars for the fifteen columns with the largest `missing_share`, named by table and column in words."""
    named = zip(answer.frame["table_name"], answer.frame["column_name"], strict=True)
    carrying = [column in CARRYING.get(table, ()) for table, column in named]
    frame = answer.frame[carrying].sort_values("missing_share", ascending=False).head(MOST)
    frame = frame.assign(
        field=[_name(words, table, column) for table, column in zip(frame.table_name, frame.column_name, strict=True)],
        percent=frame["missing_share"] * 100,
    )
    return ranked_bars(replace(answer, frame=frame), words, by="field", value="percent", unit="percent")


def _name(words: Words, table: str, column: str) -> str:
    key = f"contract.{table}.columns.{column}.name"
    title = f"contract.{table}.title"
    return f"{words(title) if words.has(title) else table}: {words(key) if words.has(key) else column}"
