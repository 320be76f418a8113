"""Foreign exports are taken in: read whatever their dress, checked by the contract, and left as its tables."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reformspor.intake.profile import Profile
    from reformspor.intake.refused import RefusedRow
    from reformspor.intake.register import load_profile, profiles
    from reformspor.intake.take import FileRead, Intake, take_in

__all__ = ["FileRead", "Intake", "Profile", "RefusedRow", "load_profile", "profiles", "take_in"]

# A small part of this package may be used by those who only read, without the rest being loaded.
_HOME = {
    "FileRead": "take",
    "Intake": "take",
    "Profile": "profile",
    "RefusedRow": "refused",
    "load_profile": "register",
    "profiles": "register",
    "take_in": "take",
}


def __getattr__(name: str) -> Any:
    """A name of this package, its module loaded when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
