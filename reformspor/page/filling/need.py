"""Need and knowledge: what stands in the way, who answers, what the representatives bear, and what is not known."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from reformspor import charts, findings
from reformspor.answers.lasting import ANSWERED, group_answer
from reformspor.application.calls import FOLDER
from reformspor.findings import application as said
from reformspor.page.filling.draft import Draft
from reformspor.page.outcome import EVERYTHING
from reformspor.page.protocol import Page


def barriers(page: Page, draft: Draft) -> None:
    """How many barriers, by what kind they are and who can change it."""
    words = page.words
    levels, both = draft.ask(page, "barriers/by_level"), draft.ask(page, "barriers/type_by_level")
    _say(page, said.barriers_said(levels, words))
    drawn = charts.matrix(both, words, rows="type", columns="level", value="n_open", unit="barriers")
    draft.figure(page, both, drawn, findings.state_levels(levels, words))


def response(page: Page, draft: Draft) -> None:
    """Who was asked to join, and what they answered."""
    levels = draft.ask(page, "barriers/response")
    _say(page, said.joining_said(levels, page.words))
    draft.figure(page, levels, charts.answered_bars(levels, page.words), findings.state_split(levels, page.words))


def load(page: Page, draft: Draft) -> None:
    """What the union representatives bear against the time they are released, and on top of ordinary duty."""
    words, roles = page.words, findings.representatives_of(())
    released = draft.ask(page, "resources/beyond_release", roles=roles)
    top = draft.ask(page, "union_reps/on_top_by_year", roles=roles)
    drawn = charts.dumbbell(released, words, by="role", agreed="release_h", used="hours")
    draft.figure(page, released, drawn, findings.state_release(released, words))
    draft.figure(page, top, charts.share_years(top, words), findings.state_on_top_years(top, words))


def gaps(page: Page, draft: Draft) -> None:
    """What is not known yet: outcomes without a figure, and how long an answer takes, with those that still wait."""
    words = page.words
    indicators = page.ask("outcomes/indicators", **EVERYTHING)
    page.points([said.outcomes_said(indicators, words)])
    if indicators.state == "ok":
        draft.table(page, indicators, charts.indicator_register(indicators, words), words("application.gaps.register"))
    asked = draft.ask(page, "barriers/time_to_answer")
    assumed = findings.durations_assumed(words, "first_end")
    groups = group_answer(asked, ANSWERED, "level", "durations/answer_levels", assumed)
    page.findings([findings.state_awaited(groups, words, "answer")])
    drawn = charts.lasting_groups(groups, words, "level", "answered")
    draft.table(page, groups, drawn, words("durations.heading.answer_level"))


def sources(page: Page, draft: Draft) -> None:
    """What has been published beforehand, and what it lacked that these data have."""
    words = page.words
    page.text("application.sources.lead")
    page.points(
        [
            f"{one['title']} ({one['by']}, {one['year']}): {words('application.sources.' + one['key'])}"
            for one in known_sources()
        ]
    )
    page.text("application.sources.new")


@cache
def known_sources() -> tuple[dict[str, Any], ...]:
    """What is published: key, title, by and year, in the order of the file."""
    return tuple(tomllib.loads((FOLDER / "knowledge.toml").read_text("utf-8"))["sources"])


def _say(page: Page, text: str) -> None:
    if text:
        page.points([text])
