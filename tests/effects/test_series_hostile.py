"""No series, however odd, makes a method of one series stop, warn, or give a number that is none."""

import datetime as dt
import json

import numpy as np
import pytest

from reformspor.effects.control import with_control
from reformspor.effects.its import interrupted
from reformspor.effects.newey_west import newey_west
from reformspor.effects.panel import Panel
from reformspor.effects.placebo import placebo_dates
from reformspor.effects.result import Result, plain
from reformspor.effects.segments import Interruption
from reformspor.effects.spc import p_chart, xmr
from reformspor.effects.spc_limits import Charting
from reformspor.words import LANGUAGES, speak

KINDS = 9


def odd(chance: np.random.Generator, n: int, kind: int) -> np.ndarray:
    """A series of one of the kinds that have made such methods stumble."""
    return np.asarray(
        (
            chance.normal(size=n),
            chance.poisson(3, n),
            np.zeros(n),
            np.arange(n),
            chance.normal(size=n) * 1e12 + 1e15,
            chance.poisson(0.1, n),
            chance.integers(0, 2, n),
            chance.normal(size=n) * 1e-12,
            np.cumsum(chance.normal(size=n)),
        )[kind],
        "float64",
    )


def panel_of(chance: np.random.Generator, n: int, kind: int) -> Panel:
    """One odd series by month, quarter or step, often with holes, a start anywhere, and exposure now and then."""
    times: tuple[dt.date, ...] | tuple[int, ...] = tuple(range(n))
    step = ("month", "quarter", "step")[int(chance.integers(0, 3))]
    if step != "step":
        apart = 1 if step == "month" else 3
        times = tuple(dt.date(2000 + at * apart // 12, at * apart % 12 + 1, 1) for at in range(n))
    values = odd(chance, n, kind)
    if chance.random() < 0.5:
        values[chance.random(n) < chance.random()] = np.nan
    start = None if chance.random() < 0.1 else int(chance.integers(0, n))
    exposure = None
    if chance.random() < 0.4:
        exposure = chance.uniform(1, 100, (1, n))
        if chance.random() < 0.3:
            exposure[0, chance.integers(0, n)] = chance.choice([0.0, -1.0, np.nan, 1e-9, 1e12])
    return Panel(("a",), times, step, values[None], (start,), exposure=exposure)  # type: ignore[arg-type]


def asked(chance: np.random.Generator, panel: Panel) -> list[Result]:
    """Every method of one series, with options at random."""
    n, values = panel.n_times, panel.values[0]
    model = Interruption(
        family="gaussian" if chance.random() < 0.5 else "quasipoisson",
        slope=bool(chance.random() < 0.7),
        season=(None, 0, 1, 2, 6, 7)[int(chance.integers(0, 6))],
        period=(None, None, 3, 7, 12)[int(chance.integers(0, 5))],
        drop=tuple(range(int(chance.integers(-3, 1)), int(chance.integers(0, 4)))),
        window=(int(chance.integers(0, 5)), int(chance.integers(5, 30))),
    )
    charting = Charting(
        baseline=(None, 3, 12, 24)[int(chance.integers(0, 4))],
        rebase=tuple(chance.integers(0, n, 2).tolist()),
        before=panel.starts[0],
        period=(None, 4, 12)[int(chance.integers(0, 3))],
        direction="lower",
        target=1.0,
    )
    return [
        interrupted(panel, model),
        placebo_dates(panel, model, ("level", "slope", "window", "month_12")[int(chance.integers(0, 4))]),
        newey_west(panel, model),
        with_control(panel, panel.begun((None,)), model),
        xmr(values.tolist(), charting),
        p_chart(np.abs(values).tolist(), (np.abs(values) + chance.integers(0, 50, n)).tolist(), charting),
    ]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", range(KINDS))
def test_an_odd_series_gets_numbers_or_a_reason_in_words(kind: int) -> None:
    chance = np.random.default_rng(kind)
    told = [speak(lang) for lang in LANGUAGES]
    for _ in range(40):
        for result in asked(chance, panel_of(chance, int(chance.integers(1, 60)), kind)):
            json.dumps(plain(result), allow_nan=False)
            assert bool(result.refused) != bool(result.estimates)
            for group in ("refused", "notice"):
                for one in result.refused if group == "refused" else result.notices:
                    assert all(words(f"effects.{group}.{one.code}", **one.places) for words in told)
