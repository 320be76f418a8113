"""Kven svarar? Spurt, svart, med, prøvd og løyst, nivå for nivå og eigar for eigar, med kvar nemnar synleg."""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.answers.lasting import ANSWERED, group_answer
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Who was asked, what they answered and what came of it; without any asking, what to register."""
    levels = page.ask("barriers/response")
    owners = page.ask("barriers/response_by_owner")
    page.title("answers.title", findings.state_answered(levels, page.words))
    page.text("answers.lead", least=findings.FEWEST_ASKED)
    if levels.state != "ok":
        page.figure(levels, None)
        page.text("answers.register")
        return
    page.section("answers.section.levels")
    asked(page, levels)
    page.text("answers.counted")
    page.section("answers.section.owners")
    asked(page, owners)
    page.section("answers.section.time")
    waited(page)
    page.link("durations", "answers.to_durations")


def asked(page: Page, answer: Answer) -> None:
    """From asked to solved, what was answered, and who will join."""
    words = page.words
    page.figure(answer, charts.steps(answer, words), findings.state_steps(answer, words))
    page.figure(answer, charts.answered_bars(answer, words), findings.state_split(answer, words))
    page.figure(answer, charts.joining_shares(answer, words), findings.state_joining(answer, words))


def waited(page: Page) -> None:
    """When half have answered, level by level, with those that still wait counted for as long as they have."""
    words = page.words
    assumed = findings.durations_assumed(words, "first_end")
    groups = group_answer(page.ask("barriers/time_to_answer"), ANSWERED, "level", "durations/answer_levels", assumed)
    page.findings([findings.state_awaited(groups, words, "answer")])
    heading = words("durations.heading.answer_level")
    page.table(groups, charts.lasting_groups(groups, words, "level", "answered"), heading)
