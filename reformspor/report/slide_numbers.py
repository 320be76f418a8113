"""Numbers of a view on slides: a single one large, several beside each other, each with what is said of it."""

from __future__ import annotations

from reformspor.report.board import BOTTOM, LABEL, Board, first_sentences
from reformspor.report.leaves import Number, NumberRow
from reformspor.report.slide import EDGE, WIDE, Line

ROOM, TOGETHER, FREE = WIDE - 2 * EDGE, 3, 0.35
# Signs of what is said under a number, beside others and alone.
SAID, SAID_ALONE = 220, 400
# What is said in fewer signs than this is no sentence, and what ends so is cut.
LEAST, CUT = 40, "\N{HORIZONTAL ELLIPSIS}"


def number_slides(board: Board, row: NumberRow, title: str) -> None:
    """A slide for each three of them."""
    held = row.numbers
    if len(held) == 1:
        _alone(board, held[0])
        return
    slides = -(-len(held) // TOGETHER)
    for place in range(slides):
        part = held[place * len(held) // slides : (place + 1) * len(held) // slides]
        slide, top = board.slide(title)
        wide = (ROOM - FREE * (len(part) - 1)) / len(part)
        for at, one in enumerate(part):
            lines = [
                Line(one.label, 20, strong=True, after=4),
                Line(one.value, 40 if len(one.value) < 16 else 28, strong=True, after=0),
                Line(one.unit, LABEL, quiet=True, after=8),
                *(Line(text, LABEL, quiet=True, after=4) for text in _few(one.said, SAID)),
            ]
            board.text(
                slide, [line for line in lines if line.text], (EDGE + at * (wide + FREE), top + 0.2, wide, BOTTOM - top)
            )
        named = [
            board.words("page.foot.passport", id=one.passport.id) + "." for one in part if one.passport is not None
        ]
        board.foot(slide, " ".join([board.report.source, *named]))
        board.notes(slide, [said for one in part for said in (_whole(one), *one.said)])


def _alone(board: Board, one: Number) -> None:
    slide, top = board.slide(one.label)
    lines = [
        Line(one.value, 96 if len(one.value) < 12 else 60, strong=True, after=4),
        Line(one.unit, 28, quiet=True, after=14),
        *(Line(text, 20, after=6) for text in _few(one.said, SAID_ALONE)),
    ]
    board.text(slide, [line for line in lines if line.text], (EDGE, top + 0.4, ROOM, BOTTOM - top - 0.4))
    identity = one.passport.id if one.passport is not None else ""
    said = [board.report.source, *([board.words("page.foot.passport", id=identity) + "."] if identity else [])]
    board.foot(slide, " ".join(said), identity)
    board.notes(slide, [_whole(one), *one.said])


def _whole(one: Number) -> str:
    return f"{one.label}: {one.value} {one.unit}".strip()


def _few(said: tuple[str, ...], most: int) -> list[str]:
    """What there is room for, in whole sentences; the notes have all of it."""
    found: list[str] = []
    for text in said:
        left = most - sum(len(one) for one in found)
        part = first_sentences(text, left) if left >= LEAST else CUT
        if found and part.endswith(CUT):
            break
        found.append(part)
    return found
