"""The rows of an answer as a reader has them in a workbook: words where the frame has codes, all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import KINDS
from reformspor.findings.labels import label_of
from reformspor.page.said import capital
from reformspor.words import Words

# What people have written, or named a thing, is no code though it may be spelt as one.
WRITTEN = ("title", "name", "_id", "text", "note", "goal", "reason", "description")
CODED_NAME = "table_name"
# Where the words of a theme's own codes stand, and what its columns are called there.
THEMES = {"data": "quality"}
COLUMNS = {"role_group": "group", "best": "model"}
# Lists of codes that a column holds in one question, or has another name for.
LISTS = {"milestones/all": {"kind": "milestone_kind"}, "sessions/open_follow_ups": {"kind": "action_kind"}}
NAMED = {
    "owner_level": "level",
    "who_feels_it": "feels",
    "est_basis": "basis",
    "key": "meta",
    "mender": "role",
    "public": "visibility",
    "span": "columns",
}


def worded(answer: Answer, words: Words, places: Mapping[str, str]) -> pd.DataFrame:
    """The frame with its own columns, each code as the word for it; `places` names the units by their ids."""
    frame = answer.frame.astype(object)
    for column in frame.columns:
        name = str(column)
        if name == CODED_NAME or not name.endswith(WRITTEN):
            said = [_said(words, answer.name, name, value, places) for value in frame[column]]
            frame[column] = pd.Series(said, frame.index, dtype=object)
    return frame


def _said(words: Words, question: str, column: str, value: Any, places: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_said(words, question, column, one, places) for one in value]
    if not isinstance(value, str) or not value:
        return value
    if column == "place":
        return _place(words, value, places)
    theme = question.partition("/")[0]
    lists = LISTS.get(question, {})
    keys = (
        f"{THEMES.get(theme, theme)}.{COLUMNS.get(column, column)}.{value}",
        f"page.downloads.{column}.{value}",
        f"codes.{lists.get(column, 'session_status' if column == 'status' else column)}.{value}",
    )
    found = next((words(key) for key in keys if words.has(key)), None)
    return capital(found) if found else label_of(words, NAMED.get(column, KINDS.get(column, column)), value)


def _place(words: Words, place: str, places: Mapping[str, str]) -> str:
    """A place of the ledger: a unit by its name, a sector, or the whole municipality."""
    level, _, code = place.partition(":")
    if level == "unit":
        return places.get(code, code)
    return label_of(words, "sector", code) if code else capital(words("page.downloads.place_level.municipality"))
