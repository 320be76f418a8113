"""Which series a figure has: their order, word, colour token and fill, at most five colours, none ever dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reformspor.charts.chart import KeyItem, Pattern
from reformspor.charts.picking import pick_by
from reformspor.findings.labels import MISSING, family_of, folded
from reformspor.look import token
from reformspor.words import Words

ORDER: dict[str, tuple[str, ...]] = {
    "role": ("helper", "union_rep_all", "leader_all", "other_all", "employee", "several", MISSING),
    "phase": ("explore", "try_out", "develop", "operate", "paused", "ended", "several", MISSING),
    "activity": ("conduct", "prepare", "follow_up", "other", "merged", "withheld", MISSING),
    "session_status": ("held", "moved", "cancelled", "planned", MISSING),
    "on_top": ("yes", "no", "merged", "withheld", MISSING),
}
# The three activities are steps of one thing, so they are steps of one hue.
TOKENS: dict[str, dict[str, str]] = {
    "all": {"all": "ink3"},
    "activity": {"conduct": "s6", "prepare": "s4", "follow_up": "s2", "other": "muted"},
    "session_status": {"held": "ink3", "moved": "muted", "cancelled": "c4", "planned": "surface"},
    "on_top": {"yes": "c2", "no": "muted"},
}
PATTERNS: dict[str, Pattern] = {
    "several": "merged",
    "merged": "merged",
    "withheld": "withheld",
    MISSING: "missing",
    "planned": "frame",
    # In grey its orange would be the grey of what was held.
    "cancelled": "lacking",
    "paused": "resting",
}


@dataclass(frozen=True)
class Series:
    """One series of a figure: its code, plain label, colour token with `@`, and fill."""

    code: str
    label: str
    colour: str
    pattern: Pattern
    pick: str = ""

    @property
    def key(self) -> KeyItem:
        """Its entry in the figure's key."""
        return KeyItem(self.label, self.colour, self.pattern, self.pick)


def series_of(words: Words, kind: str, codes: Iterable[Any]) -> list[Series]:
    """The series these codes need, in the kind's own order, what has no order last by name."""
    found = {folded(kind, code) for code in codes}
    order = ORDER.get(kind, ())
    ranked = sorted(found, key=lambda code: (order.index(code) if code in order else len(order), code == MISSING, code))
    return [one_series(words, kind, code) for code in ranked]


def one_series(words: Words, kind: str, code: str) -> Series:
    """How one code is drawn."""
    named = TOKENS.get(kind, {}).get(code) or token(kind, code)
    picked = pick_by(kind, {}, fold=True, code=code)
    return Series(code, family_of(words, kind, code), f"@{named}", PATTERNS.get(code, "solid"), picked)


def marker(series: Series) -> dict[str, Any]:
    """The Plotly marker that fills a bar of the series; a gap in the ground colour stands between bars."""
    return fill(series.pattern, series.colour)


def fill(pattern: Pattern, colour: str = "@muted") -> dict[str, Any]:
    """The Plotly marker: hatched is possible, fine merged, crossed not shown, dotted resting, a frame not there.

    What is lacking is crossed too, in the colour of acting, with a frame.
    """
    gap = {"color": "@surface", "width": 1}
    if pattern == "possible":
        return {
            "color": "@surface",
            "line": {"color": "@ink2", "width": 1},
            "pattern": {"shape": "/", "fgcolor": "@ink2", "bgcolor": "@surface", "size": 7, "solidity": 0.18},
        }
    if pattern == "merged":
        return {
            "color": "@sunken",
            "line": {"color": "@line2", "width": 1},
            "pattern": {"shape": "\\", "fgcolor": "@line2", "bgcolor": "@sunken", "size": 5, "solidity": 0.15},
        }
    if pattern == "withheld":
        return {
            "color": "@sunken",
            "line": {"color": "@line2", "width": 1},
            "pattern": {"shape": "x", "fgcolor": "@line2", "bgcolor": "@sunken", "size": 5, "solidity": 0.12},
        }
    if pattern == "lacking":
        return {
            "color": "@surface",
            "line": {"color": "@act", "width": 2},
            "pattern": {"shape": "x", "fgcolor": "@act", "bgcolor": "@surface", "size": 6, "solidity": 0.25},
        }
    if pattern == "resting":
        return {
            "color": "@surface",
            "line": {"color": "@line2", "width": 1},
            "pattern": {"shape": ".", "fgcolor": "@ink3", "bgcolor": "@surface", "size": 6, "solidity": 0.25},
        }
    if pattern in ("missing", "frame"):
        return {"color": "@surface", "line": {"color": "@ink3" if pattern == "frame" else "@line2", "width": 1.5}}
    return {"color": colour, "line": gap}
