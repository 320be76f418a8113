"""A reading is what one text in a field turned out to mean, or why it means nothing certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Reading:
    """The clean text of a value (None when there is none), the fault that refuses it, the notice that says
    what was changed, and what their words need."""

    value: str | None
    fault: str | None = None
    notice: str | None = None
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


def refused(code: str, **details: Any) -> Reading:
    """A reading that refuses the value."""
    return Reading(None, fault=code, details=details)
