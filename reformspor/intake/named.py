"""What is loaded by hand is kept under the title it was given."""

from __future__ import annotations

import re
import unicodedata


def named_for(title: str, otherwise: str) -> str:
    """A title as a file's name: small letters, figures and hyphens, at most sixty; `otherwise` when it has none."""
    letters = title.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or otherwise
