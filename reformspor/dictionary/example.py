"""A question's worked example as paragraphs, headings and tables, so that a method page can show it as it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reformspor.questions import QUERIES


@dataclass(frozen=True)
class Block:
    """One piece of the example: a heading or a paragraph has `text`, a table has `rows` with its heads first."""

    kind: Literal["heading", "text", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@cache
def example(name: str) -> tuple[Block, ...]:
    """The example beside a question's file; empty when there is none."""
    file = QUERIES / f"{name}.md"
    return tuple(_blocks(file.read_text("utf-8"))) if file.is_file() else ()


def _blocks(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        lines = [line for line in part.strip().splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            yield Block("heading", lines[0].lstrip("# "))
            lines = lines[1:]
        if lines and lines[0].startswith("|"):
            rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines)
            yield Block("table", rows=(rows[0], *rows[2:]))
        elif lines:
            yield Block("text", " ".join(lines).replace("`", ""))
