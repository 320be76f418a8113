"""The ageing list: what has stood open longest, as bars of days; what only has a status has no age and no bar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.chart import Chart, KeyItem
from reformspor.charts.picking import pick_by
from reformspor.charts.titled import Titled, titled_cuts, titled_layout, titled_trace
from reformspor.findings.barriers import status_alone
from reformspor.findings.labels import MISSING, code_of, inside, label_of
from reformspor.look import token
from reformspor.words import Words

Row = dict[str, Any]


def ageing(answer: Answer, words: Words, *, value: str = "days", most: int = 10) -> Chart:
    """The `most` rows with the largest `value`, oldest first, from barrier_id, title, level, org and `value`.

    Under each stand its days and owner, what was last heard of it and the next step. A title that is not shown is
    replaced by the barrier's id, and that is said. Where the source tells a status and no history, the day it was
    reported and that status are said, since nobody knows whether it still stands.
    """
    frame = answer.frame.dropna(subset=[value]).sort_values(value, ascending=False).head(most)
    rows = [{str(key): item for key, item in row.items()} for row in frame.to_dict(orient="records")]
    rows = [{**row, "said_at": answer.provenance.as_of} for row in sorted(rows, key=status_alone)]
    bars = [_bar(row, value, words) for row in rows]
    layout = titled_layout(bars)
    return Chart(
        data=[titled_trace(bars)] if rows else [],
        layout=layout,
        table=_table(rows, value, words),
        alt=_alt(rows, value, words),
        key=state_key(rows, words),
        height=layout["height"],
        cuts=titled_cuts(bars),
    )


def name_of(row: Row, words: Words) -> str:
    """The title where it may be shown; else that it is not, and the id."""
    title = row.get("title")
    absent = title is None or pd.isna(title) or title == ""
    return words("review.untitled_of", id=row["barrier_id"]) if absent else str(title)


def owner_of(row: Row, words: Words) -> str:
    """The body that owns the barrier, else the level."""
    organisation = row.get("org")
    if code_of(organisation) != MISSING:
        return str(organisation)
    return label_of(words, "level", row.get("level"))


def has_owner(row: Row) -> bool:
    """Whether a body or a level is told."""
    return any(code_of(row.get(name)) != MISSING for name in ("org", "level"))


def level_colour(row: Row) -> str:
    """The state's bodies stand out; an owner that is not reported is muted here, where there is no frame to draw."""
    level = row.get("level")
    named = token("level", None if level is None or pd.isna(level) else str(level))
    return "@muted" if named == "none" else f"@{named}"


def day_of(day: Any) -> dt.date | None:
    """A day as a date, or None."""
    return None if day is None or pd.isna(day) else pd.Timestamp(day).date()


def _bar(row: Row, value: str, words: Words) -> Titled:
    first = [_days(row, value, words), *([owner_of(row, words)] if has_owner(row) else [])]
    heard, following = _heard(row, words), _next(row, words)
    second = [said for said in (heard, following) if said]
    lines = tuple(" · ".join(parts) for parts in (first, second) if parts)
    picked = pick_by("level", row) if has_owner(row) else ""
    return Titled(name_of(row, words), lines, _length(row, value), level_colour(row), picked)


def _heard(row: Row, words: Words) -> str:
    """What was last heard and when; that nothing has been, where a history is told."""
    day = day_of(row.get("last_event_at"))
    if day is None:
        return "" if status_alone(row) else words("barriers.unheard")
    return words("barriers.heard", day=day, status=inside(label_of(words, "status", row.get("status"))))


def _next(row: Row, words: Words) -> str:
    step = row.get("next_step")
    return "" if step is None or pd.isna(step) or not step else words("barriers.next", step=step)


def _table(rows: list[Row], value: str, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("charts.heading.title"): [name_of(row, words) for row in rows],
            words("charts.heading.days"): [None if status_alone(row) else int(row[value]) for row in rows],
            words("charts.heading.level"): [label_of(words, "level", row.get("level")) for row in rows],
            words("charts.heading.org"): [owner_of(row, words) for row in rows],
            words("charts.heading.status"): [label_of(words, "status", row.get("status")) for row in rows],
            words("charts.heading.last_event_at"): [day_of(row.get("last_event_at")) for row in rows],
            words("charts.heading.next_step"): [row.get("next_step") for row in rows],
            words("charts.heading.answer_by"): [day_of(row.get("answer_by")) for row in rows],
        }
    )


def _length(row: Row, value: str) -> float:
    return 0.0 if status_alone(row) else float(row[value])


def _days(row: Row, value: str, words: Words) -> str:
    if status_alone(row):
        reported = row["said_at"] - dt.timedelta(days=int(row[value]))
        status = inside(label_of(words, "status", row.get("status")))
        return words("charts.status_alone", date=reported, status=status)
    return words("charts.amount.days", amount=words.number(float(row[value])), n=float(row[value]))


def state_key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    """What the colours mean, where some bars are the state's and some are not."""
    colours = {level_colour(row) for row in rows if not status_alone(row)}
    if "@c2" not in colours or len(colours) < 2:
        return ()
    return (KeyItem(words("charts.key.state"), "@c2"), KeyItem(words("charts.key.others"), "@muted"))


def _alt(rows: list[Row], value: str, words: Words) -> str:
    if not rows:
        return words("charts.alt.nothing")
    parts = [f"{name_of(row, words)}: {_days(row, value, words)}, {owner_of(row, words)}" for row in rows]
    return words("charts.alt.ageing", n=len(rows), parts="; ".join(parts))
