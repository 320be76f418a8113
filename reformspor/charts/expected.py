"""What was registered before anybody looked, beside what was found: point for point, and what it took the place of."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from reformspor.effects.result import Estimate
from reformspor.effects.study import Study
from reformspor.findings.verdict import change_said, smallest_said
from reformspor.hypotheses import Register, Registered
from reformspor.words import Words


def expected_table(
    one: Registered, study: Study, register: Register, words: Words, name: str, measured_in: str
) -> pd.DataFrame:
    """A row for each thing that was expected of the outcome called `name`: what, as registered, and as found."""
    held, main = one.hypothesis, study.main
    found = words("effect.chart.none") if main is None else change_said(main, words, name, measured_in)
    window = words("effect.expected.window", first=held.window[0], last=held.window[1])
    units = words("effect.expected.all_units") if not held.units else words.listing(list(held.units))
    n_treated = study.measured.get("n_treated")
    rows = [
        ("direction_label", words(f"effect.expected.direction.{held.direction}"), found),
        ("smallest", smallest_said(held.smallest, measured_in, words), _against(main, held.smallest, words)),
        ("window_of", window, window),
        ("method", words(f"verdict.design.{held.method}"), words(f"verdict.design.{study.design}")),
        ("units", units, words("effect.chart.units", n=n_treated if isinstance(n_treated, int) else 0)),
        ("registered", _moment(held.at, words), _opened(one, register, words)),
        ("hash", one.hash[:12], study.hypothesis[:12]),
        ("former", held.former[:12] or words("effect.expected.no_former"), ""),
    ]
    return pd.DataFrame(
        [(words(f"effect.expected.{code}"), expected, seen) for code, expected, seen in rows],
        columns=[words(f"sensitivity.column.{column}") for column in ("what", "expected", "found")],
    )


def _against(main: Estimate | None, smallest: float, words: Words) -> str:
    """Whether the change is as large as the smallest that was said to matter."""
    if main is None or main.value is None:
        return words("effect.chart.none")
    return words("effect.expected.reached" if abs(main.value) >= abs(smallest) else "effect.expected.not_reached")


def _opened(one: Registered, register: Register, words: Words) -> str:
    """When the outcome was opened, and whether that was after it was registered."""
    opening = register.opened(one.hypothesis.outcome)
    if opening is None:
        return words("effect.expected.not_opened")
    key = "in_time" if one.in_time else "too_late"
    return words(f"effect.expected.{key}", when=_moment(opening.at, words))


def _moment(at: str, words: Words) -> str:
    return words.date(dt.datetime.fromisoformat(at).date())
