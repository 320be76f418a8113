"""Rows of how long something lasted, and how it ended, are read as durations; what cannot be told is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.cells import Columns, Refused, code_of, is_missing, look_for, numbers_of, text_of
from reformspor.effects.result import Refusal
from reformspor.effects.survival import Numbers, Seen, seen

Flags = NDArray[np.bool_]
ENDED = frozenset(("1", "true", "t", "yes", "y", "ja", "event", "dead", "died", "death", "closed", "ended", "død"))
GOES_ON = frozenset(
    ("0", "false", "f", "no", "n", "nei", "censor", "censored", "alive", "open", "none", "lost", "sensurert")
)


@dataclass(frozen=True)
class Followed:
    """Durations, one a row: `time` at the end or when last seen, `cause` (0 goes on, else the place in `causes` from
    1), `entry` when it came in; `group` and `stratum` a text each, empty when unknown; `covariates` texts by column."""

    time: Numbers
    cause: NDArray[np.int64]
    causes: tuple[str, ...]
    entry: Numbers
    group: tuple[str, ...] | None
    stratum: tuple[str, ...] | None
    covariates: Mapping[str, tuple[str, ...]]

    @property
    def n(self) -> int:
        """How many rows there are."""
        return int(self.time.size)

    def of(self, rows: Flags) -> Seen:
        """The rows chosen, as durations at risk."""
        return seen(self.time[rows].tolist(), self.cause[rows].tolist(), self.entry[rows].tolist())


@dataclass(frozen=True)
class FollowedRead:
    """Durations, or why there are none; and what to mind about those there are."""

    followed: Followed | None
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()


def followed_from(
    columns: Columns,
    *,
    time: str,
    event: str,
    entry: str | None = None,
    group: str | None = None,
    stratum: str | None = None,
    covariates: Sequence[str] = (),
    ended: Sequence[str] = (),
    goes_on: Sequence[str] = (),
    several: bool = False,
) -> FollowedRead:
    """Durations from columns of equal length; `event` says how each ended.

    Read are 0 and 1 (1 ended), 1 and 2 (2 ended), and words; `ended` and `goes_on` say which codes mean what where
    that does not. With `several`, each code but the one that goes on is a cause of its own. Rows without a time, an
    event or an entry are left out, and told.
    """
    try:
        return _read(columns, time, event, entry, group, stratum, covariates, ended, goes_on, several)
    except Refused as refused:
        return FollowedRead(None, (refused.refusal,))


def _read(
    columns: Columns,
    time: str,
    event: str,
    entry: str | None,
    group: str | None,
    stratum: str | None,
    covariates: Sequence[str],
    ended: Sequence[str],
    goes_on: Sequence[str],
    several: bool,
) -> FollowedRead:
    look_for(columns, (time, event, entry, group, stratum, *covariates))
    times = _days(columns, time)
    entries = np.zeros(times.size) if entry is None else _days(columns, entry)
    said = [text_of(cell) for cell in columns[event]]
    kept = ~np.isnan(times) & ~np.isnan(entries) & np.asarray([not is_missing(text) for text in said])
    if not kept.any():
        raise Refused("no_rows")
    causes = _causes([text for text, keep in zip(said, kept, strict=True) if keep], ended, goes_on, several)
    codes = np.asarray([causes.get(text.lower(), 0) for text, keep in zip(said, kept, strict=True) if keep], "int64")
    at_risk = (entries[kept] <= 0) | (entries[kept] < times[kept])

    def texts(name: str | None) -> tuple[str, ...]:
        cells = [] if name is None else [text_of(cell) for cell, keep in zip(columns[name], kept, strict=True) if keep]
        return tuple("" if is_missing(text) else _group(text) for text in cells)

    followed = Followed(
        time=times[kept],
        cause=codes,
        causes=tuple(dict.fromkeys(_named(causes, said))) if several else ("",),
        entry=entries[kept],
        group=None if group is None else texts(group),
        stratum=None if stratum is None else texts(stratum),
        covariates={name: texts(name) for name in covariates},
    )
    notices = _counted("rows_unknown", int((~kept).sum())) + _counted("never_at_risk", int((~at_risk).sum()))
    return FollowedRead(followed, (), notices)


def _group(text: str) -> str:
    """The name of a group, a number without needless decimals."""
    return code_of(text) if code_of(text).lstrip("+-").isdecimal() else text


def _named(causes: Mapping[str, int], said: Sequence[str]) -> list[str]:
    """The causes as the rows write them, in the order of their numbers."""
    written = {text.lower(): text for text in reversed(said)}
    return [_group(written[text]) for text, _ in sorted(causes.items(), key=lambda pair: pair[1]) if causes[text]]


def _days(columns: Columns, name: str) -> Numbers:
    days = numbers_of(columns, name)
    if (below := np.flatnonzero(days < 0)).size:
        raise Refused("time_negative", column=name, row=int(below[0]) + 1, n=int(below.size))
    return days


def _causes(said: Sequence[str], ended: Sequence[str], goes_on: Sequence[str], several: bool) -> dict[str, int]:
    """The number of each code in lower case: 0 goes on, 1 and up ended."""
    known = sorted(
        {code_of(text) for text in said},
        key=lambda text: (not text.isdecimal(), text.zfill(9) if text.isdecimal() else text),
    )
    own_ends, own_goes_on = {code_of(text) for text in ended}, {code_of(text) for text in goes_on}
    if unknown := (own_ends | own_goes_on - {"none"}) - set(known):
        raise Refused("code_unknown", value=sorted(unknown)[0], codes=", ".join(known[:20]))
    numbers = _numbered(known, own_ends, own_goes_on, several)
    return {text.lower(): numbers[code_of(text)] for text in said}


def _numbered(known: list[str], ended: set[str], goes_on: set[str], several: bool) -> dict[str, int]:
    on = goes_on or (set(known) - ended if ended and not several else set(known) & GOES_ON)
    if several:
        if not on:
            raise Refused("goes_on_unclear", codes=", ".join(known[:20]))
        causes = [text for text in known if text not in on and (not ended or text in ended)]
        return {text: causes.index(text) + 1 if text in causes else 0 for text in known}
    if ended or goes_on:
        return {text: int(text in ended if ended else text not in on) for text in known}
    if set(known) <= {"1", "2"} and "2" in known:
        return {text: int(text == "2") for text in known}
    if set(known) <= ENDED | GOES_ON:
        return {text: int(text in ENDED) for text in known}
    raise Refused("ends_unclear", codes=", ".join(known[:20]))


def _counted(code: str, n: int) -> tuple[Refusal, ...]:
    return (Refusal(code, {"n": n}),) if n else ()
