"""The header of a question that is written for a test, whole, so that what is tested is all that is particular."""

from __future__ import annotations

import json
from collections.abc import Sequence


def header(
    grain: Sequence[str],
    values: Sequence[str],
    *,
    unit: str = "hours",
    people: str = "none: oppdikta tal",
    **more: object,
) -> str:
    """The header as lines of a question's file; `more` are its optional keys, as `tables` and `shared`."""
    said: dict[str, object] = {
        "question": "Kva er gitt?",
        "why": "For å prøva.",
        "grain": list(grain),
        "values": list(values),
        "unit": unit,
        "people": people,
        "owner": "HR-leiar",
    }
    lines = [f"-- {key} = {json.dumps(value, ensure_ascii=False)}" for key, value in (said | more).items()]
    return "\n".join([*lines, "-- review_by = 2027-11-01", ""])
