"""The draft of a data protection impact assessment (GDPR art. 35), filled from the contract, the settings and the data.

What only the municipality can know or decide stands as open fields. Structure: Datatilsynet's guidance on
*vurdering av personvernkonsekvensar*: description, necessity and proportionality, risks, measures, involvement,
conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from reformspor.contract import load_contract
from reformspor.findings.labels import label_of
from reformspor.report.fields import n_open_columns
from reformspor.report.parts import Document, Grid, Heading, Part, bullets, grid, paragraph
from reformspor.report.standing import Standing
from reformspor.report.tables import fields_table, levels_table
from reformspor.words import Words

# Likelihood and severity are proposals; the municipality makes its own judgement of them.
RISKS = {
    "few": ("low", "high"),
    "union": ("low", "high"),
    "text": ("medium", "medium"),
    "control": ("medium", "high"),
    "purpose": ("medium", "high"),
    "wrong": ("medium", "medium"),
    "access": ("low", "high"),
    "ledger": ("low", "high"),
    "read": ("medium", "medium"),
}
DONE = ("ledger", "threshold", "forbidden", "texts", "private", "retention", "levels", "trace", "wording")
LEFT = ("access", "agreement", "inform", "rights", "train", "review", "backup")
RIGHTS = ("information", "insight", "correction", "erasure", "objection", "complaint")


def assessment(at: Standing, words: Words) -> Document:
    """The whole draft; its `open` fields are what is left to fill in."""
    return Document(
        name=words("protection.draft_file"),
        title=words("dpia.title"),
        header=words("dpia.header_constructed" if at.constructed else "dpia.header"),
        footer=words("dpia.footer", municipality=at.municipality, id=at.snapshot_id),
        field=words("dpia.field"),
        day=at.as_of,
        parts=(
            *_front(at, words),
            *_description(at, words),
            *_necessity(at, words),
            *_risks(words),
            *_measures(at, words),
            *_involvement(at, words),
            *_conclusion(words),
        ),
    )


def purpose_said(at: Standing, words: Words) -> str:
    """The purpose as the settings say it; an open field until they do."""
    return at.purpose or words("dpia.purpose.open")


def discussed_said(at: Standing, words: Words) -> str:
    """When it was discussed and with which roles; an open field for what is not known."""
    if at.discussed_on is None:
        return words("dpia.involvement.not_discussed")
    roles = words.listing([words.code("role", role) for role in at.discussed_with])
    return words(
        "dpia.involvement.discussed", day=words.date(at.discussed_on), roles=roles or words("dpia.involvement.whom")
    )


def _front(at: Standing, words: Words) -> Iterator[Part]:
    yield paragraph(words("dpia.front.draft"))
    if at.constructed:
        yield paragraph(words("dpia.front.constructed"))
    yield grid(
        (words("dpia.front.about"), words("dpia.front.said")),
        [
            (words("dpia.front.controller"), at.municipality or words("dpia.front.controller_open")),
            (words("dpia.front.processing"), words("dpia.front.processing_said")),
            (words("dpia.front.owner"), words("dpia.front.owner_open")),
            (words("dpia.front.officer"), words("dpia.front.officer_open")),
            (words("dpia.front.version"), words("dpia.front.version_open")),
            (words("dpia.front.data"), words("dpia.front.data_said", day=words.date(at.as_of), id=at.snapshot_id)),
            (words("dpia.front.program"), at.program),
        ],
        (1, 2),
    )
    yield Heading(words("dpia.need.title"))
    yield paragraph(words("dpia.need.why"))
    yield paragraph(words("dpia.need.open"))


def _description(at: Standing, words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.description.title"))
    yield Heading(words("dpia.description.purpose"), 2)
    yield paragraph(purpose_said(at, words))
    yield Heading(words("dpia.description.people"), 2)
    roles = [words.code("role", role) for role in load_contract().codes["role"] if role != "not_reported"]
    yield paragraph(words("dpia.description.roles", roles=words.listing(roles)))
    yield paragraph(words("dpia.description.count_open"))
    yield Heading(words("dpia.description.fields"), 2)
    yield paragraph(words("dpia.description.fields_lead", n=n_open_columns()))
    yield _table(fields_table(words, at.k), (1.4, 2.1, 2.1))
    yield paragraph(words("dpia.description.special"))
    yield Heading(words("dpia.description.flow"), 2)
    yield bullets(words(f"dpia.flow.{step}") for step in ("source", "child", "ledger", "served", "reader"))
    table = load_contract().tables["resource_use"]
    systems = words.listing([words.code("system", system) for system in table.systems])
    yield paragraph(words("dpia.description.systems", systems=systems))
    yield Heading(words("dpia.description.kept"), 2)
    yield paragraph(kept_said(at, words))
    yield paragraph(words("dpia.description.archive_open"))
    yield Heading(words("dpia.description.who"), 2)
    yield _table(levels_table(words), (1, 2, 2))
    yield paragraph(words("dpia.description.who_open"))
    yield paragraph(words("dpia.description.processor_open"))
    yield paragraph(words("dpia.description.automatic"))


def kept_said(at: Standing, words: Words) -> str:
    """How long records of persons are kept."""
    said = words("dpia.description.kept_days", n=at.retention_days)
    return f"{said} {words('dpia.description.last_date', day=words.date(at.last_date))}" if at.last_date else said


def _table(frame: pd.DataFrame, widths: tuple[float, ...]) -> Grid:
    return grid([str(name) for name in frame.columns], frame.astype(str).to_numpy().tolist(), widths)


def _necessity(at: Standing, words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.necessity.title"))
    yield Heading(words("dpia.necessity.basis"), 2)
    yield paragraph(words("dpia.necessity.basis_said"))
    yield paragraph(words("dpia.necessity.basis_open"))
    yield Heading(words("dpia.necessity.control"), 2)
    yield paragraph(words("dpia.necessity.control_said"))
    yield paragraph(words("dpia.necessity.control_open"))
    yield Heading(words("dpia.necessity.least"), 2)
    yield bullets(words(f"dpia.least.{name}", k=at.k) for name in ("pseudonym", "groups", "bands", "name", "loss"))
    yield paragraph(words("dpia.necessity.loss"))
    yield grid(
        [words(f"dpia.necessity.{name}") for name in ("whose", "label", "share")],
        [
            (label_of(words, "loss_people", who), label_of(words, "loss_measure", what), words.percent(share))
            for who, what, share in at.loss
        ]
        or [(words("dpia.necessity.no_loss"), "\N{EN DASH}", "\N{EN DASH}")],
        (2, 2, 1),
    )
    yield paragraph(words("dpia.necessity.waiting", hours=words.number(at.waiting_hours)))
    yield paragraph(words("dpia.necessity.alternatives_open"))
    yield Heading(words("dpia.necessity.rights"), 2)
    yield bullets(words(f"dpia.right.{name}", n=at.retention_days) for name in RIGHTS)


def _risks(words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.risks.title"))
    yield paragraph(words("dpia.risks.lead"))
    yield grid(
        [words(f"dpia.risks.{name}") for name in ("risk", "likelihood", "severity", "measure", "rest")],
        [
            (
                words(f"dpia.risk.{name}.said"),
                words(f"dpia.grade.{likelihood}"),
                words(f"dpia.grade.{severity}"),
                words(f"dpia.risk.{name}.measure"),
                words("dpia.risks.rest_open"),
            )
            for name, (likelihood, severity) in RISKS.items()
        ],
        (2.1, 1.5, 1.35, 2.3, 1.4),
    )
    yield paragraph(words("dpia.risks.more_open"))


def _measures(at: Standing, words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.measures.title"))
    yield Heading(words("dpia.measures.done"), 2)
    yield bullets(words(f"dpia.done.{name}", k=at.k, p=at.p, n=at.retention_days) for name in DONE)
    yield Heading(words("dpia.measures.left"), 2)
    yield grid(
        [words(f"dpia.measures.{name}") for name in ("what", "who", "when")],
        [
            (words(f"dpia.left.{name}"), *(words(f"dpia.measures.{what}_open") for what in ("who", "when")))
            for name in LEFT
        ],
        (3, 1.2, 1.2),
    )


def _involvement(at: Standing, words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.involvement.title"))
    yield Heading(words("dpia.involvement.reps"), 2)
    yield paragraph(words("dpia.involvement.reps_said"))
    yield paragraph(discussed_said(at, words))
    committee = dict(at.bodies).get("parties_committee")
    if committee:
        yield paragraph(words("dpia.involvement.committee", name=committee))
    yield paragraph(words("dpia.involvement.reps_open"))
    yield Heading(words("dpia.involvement.officer"), 2)
    yield paragraph(words("dpia.involvement.officer_open"))
    yield Heading(words("dpia.involvement.people"), 2)
    yield paragraph(words("dpia.involvement.people_open"))


def _conclusion(words: Words) -> Iterator[Part]:
    yield Heading(words("dpia.conclusion.title"))
    yield paragraph(words("dpia.conclusion.open"))
    yield paragraph(words("dpia.conclusion.prior"))
    yield grid(
        [words(f"dpia.conclusion.{name}") for name in ("role", "day", "sign")],
        [
            (words(f"dpia.conclusion.{name}"), words("dpia.conclusion.day_open"), words("dpia.conclusion.sign_open"))
            for name in ("leader", "officer", "reps")
        ],
        (2, 1, 2),
    )
    yield paragraph(words("dpia.conclusion.note"), note=True)
