"""A card as it leaves the screen: the same headline, table, foot and passport, with nothing that needs a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reformspor.answers import Answer
from reformspor.page.about import measure
from reformspor.page.against import printed_line
from reformspor.page.cards import Card, Reader
from reformspor.page.foot import notes, source_lines
from reformspor.page.protocol import Tile
from reformspor.page.said import capital
from reformspor.page.states import plain
from reformspor.passport import Passport, Place, passport_of
from reformspor.passport.program import lock
from reformspor.report.leaves import Exhibit, Number
from reformspor.words import Words


def silent(_: str) -> None:
    """For a maker nobody listens to."""


@dataclass(frozen=True)
class Maker:
    """By whom (a role) and when a document is made, of which page; `say` is told each figure's headline beforehand.

    One who is not `patient` does without what takes slow work that nobody has done yet.
    """

    page: str
    by: str = ""
    at: str = ""
    say: Callable[[str], None] = silent
    patient: bool = True


def exhibit_of(card: Card, maker: Maker) -> Exhibit:
    """The card as a document has it."""
    answer, words = card.answer, card.reader.words
    maker.say(card.headline)
    shown = card.rows is not None
    return Exhibit(
        headline=card.headline,
        subtitle=card.subtitle,
        alt=card.chart.alt if card.chart is not None and shown else card.headline,
        table=card.rows,
        chart=card.chart if shown else None,
        answer=answer,
        passport=passport_of_card(card, maker),
        source=_source(words, answer),
        notes=tuple(notes(words, answer)),
        against=printed_line(answer, words) if shown else "",
        silence="" if shown else plain(words, answer, dict(card.reader.places)),
    )


def passport_of_card(card: Card, maker: Maker) -> Passport:
    """The passport of what a card shows."""
    reader = card.reader
    address = {name: value for name, value in reader.address.items() if name not in ("lang", "snapshot")}
    return passport_of(
        card.answer,
        says=card.headline,
        lang=reader.words.lang,
        place=Place(maker.page, card.key, address),
        lock=lock(),
        made_at=maker.at,
        by=maker.by,
    )


def number_of(tile: Tile, reader: Reader, maker: Maker) -> Number:
    """A tile as a document has it."""
    words, answer = reader.words, tile.answer
    # Each stands as a sentence of its own.
    said = tuple(capital(text) for text in (tile.former, tile.change, tile.target) if text)
    status = (f"{tile.status.word}: {tile.status.rule}",) if tile.status is not None else ()
    if answer is None:
        return Number(tile.label, tile.value, tile.unit, (*said, *status))
    if answer.state != "ok":
        return Number(tile.label, words(f"page.state.{answer.state}.title"), "", ())
    value, unit = (f"{tile.value}%", "") if _is_close(tile, words) else (tile.value, tile.unit)
    says = f"{tile.label}: {value} {unit}".strip()
    passport = passport_of(answer, says=says, lang=words.lang, place=None, lock=lock(), made_at=maker.at, by=maker.by)
    return Number(
        tile.label,
        value,
        unit,
        (*said, *status),
        passport,
        _said_of(answer, reader),
        _source(words, answer),
        tuple(notes(words, answer)),
    )


def _is_close(tile: Tile, words: Words) -> bool:
    """Whether the unit stands without a space after its number."""
    return words.lang == "en" and tile.unit == words("charts.unit.percent")


def _source(words: Words, answer: Answer) -> tuple[str, ...]:
    """The lines of the foot but the one of rows to download: nobody downloads from paper."""
    rows = words("page.foot.n", n=len(answer.frame))
    return tuple(said for said in source_lines(words, answer) if said and said != rows)


def _said_of(answer: Answer, reader: Reader) -> str:
    """Measure and scope; a number of its own period says so in its measure, and is not said to be of the whole."""
    scope = answer.scope.sentence(reader.words, reader.places, whole=False)
    return " ".join(one for one in (measure(reader.words, answer), f"{capital(scope)}." if scope else "") if one)
