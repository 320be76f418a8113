"""The verdict of what `estimate` found, by the same gates as the pages, and the hypothesis it may be held to."""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import replace
from pathlib import Path

from reformspor.cli.estimated import Estimated, number
from reformspor.effects.hypothesis import Hypothesis, hypothesis_from
from reformspor.effects.result import Fact
from reformspor.effects.verdict import Verdict, judge, plain_verdict
from reformspor.errors import ReformsporError
from reformspor.words import Words


def registered(given: argparse.Namespace) -> Hypothesis | None:
    """The hypothesis of the file that was given, if any.

    Raises ReformsporError for a file that is none, or whose hash is not that of what it says.
    """
    if not given.hypothesis:
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
    except (ValueError, KeyError, TypeError) as error:
        raise ReformsporError("estimate.said.not_hypothesis", file=name, why=str(error)[:120]) from None
    if digest != read.digest:
        raise ReformsporError("estimate.said.hash", file=name)
    return read


def concluded(found: Estimated, given: argparse.Namespace, words: Words) -> Estimated:
    """What was found with its verdict."""
    return found


def judged(found: Estimated, design: str, words: Words) -> Estimated:
    """What was found with the verdict a design's own counts allow."""
    facts = found.results[0].facts if found.results else {}
    measured: dict[str, Fact] = {"hidden": False, "n": facts.get("n"), "n_ended": facts.get("events")}
    return with_verdict(found, judge(design, measured), words)


def with_verdict(found: Estimated, verdict: Verdict, words: Words) -> Estimated:
    """What was found, with the verdict as lines and as what JSON can hold."""
    level = words(f"verdict.level.{verdict.level}.name")
    lines = [words("estimate.said.verdict", level=level), words(f"verdict.level.{verdict.level}.means")]
    lines += [_gate(one.code, one.met, one.reads, words) for one in verdict.gates if one.code != "protection"]
    return replace(found, verdict=plain_verdict(verdict), verdict_lines=tuple(lines))


def _gate(code: str, met: bool, reads: tuple[object, ...], words: Words) -> str:
    parts = []
    for read in reads:
        limit = words(f"verdict.gates.{read.asks}", limit=_said(read.limit, words)) if read.asks != "is" else ""  # type: ignore[attr-defined]
        value = words("verdict.gates.unmeasured") if read.value is None else _said(read.value, words)  # type: ignore[attr-defined]
        measure = words(f"verdict.measure.{read.measure}")  # type: ignore[attr-defined]
        parts.append(f"{measure} {value}" + (f" ({limit})" if limit else ""))
    return f"  {'✓' if met else '✗'} {words(f'verdict.gate.{code}.name')}: {'; '.join(parts)}"


def _said(value: Fact, words: Words) -> str:
    if isinstance(value, bool):
        return words("verdict.gates.yes" if value else "verdict.gates.no")
    return value if isinstance(value, str) else number(value, words)
