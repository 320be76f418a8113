"""A document that is to be filled in, as leaves of a report: its headings, paragraphs, lists and tables in order."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from reformspor.report.leaves import Head, Items, Leaf, Plain, Said
from reformspor.report.parts import Bullets, Document, Grid, Heading, Open, Run, Text

# Its chapters stand under the section of the view that offers it.
UNDER = 2


def leaves_of(document: Document) -> Iterator[Leaf]:
    """Its parts; open fields are numbered in the order they stand, and a table is called what is its heading."""
    numbers = {id(one): place for place, one in enumerate(document.open, start=1)}

    def said(runs: tuple[Run, ...]) -> str:
        return "".join(
            f"[{document.field} {numbers[id(run)]}: {run.asks}]" if isinstance(run, Open) else run for run in runs
        )

    over, headed = document.title, False
    for part in document.parts:
        match part:
            case Heading():
                over, headed = part.text, True
                yield Head(part.text, part.level + UNDER)
            case Text():
                yield Said(said(part.runs), open=all(isinstance(run, Open) for run in part.runs))
            case Bullets():
                yield Items(tuple(said(item) for item in part.items))
            case Grid():
                rows = [[said(cell) for cell in row] for row in part.rows]
                yield Plain(over, pd.DataFrame(rows, columns=list(part.heads), dtype=str), headed)
