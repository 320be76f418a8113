"""What a rerun filled and let go of does not stay with the process."""

import sys
from pathlib import Path

import pytest

from reformspor.web.memory import give_back


def filled() -> int:
    """Bytes of the process that stand in memory."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps what is free")
def test_what_is_free_goes_back_to_the_system() -> None:
    # Too large for Python's own blocks, too small for pages of their own; every hundredth keeps the heap's end in use.
    many = [bytes(20_000) for _ in range(10_000)]
    kept = many[::100]
    full = filled()
    del many
    assert give_back()
    assert filled() < full - 100 * 1024**2
    assert len(kept) == 100
