"""A report as Markdown: headings, paragraphs, lists and tables as text, each figure by its table and its passport."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from reformspor.report.leaves import Chapter, Comment, Exhibit, Head, Items, Leaf, NumberRow, Plain, Report, Said
from reformspor.report.signing import signature
from reformspor.words import Words, speak

# What means something to a reader of Markdown, and is meant as it stands here.
SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~$"})


def markdown_report(report: Report) -> str:
    """The whole report as text. Figures are numbered through all chapters; pictures are in no text."""
    words = speak(report.lang)
    about = (report.municipality, report.period, report.filters, report.level, words.date(report.day), report.by)
    lines = [f"# {plain(report.title)}", "", plain(" · ".join(text for text in about if text)), ""]
    for text in (report.badge, report.about):
        if text:
            lines += [f"**{plain(text)}**", ""]
    lines += [plain(text) + "\n" for text in (report.source, report.program) if text]
    number = 0
    for chapter in report.chapters:
        lines += _opening(chapter, words)
        for leaf in chapter.leaves:
            number += isinstance(leaf, Exhibit)
            lines += [*_leaf(leaf, number, words), ""]
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """A text on one line that Markdown shows as it stands."""
    return " ".join(text.translate(SIGNS).split())


def table(frame: pd.DataFrame, words: Words) -> list[str]:
    """A table with a row a line; numbers and days as the reader writes them."""
    heads = [plain(str(name)) for name in frame.columns]
    rows = [[plain(cell(value, words)) for value in row] for row in frame.to_numpy(dtype=object)]
    return [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]


def cell(value: object, words: Words) -> str:
    """One cell as text."""
    if isinstance(value, list | tuple):
        return "; ".join(cell(one, words) for one in value)
    if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return ""
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return words.number(value, 0 if float(value).is_integer() else 2)
    return str(value)


def _opening(chapter: Chapter, words: Words) -> list[str]:
    said = [f"## {plain(chapter.title)}", ""]
    for text in (chapter.verdict, chapter.filters):
        if text:
            said += [plain(text), ""]
    return [*said, *_comments(chapter.comments, words)]


def _leaf(leaf: Leaf, number: int, words: Words) -> list[str]:
    match leaf:
        case Head():
            return [f"### {plain(leaf.text)}"]
        case Said():
            return [plain(f"{leaf.text} ({leaf.sure})" if leaf.sure else leaf.text)]
        case Items():
            return [f"- {plain(text)}" for text in leaf.texts]
        case NumberRow():
            return [
                plain(f"{one.label}: {one.value} {one.unit}. {' '.join(one.said)}").join(("- ", ""))
                for one in leaf.numbers
            ]
        case Plain():
            return [f"**{plain(leaf.caption)}**", "", *table(leaf.table, words)]
        case Exhibit():
            return _exhibit(leaf, number, words)


def _exhibit(one: Exhibit, number: int, words: Words) -> list[str]:
    name = words("paper.figure" if one.chart is not None else "paper.table", n=number)
    said = [f"### {plain(name)}: {plain(one.headline)}", "", plain(one.subtitle), ""]
    if one.table is None or one.table.columns.empty:
        said += [plain(one.silence), ""]
    else:
        said += [*table(one.table, words), ""]
    said += [plain(text) + "\n" for text in (one.against, *one.source, *one.notes) if text]
    return [*said, plain(one.passport.id), "", *_comments(one.comments, words)]


def _comments(comments: tuple[Comment, ...], words: Words) -> list[str]:
    said = []
    for one in comments:
        said += [f"> {plain(line)}" for line in one.text.splitlines() if line.strip()]
        said += [f"> ({plain(signature(one, words))})", ""]
    return said


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
