"""Timar og endring: går resultatet i lag med timane i den same eininga, og kva kan ein ikkje lesa av det?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer, studied
from reformspor.answers.dosed import Dosed, covered_answer, dosed, points_answer, slopes_answer
from reformspor.answers.panelled import breaks_of
from reformspor.effects.dosing import given_of
from reformspor.effects.result import Result, read_plain
from reformspor.findings import dose as told
from reformspor.findings.verdict import difference_unit, gates_table
from reformspor.page.outcome import EVERYTHING, Outcome, chosen_outcome
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """One outcome against hours per årsverk, within units: association at the most."""
    page.title("dose.title")
    page.text("dose.lead")
    chosen = chosen_outcome(page, alone=False)
    if chosen is not None:
        held_against(page, chosen)
    page.section("dose.section.limits")
    page.text("dose.limits_text")
    page.link("effect", "dose.to_effect")


def held_against(page: Page, chosen: Outcome) -> None:
    """The outcome's panel held against the hours of the same months."""
    hours = page.ask("outcomes/dose", **EVERYTHING)
    if chosen.panel is None:
        page.text("dose.thin")
        page.points(findings.refusals(chosen.read.refused, page.words))
        return
    if hours.state != "ok":
        page.text("dose.no_hours")
        page.empty(hours)
        return
    held = dosed(chosen.panel, hours)
    said = page.work("dose", given_of(held.panel, held.dose))
    if said is not None:
        shown(page, chosen, hours, held, read_plain(said))


def shown(page: Page, chosen: Outcome, hours: Answer, held: Dosed, found: Result) -> None:
    """What was found: the points, the slopes, and what is known and not."""
    words, name, unit = page.words, chosen.name, difference_unit(chosen.measured_in, page.words)
    verdict = told.dose_verdict(held, found, len(breaks_of(chosen.values)))
    same = told.state_dose(found, verdict, held, words, name, unit)
    page.section("dose.section.together")
    if found.refused:
        page.findings([same])
    else:
        assumed = told.dose_assumed(words)
        points = points_answer(chosen.values, hours, held, found, assumed)
        page.figure(points, charts.dose_points(points, words, unit), same)
        page.section("dose.section.around")
        slopes = slopes_answer(chosen.values, hours, found, assumed)
        page.figure(
            slopes, charts.dose_slopes(slopes, words, unit), told.state_begun(found, verdict, words, name, unit)
        )
    page.section("dose.section.level")
    page.points(told.dose_level(verdict, words))
    page.table(studied.gates(chosen.values, verdict), gates_table(verdict, words))
    page.section("dose.section.known")
    page.points(told.dose_minded(held, hours, found, chosen.read.notices, words))
    covered = covered_answer(chosen.values, hours, held)
    page.table(covered, charts.dose_covered(covered, words), words("dose.heading.covered"))
