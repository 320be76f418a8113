"""What a proposal looks like to the one who corrects it: columns with examples, ten rows before, nothing personal."""

from __future__ import annotations

from typing import Any

from reformspor.intake.fields import OwnTable, fold
from reformspor.intake.layout import Unfold
from reformspor.intake.likeness import Sample, sample_of
from reformspor.intake.native import native
from reformspor.intake.persons import MASK, shown
from reformspor.intake.proposing import Proposal
from reformspor.intake.surmise import DATE, NUMBER

ROWS = 10
EXAMPLES = 3
# A heading with one of these in it stands over names, addresses or numbers of people.
OF_PEOPLE = (
    "namn", "navn", "name", "person", "tilsett", "ansatt", "employee", "epost", "e-post", "mail", "telefon", "mobil",
    "phone", "brukar", "bruker", "pasient", "user", "adresse", "address", "født", "fødd", "birth", "saksbehand",
    "deltakar", "deltaker", "attendee", "initial", "leiar", "leder", "manager",
)  # fmt: skip


def as_shown(one: Proposal) -> dict[str, Any]:
    """A proposal as JSON: every heading with what it may be, and the rows that come first.

    Values stand only where they cannot name anyone: numbers, dates, and columns taken to be open ones. A column that
    is not used is shown only when it holds numbers or dates.
    """
    table = native(False).tables.get(one.table)
    guesses = {guess.at: guess for guess in one.guesses}
    columns = []
    for at, heading in enumerate(one.shape.headings):
        sample, guess = sample_of(one.shape.rows, at), guesses.get(at)
        hidden = is_hidden(one, table, at, sample)
        columns.append(
            {
                "at": at,
                "heading": shown(heading),
                "column": one.columns.get(at, ""),
                "parts": [name for name, parts in one.combined.items() if at in parts.at],
                "guess": guess.column if guess else "",
                "certainty": guess.certainty if guess else "",
                "examples": [MASK] if hidden and sample.values else [shown(text) for text in sample.values[:EXAMPLES]],
                "forbidden": at in one.forbidden,
                "unfolded": bool(one.unfold and one.unfold.values_of(heading)),
                "filled": sample.filled,
            }
        )
    return {
        "file": one.grid.file,
        "sheet": one.grid.sheet,
        "beside": one.beside,
        "table": one.table,
        "certainty": one.certainty,
        "line": one.grid.first_line + one.shape.at,
        "heading_rows": one.shape.high,
        "rows": len(one.shape.rows),
        "columns": columns,
        "missing": [_missing(table, name) for name in one.missing] if table else [],
        "unclear": {name: list(forms) for name, forms in one.unclear.items()},
        "unknown": {name: _shown_values(values) for name, values in one.unknown.items()},
        "unfold": _unfold(one.unfold),
        "lacks_year": one.lacks_year,
        "fixed": dict(one.fixed),
        "forms": dict(one.forms),
        "words": {name: dict(said) for name, said in one.words.items()},
        "combined": {
            name: {"at": list(parts.at), "sign": parts.sign, "codes": list(parts.codes)}
            for name, parts in one.combined.items()
        },
        "before": _before(one, [each["examples"] == [MASK] for each in columns]),
    }


def is_hidden(one: Proposal, table: OwnTable | None, at: int, sample: Sample) -> bool:
    """Whether a column's values may name or point at someone, by what it is taken to be, or by how it looks."""
    names = [one.columns.get(at, ""), *(name for name, parts in one.combined.items() if at in parts.at)]
    fields = [table.fields[name] for name in names if name] if table else []
    if fields:
        return any(field.personal or field.masked or field.type == "free_text" for field in fields)
    heading = fold(one.shape.headings[at])
    if any(word in heading for word in OF_PEOPLE):
        return True
    return not all(NUMBER.fullmatch(value) or DATE.fullmatch(value) for value in sample.values)


def _before(one: Proposal, hidden: list[bool]) -> list[list[str]]:
    width = len(one.shape.headings)
    rows = []
    for row in one.shape.rows[:ROWS]:
        cells = [*row[:width], *[""] * (width - len(row))]
        rows.append([MASK if hidden[at] and cell.strip() else shown(cell) for at, cell in enumerate(cells)])
    return rows


def _missing(table: OwnTable, name: str) -> dict[str, Any]:
    """A required column that nothing gives, whether every row may have the same value in it, and which codes those
    may be, `not_reported` first. A key cannot be the same in every row."""
    field = table.fields[name]
    codes = sorted(field.codes, key=lambda code: code != "not_reported")
    return {"column": name, "type": field.type, "codes": codes, "fixable": table.key != (name,)}


def _shown_values(values: tuple[str, ...]) -> list[str]:
    return [value for value in values if shown(value) == value]


def _unfold(unfold: Unfold | None) -> dict[str, Any] | None:
    if unfold is None:
        return None
    return {"rule": unfold.rule, "value": unfold.value, "into": unfold.into, "year": unfold.year}
