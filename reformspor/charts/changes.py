"""What a snapshot changed is a table: a line for each kind of change in each table, what it was and what it is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import heading_of
from reformspor.findings.labels import inside, label_of, opening
from reformspor.words import Words

COLUMNS = ("table_name", "change", "n", "amount_before", "amount_after", "examples")


def changed(answer: Answer, words: Words) -> pd.DataFrame:
    """The answer of `data/changes` in the reader's words; columns that hold nothing are left out."""
    rows = [_row(row, words) for row in answer.copy_rows()]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    held = [name for name in COLUMNS if table[name].notna().any()]
    return table[held].rename(columns={name: heading_of(words, name) for name in held})


def _row(row: dict[str, Any], words: Words) -> dict[str, Any]:
    return {
        "table_name": _table(str(row["table_name"]), words),
        "change": _change(row, words),
        "n": _number(row["n"]),
        "amount_before": _number(row["amount_before"]),
        "amount_after": _number(row["amount_after"]),
        "examples": _examples(row["examples"]),
    }


def _table(name: str, words: Words) -> str:
    key = f"questions.change_of.{name}"
    return words(key) if words.has(key) else label_of(words, "table_name", name)


def _change(row: dict[str, Any], words: Words) -> str:
    of_files = f"questions.change_files.{row['change']}"
    said = words(of_files if row["table_name"] == "files" else f"questions.change.{row['change']}")
    said = opening(said)
    column = row["column_name"]
    if not isinstance(column, str):
        return said
    key = f"contract.{row['table_name']}.columns.{column}.name"
    return f"{said}: {inside(words(key)) if words.has(key) else column}"


def _number(value: Any) -> float | int | None:
    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _examples(value: Any) -> str | None:
    given = value.tolist() if hasattr(value, "tolist") else value
    return ", ".join(str(one) for one in given) if isinstance(given, list) and given else None


def summed_up(answer: Answer, words: Words) -> str:
    """The changes of all tables in one line: rows that came, changed and went, rows refused, hours released."""
    rows = [row for row in answer.copy_rows() if row["table_name"] != "files"]
    parts = []
    for change in ("added", "changed", "removed"):
        n = sum(int(row["n"]) for row in rows if row["change"] == change)
        parts += [words(f"views.changes.{change}", n=n)] if n else []
    refused = int(_more(rows, "refused"))
    # Counts of files of persons are rounded up to whole tens, so their difference is not exact.
    key = f"views.changes.{'more' if refused > 0 else 'fewer'}_refused{'_about' if abs(refused) >= 10 else ''}"
    parts += [words(key, n=abs(refused))] if refused else []
    hours = _more(rows, "released")
    parts += [words("views.changes.released", amount=words.number(hours))] if hours > 0 else []
    return words("views.changes.said", parts=words.listing(parts)) if parts else words("views.changes.nothing")


def _more(rows: list[dict[str, Any]], change: str) -> float:
    return sum(float(row["amount_more"]) for row in rows if row["change"] == change)
