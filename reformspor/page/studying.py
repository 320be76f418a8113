"""The study of the outcome a reader looks at: worked out in the background, and the same on every page that asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reformspor.answers.asked import Surroundings, surroundings
from reformspor.answers.panelled import panel_of
from reformspor.effects.panel import Panel
from reformspor.effects.study import Study, read_study
from reformspor.effects.studying import given_of
from reformspor.findings.sensitivity import refusals
from reformspor.hypotheses.lowering import as_lowered
from reformspor.page.cards import ALWAYS, MILESTONES
from reformspor.page.outcome import EVERYTHING, Outcome, chosen_outcome
from reformspor.page.protocol import Page


@dataclass(frozen=True)
class Looked:
    """What a reader looks at: the outcome, what surrounds it, and its study, None while that is being worked out."""

    found: Outcome
    given: Surroundings
    study: Study | None


def looked_at(page: Page) -> Looked | None:
    """The outcome the reader has chosen with its study; None, and why is said, where there is none to study."""
    found = chosen_outcome(page)
    if found is None:
        return None
    if found.panel is None:
        page.text("effect.thin_panel")
        page.points(refusals(found.read.refused, page.words))
        return None
    given = surrounded(page, found, found.panel)
    return Looked(found, given, study_of(page, found, given))


def surrounded(page: Page, found: Outcome, panel: Panel) -> Surroundings:
    """What the study is told: the panel of the outcome, the register, milestones, and other outcomes that are open."""
    register = page.registered()

    def read(code: str) -> Panel | None:
        if register.opened(code) is None:
            return None
        values = page.ask("outcomes/panel", indicators=(code,), **EVERYTHING)
        return panel_of(values, found.starts).panel if values.state == "ok" else None

    return surroundings(found.values, panel, register, page.ask(MILESTONES, **ALWAYS), read)


def study_of(page: Page, found: Outcome, given: Surroundings) -> Study | None:
    """What the study came to, its verdict as an analyst may have lowered it; None while it is being worked out, which
    the page shows.

    A single unit is a series of its own, whatever was registered of all of them.
    """
    design = "its" if given.panel.n_units == 1 else None
    said = page.work("study", given_of(given.panel, given.asked, design))
    if said is None:
        return None
    study = read_study(said)
    return replace(study, verdict=as_lowered(page.registered(), found.lowered_as, study.verdict))
