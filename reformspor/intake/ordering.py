"""Tables are read with those they refer to before them."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from reformspor.intake.fields import OwnTable


def ordered(tables: Mapping[str, OwnTable]) -> list[str]:
    """Tables with those they refer to before them; in the given order where they refer to one another."""
    needs = {
        name: {field.references for field in table.fields.values() if field.references and field.references != name}
        for name, table in tables.items()
    }
    try:
        return [str(name) for name in TopologicalSorter(needs).static_order()]
    except CycleError:
        return list(tables)
