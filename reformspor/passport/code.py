"""A figure's name as a code that a phone or a scanner reads off paper and slides."""

from __future__ import annotations

import html
import io

from reformspor.passport.identity import read_identity

SCHEME = "reformspor:"
# The page of verification is told by this which figure it is to check.
ASKED = "figure"
# Empty modules round the code, as its standard asks.
QUIET = 4


def code_text(identity: str, address: str = "") -> str:
    """What the code says: the name under a scheme of its own, or with an address the way to its verification there."""
    if not address:
        return f"{SCHEME}{identity}"
    return f"{address.rstrip('/')}/verification?{ASKED}={identity}"


def read_code(text: str) -> str | None:
    """The name that `code_text` wrote, whichever of the two it was; None for another code."""
    said = text.strip()
    return read_identity(said.removeprefix(SCHEME).rpartition(f"{ASKED}=")[2])


def code_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules, rows of dark and light, without the empty edge: a fourth of it may be lost."""
    import segno  # loaded by those alone who draw one

    made = segno.make(text, error="q", micro=False, boost_error=False)
    return tuple(tuple(bool(one) for one in row) for row in made.matrix)


def code_svg(text: str, title: str = "") -> str:
    """The code as an SVG that scales, a unit a module, with its empty edge; `title` is read to those who cannot see."""
    rows = code_matrix(text)
    side = len(rows) + 2 * QUIET
    runs = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    named = f"<title>{html.escape(title, quote=False)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img">'
        f'{named}<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{runs}"/></svg>'
    )


def code_png(text: str, scale: int = 8) -> bytes:
    """The code as a PNG in black and white, `scale` points a module, with its empty edge."""
    import segno

    held = io.BytesIO()
    segno.make(text, error="q", micro=False, boost_error=False).save(held, kind="png", scale=scale, border=QUIET)
    return held.getvalue()
