"""A municipality's choices of protection stand in `settings.toml` in the data folder; else the defaults hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reformspor.choices import plain_said
from reformspor.errors import ReformsporError, nearest
from reformspor.ledger import Settings
from reformspor.snapshot.folder import DataFolder

FILE = "settings.toml"
KINDS: dict[str, type] = {"k": int, "p": int, "order": str, "retention_days": int, "last_date": dt.date}


def settings_of(data: DataFolder) -> Settings:
    """The settings of the table `[protection]`: k, p, order, retention_days and last_date.

    Raises ReformsporError for a file that cannot be read, an unknown name, a value of the wrong kind, and what
    Settings refuses: a choice of protection is never passed over in silence.
    """
    file = data.root / FILE
    if not file.is_file():
        return Settings()
    try:
        said: dict[str, Any] = plain_said(file.read_text("utf-8")).get("protection", {})
    except (ValueError, AttributeError) as error:
        raise ReformsporError("ledger.settings.unreadable", file=FILE) from error
    for name, value in said.items():
        if name not in KINDS:
            raise ReformsporError(
                "ledger.settings.unknown", name=name, nearest=nearest(name, KINDS) or ", ".join(KINDS)
            )
        if type(value) is not KINDS[name]:
            raise ReformsporError("ledger.settings.wrong_kind", name=name)
    return Settings(**said)
