"""The methods of `estimate` that read a panel: what the options say is asked of the estimators the views use."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reformspor.cli.estimate_files import place_of, read_file
from reformspor.cli.estimate_verdict import concluded
from reformspor.cli.estimated import Estimated
from reformspor.effects.panel import Panel
from reformspor.effects.rates import as_rates
from reformspor.effects.reading import PanelRead
from reformspor.effects.result import Estimate, Refusal, Result
from reformspor.effects.segments import Interruption
from reformspor.effects.series import joined
from reformspor.effects.tables import Table
from reformspor.words import Words

LONGEST_BASELINE = 24
# Every date is tried as a placebo, and each takes the longer the longer the series is.
LONGEST_SERIES = 1500
# A group each month for four years is less; half a million values are told in a minute.
MOST_GROUP_STEPS, MOST_VALUES = 2500, 500_000
Asked = Callable[[argparse.Namespace, Panel], Sequence[Result]]


def its(given: argparse.Namespace, words: Words) -> Estimated:
    """One series before and after its start; several units that begin together are taken as one."""
    table, read = read_file(given, given.outcome)
    if read.panel is None:
        return _refused("its", given, table, read)
    together = joined(read.panel)
    if isinstance(together, Refusal):
        return _refused("its", given, table, replace(read, refused=(together,)))
    panel = _taken(given, together.panel)
    if isinstance(panel, Refusal):
        return _refused("its", given, table, replace(read, refused=(panel,)))
    if panel.n_times > LONGEST_SERIES:
        long = Refusal("too_heavy", {"units": panel.n_units, "steps": panel.n_times, "groups": len(panel.cohorts)})
        return _refused("its", given, table, replace(read, refused=(long,)))
    model = interruption(given, panel, together.transition)
    read = replace(read, panel=panel, notices=read.notices + together.notices)
    return concluded(_estimated("its", given, table, read, _its(given, panel, model)), given, words)


def _taken(given: argparse.Namespace, panel: Panel) -> Panel | Refusal:
    """The panel as its family takes it: counts as continuous numbers are their rate."""
    return as_rates(panel) if given.family == "gaussian" else panel


def _its(given: argparse.Namespace, panel: Panel, model: Interruption) -> list[Result]:
    from reformspor.effects.its import interrupted
    from reformspor.effects.newey_west import newey_west
    from reformspor.effects.placebo import placebo_dates

    own = interrupted(panel, model)
    results = [own]
    if not own.refused:
        results.append(placebo_dates(panel, model))
        if model.family == "gaussian":
            results.append(newey_west(panel, model, given.lags))
        if given.control:
            results.append(_controlled(given, panel, model))
    return results


def _controlled(given: argparse.Namespace, panel: Panel, model: Interruption) -> Result:
    from reformspor.effects.control import with_control

    _, read = read_file(given, given.control)
    if read.panel is None:
        return Result("its_control", refused=read.refused)
    together = joined(read.panel)
    if isinstance(together, Refusal):
        return Result("its_control", refused=(together,))
    control = _taken(given, together.panel)
    if isinstance(control, Refusal):
        return Result("its_control", refused=(control,))
    return with_control(panel, control, model)


def interruption(given: argparse.Namespace, panel: Panel, transition: Sequence[int] = ()) -> Interruption:
    """The model of one series as the options say it; counts out of an exposure unless another family is asked for."""
    return Interruption(
        family=given.family or ("quasipoisson" if panel.exposure is not None else "gaussian"),
        slope=not given.no_slope,
        first=given.first,
        season=given.season,
        period=given.period,
        drop=tuple(given.drop) or tuple(transition),
        window=given.window,
        normal=given.normal,
        sure=given.level,
    )


def xmr(given: argparse.Namespace, words: Words) -> Estimated:
    """A control chart of one series; of shares when there is a denominator."""
    from reformspor.effects.spc import p_chart
    from reformspor.effects.spc import xmr as chart
    from reformspor.effects.spc_limits import Charting

    table, read = read_file(given, given.outcome, exposure=given.denominator or given.exposure)
    panel = read.panel
    if panel is None or panel.n_units > 1:
        several = () if panel is None else (Refusal("one_series", {"n": panel.n_units}),)
        return _refused("xmr", given, table, replace(read, refused=read.refused + several))
    start = panel.starts[0]
    places = [place_of(panel, text) for text in given.rebase]
    if None in places:
        unread = Refusal("start_text", {"start": given.rebase[places.index(None)][:40]})
        return _refused("xmr", given, table, replace(read, refused=(unread,)))
    charting = Charting(
        baseline=given.baseline or (LONGEST_BASELINE if start else None),
        before=start,
        rebase=tuple(place for place in places if place is not None),
        screened=not given.unscreened,
        period={"month": 12, "quarter": 4}.get(panel.step) if given.season_spc else None,
        direction=given.direction,
        target=given.target,
    )
    times = [panel.said(place) for place in range(panel.n_times)]
    values = panel.values[0].tolist()
    if given.denominator and panel.exposure is not None:
        found = p_chart(values, panel.exposure[0].tolist(), charting, times)
    else:
        rates = as_rates(panel)
        if isinstance(rates, Refusal):
            return _refused("xmr", given, table, replace(read, refused=(rates,)))
        found = chart(rates.values[0].tolist(), charting, times)
    return concluded(_estimated("xmr", given, table, read, [found]), given, words)


def did(given: argparse.Namespace, words: Words) -> Estimated:
    """Several units that begin at different times, with imputation and the shares of a two-way estimate beside."""

    def asked(given: argparse.Namespace, panel: Panel) -> list[Result]:
        from reformspor.effects.staggered import imputation, two_way_shares

        own = _callaway(given, panel)
        if own.refused:
            return [own]
        cells = _cells(own, panel)
        found = [replace(own, estimates=own.estimates + cells)]
        found += [_adjusted(given, panel)] if given.covariates else []
        return [*found, imputation(panel, given.anticipation, given.window), two_way_shares(panel)]

    return _staggered("did", given, words, asked)


def _cells(found: Result, panel: Panel) -> tuple[Estimate, ...]:
    """The change of each cohort at each step, as published tables list them."""
    columns = [found.series.get(f"cell.{name}", ()) for name in ("cohort", "step", "value", "error", "treated")]
    return tuple(
        Estimate("cell", value, error, at="|".join(panel.said(place) for place in places), n=n)
        for *places, value, error, n in zip(*columns, strict=True)
    )


def _adjusted(given: argparse.Namespace, panel: Panel) -> Result:
    from reformspor.effects.adjusted import METHOD, adjusted

    held = {name: read_file(given, name)[1] for name in given.covariates}
    refused = tuple(refusal for read in held.values() for refusal in read.refused)
    if refused:
        return Result(METHOD, refused=refused)
    values = {name: read.panel.values for name, read in held.items() if read.panel is not None}
    against = comparison_of(given, panel)
    return adjusted(panel, values, against, given.anticipation, given.base, given.level)  # type: ignore[arg-type]


def event_study(given: argparse.Namespace, words: Words) -> Estimated:
    """The same by steps since the start."""

    def asked(given: argparse.Namespace, panel: Panel) -> list[Result]:
        own = _callaway(given, panel)
        kept = tuple(one for one in own.estimates if one.what in ("event", "att_dynamic", "att_window"))
        found = [replace(own, estimates=kept + _band(own))]
        if given.covariates and not own.refused:
            beside = _adjusted(given, panel)
            found.append(replace(beside, estimates=beside.all_of("event")))
        return found

    return _staggered("event-study", given, words, asked)


def _band(found: Result) -> tuple[Estimate, ...]:
    """Where all the steps lie at once, by the widths of the simultaneous band."""
    width = found.facts.get("critical")
    if not isinstance(width, float):
        return ()
    told = [(one, one.value, one.error) for one in found.all_of("event")]
    return tuple(
        Estimate("band", value, error, value - width * error, value + width * error, at=one.at, n=one.n, sure=one.sure)
        for one, value, error in told
        if value is not None and error is not None
    )


def honest(given: argparse.Namespace, words: Words) -> Estimated:
    """Bounds on how trends may part, and what a test before the start could have seen."""

    def asked(given: argparse.Namespace, panel: Panel) -> list[Result]:
        from reformspor.effects.honest import relative, smoothness
        from reformspor.effects.pretrends import power

        how = {
            "comparison": comparison_of(given, panel),
            "anticipation": given.anticipation,
            "window": given.window,
        }
        found = []
        if given.smoothness is not None or given.relative is None:
            found.append(smoothness(panel, given.smoothness, given.at_event, sure=given.level, **how))
        if given.relative is not None:
            found.append(relative(panel, given.relative, given.at_event, sure=given.level, **how))
        return [*found, power(panel, **how)]

    return _staggered("honest", given, words, asked)


def synthetic_did(given: argparse.Namespace, words: Words) -> Estimated:
    """One or a few units against a weighted comparison, with synthetic control beside."""

    def asked(given: argparse.Namespace, panel: Panel) -> list[Result]:
        from reformspor.effects.synthetic import synthetic_control
        from reformspor.effects.synthetic import synthetic_did as weighted

        own = weighted(panel)
        return [own] if own.refused else [own, synthetic_control(panel)]

    return _staggered("synthetic-did", given, words, asked)


def comparison_of(given: argparse.Namespace, panel: Panel) -> str:
    """Who units are held against: those asked for, else those that never begin, else those that have not yet."""
    return str(given.comparison or ("never" if panel.never else "not_yet"))


def _callaway(given: argparse.Namespace, panel: Panel) -> Result:
    from reformspor.effects.staggered import callaway_santanna

    return callaway_santanna(
        panel,
        comparison=comparison_of(given, panel),  # type: ignore[arg-type]
        anticipation=given.anticipation,
        base=given.base,
        window=given.window,
        sure=given.level,
        seed=given.seed,
    )


def _staggered(method: str, given: argparse.Namespace, words: Words, asked: Asked) -> Estimated:
    table, read = read_file(given, given.outcome)
    if read.panel is None:
        return _refused(method, given, table, read)
    if heavy := _too_heavy(method, read.panel):
        return _refused(method, given, table, replace(read, refused=(heavy,)))
    return concluded(_estimated(method, given, table, read, asked(given, read.panel)), given, words)


def _too_heavy(method: str, panel: Panel) -> Refusal | None:
    """Why a panel would take hours and all memory: each group is told at each step, and some methods hold them all."""
    groups = len(panel.cohorts) * panel.n_times
    if groups > MOST_GROUP_STEPS or (method == "honest" and panel.values.size > MOST_VALUES):
        return Refusal("too_heavy", {"units": panel.n_units, "steps": panel.n_times, "groups": len(panel.cohorts)})
    return None


def _estimated(
    method: str, given: argparse.Namespace, table: Table, read: PanelRead, results: Sequence[Result]
) -> Estimated:
    name = Path(given.file).name
    return Estimated(method, name, table.sha256, table.n, tuple(results), read.panel, read.refused, read.notices)


def _refused(method: str, given: argparse.Namespace, table: Table, read: PanelRead) -> Estimated:
    return replace(_estimated(method, given, table, read, ()), panel=None)
