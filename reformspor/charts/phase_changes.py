"""Changes from phase to phase as figures and tables tell them: how many, and which part of those who left."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.series import ORDER
from reformspor.findings.amounts import number
from reformspor.findings.labels import label_of, opening
from reformspor.words import Words

Pair = tuple[str, str]
# How many went each way, and their share.
Changes = dict[Pair, tuple[int, float]]


def changes_of(answer: Answer) -> Changes:
    """Number and share by from_phase and to_phase, of rows with n and part."""
    return {
        (str(row["from_phase"]), str(row["to_phase"])): (int(number(row["n"])), number(row["part"]))
        for row in answer.copy_rows()
    }


def ordered(codes: set[str]) -> list[str]:
    """Phases in the order the work goes, the start first."""
    order = ("start", *ORDER["phase"])
    return sorted(codes, key=lambda code: (order.index(code) if code in order else len(order), code))


def said_change(pair: Pair, words: Words) -> str:
    """From which phase to which, in words."""
    return words(
        "phases.cycle.change", **{"from": label_of(words, "from_phase", pair[0])}, to=label_of(words, "phase", pair[1])
    )


def change_table(changes: Changes, words: Words) -> pd.DataFrame:
    """A row for each change there is, in the order the work goes."""
    down, across = (ordered({pair[end] for pair in changes}) for end in (0, 1))
    held = [(row, column) for row in down for column in across if (row, column) in changes]
    return pd.DataFrame(
        {
            words("charts.heading.from_phase"): [label_of(words, "from_phase", before) for before, _ in held],
            words("charts.heading.to_phase"): [label_of(words, "phase", after) for _, after in held],
            words("charts.heading.changes"): [changes[pair][0] for pair in held],
            opening(words("questions.columns.part")): [words.percent(changes[pair][1]) for pair in held],
        }
    )
