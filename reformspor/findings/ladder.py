"""How strongly charts, survey waves and curves of how long may be said: the same ladder as of every other number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reformspor.answers import Answer
from reformspor.answers.lasting import ALL
from reformspor.answers.waves import ALL as WAVES_ALL
from reformspor.effects.gates import gates
from reformspor.effects.verdict import judge
from reformspor.findings.labels import inside
from reformspor.words import Words

Row = dict[str, Any]


def durations_level(groups: Answer, words: Words) -> str:
    """The level of the curve of all together, from a table of groups (see `answers.lasting.group_answer`)."""
    whole: Row = next((row for row in groups.copy_rows() if row["group"] == ALL), {})
    counted = {"hidden": False, "n": whole.get("n", 0), "n_ended": whole.get("ended", 0)}
    return _said(words, judge("survival", counted).level)


def waves_level(waves: Answer, words: Words) -> str:
    """The level of the difference between two waves of all who answered: the weaker of the two waves decides."""
    whole: Row = next((row for row in waves.copy_rows() if row["unit_id"] == WAVES_ALL), {})
    held = [one for one in (whole.get("response"), whole.get("response_before")) if one is not None]
    n = min(whole.get("n") or 0, whole.get("n_before") or 0)
    known = min(held) if len(held) == 2 else None
    return _said(words, judge("survey", {"hidden": False, "n": n, "response": known}).level)


def variation_level(units: Answer, words: Words) -> str:
    """How many units come to each level, from a row of each unit's chart (see `answers.varied`).

    A new definition begins a new baseline there, so none lies between the limits and what is held against them.
    """
    rows = units.copy_rows()
    levels = Counter(
        judge(
            "spc",
            {"hidden": False, "n_pre": row["n_baseline"], "definition_breaks": 0, "signals": row["signals_after"]},
        ).level
        for row in rows
    )
    if len(rows) == 1:
        return _said(words, next(iter(levels)))
    ordered = [level for level in reversed(gates().levels) if levels[level]]
    parts = [words("verdict.concluded.units", level=_name(words, level), n=levels[level]) for level in ordered]
    return words("verdict.concluded.all", level=words.listing(parts))


def _said(words: Words, level: str) -> str:
    return words("verdict.concluded.all", level=_name(words, level))


def _name(words: Words, level: str) -> str:
    return inside(words(f"verdict.level.{level}.name"))
