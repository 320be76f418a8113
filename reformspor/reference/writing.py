"""A reference written as its file, so that a registry counted here can be checked and loaded anywhere."""

from __future__ import annotations

import json

from reformspor.reference.reading import COUNTS, DAYS, TEXTS, Reference


def as_text(one: Reference) -> str:
    """The file of a reference, which `read_reference` reads back to the same counts."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key in TEXTS if (value := getattr(one, key))]
    lines += [f"{key} = {day.isoformat()}" for key in DAYS if (day := getattr(one, key)) is not None]
    lines += [f"reporters = {json.dumps(one.reporters)}"]
    lines += [f"{key} = {n}" for key in COUNTS if (n := getattr(one, key)) is not None]
    return "\n".join([*lines, "", "[types]", *(f"{code} = {n}" for code, n in one.types), ""])
