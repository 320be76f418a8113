"""The methods of `estimate` that read how long things lasted: curves, hazards, and shares ended in each way."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from reformspor.cli.estimate_verdict import judged
from reformspor.cli.estimated import Estimated
from reformspor.effects.causes import competing
from reformspor.effects.durations import Asked, durations
from reformspor.effects.followed import FollowedRead, followed_from
from reformspor.effects.hazard import column_of, hazards
from reformspor.effects.result import Refusal, Result
from reformspor.effects.tables import Table, read_table
from reformspor.words import Words


def survival(given: argparse.Namespace, words: Words) -> Estimated:
    """Curves by group with medians, the test between groups, and Cox's regression when covariates are asked for."""
    table, read = _read(given, several=False)
    if read.followed is None:
        return _told("survival", given, table, read, [])
    asked = Asked(given.confidence, given.level, given.at, given.quantiles, given.within)
    results = [durations(read.followed, asked)]
    if given.terms:
        results.append(hazards(read.followed, given.terms, given.level))
    return judged(_told("survival", given, table, read, results), "survival", words)


def competing_risks(given: argparse.Namespace, words: Words) -> Estimated:
    """The share ended in each way."""
    table, read = _read(given, several=True)
    if read.followed is None:
        return _told("competing-risks", given, table, read, [])
    if given.cause and given.cause not in read.followed.causes:
        codes = ", ".join(read.followed.causes)
        unknown = Refusal("code_unknown", {"value": given.cause, "codes": codes})
        return _told("competing-risks", given, table, replace(read, refused=(unknown,)), [])
    found = competing(read.followed, given.at, given.level)
    if given.cause:
        kept = tuple(one for one in found.estimates if given.cause in one.at.split("|"))
        found = replace(found, estimates=kept)
    return judged(_told("competing-risks", given, table, read, [found]), "survival", words)


def _read(given: argparse.Namespace, several: bool) -> tuple[Table, FollowedRead]:
    table = read_table(Path(given.file))
    if table.refused:
        return table, FollowedRead(None, table.refused)
    covariates = dict.fromkeys(column_of(term) for term in getattr(given, "terms", ()))
    read = followed_from(
        table.columns,
        time=given.time_to,
        event=given.event,
        entry=given.entry,
        group=given.group,
        stratum=getattr(given, "stratum", None),
        covariates=tuple(covariates),
        ended=given.ended,
        goes_on=given.goes_on,
        several=several,
    )
    return table, replace(read, notices=table.notices + read.notices)


def _told(method: str, given: argparse.Namespace, table: Table, read: FollowedRead, results: list[Result]) -> Estimated:
    name = Path(given.file).name
    found = Estimated(method, name, table.sha256, table.n, tuple(results))
    return replace(found, refused=read.refused, notices=read.notices)
