"""The method of `estimate` that needs no outcome: what a plan of roll-out could find, as options or rows of a file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from reformspor.cli.estimate_options import numbers
from reformspor.cli.estimated import Estimated
from reformspor.effects.cells import is_missing, read_numbers
from reformspor.effects.planned import Plan
from reformspor.effects.power import smallest_detectable
from reformspor.effects.result import Estimate, Refusal, Result
from reformspor.effects.tables import read_table
from reformspor.effects.wedge import stepped_wedge
from reformspor.errors import nearest
from reformspor.words import Words

# How the columns of a file of plans may be called; the first name is the option's.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "clusters": ("clusters", "clusters_per_wave", "Cl"),
    "n": ("n", "N_per_cell", "N"),
    "delta": ("delta", "mu1"),
    "sigma": ("sigma",),
    "tau": ("tau",),
    "gamma": ("gamma",),
    "psi": ("psi",),
    "eta": ("eta",),
    "decay": ("decay",),
    "alpha": ("alpha",),
}
NEEDED = ("clusters", "delta", "sigma")
DEFAULTS = {"tau": 0.0, "gamma": 0.0, "psi": 0.0, "eta": 0.0, "n": 1.0}


class WrongUse(Exception):
    """Options that do not go together; its text is for the reader."""


def power(given: argparse.Namespace, words: Words) -> Estimated:
    """The power of each plan."""
    if given.file:
        return _from_file(given)
    if given.months is not None and given.starts is not None:
        return Estimated("power", results=(_permuted(given, words),))
    lacking = [f"--{name}" for name in NEEDED if getattr(given, name) is None]
    if lacking:
        raise WrongUse(words("estimate.said.needs", method="power", options=", ".join(lacking)))
    chosen = {name: getattr(given, name) for name in DEFAULTS if getattr(given, name) is not None}
    found = stepped_wedge(
        given.clusters,
        given.delta,
        given.sigma,
        extra=given.extra,
        decay=given.decay,
        alpha=given.alpha,
        power=given.chance,
        **(DEFAULTS | chosen),
    )
    return Estimated("power", results=(found,))


def _permuted(given: argparse.Namespace, words: Words) -> Result:
    try:
        starts = tuple(None if text.lower() == "never" else int(text) for text in given.starts)
    except ValueError:
        raise WrongUse(words("estimate.said.needs", method="power", options="--starts")) from None
    plan = Plan(starts, given.months)
    return smallest_detectable(plan, given.rho, sd=given.sd, power=given.chance, alpha=given.alpha)


def _from_file(given: argparse.Namespace) -> Estimated:
    """One plan a row; each gives its power at the row's name."""
    table = read_table(Path(given.file))
    found = Estimated("power", Path(given.file).name, table.sha256, table.n, notices=table.notices)
    if table.refused:
        return replace(found, refused=table.refused)
    held = {name: next((one for one in known if one in table.columns), None) for name, known in COLUMNS.items()}
    for name in NEEDED:
        if held[name] is None:
            places = {
                "column": name,
                "nearest": nearest(name, table.columns) or "",
                "columns": ", ".join(table.columns),
            }
            return replace(found, refused=(Refusal("no_column", places),))
    results = [_row(table.columns, held, row, given) for row in range(table.n)]
    estimates = tuple(one for result in results for one in result.estimates)
    refused = tuple(one for result in results for one in result.refused)
    # What one plan lacks is told, and the others stand.
    return replace(found, results=(Result("power", estimates, refused=refused),))


def _row(
    columns: Mapping[str, list[str]], held: Mapping[str, str | None], row: int, given: argparse.Namespace
) -> Result:
    name = columns["id"][row] if "id" in columns else str(row + 1)
    said = {
        key: columns[column][row] for key, column in held.items() if column and not is_missing(columns[column][row])
    }
    read = {key: read_numbers([text]) for key, text in said.items() if key != "clusters"}
    wrong = [key for key, one in read.items() if one.wrong or one.infinite or one.huge or one.unclear]
    wrong += [key for key in NEEDED if key not in said]
    try:
        waves = tuple(int(one) for one in numbers(said.get("clusters", "")))
    except ValueError:
        wrong.append("clusters")
    if wrong:
        return Result(
            "power", refused=(Refusal("not_number", {"column": str(held[wrong[0]]), "row": row + 1, "n": 1}),)
        )
    values = {key: float(one.values[0]) for key, one in read.items()}
    delta, sigma = values.pop("delta"), values.pop("sigma")
    options = {"alpha": given.alpha, "decay": given.decay} | DEFAULTS | values
    found = stepped_wedge(waves, delta, sigma, extra=given.extra, power=given.chance, **options)
    return replace(found, estimates=tuple(_named(one, name) for one in found.estimates))


def _named(one: Estimate, name: str) -> Estimate:
    return replace(one, at=name)
