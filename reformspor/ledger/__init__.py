"""Records of persons go in, safe released rows come out, and nothing personal passes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reformspor.ledger.forgetting import forget_outdated
    from reformspor.ledger.loss import Loss, loss_table
    from reformspor.ledger.release import Release
    from reformspor.ledger.roles import group_of, tree
    from reformspor.ledger.settings import ORDERS, Settings
    from reformspor.ledger.waiting import round_up

__all__ = [
    "ORDERS",
    "Loss",
    "Release",
    "Settings",
    "forget_outdated",
    "group_of",
    "loss_table",
    "round_up",
    "tree",
]

# Those who only read what was released do not load what opens a private file. `release` and `publish` are taken from
# their modules, which have the same names.
_HOME = {
    "ORDERS": "settings",
    "Loss": "loss",
    "Release": "release",
    "Settings": "settings",
    "forget_outdated": "forgetting",
    "group_of": "roles",
    "loss_table": "loss",
    "round_up": "waiting",
    "tree": "roles",
}


def __getattr__(name: str) -> Any:
    """A name of this package, its module loaded when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
