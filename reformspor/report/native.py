"""A figure as an office program itself can draw it: names, series of numbers and how they look, in no file yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reformspor.charts.chart import Pattern
from reformspor.look import Texture

# Upright bars, lying bars, lines over names in order, and points or lines over numbers.
Kind = Literal["columns", "bars", "lines", "points"]
Mark = Literal["bar", "line", "dots"]
Dash = Literal["solid", "dash", "dot"]


@dataclass(frozen=True)
class Look:
    """How a series is drawn: `#rrggbb`, how its surface is filled, its line broken, and its colour drawn upon."""

    colour: str
    pattern: Pattern = "solid"
    dash: Dash = "solid"
    texture: Texture = ""


@dataclass(frozen=True)
class Series:
    """Numbers under one name: one for each of the figure's names (None where there is none), or points at `at`.

    `colours` are those of each bar, where they differ. `cover` is the lower end of bars that do not begin at nothing:
    it is drawn in the colour of the ground.
    """

    name: str
    values: tuple[float | None, ...]
    look: Look
    mark: Mark = "bar"
    at: tuple[float, ...] = ()
    colours: tuple[str, ...] = ()
    cover: bool = False


@dataclass(frozen=True)
class Native:
    """One chart. `name` is that of a panel among several, empty for a whole figure.

    `names` are those of the bars or of what stands along the foot; `months` their days as a workbook counts them where
    they are months, `years` the year each stands under where they are parts of one. With `stacked` bars stand on one
    another, else all from nothing, the later ones over the earlier. `form` is how a number is written, as a workbook
    says it, `labelled` whether each bar bears its own. `low`, `high` and `step` are of the axis of values, `ends` of
    the other axis of points. `beside` are parts that cover several of the names at once: name and number as text.
    `measure` is what the numbers are of, where no key says it, `together` how many rows
    stand under one name.
    """

    kind: Kind
    series: tuple[Series, ...]
    names: tuple[str, ...] = ()
    name: str = ""
    months: tuple[int, ...] = ()
    years: tuple[str, ...] = ()
    stacked: bool = False
    form: str = "General"
    labelled: bool = False
    low: float | None = None
    high: float | None = None
    step: float | None = None
    ends: tuple[float, float, float] | None = None
    beside: tuple[tuple[str, str], ...] = ()
    measure: str = ""
    together: int = 1
