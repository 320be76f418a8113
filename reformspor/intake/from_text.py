"""A text table becomes a source: by DuckDB itself when it is large and plain, else by the careful reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reformspor.intake.beside import has_beside, shaped_with_beside
from reformspor.intake.careful import copy_tidy
from reformspor.intake.decoding import Bytes
from reformspor.intake.example_rows import holds_mark
from reformspor.intake.fields import OwnTable
from reformspor.intake.finding import Found, by_themselves
from reformspor.intake.headings import match
from reformspor.intake.separators import Head, read_head
from reformspor.intake.shaping import is_of_year, say_layout
from reformspor.intake.sources import Desk, Source, best_table, fast_relation, score, tidy_relation
from reformspor.intake.sumline import is_footer, is_sum

FAST_FROM = 4 * 1024 * 1024


def text_source(desk: Desk, found: Found, safe: Path, seen: Bytes) -> list[Source]:
    """The source of a text file that has been inspected; none when its headings refuse it."""
    encoding = seen.encoding or "utf-8"
    table = found.table or _best(desk, safe, encoding)
    if table is None:
        desk.faults.add("unknown_file", found.name)
        return []
    head = read_head(safe, encoding, table)
    _say_dress(desk, found.name, seen, head)
    fitted = match(head.headings, table, found.name, desk.faults, desk.notices)
    if fitted is None:
        return []
    if not is_of_year(desk, found.name, table, head.headings, " ".join(head.over), found.path.stem):
        return []
    say_layout(desk, found.name, table, head.above)

    def carefully() -> list[Source]:
        tidy = safe.with_suffix(".tidy")
        done = copy_tidy(safe, found.name, encoding, head, tidy, desk.faults, desk.notices, desk.limits.rows)
        if done.read > 1 and done.refused == done.read:
            desk.faults.add("mixed_separators", found.name)
        relation = tidy_relation(tidy, len(head.headings))
        source = Source(found.name, table, seen.sha256, relation, fitted, True, done.read, done.refused, done.sum_line)
        return shaped_with_beside(desk, replace(source, torn=done.torn, marked=holds_mark(tidy)))

    plain = encoding in ("utf-8", "utf-8-sig") and not seen.mixed and not seen.odd and len(head.headings) > 1
    made = table.layout or table.fixed or table.combined or has_beside(desk, table)
    awkward = made or head.broken or _ends_in_words(safe, head)
    if not plain or seen.size < FAST_FROM or awkward:
        return [source for source in carefully() if is_filled(desk, source)]

    def again() -> Source:
        return carefully()[0]

    relation = fast_relation(safe, head, quoted=seen.quoted)
    return [Source(found.name, table, seen.sha256, relation, fitted, False, again=again, lacks=seen.lacks)]


def is_filled(desk: Desk, source: Source) -> bool:
    """Whether a table that may be missing holds more than the template's example; one that does not is missing."""
    if not source.examples or source.table.required or source.read != source.examples:
        return True
    desk.notices.add("table_not_filled", source.file, table=source.table.name)
    return False


def _say_dress(desk: Desk, file: str, seen: Bytes, head: Head) -> None:
    if seen.encoding == "cp1252" or (seen.encoding or "").startswith("utf-16") or seen.encoding == "utf-32":
        desk.notices.add("read_as", file, encoding="Windows-1252" if seen.encoding == "cp1252" else seen.encoding)
    if head.separator != ",":
        desk.notices.add("separator", file, sign={"\t": "tab"}.get(head.separator, head.separator))
    if head.named:
        desk.notices.add("sep_line", file)
    if head.padded:
        desk.notices.add("headings_trimmed", file, n=head.padded)


def _ends_in_words(path: Path, head: Head) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65536))
        tail = file.read().decode("utf-8", "replace").rstrip()
    last = tail.splitlines()[-1].split(head.separator) if tail else []
    return is_sum(last) or is_footer(last)


def _best(desk: Desk, safe: Path, encoding: str) -> OwnTable | None:
    tables = by_themselves(desk.tables)
    scores = {name: score(read_head(safe, encoding, table).headings, table) for name, table in tables.items()}
    return best_table(tables, scores, 0.5)
