"""Resultat: kva er målt, kvar og når, og kva manglar, før nokon metode er brukt?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.answers.outcomes import baseline_answer, course_answer
from reformspor.answers.waves import waves_answer
from reformspor.findings import ladder
from reformspor.page.outcome import EVERYTHING
from reformspor.page.protocol import Page

Register = Mapping[str, dict[str, Any]]


def view(page: Page) -> None:
    """The register, courses over the months, starts, the baseline, what is missing or held back, and surveys."""
    register, starts = page.ask("outcomes/indicators", **EVERYTHING), page.ask("outcomes/starts")
    page.title("outcomes.title")
    page.text("outcomes.lead")
    if register.state != "ok":
        page.empty(register)
        page.text("outcomes.register_how")
        return
    page.section("outcomes.section.register")
    page.findings([findings.state_indicators(register, page.words)])
    page.table(register, charts.indicator_register(register, page.words), page.words("outcomes.heading.register"))
    known = {row["indicator"]: row for row in register.copy_rows()}
    measured = tuple(code for code, row in known.items() if row["n_values"])
    asked = tuple(code for code, row in known.items() if row["n_waves"])
    page.section("outcomes.section.starts")
    joined(page, starts, known)
    page.section("outcomes.section.missing")
    missing(page, known, measured)
    page.section("outcomes.section.course")
    shown = page.open_outcomes((*measured, *(code for code in asked if code not in measured)))
    courses(page, starts, known, tuple(code for code in measured if code in shown))
    page.section("outcomes.section.waves")
    waves(page, starts, known, tuple(code for code in asked if code in shown))
    page.link("effect", "outcomes.to_effect")


def joined(page: Page, starts: Answer, known: Register) -> None:
    """When each unit joined, over the months there are figures for, else from the first start until now."""
    if starts.state != "ok":
        page.empty(starts)
        return
    ends = [row[end] for row in known.values() for end in ("month_from", "month_to") if row[end] is not None]
    ends = ends or [row["start"] for row in starts.copy_rows() if row["start"]] + [starts.provenance.as_of]
    said = findings.state_joined(starts, page.words)
    page.figure(starts, charts.start_map(starts, page.words, min(ends), max(ends)), said)


def missing(page: Page, known: Register, measured: tuple[str, ...]) -> None:
    """Where one indicator has no figure, and how many values of all of them are held back."""
    words, names = page.words, {code: known[code]["name"] or code for code in measured}
    if not names:
        page.text("outcomes.none_measured")
        return
    first = next(iter(names))
    code = page.choose("outcomes.choose", names, "indicator", stands=first) or first
    holes = page.ask("outcomes/missing", indicators=(code,))
    said = findings.state_outcome_holes(holes, words, names[code]) if holes.state == "ok" else None
    page.figure(holes, charts.missing_map(holes, words) if holes.state == "ok" else None, said)
    held = page.ask("outcomes/held")
    page.findings([findings.state_held_back(held, words)])
    if held.state == "ok":
        page.table(held, charts.held_table(held, words, known), words("outcomes.heading.held"))
    page.text("outcomes.held_why")


def asked_of(page: Page, name: str, codes: tuple[str, ...], none: str) -> Answer | None:
    """What is told of some outcomes; None, and why is said, where there are none (in the words of `none`) or nothing
    is told."""
    if not codes:
        page.text(none)
        return None
    answer = page.ask(f"outcomes/{name}", indicators=codes)
    if answer.state == "ok":
        return answer
    page.empty(answer)
    return None


def courses(page: Page, starts: Answer, known: Register, codes: tuple[str, ...]) -> None:
    """Each opened outcome over the months, in units that join and units that stay, and how they stood beforehand."""
    words, values = page.words, asked_of(page, "panel", codes, "outcomes.none_shown")
    if values is None:
        return
    page.text("outcomes.course_how")
    course = course_answer(values, starts, findings.outcomes_assumed(words, "means", "groups"))
    begins = [row["start"] for row in starts.copy_rows()]
    page.figure(course, charts.outcome_courses(course, words, known, begins), findings.state_course(course, words))
    whole = page.ask("outcomes/panel", **{**EVERYTHING, "indicators": codes})
    everyone = page.ask("outcomes/starts", **EVERYTHING)
    assumed = findings.outcomes_assumed(words, "baseline", "groups")
    baseline = baseline_answer(whole, everyone, {code: str(known[code]["name"] or code) for code in codes}, assumed)
    page.section("outcomes.section.baseline")
    page.findings([findings.state_baseline(baseline, words, known)])
    if baseline.state == "ok":
        page.text("outcomes.baseline_how")
        page.table(baseline, charts.baseline_table(baseline, words, known), words("outcomes.heading.baseline"))


def waves(page: Page, starts: Answer, known: Register, codes: tuple[str, ...]) -> None:
    """What people answered in the two latest waves of each opened question."""
    words = page.words
    if asked_of(page, "waves", codes, "outcomes.none_asked") is None:
        return
    page.text("outcomes.waves_how")
    assumed = findings.outcomes_assumed(words, "waves", "groups")
    for code in codes:
        one = waves_answer(page.ask("outcomes/waves", indicators=(code,)), starts, assumed)
        name = str(known[code]["name"] or code)
        said = findings.state_waves(one, words, code, name)
        if one.state == "ok":
            page.figure(one, charts.wave_differences(one, words, code), said)
            page.points([ladder.waves_level(one, words)])
        else:
            page.findings([said])
