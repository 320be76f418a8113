"""Which columns of an unknown file are parts of one: a day and a clock, numbered types, crosses under the codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reformspor.intake.combined import LIST_SIGN, NO, YES, Combined
from reformspor.intake.fields import Field, OwnTable, fold
from reformspor.intake.headings import is_forbidden
from reformspor.intake.likeness import Sample, name_likeness, plain_name, sample_of
from reformspor.intake.surmise import Shape

CLOCK = re.compile(r"(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?", re.IGNORECASE)
NUMBERED = re.compile(r"(.*?)[ _.-]*[0-9]{1,2}")
NAMED = 0.95


@dataclass(frozen=True)
class Parts:
    """The columns of a grid that make one, by their places in order; `codes` what a cross under each means."""

    at: tuple[int, ...]
    sign: str = " "
    codes: tuple[str, ...] = ()

    def of(self, headings: Sequence[str]) -> Combined:
        """The same by the headings, as a profile says it."""
        return Combined(tuple(headings[at] for at in self.at), self.sign, self.codes)


def guess_parts(table: OwnTable, shape: Shape, columns: Mapping[int, str], left: Sequence[int]) -> dict[str, Parts]:
    """What the columns at `left` may make together, besides those that are `columns` by themselves."""
    samples = {at: sample_of(shape.rows, at) for at in left if not is_forbidden(shape.headings[at])}
    found: dict[str, Parts] = {}
    free = set(samples)
    for guess in (_clocks, _numbered, _crosses):
        for field in table.fields.values():
            parts = guess(table, field, shape, {at: samples[at] for at in sorted(free)}, columns)
            if parts is not None and field.name not in found:
                found[field.name] = parts
                free -= set(parts.at)
    return found


def _clocks(
    table: OwnTable, field: Field, shape: Shape, samples: Mapping[int, Sample], columns: Mapping[int, str]
) -> Parts | None:
    """A clock under a heading that is called as a time, with the table's day before it."""
    days = [at for at, name in columns.items() if table.fields[name].type == "date"]
    if field.type != "timestamp" or field.name in columns.values() or len(days) != 1:
        return None
    for at, sample in samples.items():
        clocks = sample.values and all(CLOCK.fullmatch(value) for value in sample.values)
        if clocks and name_likeness(_bare(shape.headings[at]), table.name, field) >= NAMED:
            return Parts((days[0], at))
    return None


def _bare(heading: str) -> str:
    """A heading without the `kl` that says it is a clock: `Frå kl` is `Frå`."""
    return re.sub(r"\bkl(okka|okken)?\b\.?", " ", fold(heading)).strip() or heading


def _numbered(
    table: OwnTable, field: Field, shape: Shape, samples: Mapping[int, Sample], columns: Mapping[int, str]
) -> Parts | None:
    """`Type 1`, `Type 2` …: a list whose values stand in a column each."""
    if not field.is_list:
        return None
    # The first of them alone may have been taken for the whole list.
    taken = [at for at, name in columns.items() if name == field.name]
    matches = {at: NUMBERED.fullmatch(shape.headings[at].strip()) for at in sorted((*samples, *taken))}
    named = [at for at, match in matches.items() if match and name_likeness(match[1], table.name, field) >= NAMED]
    if not set(taken) <= set(named):
        return None
    return Parts(tuple(named), LIST_SIGN) if len(named) > 1 else None


def _crosses(
    table: OwnTable, field: Field, shape: Shape, samples: Mapping[int, Sample], columns: Mapping[int, str]
) -> Parts | None:
    """Headings that are words of the list, with nothing but crosses and noughts under them."""
    if field.type != "codes" or field.name in columns.values():
        return None
    known = {
        plain_name(word): code for word, code in ({code: code for code in field.codes} | dict(field.words)).items()
    }
    crossed = {
        at: known[plain_name(shape.headings[at])]
        for at, sample in samples.items()
        if plain_name(shape.headings[at]) in known and all(fold(value) in (*YES, *NO) for value in sample.values)
    }
    return Parts(tuple(crossed), LIST_SIGN, tuple(crossed.values())) if len(crossed) > 1 else None


def sample_of_parts(shape: Shape, parts: Parts) -> Sample:
    """The sample of a column set together, of the rows where all its parts are filled."""
    rows = []
    for row in shape.rows:
        cells = [row[at].strip() if at < len(row) else "" for at in parts.at]
        rows.append([parts.sign.join(cells) if all(cells) else ""])
    return sample_of(rows, 0)
