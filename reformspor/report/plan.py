"""The design of an evaluation as a document for an application: who begins when, what can be found, and how it is told.

It stands on the plan the reader has set and on the register; what only the applicant knows stands as open fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from reformspor.answers.planning import Design
from reformspor.findings.finding import Finding
from reformspor.findings.hypotheses import SHORT, draw_said, hypothesis_said
from reformspor.findings.planning import planning_assumed, smallest_p_said
from reformspor.hypotheses import Register
from reformspor.report.parts import Document, Grid, Heading, Part, bullets, grid, paragraph
from reformspor.words import Words


@dataclass(frozen=True)
class Told:
    """What the document is made of: the plan, what it finds, and the tables that stand on the page.

    `names` are what the outcomes of the register are called.
    """

    municipality: str
    constructed: bool
    day: dt.date
    design: Design
    found: Finding
    tried: Finding | None
    staircase: pd.DataFrame
    orders: pd.DataFrame
    register: Register
    names: Mapping[str, str] = field(default_factory=dict)


def plan_document(told: Told, words: Words) -> Document:
    """The whole text; its `open` fields are what is left to fill in."""
    return Document(
        name=words("planning.paper.file"),
        title=words("planning.paper.title"),
        header=words("planning.paper.header_constructed" if told.constructed else "planning.paper.header"),
        footer=words("planning.paper.footer", municipality=told.municipality, day=words.date(told.day)),
        field=words("dpia.field"),
        day=told.day,
        parts=(*_design(told, words), *_find(told, words), *_analysis(told, words), *_register(told, words)),
    )


def design_said(told: Told, words: Words) -> tuple[str, ...]:
    """The design in a few sentences that can be copied into an application."""
    design = told.design
    plan = design.plan
    steps = len({start for start in plan.starts if start is not None})
    begin = words("planning.paper.begin", n=steps, treated=plan.treated, first=design.first + 1)
    return (
        words("planning.paper.follow", n=design.units, months=design.months),
        begin if steps else words("planning.paper.nobody"),
        words("planning.paper.lot"),
        smallest_p_said(design, words),
        told.found.text,
        *((told.tried.text,) if told.tried else ()),
    )


def _design(told: Told, words: Words) -> Iterator[Part]:
    yield paragraph(words("planning.paper.lead"))
    yield Heading(words("planning.paper.question"))
    yield paragraph(words("planning.paper.question_open"))
    yield Heading(words("planning.paper.design"))
    for said in design_said(told, words)[:3]:
        yield paragraph(said)
    yield _table(told.staircase, words)
    for draw in told.register.draws:
        yield paragraph(draw_said(draw, words))


def _find(told: Told, words: Words) -> Iterator[Part]:
    yield Heading(words("planning.paper.power"))
    for said in design_said(told, words)[3:]:
        yield paragraph(said)
    yield bullets(one.said for one in planning_assumed(words, told.design))
    yield paragraph(words("planning.paper.orders"))
    yield _table(told.orders, words)


def _analysis(told: Told, words: Words) -> Iterator[Part]:
    yield Heading(words("planning.paper.analysis"))
    yield bullets(words(f"planning.paper.step.{name}") for name in ("estimate", "test", "trend", "robust", "words"))
    yield Heading(words("planning.paper.limits"))
    yield bullets(words(f"planning.paper.limit.{name}") for name in ("spread", "others", "small"))
    yield paragraph(words("planning.paper.ethics_open"))


def _register(told: Told, words: Words) -> Iterator[Part]:
    yield Heading(words("planning.paper.registered"))
    standing = [one for one in told.register.hypotheses if not one.replaced]
    if not standing:
        yield paragraph(words("planning.paper.none_open"))
        return
    if told.constructed:
        yield paragraph(words("hypotheses.constructed"))
    for one in standing:
        is_open = told.register.opened(one.hypothesis.outcome) is not None
        yield paragraph(" ".join(hypothesis_said(one, words, told.names, is_open=is_open)))
    replaced = [one.hash[:SHORT] for one in told.register.hypotheses if one.replaced]
    if replaced:
        yield paragraph(words("planning.paper.replaced", n=len(replaced), hashes=", ".join(replaced)))
    if told.register.seal:
        yield paragraph(words("hypotheses.seal", seal=told.register.seal))


def _table(frame: pd.DataFrame, words: Words) -> Grid:
    rows = [[_cell(value, words) for value in row] for row in frame.to_numpy(dtype=object)]
    return grid([str(name) for name in frame.columns], rows)


def _cell(value: object, words: Words) -> str:
    if isinstance(value, float):
        return words.number(value, 0 if value.is_integer() else 2)
    return "" if value is None else str(value)
