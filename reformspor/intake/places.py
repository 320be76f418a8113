"""A fault's row is the file's own: the n-th row under the headings, and in a workbook also the sheet's line."""

from __future__ import annotations

from collections.abc import Iterable

from reformspor.intake.listing import Place
from reformspor.intake.typing_table import Typed


def places_of(tables: Iterable[Typed]) -> dict[str, Place]:
    """For each file whose tables' rows are not its own, where they stand in it."""
    sources = [each.source for each in tables]
    return {each.file: Place(each.spread, each.first_line) for each in sources if each.spread > 1 or each.first_line}
