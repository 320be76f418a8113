"""What the data say of themselves: the column most often empty, rows refused, and how fresh they are."""

from __future__ import annotations

from collections.abc import Mapping

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say
from reformspor.findings.finding import Finding, Limits, certain_of_count, nothing, silent, stated
from reformspor.findings.labels import inside
from reformspor.words import Words

MUCH, ROWS = 0.20, 20
REFUSED = 0.01
# Columns the views stand on; that an optional column is empty is no news.
CARRYING: Mapping[str, tuple[str, ...]] = {
    "sessions": ("phase", "status", "kind", "parties_took_part", "unit_id", "outcome", "levels_present"),
    "barriers": ("types", "owner_level", "reported_by_unit", "severity"),
    "barrier_events": ("to_status",),
    "initiatives": ("unit_id",),
}


def state_missing(answer: Answer, words: Words) -> Finding:
    """The column that is most often empty, of those the views stand on.

    Rule: said when a fifth or more is missing in a table of at least twenty rows.
    """
    limits: Limits = {"share": words.percent(MUCH), "rows": ROWS}
    rows = [
        row
        for row in ([] if silent(answer) else answer.copy_rows())
        if row["column_name"] in CARRYING.get(row["table_name"], ()) and number(row["n"]) >= ROWS
    ]
    if not rows:
        return nothing("missing", words, **limits)
    worst = max(rows, key=lambda row: number(row["missing_share"]))
    if number(worst["missing_share"]) < MUCH:
        return nothing("missing", words, "findings.missing.complete", **limits)
    table, column = worst["table_name"], worst["column_name"]
    text = words(
        "findings.missing.text",
        column=words(f"contract.{table}.columns.{column}.name"),
        table=inside(words(f"contract.{table}.title")),
        share=words.percent(number(worst["missing_share"])),
        missing=words.number(number(worst["missing"])),
    )
    strength = number(worst["missing_share"]) / MUCH
    return stated("missing", words, text, certainty=certain_of_count(worst["n"]), strength=strength, **limits)


def state_refused(answer: Answer, words: Words) -> Finding:
    """How many rows were refused when the files were admitted. Rule: said when it is one in a hundred or more."""
    limits: Limits = {"share": words.percent(REFUSED)}
    if silent(answer):
        return nothing("refused", words, **limits)
    read, refused = (sum(number(row[name]) for row in answer.copy_rows()) for name in ("rows_read", "rows_refused"))
    if read <= 0 or refused / read < REFUSED:
        return nothing("refused", words, "findings.refused.few", **limits)
    about = "about" if answer.provenance.refused_about else "text"
    text = words(f"findings.refused.{about}", rows=say(refused, words, "rows"), share=words.percent(refused / read, 1))
    return stated("refused", words, text, strength=min(refused / read / REFUSED / 5, 3.0), **limits)
