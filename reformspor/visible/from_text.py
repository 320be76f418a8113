"""What is seen in a CSV: its comment lines, and the table under them."""

from __future__ import annotations

import csv
import io
import re

from reformspor.passport.in_tables import OURS
from reformspor.visible.handed import Unreadable
from reformspor.visible.piece import Piece, number, paragraph, table

DELIMITERS = ";,\t"
ENDS = re.compile(r"[;,\t\s]+$")


def seen_in_csv(body: bytes) -> list[Piece]:
    """Raises Unreadable for what is no text."""
    lines = _decoded(body).splitlines(keepends=True)
    first = next((at for at, line in enumerate(lines) if not line.startswith(("#", '"#'))), len(lines))
    said = [ENDS.sub("", line) for line in lines[:first] if not OURS.match(line.rstrip("\n"))]
    found = [paragraph("", _bare(line)) for line in said]
    rest = "".join(lines[first:])
    try:
        rows = list(csv.reader(io.StringIO(rest, newline=""), delimiter=_delimiter(rest)))
    except csv.Error as error:
        raise Unreadable("damaged") from error
    return [*found, table("", [[number(one.strip()) for one in row] for row in rows])]


def _decoded(body: bytes) -> str:
    wide = body[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return body.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            raise Unreadable("damaged") from error
        # As a program for tables saves on Windows.
        return body.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def _bare(line: str) -> str:
    """A comment line, also after a program for tables has put it in quotes."""
    return line[1:-1].replace('""', '"') if line.startswith('"') and line.endswith('"') else line
