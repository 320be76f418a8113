"""What has changed in a report since it was last made, figure by figure, in the reader's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from reformspor.report.differences_said import difference_said
from reformspor.report.figures import Change
from reformspor.report.saved import Made
from reformspor.words import Words

# Of each figure; how many more there are is said.
MOST_NUMBERS = 12


def changes_said(
    made: Made, now: str, each: Sequence[Change], words: Words, places: Mapping[str, str] | None = None
) -> list[str]:
    """Of which snapshots, how many figures are the same, and each that is not with the numbers that differ."""
    lines = [head_said(made.at, made.snapshot, now, words), count_said(each, words)]
    for one in each:
        if one.what != "same":
            lines += ["", change_said(one, words), *(f"  {line}" for line in numbers_said(one, words, places or {}))]
    return lines


def head_said(at: str, was: str, now: str, words: Words) -> str:
    """When it was made and of what, and what it is held against."""
    moment = words.time(dt.datetime.fromisoformat(at).astimezone())
    key = "report.changes.same_snapshot" if was == now else "report.changes.head"
    return words(key, at=moment, was=was, now=now)


def count_said(each: Sequence[Change], words: Words) -> str:
    """How many figures there are, and how many of them are as they were."""
    same = sum(one.what == "same" for one in each)
    if same == len(each):
        return words("report.changes.all_same", n=len(each))
    return words("report.changes.some", n=len(each) - same, of=len(each))


def change_said(one: Change, words: Words) -> str:
    """One figure and how it stands."""
    said = words(f"report.changes.what.{one.what}", figure=one.says, page=words(f"frame.pages.{one.page}"))
    return f"{said} {words('report.changes.said_before', was=one.was)}" if one.was else said


def numbers_said(one: Change, words: Words, places: Mapping[str, str]) -> list[str]:
    """The first of its numbers that differ, and how many more do."""
    lines = [difference_said(cell, one.question, one.key, words, places) for cell in one.numbers[:MOST_NUMBERS]]
    rest = len(one.numbers) - MOST_NUMBERS
    return [*lines, words("report.changes.more", n=rest)] if rest > 0 else lines
