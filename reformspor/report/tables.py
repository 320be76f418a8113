"""What the page and the draft show of the protection as tables, made from the contract and the rules themselves."""

from __future__ import annotations

import pandas as pd

from reformspor.disclosure import LEVELS, Rule
from reformspor.report.fields import field_rows
from reformspor.report.threshold import Group, example_groups
from reformspor.words import Words

# The most guarded first.
KEPT = ("private", "ledger", "few", "text")


def fields_table(words: Words, k: int) -> pd.DataFrame:
    """Every field that may be about persons, gathered by where it lies and for how long."""
    gathered: dict[tuple[str, str], list[str]] = {}
    for row in field_rows(words):
        gathered.setdefault((row.kept, row.table), []).append(row.name)
    ordered = sorted(gathered.items(), key=lambda item: KEPT.index(item[0][0]))
    return pd.DataFrame(
        {
            words("protection.column.table"): [table for (_, table), _ in ordered],
            words("protection.column.field"): [words.listing(names) for _, names in ordered],
            words("protection.column.kept"): [words(f"protection.kept.{kept}", k=k) for (kept, _), _ in ordered],
        }
    )


def threshold_table(words: Words, k: int, p: int) -> pd.DataFrame:
    """The rule on three constructed groups, with every step of the arithmetic."""
    groups = example_groups(k, p)
    return pd.DataFrame(
        {
            words("protection.column.hours"): [
                "\N{NO-BREAK SPACE}+\N{NO-BREAK SPACE}".join(words.number(h) for h in one.hours) for one in groups
            ],
            words("protection.column.total"): [one.total for one in groups],
            words("protection.column.rest"): [one.slack for one in groups],
            words("protection.column.needed"): [one.needed for one in groups],
            words("protection.column.verdict"): [_verdict(words, one) for one in groups],
        }
    )


def _verdict(words: Words, group: Group) -> str:
    if group.safe:
        return words("protection.verdict.shown", total=words.number(group.total))
    return words("protection.verdict.one" if group.enough else "protection.verdict.few")


def levels_table(words: Words) -> pd.DataFrame:
    """What each level sees of the numbers and of the texts, from the levels' own rules."""
    rules = [Rule.of(level) for level in LEVELS]
    said = [words("protection.level.sure", n=rule.sure_band, least=rule.least_n) for rule in rules]
    texts = [words(f"protection.level.{'approved' if rule.free_text else 'open'}") for rule in rules]
    return pd.DataFrame(
        {
            words("protection.level.who"): [words(f"frame.level.{level}") for level in LEVELS],
            words("protection.level.numbers"): said,
            words("protection.level.texts"): texts,
        }
    )
