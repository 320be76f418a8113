"""What a CSV carries: comment lines before its headings, in signs no program for tables takes for anything else."""

from __future__ import annotations

import base64
import re
import zlib

from reformspor.passport.carried import NotCarried
from reformspor.passport.in_pictures import inflated

# Shorter than the longest text a cell can hold, as a program for tables makes a cell of each line.
LINE = 8000
OURS = re.compile(r'^"?# reformspor (\d+)/(\d+): ([A-Za-z0-9_=-]+)"?[;,\t]*\r?$', re.MULTILINE)
MARK = b"\xef\xbb\xbf"


def into_csv(body: bytes, text: str) -> bytes:
    """The file with the text as comment lines, the last before the headings."""
    lines = [line for line in body.splitlines(keepends=True) if not OURS.match(line.decode("utf-8", "replace"))]
    said = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()
    pieces = [said[at : at + LINE] for at in range(0, len(said), LINE)]
    ours = [f"# reformspor {n}/{len(pieces)}: {piece}\r\n".encode() for n, piece in enumerate(pieces, start=1)]
    first = next((at for at, line in enumerate(lines) if not line.removeprefix(MARK).startswith(b"#")), len(lines))
    if first == 0 and body.startswith(MARK):
        lines[0] = lines[0].removeprefix(MARK)
        ours[0] = MARK + ours[0]
    return b"".join([*lines[:first], *ours, *lines[first:]])


def from_csv(body: bytes) -> str:
    """The text that `into_csv` put there, also after a program for tables has saved it. Raises NotCarried."""
    text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    found = [(int(one[1]), int(one[2]), one[3]) for one in OURS.finditer(text)]
    if not found:
        raise NotCarried("none")
    if [number for number, _, _ in found] != list(range(1, found[0][1] + 1)):
        raise NotCarried("damaged")
    try:
        packed = base64.urlsafe_b64decode("".join(piece for _, _, piece in found))
    except ValueError as error:
        raise NotCarried("damaged") from error
    return inflated(packed).decode("utf-8", "replace")
