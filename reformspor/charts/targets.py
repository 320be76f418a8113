"""The targets in force as a table, each value with its own measure's unit: a share is read as per cent."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import heading_of, listing
from reformspor.choices import load_definitions
from reformspor.choices.said import value_said
from reformspor.words import Words

COLUMNS = ("target_of", "unit_id", "value", "month", "source")


def target_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """A row for each target; columns as in data/targets."""
    measures = load_definitions().measures
    kinds, headings = (("target_of", "measure"), ("month", "month")), (("source", "settings.column.source"),)
    table = listing(answer, words, COLUMNS, kinds=kinds, headings=headings)
    said = [value_said(words, row["value"], measures[row["target_of"]].unit) for row in answer.copy_rows()]
    return table.assign(**{heading_of(words, "value"): said})
