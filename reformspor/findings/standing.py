"""What stands out in the quality of the data: the rules that are broken, the largest hole, and what has changed."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.finding import Finding, Limits, certain_of_count, silent
from reformspor.findings.labels import label_of
from reformspor.words import Words

LEAST = 10
HOLE = 0.10
MOVED = 0.02


def state_rules(answer: Answer, words: Words) -> Finding:
    """How many rules must be mended, and the one that stands worst. Rule: only those of ten trials or more."""
    limits: Limits = {"least": LEAST}
    rows = [row for row in ([] if silent(answer) else answer.copy_rows()) if number(row["n"]) >= LEAST]
    if not rows:
        return _nothing("rules", words, "findings.nothing.plain", limits)
    counts = {name: sum(row["standing"] == name for row in rows) for name in ("act", "watch", "good")}
    worst = min(rows, key=lambda row: (("act", "watch", "good").index(row["standing"]), number(row["met_share"])))
    if counts["good"] == len(rows):
        return _nothing("rules", words, "quality.finding.rules.good", limits, total=len(rows))
    key = "text" if counts["act"] else "watch"
    text = words(
        f"quality.finding.rules.{key}",
        act=counts["act"],
        watch=counts["watch"],
        total=len(rows),
        what=trial_said(words, worst),
        share=number(worst["met_share"]),
    )
    return _stated("rules", words, text, counts["act"] + counts["watch"], limits)


def state_holes(answer: Answer, words: Words, *, by: str) -> Finding:
    """The table (or unit) and month with the most trials that were not passed.

    Rule: said when more than a tenth of at least ten trials were not passed. `by` is the column that names the place.
    """
    name = "months" if by == "table_name" else "units"
    limits: Limits = {"least": LEAST, "share": HOLE}
    rows = [] if silent(answer) else answer.copy_rows()
    holes = [
        row
        for row in rows
        if number(row["n"]) >= LEAST and 1 - number(row["met_share"]) > HOLE and _one_month(row) is not None
    ]
    if not holes:
        return _nothing(name, words, f"quality.finding.{name}.none" if rows else "findings.nothing.plain", limits)
    worst = max(holes, key=lambda row: (number(row["n_unmet"]), str(row[by])))
    text = words(
        f"quality.finding.{name}.text",
        where=label_of(words, by, worst[by]),
        month=words.month(_one_month(worst)),
        share=1 - number(worst["met_share"]),
        n=int(number(worst["n"])),
    )
    return _stated(name, words, text, number(worst["n"]), limits)


def state_quality_change(answer: Answer, words: Words) -> Finding:
    """What moved most since the former snapshot. Rule: said when a dimension of a table moved two points or more."""
    limits: Limits = {"share": MOVED}
    rows = [] if silent(answer) else answer.copy_rows()
    order = list(dict.fromkeys((row["as_of"], row["snapshot_id"]) for row in rows))
    if len(order) < 2:
        return _nothing("history", words, "quality.finding.history.first", limits)
    now, before = (
        {
            (row["dimension"], row["table_name"]): number(row["met_share"])
            for row in rows
            if (row["as_of"], row["snapshot_id"]) == one
        }
        for one in (order[-1], order[-2])
    )
    moved = {pair: now[pair] - before[pair] for pair in now.keys() & before.keys()}
    most = max(moved, key=lambda pair: (abs(moved[pair]), pair), default=None)
    if most is None or abs(moved[most]) < MOVED:
        return _nothing("history", words, "quality.finding.history.same", limits)
    dimension, table = words(f"quality.dimension.{most[0]}"), label_of(words, "table_name", most[1])
    key = "better" if moved[most] > 0 else "worse"
    what = f"{table} ({dimension[:1].lower()}{dimension[1:]})"
    text = words(f"quality.finding.history.{key}", what=what, before=before[most], now=now[most])
    return _stated("history", words, text, len(rows), limits)


def trial_said(words: Words, row: dict[str, Any]) -> str:
    """What a row of the rules is about, in few words: a table and column, a table and rule, or the rule alone."""
    rule = words(f"quality.rule.{row['rule']}")
    if row["measure"] in ("filled", "known"):
        return place_said(words, row["table_name"], row["column_name"])
    if not row["column_name"]:
        return f"{label_of(words, 'table_name', row['table_name'])}: {rule[:1].lower()}{rule[1:]}"
    return rule


def place_said(words: Words, table: str, column: str | None) -> str:
    """A table and a column in words, or the table alone."""
    title, key = label_of(words, "table_name", table), f"contract.{table}.columns.{column}.name"
    return f"{title}: {words(key)}" if column and words.has(key) else title


def _one_month(row: dict[str, Any]) -> Any:
    """The month of a cell that is about one month; None for a year's."""
    if "month" in row:
        return row["month"]
    return row["month_from"] if row["month_from"] == row["month_to"] else None


def _stated(name: str, words: Words, text: str, n: float, limits: Limits) -> Finding:
    rule = words(f"quality.finding.{name}.rule", **limits)
    return Finding(text, rule, certain_of_count(n) if name != "rules" else "sure", False, 1.0, "quality")


def _nothing(name: str, words: Words, why: str, limits: Limits, **places: Any) -> Finding:
    rule = words(f"quality.finding.{name}.rule", **limits)
    alone = not why.startswith("findings.nothing.")
    return Finding(words(why, **limits, **places), rule, "sure", True, 0.0, "quality", alone)
