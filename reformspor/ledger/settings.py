"""A municipality's choices for its ledger, refused when they would protect too little."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reformspor.errors import ReformsporError, nearest

ORDERS = ("role", "reps_helpers", "unit")
LOWEST_K = 3


@dataclass(frozen=True)
class Settings:
    """`k` people at least, `p` per cent of uncertainty, the order of pooling, and how long records are kept.

    `retention_days` counts from the release of a record until only its keyed hash is left. After
    `last_date` (when stated) what still waits is deleted too. Raises ReformsporError when k is
    under 3, p is outside 1 to 100, or the order is unknown.
    """

    k: int = 5
    p: int = 10
    order: str = "role"
    retention_days: int = 30
    last_date: dt.date | None = None

    def __post_init__(self) -> None:
        if self.k < LOWEST_K:
            raise ReformsporError("ledger.settings.k_too_low", k=self.k, lowest=LOWEST_K)
        if not 1 <= self.p <= 100:
            raise ReformsporError("ledger.settings.p_outside", p=self.p)
        if self.order not in ORDERS:
            near = nearest(self.order, ORDERS) or ORDERS[0]
            raise ReformsporError("ledger.settings.unknown_order", order=self.order, nearest=near)
        if self.retention_days < 0:
            raise ReformsporError("ledger.settings.retention_negative", days=self.retention_days)
