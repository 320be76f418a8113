"""Our barriers by type beside those of another registry become one Answer: both counts, and how sure our share is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed, SourceFile
from reformspor.answers.computed import computed
from reformspor.effects.share import LEVEL, wilson
from reformspor.reference import Reference

NAME = "elsewhere/types"
COLUMNS = ("type", "n", "n_barriers", "other_n", "other_barriers", "share", "share_least", "share_most", "other_share")
# What another registry has put under "other" depends on which types it had, and what nobody has told is no type.
NO_TYPE = frozenset({"other", "not_reported"})


def beside(own: Answer, reference: Reference, said: str, unheeded: tuple[str, ...] = ()) -> Answer:
    """Rows by type: `n` of `n_barriers` here and `other_n` of `other_barriers` there, and the shares of both.

    `own` answers `barriers/by_type`; `said` is the sentence about the reference that goes wherever the rows go. A type
    the other registry did not have has no `other_n`. Our share lies between `share_least` and `share_most`, judged for
    all the types that can be compared at once. A barrier of several types is in each of them, here and there.
    `unheeded` are filters that are set and not used.
    """
    there = dict(reference.types)
    counted = {str(row["type"]): int(row["n"]) for row in own.copy_rows()}
    whole = max((int(row["n_barriers"]) for row in own.copy_rows()), default=0)
    both = [code for code in there if code not in NO_TYPE]
    codes = [*both, *(code for code in counted if code not in both)]
    rows = [_row(code, counted.get(code, 0), whole, reference, len(both)) for code in codes if whole]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"other_n": "Int64"})
    assumed = Assumed(f"reference={reference.sha256}", said)
    made = computed([own], NAME, frame, grain=("type",), values=("n", "other_n"), unit="barriers", assumed=[assumed])
    file = SourceFile(reference.file, "reference", reference.sha256, reference.barriers, 0)
    return replace(
        made,
        state=own.state if own.state != "ok" else made.state,
        missing_tables=own.missing_tables,
        unused_filters=(*made.unused_filters, *unheeded),
        provenance=replace(made.provenance, files=(*made.provenance.files, file)),
    )


def _row(code: str, n: int, whole: int, reference: Reference, at_once: int) -> dict[str, Any]:
    there = dict(reference.types).get(code) if code not in NO_TYPE else None
    least, most = wilson(n, whole, level=LEVEL, at_once=max(at_once, 1))
    return {
        "type": code,
        "n": n,
        "n_barriers": whole,
        "other_n": there,
        "other_barriers": reference.barriers,
        "share": n / whole,
        "share_least": least,
        "share_most": most,
        "other_share": None if there is None else there / reference.barriers,
    }
