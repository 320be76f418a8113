"""The word for any code, and the families in which codes are shown; a missing code is a code of its own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.words import Words

MISSING = "not_reported"
FAMILY = {
    "union_rep": "union_rep_all",
    "chief_union_rep": "union_rep_all",
    "joint_union_rep": "union_rep_all",
    "local_union_rep": "union_rep_all",
    "leader": "leader_all",
    "municipal_director": "leader_all",
    "hr_lead": "leader_all",
}
ROLES_ALONE = frozenset({"helper", "employee", "union_rep_all", "leader_all", "several", MISSING})
ACTIVITIES_ALONE = frozenset({"conduct", "prepare", "follow_up", "merged", "withheld", MISSING})
CODE_LIST = {
    "status": "barrier_status",
    "type": "barrier_type",
    "kind": "session_kind",
    "outcome": "session_outcome",
    "parties_took_part": "yes_no",
    "on_top": "yes_no",
    "from_phase": "phase",
    "to_phase": "phase",
    "goes_on": "yes_no",
    "kind_of_work": "activity",
}


def code_of(value: Any) -> str:
    """The code, or `not_reported` when there is none."""
    return MISSING if pd.isna(value) or value == "" else str(value)


def folded(kind: str, code: Any) -> str:
    """The code a figure shows it under: families of roles go together, and so do the smaller kinds of work."""
    known = code_of(code)
    if kind == "role":
        known = FAMILY.get(known, known)
        return known if known in ROLES_ALONE else "other_all"
    if kind == "activity":
        return known if known in ACTIVITIES_ALONE else "other"
    return known


def label_of(words: Words, kind: str, code: Any) -> str:
    """The word for a code with a capital letter; a code the words do not know is shown as it is."""
    known = code_of(code)
    if kind == "table_name":
        return words(f"contract.{known}.title") if words.has(f"contract.{known}.title") else known
    keys = (
        f"charts.code.{kind}.{known}",
        f"codes.{CODE_LIST.get(kind, kind)}.{known}",
        f"questions.{kind}.{known}",
        f"charts.code.any.{known}",
    )
    found = next((words(key) for key in keys if words.has(key)), None)
    return known if found is None else opening(found)


def family_of(words: Words, kind: str, code: Any) -> str:
    """The word for a code that stands for its whole family in a figure."""
    known = folded(kind, code)
    return (
        words(f"charts.family.{kind}.{known}")
        if words.has(f"charts.family.{kind}.{known}")
        else label_of(words, kind, known)
    )


def opening(label: str) -> str:
    """A label that opens a heading or a sentence: a large first letter."""
    return label[:1].upper() + label[1:]


def inside(label: str) -> str:
    """A label within a sentence: a small first letter, save for names such as HR-leiar and EØS."""
    return label if label[1:2].isupper() or label.startswith("Storting") else label[:1].lower() + label[1:]
