"""Answers to the fields of a call, as somebody would have written them."""

from __future__ import annotations

from pathlib import Path

from reformspor.application import keep_answer, our_calls

CALL = our_calls()[0]


def keep(folder: Path, field: str, text: str, role: str = "researcher") -> None:
    """Keep an answer beside constructed numbers; it must be one that can be kept."""
    assert keep_answer(folder, CALL, field, text, role=role, constructed=True) == ()
