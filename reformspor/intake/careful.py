"""The careful reader takes awkward text tables a record at a time, names each broken one, and writes a tidy copy."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reformspor.intake.separators import ENCODING_ERRORS, Head
from reformspor.intake.sumline import is_footer, is_sum
from reformspor.intake.tally import Tally

KEPT_SIGNS = 25_000
KEPT_TORN, KEPT_TORN_SIGNS, LINES_OF_TORN = 50_000, 20_000_000, 20


@dataclass(frozen=True)
class Torn:
    """A record that is no row of its table: its number, its fields, or its whole text when they cannot be told."""

    row: int
    fields: tuple[str, ...]
    whole: str = ""


@dataclass(frozen=True)
class Tidied:
    """What a careful reading left: records seen, those refused, the texts of a totals line, and of the refused
    records the first, as far as they could be read."""

    read: int
    refused: int
    sum_line: tuple[str, ...] | None
    torn: tuple[Torn, ...] = ()


def copy_tidy(
    path: Path, name: str, encoding: str, head: Head, target: Path, faults: Tally, notices: Tally, rows: int
) -> Tidied:
    """Write the records of `path` to `target` as UTF-8 with a row number first, comma and newline between.

    A record with too few or too many fields, letters in another encoding or a quote that never ends is
    left out and becomes a fault. Reading ends, with a fault, after `rows` records.
    """
    copy = _Copy(name, len(head.headings), faults)
    pending: list[str] | None = None
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for record, whole in records_of(path, encoding, head):
            copy.take(pending, write)
            pending, copy.whole = record, whole
            copy.read += 1
            if copy.read > rows:
                faults.add("too_large", name, limit=rows)
                break
        total = tuple(pending) if pending and is_sum(pending) else None
        if total is None and pending and is_footer(pending):
            copy.refuse("footer", pending)
        elif total is None:
            copy.take(pending, write)
    if copy.padded:
        notices.add("empty_columns", name, n=copy.padded)
    return Tidied(copy.read, copy.refused, total, tuple(copy.torn))


class _Copy:
    """Judges one record after another and writes the good ones with their number."""

    def __init__(self, file: str, width: int, faults: Tally) -> None:
        self.file, self.width, self.faults = file, width, faults
        self.read = self.refused = self.padded = self.signs = 0
        self.whole = ""
        self.torn: list[Torn] = []

    def take(self, record: list[str] | None, write: Callable[[list[str]], object]) -> None:
        if record is None:
            return
        if len(record) > self.width and not any(field.strip() for field in record[self.width :]):
            record, self.padded = record[: self.width], self.padded + 1
        fault = _fault(record, self.width)
        if fault is None:
            text = "".join(record)
            kept = record if len(text) <= KEPT_SIGNS and "\0" not in text else [_kept(field) for field in record]
            write([str(self.read), *kept])
            return
        self.refuse(fault, record)

    def refuse(self, fault: str, record: list[str]) -> None:
        self.refused += 1
        self.faults.add(fault, self.file, self.read, found=len(record), expected=self.width)
        self._keep(record)

    def _keep(self, record: list[str]) -> None:
        torn = Torn(self.read, tuple(legible(field) for field in record), legible(self.whole))
        self.signs += len(torn.whole) + sum(map(len, torn.fields))
        if len(self.torn) < KEPT_TORN and self.signs < KEPT_TORN_SIGNS:
            self.torn.append(torn)


def records_of(path: Path, encoding: str, head: Head) -> Iterator[tuple[list[str], str]]:
    """Records in physical order; one that cannot be read comes as no fields and its text, blank lines not at all."""
    with path.open(encoding=encoding, errors=ENCODING_ERRORS, newline="") as file:
        for _ in range(head.lines):
            file.readline()
        lines: list[str] = []
        reader = csv.reader(_remembered(file, lines), delimiter=head.separator, strict=True)
        while True:
            lines.clear()
            try:
                record = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError):
                yield [], "".join(lines)
                continue
            if record and any(field.strip() or len(record) > 1 for field in record):
                yield record, ""


def _remembered(file: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines of a file; `lines` holds the first of those given since it was emptied."""
    for line in file:
        if len(lines) < LINES_OF_TORN:
            lines.append(line)
        yield line


def _fault(record: list[str], width: int) -> str | None:
    if _has_stray("".join(record)):
        return "encoding"
    return None if len(record) == width else "structure"


def _has_stray(text: str) -> bool:
    return not text.isascii() and any("\udc80" <= sign <= "\udcff" for sign in text)


def _kept(field: str) -> str:
    cut = field if len(field) <= KEPT_SIGNS else field[:KEPT_SIGNS]
    return cut.replace("\0", "\x01")


def legible(text: str) -> str:
    """A text without letters that no encoding holds."""
    return _kept(text.encode("utf-8", "replace").decode("utf-8"))
