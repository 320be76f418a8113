"""The options of each method of `estimate`, and how their texts are read."""

from __future__ import annotations

import argparse
import datetime as dt
import math
from collections.abc import Callable

from reformspor.words import Words

Adder = Callable[[argparse.ArgumentParser, Words], None]


def names(text: str) -> tuple[str, ...]:
    """Names separated by commas or semicolons; those within brackets are let be."""
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def numbers(text: str) -> tuple[float, ...]:
    """Numbers with decimal points, separated by commas, semicolons, bars or blanks."""
    parts = text.replace(";", " ").replace(",", " ").replace("|", " ").split()
    return tuple(float(part) for part in parts)


def whole(text: str) -> tuple[int, ...]:
    """Whole numbers, separated by commas."""
    return tuple(int(part) for part in names(text.replace("|", ",")))


def pair(text: str) -> tuple[int, int]:
    """Two whole numbers."""
    first, second = whole(text)
    return first, second


def span(text: str) -> tuple[int, int]:
    """Two whole numbers, of which the second is not below the first."""
    first, last = pair(text)
    if last < first:
        raise ValueError(text)
    return first, last


def number(text: str) -> float:
    """One number, with decimal point or comma."""
    return float(text.replace(",", "."))


def finite(text: str) -> float:
    """One number that is neither infinite nor none."""
    value = number(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def positive(text: str) -> float:
    """One finite number above nought."""
    value = finite(text)
    if value <= 0:
        raise ValueError(text)
    return value


def times(text: str) -> tuple[float, ...]:
    """Finite numbers that are not negative."""
    values = numbers(text)
    if not all(0 <= value < math.inf for value in values):
        raise ValueError(text)
    return values


def shares(text: str) -> tuple[float, ...]:
    """Numbers between nought and one."""
    values = numbers(text)
    if not all(0 < value < 1 for value in values):
        raise ValueError(text)
    return values


def share(text: str) -> float:
    """A number between nought and one."""
    value = number(text)
    if not 0 < value < 1:
        raise ValueError(text)
    return value


def count(text: str) -> int:
    """A whole number that is not negative."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def moment(text: str) -> dt.datetime:
    """A day or a moment as 2026-11-23 or 2026-11-23T08:00:00; UTC where it does not say otherwise."""
    read = dt.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


def panel_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """What says which column is what, and what every method on a panel may be told."""
    put = _putter(parser, words)
    parser.add_argument("file", metavar="PANEL.csv", help=words("estimate.file"))
    put("--unit", metavar="COLUMN")
    put("--time", metavar="COLUMN", required=True)
    put("--outcome", metavar="COLUMN", required=True)
    put("--start", metavar="COLUMN|TIME")
    put("--exposure", metavar="COLUMN")
    put("--persons", metavar="COLUMN")
    put("--treated", metavar="UNITS", type=names, default=())
    put("--only", metavar="UNIT")
    put("--hypothesis", metavar="FILE")
    put("--level", type=share, default=0.95)
    put("--no-verdict", action="store_true")
    put("--opened", metavar="WHEN", type=moment)
    put("--competing", metavar="TIMES", type=names, default=())
    put("--breaks", metavar="TIMES", type=names, default=())
    put("--seed", type=count, default=1)


def its_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of one series."""
    panel_options(parser, words)
    put = _putter(parser, words)
    put("--family", choices=("gaussian", "quasipoisson", "poisson"))
    put("--no-slope", action="store_true")
    put("--season", metavar="HARMONICS", type=count)
    put("--period", metavar="STEPS", type=count)
    put("--drop", metavar="STEPS", type=whole, default=())
    put("--window", metavar="FIRST,LAST", type=span, default=(0, 11))
    put("--first", type=int, choices=(0, 1), default=0)
    put("--normal", action="store_true")
    put("--control", metavar="COLUMN")
    put("--lags", type=count)


def xmr_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of a control chart."""
    panel_options(parser, words)
    put = _putter(parser, words)
    put("--denominator", metavar="COLUMN")
    put("--baseline", metavar="N", type=count)
    put("--unscreened", action="store_true")
    put("--rebase", metavar="TIMES", type=names, default=())
    put("--season-spc", "--season", dest="season_spc", action="store_true")
    put("--target", type=finite)
    put("--direction", choices=("higher", "lower", "neither"), default="neither")


def did_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of several units that begin at different times."""
    _staggered_options(parser, words)
    _putter(parser, words)("--covariates", metavar="COLUMNS", type=names, default=())


def _staggered_options(parser: argparse.ArgumentParser, words: Words) -> None:
    panel_options(parser, words)
    put = _putter(parser, words)
    put("--strata", metavar="COLUMN")
    put("--comparison", choices=("never", "not_yet"))
    put("--base", choices=("universal", "varying"), default="varying")
    put("--anticipation", metavar="STEPS", type=count, default=0)
    put("--window", metavar="FIRST,LAST", type=span)
    put("--draws", type=count, default=1999)
    put("--control", metavar="COLUMN")


def honest_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of bounds on how trends may part."""
    _staggered_options(parser, words)
    put = _putter(parser, words)
    put("--smoothness", metavar="M,…", type=numbers)
    put("--relative", metavar="MBAR,…", type=numbers)
    put("--at-event", "--at", dest="at_event", metavar="STEP", type=int)


def survival_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of how long something lasts."""
    _duration_options(parser, words)
    put = _putter(parser, words)
    put("--stratum", "--strata", dest="stratum", metavar="COLUMN")
    put("--covariates", dest="terms", metavar="COLUMNS", type=names, default=())
    put("--confidence", choices=("log", "log-log", "plain"), default="log")
    put("--quantiles", metavar="SHARES", type=shares, default=())
    put("--within", type=positive)


def competing_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Options of shares that end in each way."""
    _duration_options(parser, words)
    _putter(parser, words)("--cause", metavar="CODE")


def power_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """A plan as options, or one plan on each row of a file."""
    put = _putter(parser, words)
    parser.add_argument("file", metavar="PLANS.csv", nargs="?", help=words("estimate.option.designs"))
    put("--clusters", metavar="N,…", type=whole)
    for name in ("delta", "sigma", "tau", "gamma", "psi", "eta", "n"):
        put(f"--{name}", type=number)
    put("--decay", type=number, default=1.0)
    put("--extra", metavar="BEFORE,AFTER", type=pair, default=(0, 0))
    put("--alpha", type=share, default=0.05)
    put("--chance", type=share, default=0.8)
    put("--starts", metavar="MONTHS", type=names)
    put("--months", type=count)
    put("--rho", type=number, default=0.0)
    put("--sd", type=number, default=1.0)


def _duration_options(parser: argparse.ArgumentParser, words: Words) -> None:
    put = _putter(parser, words)
    parser.add_argument("file", metavar="ROWS.csv", help=words("estimate.file"))
    put("--time-to", "--time", dest="time_to", metavar="COLUMN", required=True)
    put("--event", "--outcome", "--status", dest="event", metavar="COLUMN", required=True)
    put("--ended", metavar="CODES", type=names, default=())
    put("--goes-on", "--censored", dest="goes_on", metavar="CODES", type=names, default=())
    put("--entry", metavar="COLUMN")
    put("--group", metavar="COLUMN")
    put("--at", metavar="TIMES", type=times, default=())
    put("--level", type=share, default=0.95)


def _putter(parser: argparse.ArgumentParser, words: Words) -> Callable[..., None]:
    def put(*flags: str, **options: object) -> None:
        key = str(options.get("dest") or flags[0].strip("-").replace("-", "_"))
        # A sign of per cent in a help text is a place to argparse.
        text = words(f"estimate.option.{key}").replace("%", "%%")
        parser.add_argument(*flags, help=text, **options)  # type: ignore[arg-type]

    return put


ADDERS: dict[str, Adder] = {
    "its": its_options,
    "xmr": xmr_options,
    "did": did_options,
    "event-study": did_options,
    "survival": survival_options,
    "competing-risks": competing_options,
    "synthetic-did": panel_options,
    "power": power_options,
    "honest": honest_options,
}
