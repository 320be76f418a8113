"""Memory that is free is given back to the system; the C library of Linux would keep it for whoever comes next."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> bool:
    """Let go of what is free, on Linux; whether anything went. Elsewhere the system sees to it by itself."""
    trim = _trim()
    return trim is not None and bool(trim(0))


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    # Other C libraries than GNU's have none.
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
