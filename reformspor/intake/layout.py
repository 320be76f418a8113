"""A layout says how a table lies in its file: rows above the headings, headings in two rows, months as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from reformspor.intake.fields import fold
from reformspor.intake.monthly import month_of

# Headings further down than this are not looked for: a table below a page of text is a report, not an export.
DEEPEST = 30


@dataclass(frozen=True)
class Unfold:
    """Columns that are values of one field, made into rows: a row for each of them that is filled.

    `month`: every heading that reads as a month is one, in `year` when it names none; the month goes to the field
    `into`. With `under`, only those that stand under that group's name. `listed`: `columns` names each heading with
    the values its rows get. The cell goes to the field `value`; an empty cell gives no row, and with `zero_is_none`
    neither does a zero.
    """

    rule: Literal["month", "listed"]
    value: str
    into: str = ""
    year: int | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    zero_is_none: bool = False
    under: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that get their values from headings, and the one that gets the cells."""
        named = {name: None for values in self.columns.values() for name in values}
        return (*named, *((self.into,) if self.rule == "month" else ()), self.value)

    def values_of(self, heading: str) -> Mapping[str, str] | None:
        """What a row made of the column under `heading` says beside its cell; None for a column that stays one."""
        if self.rule == "listed":
            return self.columns.get(heading)
        bare = without_group(heading, self.under)
        month = month_of(bare, self.year) if bare is not None else None
        return {self.into: month} if month else None


@dataclass(frozen=True)
class Layout:
    """How a table lies in its file. `skip_rows` are the rows above the headings, as the reader of the file counts
    them; None leaves them to be found by the headings' names. `sheet` is the workbook sheet it stands in."""

    skip_rows: int | None = None
    heading_rows: int = 1
    sheet: str = ""
    unfold: Unfold | None = None


def without_group(heading: str, group: str) -> str | None:
    """A heading without the group's name before it; None for one that does not stand under the group."""
    if not group:
        return heading
    bare, over = fold(heading), fold(group)
    return bare[len(over) :].strip() if bare.startswith(f"{over} ") else None


def layout_from(given: Mapping[str, Any]) -> Layout:
    """A layout as a profile declares it. Raises TypeError for a word a layout does not know."""
    unfold = given.get("unfold")
    rest = {key: value for key, value in given.items() if key != "unfold"}
    return Layout(**rest, unfold=Unfold(**unfold) if unfold else None)


def declared(layout: Layout) -> dict[str, Any]:
    """A layout as a profile declares it: only what differs from a plain table."""
    given: dict[str, Any] = {"skip_rows": layout.skip_rows} if layout.skip_rows is not None else {}
    if layout.heading_rows > 1:
        given["heading_rows"] = layout.heading_rows
    if layout.sheet:
        given["sheet"] = layout.sheet
    if layout.unfold is not None:
        unfold = layout.unfold
        said: dict[str, Any] = {
            "rule": unfold.rule,
            "value": unfold.value,
            "into": unfold.into,
            "year": unfold.year,
            "under": unfold.under,
        }
        said |= {"zero_is_none": unfold.zero_is_none}
        said |= {"columns": {key: dict(v) for key, v in unfold.columns.items()}}
        given["unfold"] = {key: value for key, value in said.items() if value}
    return given


def joined_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    """Headings that stand in one row, or in two with a group's name over its columns: `Timar` over `Plan` is
    `Timar Plan`. A name reaches over the empty cells to its right, as a merged cell does, when it has one under it.
    """
    if len(rows) < 2:
        return [cell.strip() for cell in rows[0]] if rows else []
    upper, lower = rows[0], joined_headings(rows[1:])
    width = max(len(upper), len(lower))
    group, found = "", []
    for at in range(width):
        over = upper[at].strip() if at < len(upper) else ""
        under = lower[at].strip() if at < len(lower) else ""
        if over:
            group = over if under else ""
        found.append(f"{over or group} {under}".strip() if under else over)
    return found


def heading_at(
    rows: Sequence[Sequence[str]],
    knows: Callable[[str], bool],
    needed: Callable[[Collection[str]], bool],
    high: int = 1,
) -> int | None:
    """The index of the first row whose headings (over `high` rows) hold all that is needed; None when none does."""
    for at in range(min(len(rows), DEEPEST)):
        headings = joined_headings(rows[at : at + high])
        known = [heading for heading in headings if heading and knows(heading)]
        if known and needed(known):
            return at
    return None
