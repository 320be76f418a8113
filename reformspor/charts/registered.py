"""What is registered about the barriers as a listing, and what is registered about none of them."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.contract import load_contract
from reformspor.findings.labels import label_of
from reformspor.words import Words


def registered_listing(answer: Answer, words: Words) -> pd.DataFrame:
    """A row for each piece of information: how many barriers have it, of how many, and how many different answers."""
    rows = answer.copy_rows()
    return pd.DataFrame(
        {
            words("register.column.field"): [words(f"register.field.{row['field']}") for row in rows],
            words("register.column.n"): [row["n"] for row in rows],
            words("register.column.whole"): [row["n_barriers"] for row in rows],
            words("register.column.different"): [row["n_different"] for row in rows],
        }
    )


def lacking_said(answer: Answer, words: Words) -> tuple[str, ...]:
    """A sentence for each piece of information that no barrier has: what to fill in, and what it is for."""
    return tuple(words(f"register.lack.{row['field']}") for row in answer.copy_rows() if not row["n"])


def statuses(words: Words) -> dict[str, str]:
    """The statuses a barrier may have, to choose among."""
    return {code: label_of(words, "status", code) for code in load_contract().codes["barrier_status"]}


def is_status_only(steps: Answer) -> bool:
    """Whether all the source tells of a barrier's history (`barriers/history`) is its status."""
    rows = [row for row in steps.copy_rows() if row["to_status"] != "reported" or row["status_only"] == "yes"]
    return bool(rows) and all(row["status_only"] == "yes" for row in rows)
