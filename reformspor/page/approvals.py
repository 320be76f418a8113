"""Which months of a source are approved or locked, said the same on the page and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.periods import Entry, read_log, standing_months
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words


def approvals_said(words: Words, manifest: Manifest) -> tuple[str, list[str]]:
    """A sentence, and a line for months in a row that were decided alike, by which role and when.

    Raises ReformsporError for a log that cannot be read or does not hang together.
    """
    standing = standing_months(read_log(data_folder()), manifest.source)
    decided = [entry for entry in standing.values() if entry.state in ("approved", "locked")]
    return words("periods.page.listed" if decided else "periods.page.none"), _runs(words, decided)


def _runs(words: Words, decided: Sequence[Entry]) -> list[str]:
    """Months in a row that were decided alike, said as one."""
    runs: list[list[Entry]] = []
    for entry in decided:
        last = runs[-1][-1] if runs else None
        if last is not None and _like(last, entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [
        words(
            "periods.page.said",
            months=words.period(run[0].first_day, run[-1].first_day),
            state=words(f"periods.state.{run[0].state}"),
            role=words.code("role", run[0].role),
            at=dt.datetime.fromisoformat(run[0].at).date(),
        )
        for run in runs
    ]


def _like(one: Entry, other: Entry) -> bool:
    following = (one.first_day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    same = (one.state, one.role, one.at[:10]) == (other.state, other.role, other.at[:10])
    return same and other.first_day == following
