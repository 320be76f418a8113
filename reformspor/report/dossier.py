"""A dossier is made of answers alone, so that a file holds no number and no text that its level may not see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.dossier import owner_said, state_asks, state_burden, state_standing
from reformspor.findings.labels import label_of
from reformspor.passport import identity
from reformspor.report.brief import Bars, Brief, cut
from reformspor.report.case import case_of
from reformspor.words import Words

# How many barriers a figure shows, and how many signs of a name stand beside its bar and in its headline.
MOST, NAME, HEADLINE = 6, 34, 40
# How many signs of the owner's name, of what the dossier is of, and of where its numbers come from there is room for.
OWNER, ABOVE, SOURCE = 80, 300, 600
# How many barriers are told of at all: each has a slide of its own, and two pages hold the first of them.
LISTED = 15
# What each row of what is asked says of all of them, listed or not.
SUMMED = ("n_open", "n_with_hours", "n_late", "days_oldest", "hours_open")
LABELS = (
    "asks", "what", "wanted", "cost", "history", "tried", "page", "stands", "next", "sessions", "continued",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The answers a dossier is made of: what is asked, where it stands, the events and the sessions of each barrier."""

    asks: Answer
    standing: Answer
    steps: Answer
    sessions: Answer

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What is asked, the heaviest first."""
        return self.asks.copy_rows()


@dataclass(frozen=True)
class Sender:
    """Whose dossier it is, to whom, of what, and where its numbers come from; ready texts, save the owner's code."""

    owner: str
    municipality: str
    source: str
    badge: str = ""
    scope: str = ""


def dossier(asked: Asked, sender: Sender, words: Words) -> Brief:
    """What is asked of an owner: the open barriers that may be handed out, the heaviest first."""
    rows = asked.rows
    shown = [row for row in rows if row["stands_open"] == "yes" and row["public"] == "open"]
    cases = tuple(case_of(row, place, asked, words) for place, row in enumerate(shown[:LISTED], start=1))
    lead = [state_asks(asked.asks, words, sender.owner), state_burden(asked.asks, words)]
    owner = cut(owner_said(words, sender.owner), OWNER)
    return _brief(
        asked,
        sender,
        words,
        name=f"dossier-{sender.owner}",
        title=words("dossier.paper.ask_of", owner=owner),
        lead=tuple(finding.text for finding in lead),
        tiles=_tiles(rows, words),
        bars=tuple(
            one for one in (_standing(asked, words), _days(shown, asked, words), _burden(shown, asked, words)) if one
        ),
        cases=cases,
        kept_in=words("dossier.paper.kept_in", n=kept) if (kept := _kept_in(rows)) else "",
        more=_more(rows, len(cases), words),
        overleaf=tuple(words("dossier.paper.overleaf", n=told) for told in range(len(cases) + 1)),
    )


def case_card(asked: Asked, sender: Sender, words: Words) -> Brief | None:
    """The card of the one barrier that is asked about; None when it may not be handed out."""
    rows = [row for row in asked.rows if row["public"] == "open"]
    if not rows:
        return None
    case = case_of(rows[0], 1, asked, words)
    return _brief(
        asked,
        sender,
        words,
        name=f"case-{rows[0]['barrier_id']}",
        title=case.title,
        lead=(words("dossier.paper.case_of"),),
        cases=(case,),
        single=True,
    )


def _brief(asked: Asked, sender: Sender, words: Words, **parts: Any) -> Brief:
    day = asked.asks.provenance.as_of
    as_of = words("dossier.paper.as_of", day=day)
    empty: dict[str, Any] = {"tiles": (), "bars": (), "kept_in": "", "more": (), "overleaf": ()}
    return Brief(
        lang=words.lang,
        above=cut(" · ".join(part for part in (sender.municipality, as_of, sender.scope) if part), ABOVE),
        source=cut(sender.source, SOURCE),
        badge=sender.badge,
        day=day,
        named=identity(asked.asks),
        code=words("paper.code", id=identity(asked.asks)),
        labels={
            **{name: words(f"dossier.paper.{name}", **PLACES.get(name, {})) for name in LABELS},
            "passport": words("page.foot.passport", id=identity(asked.asks)),
        },
        **(empty | parts),
    )


# What is filled in where the page is set stands as it is.
PLACES: dict[str, dict[str, str]] = {
    "page": {"n": "{n}", "of": "{of}"},
    "continued": {"title": "{title}", "first": "{first}", "last": "{last}"},
}


def _tiles(rows: Sequence[dict[str, Any]], words: Words) -> tuple[tuple[str, str], ...]:
    """How many stand open, are late, how old the oldest is, and the hours with how many they are of."""
    all_told = rows[0] if rows else dict.fromkeys(SUMMED, 0)
    n_open, known, oldest = all_told["n_open"], int(all_told["n_with_hours"]), all_told["days_oldest"]
    hours = words("dossier.paper.hours", n=known, open=n_open) if known else words("dossier.paper.hours_none")
    told = not n_open or oldest is not None
    return (
        (words.number(n_open), words("dossier.paper.open" if told else "dossier.paper.open_status")),
        (words.number(all_told["n_late"]), words("dossier.paper.late")),
        (words.number(oldest or None), words("dossier.paper.oldest")),
        (words.number(all_told["hours_open"] if known else None), hours),
    )


def _standing(asked: Asked, words: Words) -> Bars | None:
    rows = asked.standing.copy_rows()
    if not rows:
        return None
    names = [label_of(words, "status", row["status"]) for row in rows]
    total = sum(int(row["n"]) for row in rows)
    headline = state_standing(asked.asks, words).text
    measure = words("dossier.paper.chart_standing", n=total)
    return _bars(words, headline, measure, names, [row["n"] for row in rows], named=identity(asked.standing))


def _days(shown: Sequence[dict[str, Any]], asked: Asked, words: Words) -> Bars | None:
    """What may be handed out, by how long it has stood."""
    known = [one for one in enumerate(shown, start=1) if one[1]["days"] is not None]
    rows = sorted(known, key=lambda one: -one[1]["days"])[:MOST]
    if not rows:
        return None
    days = [row["days"] for _, row in rows]
    headline = words("dossier.paper.days_headline", n=days[0])
    measure = words("dossier.paper.chart_days", n=len(shown))
    names = [_named(place, row, words) for place, row in rows]
    return _bars(words, headline, measure, names, days, named=identity(asked.asks), spoken=True)


def _burden(shown: Sequence[dict[str, Any]], asked: Asked, words: Words) -> Bars | None:
    known = [one for one in enumerate(shown, start=1) if one[1]["hours_per_year"]]
    known = sorted(known, key=lambda one: -one[1]["hours_per_year"])[:MOST]
    if not known:
        return None
    # Whole hours, so that what is drawn, what is written and what the slide's own numbers say are one.
    hours = [math.floor(row["hours_per_year"] + 0.5) for _, row in known]
    headline = words("dossier.paper.heaviest", name=cut(title_of(known[0][1], words), HEADLINE), hours=hours[0])
    measure = words("dossier.paper.chart_burden", n=asked.rows[0]["n_with_hours"], open=asked.rows[0]["n_open"])
    names = [_named(place, row, words) for place, row in known]
    return _bars(words, headline, measure, names, hours, named=identity(asked.asks))


def _named(place: int, row: dict[str, Any], words: Words) -> str:
    """The title, after its number where it stands in the list."""
    return f"{place} {title_of(row, words)}" if place <= LISTED else title_of(row, words)


def _bars(
    words: Words,
    headline: str,
    measure: str,
    names: Sequence[str],
    values: Sequence[float],
    *,
    named: str,
    spoken: bool = False,
) -> Bars:
    said = [words.number(value) for value in values]
    pairs = zip(names, said, strict=True)
    parts = "; ".join(words("dossier.paper.part", name=name, value=value) for name, value in pairs)
    return Bars(
        headline=headline,
        measure=measure,
        names=tuple(cut(name, NAME) for name in names),
        values=tuple(float(value) for value in values),
        said=tuple(said),
        alt=words("dossier.paper.alt", headline=headline, parts=parts),
        spoken=spoken,
        named=named,
    )


def title_of(row: dict[str, Any], words: Words) -> str:
    """The title, where it may be shown; else the barrier's own name."""
    return str(row["title"] or words("dossier.paper.untitled", id=row["barrier_id"]))


def _kept_in(rows: Sequence[dict[str, Any]]) -> int:
    """How many open ones are for the house alone."""
    return int(rows[0]["n_kept_in"]) if rows else 0


def _more(rows: Sequence[dict[str, Any]], most: int, words: Words) -> tuple[str, ...]:
    """How many more stand open when none, one, and so on up to `most` are listed; empty where there are no more."""
    all_told = (rows[0]["n_open"] if rows else 0) - _kept_in(rows)
    return tuple(
        words("dossier.paper.more", n=all_told - listed) if all_told > listed else "" for listed in range(most + 1)
    )
