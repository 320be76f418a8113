"""A number's target and status by its measure's name: the same way on every tile, and on every figure of a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.charts.target import with_target
from reformspor.findings import Glance, Status, say_former_period, state_status
from reformspor.findings.measures import FIGURES, ends_of, goal_said, state_target
from reformspor.page.goals import goal_for
from reformspor.page.protocol import Tile

if TYPE_CHECKING:
    from reformspor.page.protocol import Page


@dataclass(frozen=True)
class Measured:
    """A measure's number against its target, in words, and its status by its rule; nothing where there is none."""

    target: str | None = None
    status: Status | None = None

    def over(self, other: Measured) -> Measured:
        """Two measures of one tile: both targets, this one's first, and the status of the one that has a rule."""
        targets = [text for text in (self.target, other.target) if text]
        return Measured(" · ".join(targets) or None, self.status or other.status)


def measured(page: Page, measure: str, answer: Answer, *, named: bool = False) -> Measured:
    """What the targets and the status rules say of a measure as this answer tells it, within the answer's scope.

    With `named` the target says what it is of, for a tile whose number is another measure's.
    """
    goal = goal_for(page, measure, answer.scope)
    status = state_status(ends_of(measure, answer), page.choices.rule(measure), page.words, goal)
    return Measured(state_target(measure, answer, goal, page.words, named=named), status)


def measured_tile(
    page: Page,
    label: str,
    answer: Answer,
    glance: Glance,
    held: Measured | None = None,
    *,
    link: str | None = None,
    of_period: bool = False,
) -> Tile:
    """A tile with its measure's own definition, and what is `held` against the number: its target and its status.

    `of_period` when the glance's former number is that of the period before, which the definition then names.
    """
    held = held or Measured()
    said = [page.words(f"{answer.question.word_key}.measure")]
    if of_period and glance.former:
        said.append(say_former_period(page.scope, answer, page.words))
    return Tile(
        label=label,
        value=glance.value,
        unit=glance.unit,
        change=glance.change,
        spark=glance.spark,
        definition=" ".join(said),
        link=link,
        # A status has its own mark and word.
        tone=None if held.status is not None else glance.tone,
        answer=answer,
        former=glance.former,
        target=held.target,
        status=held.status,
    )


def aimed(page: Page, answer: Answer, chart: Chart | None) -> Chart | None:
    """The figure with its measure's target drawn; as it was where there is none.

    Where a figure's values are not its measure's, as the single roles' hours are not the month's, it is only said.
    """
    figure = FIGURES.get(answer.name)
    if figure is None or not figure.axis or chart is None or answer.state != "ok":
        return chart
    goal = goal_for(page, figure.measure, answer.scope)
    if goal is None:
        return chart
    return with_target(chart, goal.value * figure.scale, goal_said(figure.measure, goal, page.words), figure.axis)
