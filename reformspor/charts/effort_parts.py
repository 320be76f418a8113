"""What a session of each kind takes, parted into what prepared, held and followed it up, and what is not told apart."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.effort import effort_listing
from reformspor.charts.series import fill, one_series
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_ends, say_pair
from reformspor.findings.labels import label_of, opening
from reformspor.words import Words

ROW = 36
ACTIVITIES = ("conduct", "prepare", "follow_up")
APART, POSSIBLE = "apart", "possible"


@dataclass(frozen=True)
class _Kind:
    """A kind of session: hours for each by what they went to, and what may come on top of them."""

    label: str
    hours: dict[str, float]
    least: float

    @property
    def said(self) -> tuple[float, float]:
        return self.least, self.hours[POSSIBLE]


def effort_bars(answer: Answer, words: Words) -> Chart:
    """A bar for each kind of session, all kinds together first; columns as in capacity/effort_by_kind."""
    kinds = [_kind(row, words) for row in answer.copy_rows() if row["kind"] != "none" and number(row["sessions"])]
    places = [float(len(kinds) - place) for place in range(len(kinds))]
    top = max((sum(kind.said) for kind in kinds), default=1.0) or 1.0
    layout = base_layout(
        max(120, ROW * len(kinds) + 16),
        barmode="stack",
        xaxis=bare_axis(0, top * 1.45),
        yaxis=label_axis(places, [wrapped(kind.label, 20, 2) for kind in kinds], 0.4, len(kinds) + 0.6),
        annotations=[_total(kind, place, words) for kind, place in zip(kinds, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    parts = [part for part in (*ACTIVITIES, APART, POSSIBLE) if any(kind.hours[part] > 0 for kind in kinds)]
    return Chart(
        data=[_trace(kinds, places, part, words) for part in parts],
        layout=layout,
        table=effort_listing(answer, words),
        alt=_alt(kinds, words),
        key=tuple(KeyItem(_label(part, words), *_look(part, words)) for part in parts),
        height=layout["height"],
    )


def _kind(row: dict[str, object], words: Words) -> _Kind:
    least = max(number(row["per_session"]), 0.0)
    hours = {code: max(number(row[code]), 0.0) for code in ACTIVITIES}
    hours[APART] = max(least - sum(hours.values()), 0.0)
    hours[POSSIBLE] = max(number(row["per_session_possible"]) - least, 0.0)
    whole = row["kind"] == "all"
    label = words("capacity.basis.all") if whole else label_of(words, "session_kind", str(row["kind"]))
    return _Kind(opening(label), hours, least)


def _trace(kinds: list[_Kind], places: list[float], part: str, words: Words) -> Trace:
    colour, pattern = _look(part, words)
    label = _label(part, words)
    return {
        "type": "bar",
        "orientation": "h",
        "name": safe(label),
        "x": [kind.hours[part] for kind in kinds],
        "y": places,
        "width": 0.62,
        "marker": fill(pattern, colour),
        "hoverinfo": "text",
        "hovertext": [
            stacked(safe(kind.label), safe(f"{label}: {say_pair(kind.hours[part], 0.0, words, 'hours')}"))
            for kind in kinds
        ],
    }


def _label(part: str, words: Words) -> str:
    return words(f"capacity.key.{part}") if part in (APART, POSSIBLE) else one_series(words, "activity", part).label


def _look(part: str, words: Words) -> tuple[str, Pattern]:
    if part == APART:
        return "@line2", "merged"
    return ("@ink2", "possible") if part == POSSIBLE else (one_series(words, "activity", part).colour, "solid")


def _total(kind: _Kind, place: float, words: Words) -> Layout:
    return {
        "x": sum(kind.said),
        "y": place,
        "text": safe(say_ends(*kind.said, words)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"color": "@ink"},
    }


def _alt(kinds: list[_Kind], words: Words) -> str:
    if not kinds:
        return words("charts.alt.nothing")
    said = (f"{kind.label} {say_pair(*kind.said, words, 'hours')}" for kind in kinds)
    return words("capacity.alt.effort", kinds="; ".join(said))
