"""The ageing list: what has stood open longest, as bars of days; what only has a status has no age and no bar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.barriers import status_alone
from reformspor.findings.labels import MISSING, code_of, inside, label_of
from reformspor.look import token
from reformspor.words import Words

ROW = 72
TITLE = 46


def ageing(answer: Answer, words: Words, *, value: str = "days", most: int = 10) -> Chart:
    """The `most` rows with the largest `value`, oldest first, from barrier_id, title, level, org and `value`.

    A title that is not shown is replaced by the barrier's id, and that is said. Where the source tells a status and no
    history, the day it was reported and that status are said, since nobody knows whether it still stands.
    """
    frame = answer.frame.dropna(subset=[value]).sort_values(value, ascending=False).head(most)
    rows = [{str(key): item for key, item in row.items()} for row in frame.to_dict(orient="records")]
    rows = [{**row, "said_at": answer.provenance.as_of} for row in sorted(rows, key=status_alone)]
    places = [float(len(rows) - place) for place in range(len(rows))]
    top = max((_length(row, value) for row in rows), default=0.0) or 1.0
    layout = base_layout(
        ROW * max(len(rows), 1) + 16,
        xaxis=bare_axis(0, top * 1.02),
        yaxis={**bare_axis(0.45, len(rows) + 0.75)},
        annotations=[
            note for row, place in zip(rows, places, strict=True) for note in _notes(row, place, value, words)
        ],
    )
    layout["margin"] = {"l": 2, "r": 8, "t": 4, "b": 4}
    return Chart(
        data=[_trace(rows, places, value, words)] if rows else [],
        layout=layout,
        table=_table(rows, value, words),
        alt=_alt(rows, value, words),
        key=_key(rows, words),
        height=layout["height"],
    )


def name_of(row: dict[str, Any], words: Words) -> str:
    """The title where it may be shown; else that it is not, and the id."""
    title = row.get("title")
    absent = title is None or pd.isna(title) or title == ""
    return words("review.untitled_of", id=row["barrier_id"]) if absent else str(title)


def _table(rows: list[dict[str, Any]], value: str, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("charts.heading.title"): [name_of(row, words) for row in rows],
            words("charts.heading.days"): [None if status_alone(row) else int(row[value]) for row in rows],
            words("charts.heading.level"): [label_of(words, "level", row.get("level")) for row in rows],
            words("charts.heading.org"): [_owner(row, words) for row in rows],
            words("charts.heading.status"): [label_of(words, "status", row.get("status")) for row in rows],
            words("charts.heading.last_event_at"): [_date(row.get("last_event_at")) for row in rows],
            words("charts.heading.next_step"): [row.get("next_step") for row in rows],
            words("charts.heading.answer_by"): [_date(row.get("answer_by")) for row in rows],
        }
    )


def _date(day: Any) -> Any:
    return None if day is None or pd.isna(day) else pd.Timestamp(day).date()


def _colour(row: dict[str, Any]) -> str:
    """The state's bodies stand out; an owner that is not reported is muted here, where there is no frame to draw."""
    level = row.get("level")
    named = token("level", None if level is None or pd.isna(level) else str(level))
    return "@muted" if named == "none" else f"@{named}"


def _trace(rows: list[dict[str, Any]], places: list[float], value: str, words: Words) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [_length(row, value) for row in rows],
        "y": places,
        "width": 0.13,
        "marker": {
            "color": [_colour(row) for row in rows],
            "line": {"width": 0},
        },
        "hoverinfo": "text",
        "hovertext": [
            stacked(wrapped(name_of(row, words), 60, 4), safe(_days(row, value, words)), safe(_owner(row, words)))
            for row in rows
        ],
    }


def _notes(row: dict[str, Any], place: float, value: str, words: Words) -> list[Layout]:
    name = wrapped(name_of(row, words), TITLE)
    known = [_days(row, value, words), *([_owner(row, words)] if _has_owner(row) else [])]
    said = safe(" · ".join(known))
    common = {"x": 0, "xanchor": "left", "align": "left", "showarrow": False, "y": place}
    return [
        {**common, "yanchor": "bottom", "yshift": 5, "text": name, "font": {"color": "@ink"}},
        {**common, "yanchor": "top", "yshift": -5, "text": said, "font": {"color": "@ink2", "size": 12}},
    ]


def _length(row: dict[str, Any], value: str) -> float:
    return 0.0 if status_alone(row) else float(row[value])


def _days(row: dict[str, Any], value: str, words: Words) -> str:
    if status_alone(row):
        reported = row["said_at"] - dt.timedelta(days=int(row[value]))
        status = inside(label_of(words, "status", row.get("status")))
        return words("charts.status_alone", date=reported, status=status)
    return words("charts.amount.days", amount=words.number(float(row[value])), n=float(row[value]))


def _owner(row: dict[str, Any], words: Words) -> str:
    organisation = row.get("org")
    if code_of(organisation) != MISSING:
        return str(organisation)
    return label_of(words, "level", row.get("level"))


def _has_owner(row: dict[str, Any]) -> bool:
    return any(code_of(row.get(name)) != MISSING for name in ("org", "level"))


def _key(rows: list[dict[str, Any]], words: Words) -> tuple[KeyItem, ...]:
    colours = {_colour(row) for row in rows if not status_alone(row)}
    if "@c2" not in colours or len(colours) < 2:
        return ()
    return (KeyItem(words("charts.key.state"), "@c2"), KeyItem(words("charts.key.others"), "@muted"))


def _alt(rows: list[dict[str, Any]], value: str, words: Words) -> str:
    if not rows:
        return words("charts.alt.nothing")
    parts = [f"{name_of(row, words)}: {_days(row, value, words)}, {_owner(row, words)}" for row in rows]
    return words("charts.alt.ageing", n=len(rows), parts="; ".join(parts))
