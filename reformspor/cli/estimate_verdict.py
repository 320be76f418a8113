"""The verdict of what `estimate` found, by the same gates as the pages, and the hypothesis it may be held to."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tomllib
from dataclasses import asdict, replace
from pathlib import Path

from reformspor.cli.estimate_files import place_of, placed, read_file
from reformspor.cli.estimated import Estimated, fact_said
from reformspor.effects.asked import Asked, Event
from reformspor.effects.hypothesis import Hypothesis, hypothesis_from
from reformspor.effects.measured_weighted import measured_weighted
from reformspor.effects.panel import Panel, Time
from reformspor.effects.reading import PanelRead
from reformspor.effects.result import Fact, Refusal, Result
from reformspor.effects.study import run
from reformspor.effects.verdict import Seen, Verdict, judge, plain_verdict
from reformspor.errors import ReformsporError
from reformspor.findings.hypotheses import wrong_said
from reformspor.hypotheses import Register
from reformspor.hypotheses.checking import faults_of
from reformspor.words import Words

# Everything the gates ask takes some seconds for a panel of this many values; ten times as many take all memory.
MOST_JUDGED = 50_000
# Only the register itself can tell whether it holds these.
ELSEWHERE = ("drawn", "former")


class NotRegistered(ReformsporError):
    """A file that is no hypothesis, or not the one that was registered, or of another outcome."""


class NotPlaced(ReformsporError):
    """A time that is none, or has no place in the panel."""


def registered(given: argparse.Namespace, words: Words) -> Hypothesis | None:
    """The hypothesis of the file that was given, if any.

    Raises NotRegistered for a file that is none, that the register would not have taken, or whose hash is not that of
    what it says; OSError.
    """
    if not getattr(given, "hypothesis", None):
        return None
    path = Path(given.hypothesis)
    name = path.name
    try:
        text = path.read_text("utf-8-sig")
        said = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
        if not isinstance(said, dict):
            raise TypeError("object")
        read = hypothesis_from(said)
        digest = said.get("hash")
        # A single series has only its own past to be held against, whatever it says.
        meant = replace(read, comparison="before") if read.method == "its" else read
        wrong = [one for one in faults_of(meant, Register()) if one.code not in ELSEWHERE]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise NotRegistered("estimate.said.not_hypothesis", file=name, why=str(error)[:120]) from None
    if digest != read.digest:
        raise NotRegistered("estimate.said.hash", file=name)
    if wrong:
        raise NotRegistered("estimate.said.not_hypothesis", file=name, why=wrong_said(wrong[0], words))
    if read.outcome != given.outcome:
        raise NotRegistered("estimate.said.other_outcome", file=name, outcome=read.outcome)
    return read


def concluded(found: Estimated, given: argparse.Namespace, words: Words) -> Estimated:
    """What was found with its verdict, for which everything the gates ask is reckoned too."""
    if given.no_verdict or found.panel is None or not found.results or found.is_refused:
        return found
    # An event or a break that cannot be placed would else be passed over, and the claim be the stronger for it.
    for text in (*given.competing, *given.breaks):
        try:
            placed(found.panel, text)
        except ValueError:
            raise NotPlaced("estimate.said.no_time", text=text[:40]) from None
    own = found.results[0].facts
    if found.method == "xmr":
        signals = own.get("signals_after" if found.panel.treated else "signals")
        breaks = len(given.breaks)
        measured = {"hidden": False, "n_pre": own.get("baseline"), "definition_breaks": breaks, "signals": signals}
        return with_verdict(found, judge("spc", measured), words)
    expected = registered(given, words)
    if found.method == "synthetic-did":
        other = next((one for one in found.results[1:] if one.estimates), None)
        weighted = measured_weighted(found.panel, found.results[0], other, expected, len(given.breaks))
        return with_verdict(found, judge("synthetic", weighted), words)
    if found.panel.values.size > MOST_JUDGED:
        unjudged = Refusal("not_judged", {"n": found.panel.values.size, "most": MOST_JUDGED})
        return replace(found, notices=(*found.notices, unjudged))
    name = getattr(given, "control", None)
    control = read_file(given, name)[1] if name else PanelRead(None)
    asked = _asked(given, found.panel, expected, control.panel)
    study = run(found.panel, asked, "its" if found.method == "its" else "did")
    told = with_verdict(found, study.verdict, words)
    lines = tuple(words(f"verdict.counter.{code}") for code in study.counter[:1])
    main = None if study.main is None else asdict(study.main)
    verdict = {**(told.verdict or {}), "of": main, "measured": dict(study.measured), "against": list(study.counter)}
    shown = {one.method for one in found.results}
    beside = tuple(one for one in study.results.values() if one.method not in shown and one.estimates)
    # Why the control outcome that was asked for could not be read; of one series it is told already.
    if control.refused and found.method != "its":
        beside += (Result("negative_control", refused=control.refused),)
    lines = told.verdict_lines + lines
    return replace(told, verdict=verdict, verdict_lines=lines, results=(*found.results, *beside))


def _asked(given: argparse.Namespace, panel: Panel, expected: Hypothesis | None, control: Panel | None) -> Asked:
    """What is known besides the panel; a hypothesis came first only where it is told when the outcome was opened."""
    return Asked(
        hypothesis=expected,
        in_time=_came_first(expected, given.opened),
        events=tuple(Event(at, text) for text in given.competing if (at := _time(panel, text)) is not None),
        breaks=tuple(at for text in given.breaks if (at := _time(panel, text)) is not None),
        control=control,
        drop=tuple(getattr(given, "drop", ())),
        draws=getattr(given, "draws", None) or Asked().draws,
        seed=given.seed,
    )


def _came_first(expected: Hypothesis | None, opened: dt.datetime | None) -> bool:
    """Whether the hypothesis tells who wrote it and when, and that is before the outcome was opened."""
    if expected is None or opened is None or not expected.role:
        return False
    try:
        at = dt.datetime.fromisoformat(expected.at)
    except ValueError:
        return False
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)) < opened


def _time(panel: Panel, text: str) -> Time | None:
    place = place_of(panel, text)
    return None if place is None else panel.times[place]


def judged(found: Estimated, design: str, words: Words) -> Estimated:
    """What was found with the verdict a design's own counts allow."""
    facts = found.results[0].facts if found.results else {}
    measured: dict[str, Fact] = {"hidden": False, "n": facts.get("n"), "n_ended": facts.get("events")}
    return with_verdict(found, judge(design, measured), words)


def with_verdict(found: Estimated, verdict: Verdict, words: Words) -> Estimated:
    """What was found, with the verdict as lines and as what JSON can hold."""
    level = words(f"verdict.level.{verdict.level}.name")
    lines = [words("estimate.said.verdict", level=level), words(f"verdict.level.{verdict.level}.means")]
    lines += [_gate(one, words) for one in verdict.gates if one.code != "protection"]
    return replace(found, verdict=plain_verdict(verdict), verdict_lines=tuple(lines))


def _gate(gate: Seen, words: Words) -> str:
    parts = []
    for read in gate.reads:
        limit = words(f"verdict.gates.{read.asks}", limit=fact_said(read.limit, words)) if read.asks != "is" else ""
        value = words("verdict.gates.unmeasured") if read.value is None else fact_said(read.value, words)
        parts.append(f"{words(f'verdict.measure.{read.measure}')} {value}" + (f" ({limit})" if limit else ""))
    return f"  {'✓' if gate.met else '✗'} {words(f'verdict.gate.{gate.code}.name')}: {'; '.join(parts)}"
