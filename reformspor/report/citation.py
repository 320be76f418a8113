"""How a figure, a snapshot of the data and the program are cited: nothing is told that is not known.

The author of figures and data is the municipality that answers for them. Where a name, a year or an address is not
known it is left out or said to lack, and what is constructed says so in the citation itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reformspor.passport import Passport
from reformspor.report.bibtex import Entry, entry
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words

Kind = Literal["figure", "snapshot", "program"]
Style = Literal["apa", "bibtex"]
STYLES: tuple[Style, ...] = ("apa", "bibtex")
PROGRAM = "Reformspor"
# As the licence has them.
AUTHORS, YEAR = "The Reformspor authors", 2026


@dataclass(frozen=True)
class Cited:
    """What is told of the thing cited; an empty text or None is not known.

    `within` says where it stands, `marks` what it is in a few words, `version` which edition, `note` what a reference
    list has no room for, `key` its name in a list of references, of letters, digits and hyphens.
    """

    kind: Kind
    key: str
    author: str
    year: int | None
    title: str
    version: str = ""
    marks: tuple[str, ...] = ()
    within: str = ""
    note: tuple[str, ...] = ()


def figure_cited(passport: Passport, words: Words) -> Cited:
    """A figure by its passport; `words` are of the language of the citation, the headline stays as it was shown."""
    day = dt.date.fromisoformat(passport.as_of)
    level = words(f"frame.level.{passport.rule['level']}")
    said = words("citation.within", program=_program(passport.program), snapshot=passport.snapshot, day=day)
    note = [level, words("citation.digest", sha=passport.digest)]
    return Cited(
        kind="figure",
        key=passport.id,
        author=passport.municipality,
        year=day.year,
        title=passport.says.rstrip(". "),
        marks=(words("citation.kind.figure", id=passport.id), *_constructed(passport.constructed, words)),
        within=said,
        note=tuple(note),
    )


def snapshot_cited(manifest: Manifest, words: Words, municipality: str = "") -> Cited:
    """A snapshot of the data; `municipality` is its name as it writes it itself, else that of the export."""
    day = manifest.as_of_date
    return Cited(
        kind="snapshot",
        key=f"reformspor-{manifest.id}",
        author=municipality or manifest.municipality,
        year=day.year,
        title=words("citation.data", day=day),
        version=words("citation.edition", id=manifest.id),
        marks=(words("citation.kind.snapshot"), *_constructed(manifest.constructed, words)),
        note=(words("citation.sealed", sha=manifest.served_sha256), _program(manifest.program)),
    )


def program_cited(program: str, lock: str, words: Words) -> Cited:
    """The program: `program` is its name and version, `lock` the SHA-256 of the list of all it stands on."""
    version = program.removeprefix("reformspor ")
    return Cited(
        kind="program",
        key=f"reformspor-{version}",
        author=AUTHORS,
        year=YEAR,
        title=PROGRAM,
        version=words("citation.version", version=version),
        marks=(words("citation.kind.program"),),
        note=(words("citation.lock", sha=lock),) if lock else (),
    )


def cited(one: Cited, style: Style, words: Words) -> str:
    """The citation as plain text: one line of APA, or an entry for BibTeX."""
    return bibtex(one, words) if style == "bibtex" else "".join(text for text, _ in apa(one, words))


def apa(one: Cited, words: Words) -> tuple[tuple[str, bool], ...]:
    """The citation after the seventh edition of APA, as pieces that are to be italic or not.

    Without an author the title stands first.
    """
    year = f"({one.year})" if one.year is not None else f"({words('citation.undated')})"
    author = one.author if one.author.endswith(".") else f"{one.author}."
    before = f"{author} {year}. " if one.author else ""
    after = "".join(
        [
            f" ({one.version})" if one.version else "",
            f" [{'; '.join(one.marks)}]" if one.marks else "",
            "." if one.author else f". {year}.",
            f" {one.within}" if one.within else "",
        ]
    )
    return tuple(piece for piece in ((before, False), (one.title, True), (after, False)) if piece[0])


def bibtex(one: Cited, words: Words) -> str:
    """The citation as an entry any BibTeX reads, in plain letters."""
    said = [f"{'; '.join(one.marks)}.", one.within, *(f"{text.rstrip('.')}." for text in one.note)]
    fields = {
        "author": one.author,
        "year": str(one.year) if one.year is not None else "",
        "title": one.title,
        "howpublished": one.version,
        "note": " ".join(text for text in said if text.strip(". ")),
    }
    return entry(Entry("misc", one.key, fields, words.lang))


def _program(program: str) -> str:
    return program.replace("reformspor", PROGRAM, 1)


def _constructed(constructed: bool, words: Words) -> tuple[str, ...]:
    return (words("citation.constructed"),) if constructed else ()
