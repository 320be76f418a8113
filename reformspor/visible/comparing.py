"""How what is seen in a file differs from what should be seen in it: where, from what and to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from reformspor.visible.piece import Piece, Rows, Sort

# How alike two rows or pieces of one sort must be to be one that was changed rather than one gone and one added.
ALIKE = 0.5
MOST_PAIRED = 400


@dataclass(frozen=True)
class Change:
    """One cell or paragraph that is not as it was made.

    `place` as Piece has it, `row` the first cell of its row, `column` its heading; both empty for a paragraph. `was` is
    None for what has been added, `now` None for what is gone. `aligned` says that it stands in a table with as many
    rows and cells as it was made with.
    """

    place: str
    row: str
    column: str
    was: str | None
    now: str | None
    aligned: bool = False
    sort: Sort = "text"

    @property
    def counts(self) -> bool:
        """Whether a number may be another: text without a digit that was added or taken away is not counted, nor is a
        workbook behind a chart that the program which saved the file last left out."""
        if self.sort == "book" and self.now is None:
            return False
        if self.was is not None and self.now is not None:
            return True
        return any(sign.isdigit() for sign in self.was or self.now or "")

    @property
    def only_words(self) -> bool:
        """Whether the digits are the same, and something else is not."""
        was, now = ([sign for sign in text or "" if sign.isdigit()] for text in (self.was, self.now))
        return was == now


def compared(was: Sequence[Piece], now: Sequence[Piece]) -> list[Change]:
    """Every difference, in the order of the file. Equal pieces are passed over wherever they stand."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [_key(one) for one in was], [_key(one) for one in now], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            found += _block(was[i:j], now[k:m])
    return found


def _key(piece: Piece) -> tuple[str, Rows]:
    # On which page a piece falls depends on the size of the pictures before it.
    return piece.sort, piece.rows


def _block(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Change]:
    """Pieces between two that are the same in both: those most alike are held against each other."""
    left = list(now)
    for one in was:
        other = _most_alike(one, left, alone=len(was) == len(now) == 1)
        if other is None:
            yield Change(one.place, "", "", one.text, None, sort=one.sort)
            continue
        left.remove(other)
        yield from _inside(one, other)
    for one in left:
        yield Change(one.place, "", "", None, one.text)


def _most_alike(one: Piece, others: Sequence[Piece], *, alone: bool) -> Piece | None:
    same = [other for other in others[:MOST_PAIRED] if other.sort == one.sort]
    if not same:
        return None
    best = max(same, key=lambda other: _likeness(one, other))
    return best if alone or _likeness(one, best) >= ALIKE else None


def _likeness(one: Piece, other: Piece) -> float:
    if one.sort == "text":
        return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
    mine, theirs = ({cell for row in piece.rows for cell in row} for piece in (one, other))
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _inside(was: Piece, now: Piece) -> Iterator[Change]:
    if was.sort == "text":
        if was.text != now.text:
            yield Change(now.place, "", "", was.text, now.text)
        return
    aligned = [len(row) for row in was.rows] == [len(row) for row in now.rows]
    heads = was.rows[0] if was.sort == "table" and was.rows else ()
    for before, after in _paired(was.rows, now.rows):
        if before is None or after is None:
            row = before or after or ()
            said = " | ".join(row)
            yield Change(now.place, "", "", said if before is not None else None, said if after is not None else None)
            continue
        for at, (old, new) in enumerate(zip_longest(before, after, fillvalue="")):
            if old != new:
                column = heads[at] if at < len(heads) else ""
                yield Change(now.place, before[0] if before else "", column, old, new, aligned)


def _paired(was: Rows, now: Rows) -> Iterator[tuple[tuple[str, ...] | None, tuple[str, ...] | None]]:
    """Rows that are not the same, one from each side; None where a row has no other."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield from zip_longest(was[i:j], now[k:m])
