"""Who owns solutions: the names to choose among, and the list of them with how many barriers wait."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import heading_of
from reformspor.findings.labels import label_of
from reformspor.words import Words


def owner_names(answer: Answer, words: Words) -> dict[str, str]:
    """Each owner's code and name with how many stand open: every level, so that its address is one, and every body."""
    return {row["owner"]: f"{_name(row, words)} ({words.number(row['n_open'])})" for row in answer.copy_rows()}


def owners(answer: Answer, words: Words) -> dict[str, str]:
    """Whose barriers may be listed: every level, and every organisation at it, each with how many it has."""
    return {row["owner"]: f"{_name(row, words)} ({words.number(row['n'])})" for row in answer.copy_rows()}


def owner_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """Level, organisation, how many barriers are theirs, and how many of these stand open."""
    rows = _apart(answer)
    return pd.DataFrame(
        {
            heading_of(words, "level"): [label_of(words, "level", row["level"]) for row in rows],
            heading_of(words, "org"): [row["org"] or words("dossier.whole_level") for row in rows],
            heading_of(words, "n"): [int(row["n"]) for row in rows],
            heading_of(words, "n_open"): [int(row["n_open"]) for row in rows],
        }
    )


def _apart(answer: Answer) -> list[dict[str, Any]]:
    """The rows, without a level that one organisation has all of."""
    rows = answer.copy_rows()
    whole = {(row["level"], row["n"]) for row in rows if row["org"]}
    return [row for row in rows if row["org"] or (row["level"], row["n"]) not in whole]


def _name(row: dict[str, Any], words: Words) -> str:
    level = label_of(words, "level", row["level"])
    return f"{level}: {row['org']}" if row["org"] else level
