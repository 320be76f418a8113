"""The rows of an answer as a reader has them in a workbook: words where the frame has codes, all else as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.listing import KINDS
from reformspor.findings.labels import label_of, opening
from reformspor.words import Words

DURATIONS = ("by_level", "by_type", "levels", "types")
PEERS = (
    "loaded",
    *(f"synthetic_{by}{part}" for by in ("did", "control") for part in ("", "_placebos", "_weights")),
)
# Answers whose columns mean something else than those of the same name elsewhere: hours are the helpers' there.
OWN_COLUMNS = {
    "scenario/outcome": "scenario.column",
    "scenario/weeks": "scenario.column",
    "elsewhere/types": "elsewhere.frame",
    **{f"durations/{name}_{by}": "durations.file" for name in ("answer", "end") for by in DURATIONS},
    "durations/ends": "durations.file",
    **{f"dose/{name}": "dose.file" for name in ("points", "slopes", "covered")},
    **{f"peers/{name}": "peers.column" for name in PEERS},
}
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


def headings(answer: Answer, words: Words) -> dict[str, str]:
    """The reader's word for each column of the frame by its code; two columns of one word have the code after it."""
    codes = [str(column) for column in answer.frame.columns]
    own = OWN_COLUMNS.get(answer.name, "")
    keys = {code: key if words.has(key := f"{own}.{code}") else f"questions.columns.{code}" for code in codes}
    names = {code: opening(words(key)) if words.has(key) else code for code, key in keys.items()}
    shared = Counter(names.values())
    return {code: f"{name} ({code})" if shared[name] > 1 else name for code, name in names.items()}


def worded(answer: Answer, words: Words, places: Mapping[str, str]) -> pd.DataFrame:
    """The frame with its own columns, each code as the word for it; `places` names the units by their ids."""
    frame = answer.frame.astype(object)
    for column in frame.columns:
        said = [value_said(words, answer.name, str(column), value, places) for value in frame[column]]
        frame[column] = pd.Series(said, frame.index, dtype=object)
    return frame


def value_said(words: Words, question: str, column: str, value: Any, places: Mapping[str, str]) -> Any:
    """A cell of a question's answer with its codes in words; what is no code stands as it is."""
    return value if column != CODED_NAME and column.endswith(WRITTEN) else _said(words, question, column, value, places)


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
    return opening(found) if found else label_of(words, NAMED.get(column, KINDS.get(column, column)), value)


def _place(words: Words, place: str, places: Mapping[str, str]) -> str:
    """A place of the ledger: a unit by its name, a sector, or the whole municipality."""
    level, _, code = place.partition(":")
    if level == "unit":
        return places.get(code, code)
    return label_of(words, "sector", code) if code else opening(words("page.downloads.place_level.municipality"))
