"""An amount is said with its unit, and as at least and up to when a part of it is not sure."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from reformspor.findings.money import MONEY
from reformspor.words import Words


def figure_of(amount: float, words: Words, decimals: int | None = None) -> str:
    """A number with as many decimals as its size deserves, unless told."""
    return words.number(amount, _decimals(amount) if decimals is None else decimals)


def _decimals(amount: float) -> int:
    return 1 if abs(amount) < 10 and abs(amount - round(amount)) > 0.04 else 0


# A figure says thousands of amounts, and the same ones at the next change of filter.
@lru_cache(maxsize=65536)
def say(amount: float, words: Words, unit: str) -> str:
    """An amount with its unit."""
    return words(f"charts.amount.{unit}", amount=figure_of(amount, words), n=amount)


@lru_cache(maxsize=65536)
def say_pair(sure: float, possible: float, words: Words, unit: str) -> str:
    """An amount, or at least and up to when `possible` more may belong to it."""
    most = sure + possible
    if figure_of(sure, words) == figure_of(most, words):
        return say(sure, words, unit)
    if figure_of(sure, words) == words.number(0):
        return words("charts.up_to", most=say(most, words, unit))
    # The sign of the currency stands before the number, so both ends have it.
    least = say(sure, words, unit) if unit in MONEY else figure_of(sure, words)
    return words("charts.between", least=least, most=say(most, words, unit))


def say_ends(sure: float, possible: float, words: Words) -> str:
    """The two ends alone, with as many decimals, for a label in a figure: 120–138, 0,1–5,0."""
    decimals = max(_decimals(sure), _decimals(sure + possible))
    ends = [figure_of(amount, words, decimals if amount >= 0.05 else 0) for amount in (sure, sure + possible)]
    return ends[0] if ends[0] == ends[1] else "\N{EN DASH}".join(ends)


def share_ends(least: float, most: float, words: Words) -> str:
    """The two ends of a share of one, the sign of per cent once: 12–15 %."""
    ends = [words.percent(least), words.percent(most)]
    return ends[0] if ends[0] == ends[1] else "\N{EN DASH}".join((words.number(least * 100), ends[1]))


def number(value: Any) -> float:
    """A number for adding and drawing; nothing counts as zero."""
    if isinstance(value, float | int):
        return 0.0 if value != value else float(value)
    return 0.0 if pd.isna(value) else float(value)
