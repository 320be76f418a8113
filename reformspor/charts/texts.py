"""How the free texts stand in the review, as a table and as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import heading_of, listing
from reformspor.words import Words

COUNTS = ("n_given", "n_waiting", "n_approved", "n_edited", "n_withheld")


def text_counts(answer: Answer, words: Words) -> pd.DataFrame:
    """The rows of `data/texts` with table and column by their names in the contract."""
    table = listing(answer, words, ("table_name", *COUNTS))
    names = [words(f"contract.{row['table_name']}.columns.{row['column_name']}.name") for row in answer.copy_rows()]
    table.insert(1, heading_of(words, "column_name"), names)
    return table


def n_waiting(answer: Answer, tables: Sequence[str] = ()) -> int:
    """How many texts of these tables wait, or of all; none when nothing is known of texts."""
    return sum(int(row["n_waiting"]) for row in answer.copy_rows() if not tables or row["table_name"] in tables)
