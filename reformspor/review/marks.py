"""Marks in a text what looks like a person's name, a way to reach one, an identity number or a health condition."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from reformspor.intake.persons import BIRTH, CALLED, EMAIL, PHONE, is_birth_number

RULES = Path(__file__).resolve().parents[2] / "data" / "review.toml"
Kind = Literal["number", "contact", "name", "health"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
SENTENCE_END = re.compile(r"(?:^|[.!?:;•\n\r]\s*[\"'«“(–-]*\s*|^\s*[-–•*]\s*)$")
LONGEST_SHORT, NEAR = 5, 16
ABBREVIATED = re.compile(r"[A-ZÆØÅ]{2,}(?:-[^\W\d_A-ZÆØÅ]+)+\.?")
GENITIVE = re.compile(r"['’]?s$")


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, from `start` to before `end`, and what it looks like."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Rules:
    """What the rules know, in lower case: words, and beginnings or endings of words."""

    titles: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    also_words: frozenset[str]
    family_names: frozenset[str]
    family_endings: tuple[str, ...]
    known: frozenset[str]
    known_endings: tuple[str, ...]
    health: re.Pattern[str]
    roles: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    opens: bool

    @property
    def folded(self) -> str:
        return self.text.rstrip(".").casefold()

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def shouted(self) -> bool:
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) > 1 and all(sign.isupper() for sign in letters)

    @property
    def initial(self) -> bool:
        return self.capital and len(self.text.rstrip(".")) == 1


@cache
def load_rules(file: Path = RULES) -> Rules:
    """The rules in the file. Raises KeyError when a list is missing from it."""
    said = tomllib.loads(file.read_text("utf-8"))
    return Rules(
        titles=_folded(said["titles"]),
        particles=_folded(said["particles"]),
        given_names=_folded(said["given_names"]),
        also_words=_folded(said["also_words"]),
        family_names=_folded(said["family_names"]),
        family_endings=tuple(said["family_endings"]),
        known=_folded(said["known"]),
        known_endings=tuple(said["known_endings"]),
        health=_stems(said["health"]),
        roles=tuple(said["roles"]),
        reasons=tuple(said["reasons"]),
    )


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names, as `marks` compares them."""
    return frozenset(word.group().casefold() for name in names for word in WORD.finditer(name))


def marks(text: str, rules: Rules, own: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """What a reviewer should look at, in the order of the text, none over another.

    `own` are the words of the names the export itself gives units and organisations; they are no person's name.
    """
    found = [
        *(Mark(m.start(), m.end(), "number") for m in BIRTH.finditer(text) if is_birth_number(m[1] + m[2])),
        *(Mark(m.start(), m.end(), "contact") for rule in (EMAIL, CALLED, PHONE) for m in rule.finditer(text)),
        *(Mark(start, end, "name") for start, end in _names(text, rules, own)),
        *(Mark(m.start(), m.end(), "health") for m in rules.health.finditer(text)),
    ]
    kept: list[Mark] = []
    for mark in found:
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _names(text: str, rules: Rules, own: frozenset[str]) -> Iterator[tuple[int, int]]:
    run: list[_Word] = []
    before: _Word | None = None
    last: _Word | None = None
    for word in _words(text, rules):
        touches = last is not None and _touches(text, last, word)
        if run and not (touches and (word.capital or word.folded in rules.particles)):
            yield from _judged(run, before, rules, own)
            run = []
        if run or word.capital:
            before = before if run else (last if touches else None)
            run.append(word)
        last = word
    if run:
        yield from _judged(run, before, rules, own)


def _judged(run: list[_Word], before: _Word | None, rules: Rules, own: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The part of a run of capitalised words that looks like a name, if any."""
    while run and not run[-1].capital:
        run = run[:-1]
    titled = before is not None and before.folded in rules.titles
    # A title within the run itself, as at the start of a sentence: «Rektor Lie».
    while run and run[0].folded in rules.titles:
        titled, run = True, run[1:]
    # The word that opens a sentence has its capital from there: «Ho Anne-Grete».
    if len(run) > 1 and run[0].opens and not _given(run[0], rules) and _given(run[1], rules):
        run = run[1:]
    persons = [word for word in run if not _is_known(word, rules, own)]
    if not persons or (_is_known(run[-1], rules, own) and not _given(run[0], rules)):
        return
    named = any(_given(word, rules) for word in persons)
    plain = [word for word in persons if word.capital and (named or not word.shouted)]
    first = plain[0] if plain else None
    if first is not None and (titled or len(plain) > 1 or _alone(first, rules)):
        yield run[0].start if named else first.start, run[-1].end


def _alone(word: _Word, rules: Rules) -> bool:
    """Whether one word is a name by itself; where a sentence opens, only one that is no everyday word too."""
    if _given(word, rules):
        return not (word.opens and word.folded in rules.also_words)
    return _bare(word) in rules.family_names or (not word.opens and _family(word, rules))


def _words(text: str, rules: Rules) -> Iterator[_Word]:
    last: _Word | None = None
    for found in WORD.finditer(text):
        said = found.group()
        # A full stop belongs to an initial or a short title; elsewhere it ends the sentence.
        if said.endswith(".") and len(said) > LONGEST_SHORT:
            said = said[:-1]
        short = last is not None and last.text.endswith(".") and (last.initial or last.folded in rules.titles)
        opens = not short and bool(SENTENCE_END.search(_before(text, found.start())))
        last = _Word(said, found.start(), found.start() + len(said), opens)
        yield last


def _before(text: str, at: int) -> str:
    """What stands just before a place; a sign in front says that the text itself does not begin there."""
    return text[:at] if at <= NEAR else f"x{text[at - NEAR : at]}"


def _touches(text: str, one: _Word, other: _Word) -> bool:
    return text[one.end : other.start] in (" ", "\N{NO-BREAK SPACE}", "  ") and not other.opens


def _bare(word: _Word) -> str:
    return GENITIVE.sub("", word.folded)


def _given(word: _Word, rules: Rules) -> bool:
    parts = (word.folded, _bare(word), word.folded.split("-")[0])
    return word.capital and any(part in rules.given_names for part in parts)


def _family(word: _Word, rules: Rules) -> bool:
    return len(word.folded) > 4 and not word.shouted and _bare(word).endswith(rules.family_endings)


def _is_known(word: _Word, rules: Rules, own: frozenset[str]) -> bool:
    names = {word.folded, _bare(word)}
    if names & (rules.known | own) or word.folded.endswith(rules.known_endings):
        return True
    # An abbreviation that goes on in small letters is a thing: «IT-løysing», «DFØ-portalen».
    return bool(ABBREVIATED.fullmatch(word.text))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(parts, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
