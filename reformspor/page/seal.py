"""The address of what a card hands out holds for whoever was shown the card, and for nobody else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

AREA = "figure"
# New with every start: a link is for the page it stands on, and the page's own address is what is shared.
_secret = secrets.token_bytes(32)


def links(page: str, key: str, address: Mapping[str, str]) -> tuple[str, str]:
    """Path and query of a card's files; the kind of file is put between them, as in `path.csv?query`."""
    query = urlencode(sorted(address.items()))
    return f"/{AREA}/{_seal(page, key, query)}/{page}/{key}", query


def is_sealed(seal: str, page: str, key: str, query: str) -> bool:
    """Whether this server made the link, for this card within exactly this scope."""
    return hmac.compare_digest(seal.encode(), _seal(page, key, query).encode())


def _seal(page: str, key: str, query: str) -> str:
    return hmac.new(_secret, f"{page}/{key}?{query}".encode(), hashlib.sha256).hexdigest()[:32]
