"""A table of a report in Word: headings on every page it runs over, rows kept whole, folded where it was too wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reformspor.report.fitting import Fitted
from reformspor.report.laid import FEW
from reformspor.report.word import PARTED
from reformspor.report.word_xml import paragraph, quoted, run, twips
from reformspor.words import Words

LINES = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
    for side, size, colour in (("top", 8, "1B252B"), ("bottom", 4, "8A948F"), ("insideH", 4, "DCD8CE"))
)
EDGES = f'<w:left w:w="{twips(1.5)}" w:type="dxa"/><w:right w:w="{twips(1.5)}" w:type="dxa"/>'


def table_markup(words: Words, table: Fitted, title: str) -> Iterable[str]:
    """The table, each part under its own name where there are several; `title` is read to those who cannot see it."""
    of = len(table.parts)
    for number, part in enumerate(table.parts, start=1):
        if of > 1:
            yield paragraph(run(words("paper.part", n=number, of=of)), style="Remark", keep=True)
        right = [table.kinds[place] == "number" for place in part.columns]
        heads = [table.heads[place] for place in part.columns]
        rows = ([row[place] for place in part.columns] for row in table.rows)
        yield grid(heads, list(rows), part.widths, right, title)


def grid(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    right: Sequence[bool],
    title: str,
) -> str:
    """Cells as they are to be read; widths in millimetres, `right` which columns are set to the right."""
    columns = [twips(width) for width in widths]
    about = (
        f'<w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{LINES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{EDGES}</w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoted(title)}/></w:tblPr>'
    )
    laid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    head = _row(heads, columns, right, head=True)
    # A short table stays on one page, with what stands under it.
    kept = len(rows) if len(rows) <= FEW else 0
    body = "".join(
        _row(row, columns, right, keep=number <= kept, parted=number == PARTED)
        for number, row in enumerate(rows, start=1)
    )
    return f"<w:tbl>{about}<w:tblGrid>{laid}</w:tblGrid>{head}{body}</w:tbl>"


def _row(
    cells: Sequence[str],
    columns: Sequence[int],
    right: Sequence[bool],
    *,
    head: bool = False,
    keep: bool = False,
    parted: bool = False,
) -> str:
    about = ("" if parted else "<w:cantSplit/>") + ("<w:tblHeader/>" if head else "")
    held = "".join(_cell(*one, head=head, keep=head or keep) for one in zip(cells, columns, right, strict=True))
    return f"<w:tr><w:trPr>{about}</w:trPr>{held}</w:tr>"


def _cell(text: str, width: int, right: bool, *, head: bool, keep: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F0EEE8"/><w:vAlign w:val="bottom"/>' if head else ""
    style = "CellRight" if right else "Cell"
    inner = paragraph(run(text, bold=head), style=style, keep=keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'
