"""What came of an estimation, to read and as JSON: every number with its uncertainty, and why some are not there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, plain
from reformspor.findings.sensitivity import refusal_said
from reformspor.words import Words

DIGITS = 7
# A change for each of hundreds of units is for the JSON.
MOST_ROWS = 60
# Methods whose estimates lie at places that are codes of ours.
OWN_PLACES = ("its", "newey_west", "bacon")
COLUMNS = ("what", "at", "estimate", "error", "low", "high", "p", "n")


@dataclass(frozen=True)
class Estimated:
    """What a method found in a file: the `results`, its own first and those beside it after; the panel they were found
    in, if any; what reading the file refused and minded; and `verdict`, as what JSON can hold and as lines to read."""

    method: str
    file: str = ""
    sha256: str = ""
    rows: int = 0
    results: tuple[Result, ...] = ()
    panel: Panel | None = None
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()
    verdict: Mapping[str, Any] | None = None
    verdict_lines: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether there is nothing of the method's own."""
        own = self.results[0] if self.results else None
        return own is None or bool(own.refused and not own.estimates)


def as_json(found: Estimated, words: Words) -> dict[str, Any]:
    """The whole of it as one JSON object; numbers that could not be reckoned are null."""
    own, beside = (found.results[0] if found.results else Result(found.method)), found.results[1:]
    return {
        "method": found.method,
        "file": found.file,
        "sha256": found.sha256,
        "rows": found.rows,
        "panel": None if found.panel is None else _panel(found.panel),
        **_result(own, words, found.refused, found.notices),
        "beside": [_result(one, words) for one in beside],
        "verdict": found.verdict,
    }


def as_text(found: Estimated, words: Words) -> str:
    """The same to read: the file, what to mind, a table of estimates, diagnostics and the verdict."""
    own = found.results[0] if found.results else Result(found.method)
    lines = [words("estimate.said.file", file=found.file, sha=found.sha256[:12])] if found.file else []
    lines += [_panel_line(found.panel, words)] if found.panel is not None else []
    lines += [words("estimate.said.rows", n=found.rows)] if found.panel is None and found.rows else []
    lines += [*_told("refused", (*found.refused, *own.refused), words)]
    lines += [*_told("notice", (*found.notices, *own.notices), words)]
    lines += _table(own, words) + _facts(own.facts, words)
    for one in found.results[1:]:
        lines += ["", words("estimate.said.beside", method=_named("method", one.method, words))]
        lines += [*_told("refused", one.refused, words), *_told("notice", one.notices, words)]
        lines += _table(one, words) + _facts(one.facts, words)
    lines += ["", *found.verdict_lines] if found.verdict_lines else []
    return "\n".join(lines)


def message(refusal: Refusal, kind: str, words: Words) -> str:
    """A refusal or a notice in the reader's language."""
    # A method of tomorrow may refuse with a code that has no words yet; the code is better than nothing.
    return refusal_said(refusal, words, kind) if words.has(f"effects.{kind}.{refusal.code}") else refusal.code


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "units": panel.n_units,
        "steps": panel.n_times,
        "step": panel.step,
        "first": panel.said(0),
        "last": panel.said(-1),
        "treated": len(panel.treated),
        "never": len(panel.never),
        "always": len(panel.always),
        "missing": panel.missing,
        "digest": panel.digest,
    }


def _panel_line(panel: Panel, words: Words) -> str:
    told = _panel(panel)
    return words("estimate.said.panel", **told | {"missing": words.percent(told["missing"], 1)})


def _result(
    one: Result, words: Words, refused: Sequence[Refusal] = (), notices: Sequence[Refusal] = ()
) -> dict[str, Any]:
    held = plain(one)
    return {
        "estimator": one.method,
        "estimates": [_estimate(estimate, words) for estimate in one.estimates],
        "diagnostics": held["facts"],
        "refused": [_refusal(refusal, "refused", words) for refusal in (*refused, *one.refused)],
        "notices": [_refusal(notice, "notice", words) for notice in (*notices, *one.notices)],
        "series": held["series"],
    }


def _estimate(one: Estimate, words: Words) -> dict[str, Any]:
    return {
        "what": one.what,
        "at": one.at,
        "label": _named("what", one.what, words),
        "estimate": one.value,
        "std_error": one.error,
        "low": one.low,
        "high": one.high,
        "p": one.p,
        "n": one.n,
        "level": one.sure,
    }


def _refusal(one: Refusal, kind: str, words: Words) -> dict[str, Any]:
    return {"code": one.code, "message": message(one, kind, words), "places": dict(one.places)}


def _told(kind: str, refusals: Iterable[Refusal], words: Words) -> list[str]:
    told = list(dict.fromkeys(message(one, kind, words) for one in refusals))
    heading = words("estimate.said.refused" if kind == "refused" else "estimate.said.notices")
    return [heading, *(f"  {one}" for one in told)] if told else []


def _table(one: Result, words: Words) -> list[str]:
    estimates = one.estimates
    if not estimates:
        return []
    # Elsewhere it is units, groups or times of the file, which stand as they are even where we have such a word.
    placed_by_us = one.method.startswith(OWN_PLACES)
    rows = [[words(f"estimate.column.{name}") for name in COLUMNS]]
    for told in estimates[:MOST_ROWS]:
        numbers = [number(value, words) for value in (told.value, told.error, told.low, told.high, told.p)]
        at = _named("at", told.at, words) if placed_by_us else told.at
        rows.append([_named("what", told.what, words), at, *numbers, "" if told.n is None else str(told.n)])
    kept = [place for place in range(len(COLUMNS)) if place in (0, 2) or any(row[place] for row in rows[1:])]
    widths = {place: max(len(row[place]) for row in rows) for place in kept}
    lines = ["  ".join(_cell(row[place], widths[place], place) for place in kept).rstrip() for row in rows]
    more = len(estimates) - MOST_ROWS
    lines += [words("estimate.said.more", n=more)] if more > 0 else []
    return ["", lines[0], "-" * len(lines[0]), *lines[1:]]


def _cell(text: str, width: int, place: int) -> str:
    return text.ljust(width) if place < 2 else text.rjust(width)


def _facts(facts: Mapping[str, Fact], words: Words) -> list[str]:
    told = [
        (_named("fact", name, words), fact_said(value, words)) for name, value in facts.items() if value is not None
    ]
    if not told:
        return []
    width = max(len(name) for name, _ in told)
    return ["", words("estimate.said.facts"), *(f"  {name.ljust(width)}  {value}" for name, value in told)]


def fact_said(value: Fact, words: Words) -> str:
    """A diagnostic or a measured value in the reader's language: yes or no, a number, or the code it is."""
    if isinstance(value, bool):
        return words("verdict.gates.yes" if value else "verdict.gates.no")
    return value if isinstance(value, str) else number(value, words)


def number(value: float | None, words: Words) -> str:
    """A number to seven figures in the reader's language, empty when there is none."""
    if value is None or not math.isfinite(value):
        return ""
    if value == 0 or (float(value).is_integer() and abs(value) < 1e15):
        return words.number(int(value))
    size = math.floor(math.log10(abs(value)))
    if not -6 <= size < 12:
        return f"{value:.{DIGITS - 1}e}"
    written = words.number(round(value, DIGITS - 1 - size), max(0, DIGITS - 1 - size))
    point = "." if words.lang == "en" else ","
    return written.rstrip("0").rstrip(point) if point in written else written


def _named(kind: str, code: str, words: Words) -> str:
    """The word for a code of ours; what the outside names (a cause, a column) stands as it is."""
    own, page = f"estimate.{kind}.{code}", f"methods.of.{code}.name"
    if words.has(own):
        return words(own)
    return words(page) if kind == "method" and words.has(page) else code
