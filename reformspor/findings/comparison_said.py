"""A comparison in words: one plain line for under a figure, and its numbers beside one another as a table."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from reformspor.findings.amounts import figure_of
from reformspor.findings.comparison import WHOLES, Compared, Comparison
from reformspor.findings.former import Ends, between, say_both, say_points, say_shift, signed
from reformspor.findings.labels import inside, label_of, opening
from reformspor.findings.money import MONEY, short_ends
from reformspor.scope.state import add_months
from reformspor.words import Words

# A line holds no more than this many numbers.
MOST = 3
KRONER = frozenset({"cost", "in_kind", "cost_nok", "recorded_nok", "nok_per_year"})


def say_comparison(held: Comparison, words: Words, about: str) -> str:
    """One line: the number before and now with its change, or why there is none.

    `about` is where a reader opens the rows; without it the line is for paper, where there is nothing to open.
    """
    if held.why:
        return _why(held, words, on_paper=not about)
    former = held.former
    assert former is not None
    period = former.scope.period_sentence(words)
    if not held.wholes:
        key = "compare.figure.rows" if about else "compare.on_paper.rows"
        return words(key, former=period, about=about)
    few = 1 if held.now.question.unit in MONEY else 2 if held.now.name in WHOLES else MOST
    said = [
        words("compare.figure.part", what=inside(value_name(one.value, held, words)), said=_shift(one, words))
        for one in held.wholes[:few]
    ]
    last, shown = held.now.scope.last, held.now.scope.period_sentence(words)
    assert last is not None
    key = f"compare.figure.{'implied' if held.implied == 'all' else 'between' if held.implied else 'line'}"
    line = words(key, former=period, now=shown, last=words.month(last), said="; ".join(said))
    return f"{line} {words('compare.figure.unfinished')}" if _unfinished(held) else line


def value_name(value: str, held: Comparison, words: Words) -> str:
    """What is compared, in words; `n` is of what the question counts."""
    code = held.now.question.unit if value == "n" else value
    for key in (f"compare.value.{code}", f"charts.heading.{code}"):
        if words.has(key):
            return words(key)
    return opening(words(f"questions.columns.{value}"))


def comparison_table(held: Comparison, words: Words) -> pd.DataFrame:
    """The rows to be read: what, of which codes, before, now and the change, all as text; empty without rows."""
    if held.former is None or not held.rows:
        return pd.DataFrame()
    frame = pd.DataFrame(
        [
            {
                words("compare.table.what"): value_name(one.value, held, words),
                words("compare.table.of"): of_what(one, words),
                words("compare.table.before"): _written(one.before, one, words),
                words("compare.table.now"): _written(one.now, one, words),
                words("compare.table.change"): _changed(one, words),
            }
            for one in held.rows
        ]
    )
    # Where all rows are of one thing and add up, the line above has named it.
    named = words("compare.table.what")
    return frame if frame[named].nunique() > 1 or not held.wholes else frame.drop(columns=named)


def comparison_numbers(held: Comparison, words: Words) -> pd.DataFrame:
    """The same as numbers for a file, the least and the most of each; empty without rows."""
    if held.former is None or not held.rows:
        return pd.DataFrame()
    before, now = (one.scope.period_sentence(words) for one in (held.former, held.now))
    change = words("compare.table.change")
    rows = []
    for one in held.rows:
        row: dict[str, object] = {
            words("compare.table.what"): value_name(one.value, held, words),
            words("compare.table.of"): of_what(one, words),
        }
        for name, ends in ((before, one.before), (now, one.now), (change, one.change)):
            for end, at in (("least", 0), ("most", 1)):
                row[words(f"compare.table.{end}", name=name)] = None if ends is None else round(ends[at], 4)
        rows.append(row)
    return pd.DataFrame(rows)


def of_what(one: Compared, words: Words) -> str:
    """Which rows a number is of, in words."""
    if not one.codes:
        return words("compare.table.whole")
    said = zip(one.codes, one.labels, strict=True)
    return " · ".join(_label(name, code, label, words) for (name, code), label in said)


def _label(name: str, code: str, label: str, words: Words) -> str:
    if name in ("unit_id", "place") and label != code:
        return label
    if code == "municipality":
        return words("charts.merged_municipality")
    if code.startswith("sector:"):
        return label_of(words, "sector", code.removeprefix("sector:"))
    rule = f"quality.rule.{code}"
    return words(rule) if name == "rule" and words.has(rule) else label_of(words, name, code)


def _shift(one: Compared, words: Words) -> str:
    assert one.before is not None
    assert one.now is not None
    return say_shift(one.now, one.before, words, share=one.share, written=short_ends if one.value in KRONER else None)


def _written(ends: Ends | None, one: Compared, words: Words) -> str:
    if ends is None:
        return "\N{EN DASH}"
    if one.value in KRONER:
        return short_ends(*ends, words)
    return say_both(ends, words, share=one.share)


def _changed(one: Compared, words: Words) -> str:
    """The change between its two ends, with a sign; where it may be either way, both."""
    if one.change is None or one.now is None or one.before is None:
        return words("compare.table.gathered") if one.gathered else "\N{EN DASH}"
    if one.share:
        return say_points(one.now, one.before, words)
    kroner = one.value in KRONER
    said = [signed(short_ends(end, end, words) if kroner else figure_of(end, words), end) for end in one.change]
    return between(said, words)


def _why(held: Comparison, words: Words, *, on_paper: bool) -> str:
    begins, former = held.now.provenance.begins, held.former
    places = {
        "former": former.scope.period_sentence(words) if former is not None else "",
        "now": held.now.scope.period_sentence(words),
        "begins": words.month(begins) if begins is not None else "",
    }
    printed = f"compare.on_paper.{held.why}"
    return words(printed if on_paper and words.has(printed) else f"compare.why.{held.why}", **places)


def _unfinished(held: Comparison) -> bool:
    last = held.now.scope.last
    return last is not None and add_months(last, 1) - dt.timedelta(days=1) > held.now.provenance.as_of
