"""Published figures of one series before and after a start come out to the digits they were printed with."""

import datetime as dt

import numpy as np
import pytest
import statsmodels.api as sm

from reformspor.effects.its import interrupted
from reformspor.effects.newey_west import newey_west
from reformspor.effects.panel import Panel
from reformspor.effects.segments import Interruption, design_of

# Packs of cigarettes a head sold in California, 1970-2000 (Abadie, Diamond and Hainmueller 2010); the tax came in 1989.
CALIFORNIA = (
    123, 121, 123.5, 124.4, 126.7, 127.1, 128, 126.4, 126.1, 121.9, 120.2, 118.6, 115.4, 110.8, 104.8, 102.8, 99.7,
    97.5, 90.1, 82.4, 77.8, 68.7, 67.5, 63.4, 58.6, 56.4, 54.5, 53.8, 52.3, 47.2, 41.6,
)  # fmt: skip
# Acute coronary episodes a month in Sicily, 2002 to November 2006, and the age-standardised population they are out of
# (Lopez Bernal, Cummins and Gasparrini 2017); smoking was banned indoors in January 2005.
EPISODES = (
    728, 659, 791, 734, 757, 726, 760, 740, 720, 814, 795, 858, 887, 766, 851, 769, 781, 756, 766, 752, 765, 831, 879,
    928, 914, 808, 937, 840, 916, 828, 845, 818, 860, 839, 887, 886, 831, 796, 833, 820, 877, 758, 767, 738, 781, 843,
    850, 908, 1021, 859, 976, 888, 962, 838, 810, 876, 843, 936, 912,
)  # fmt: skip
PEOPLE = (
    379875.3, 376495.5, 377040.8, 377116.4, 377383.4, 374113.1, 379513.3, 376295.5, 374653.2, 378485.6, 375955.5,
    378349.7, 376762.4, 379032.3, 379360.4, 376162, 377972.4, 381830.7, 379888.6, 380872.2, 380966.9, 381240.4,
    382104.9, 381802.7, 381656.3, 383680, 383504.2, 386462.9, 383783.1, 380836.8, 383483, 380906.2, 382926.8,
    384052.4, 384449.6, 383428.4, 388153.2, 388373.2, 386470.1, 386033.2, 383686.4, 385509.3, 385901.9, 386516.6,
    388436.5, 383255.2, 390148.7, 385874.9, 391613.6, 391750.4, 394005.6, 391364.9, 391664.6, 389022.3, 391878.5,
    388575.3, 392989, 390018.8, 390712.3,
)  # fmt: skip


def test_newey_west_gives_the_published_figures_for_california() -> None:
    """Linden (2015), Stata Journal 15, 480-500: segmented regression with Newey-West errors over one lag."""
    panel = Panel(("California",), tuple(range(1970, 2001)), "year", np.array([CALIFORNIA], "float64"), (19,))
    told = {one.what: one for one in newey_west(panel, lags=1).estimates}
    assert (round(told["level"].value, 4), round(told["level"].error, 3)) == (-20.0581, 4.724)
    assert (round(told["slope"].value, 4), round(told["slope"].error, 4)) == (-1.4947, 0.4368)
    assert (round(told["trend"].value, 4), round(told["trend"].error, 4)) == (-1.7795, 0.3834)
    design = design_of(panel, Interruption())
    other = sm.OLS(panel.values[0], design.whole).fit(cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True})
    assert told["level"].error == pytest.approx(other.bse[design.names.index("level")])
    # By REML the same series is nearly a walk, and the change at once is a third of it and unsure.
    honest = interrupted(panel)
    assert [one.code for one in honest.notices] == ["nearly_a_walk"]
    assert honest.of("level").p > 0.01


def test_sicily_has_the_rate_ratio_that_was_published() -> None:
    """Lopez Bernal, Cummins and Gasparrini (2017): 0.89 (0.84 to 0.95) at once, 0.885 (0.839 to 0.933) with season."""
    months = tuple(dt.date(2002 + place // 12, place % 12 + 1, 1) for place in range(59))
    counts, people = np.array([EPISODES], "float64"), np.array([PEOPLE])
    panel = Panel(("Sicily",), months, "month", counts, (36,), exposure=people)

    def ratio(what: str, **model: object) -> list[float]:
        told = interrupted(panel, Interruption("quasipoisson", normal=True, **model)).of(what)
        return [round(value, 3) for value in (told.value, told.low, told.high)]

    assert ratio("level_ratio", slope=False, season=0) == [0.894, 0.839, 0.953]
    assert ratio("level_ratio", slope=False, season=2) == [0.885, 0.839, 0.933]
    # Their slope counts the ban's first month as one, so that the level is that of the month before.
    assert ratio("level_ratio", season=2, first=1) == [0.876, 0.827, 0.929]
    assert ratio("slope_ratio", season=2, first=1) == [1.001, 0.998, 1.005]
    assert ratio("window_ratio", season=2, first=1) == ratio("window_ratio", season=2)
    result = interrupted(panel, Interruption("quasipoisson", slope=False, season=2))
    assert round(result.facts["dispersion"], 3) == 2.262
    assert result.of("reml_level_ratio").value == pytest.approx(0.883, abs=0.001)
