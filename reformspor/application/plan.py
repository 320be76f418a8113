"""The data management plan on the six heads of Science Europe's core questions, filled from what is admitted.

The heads and questions follow Science Europe, Practical Guide to the International Alignment of Research Data
Management (extended edition, 2021). What the data do not tell stands as open fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reformspor.answers import Answer
from reformspor.application.calls import Call
from reformspor.application.kept import Written
from reformspor.contract import load_contract
from reformspor.findings import state_rules
from reformspor.report import Standing
from reformspor.report.dpia import discussed_said, kept_said
from reformspor.report.parts import OPEN
from reformspor.words import Words

# Each question with the sentences that are said of it and the fields that are open in it.
HEADS: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "collection": {
        "how": (("collected", "constructed"), ("other_data",)),
        "what": (("tables", "formats"), ()),
    },
    "documentation": {
        "metadata": (("codebook", "passports", "standards"), ()),
        "quality": (("contract", "rules", "refused"), ()),
    },
    "storage": {
        "stored": (("sealed",), ("dmp_storage",)),
        "secured": (("ledger", "private", "texts"), ("dmp_access_rights",)),
    },
    "legal": {
        "personal": (("persons", "kept"), ("legal_basis",)),
        "owned": ((), ("dmp_owner", "dmp_licence")),
        "ethics": (("special", "discussed"), ("notification",)),
    },
    "sharing": {
        "shared": (("levels", "package"), ("dmp_archive",)),
        "preserved": (("years",), ()),
        "software": (("software",), ()),
        "names": (("names",), ()),
    },
    "responsibility": {
        "who": ((), ("dmp_responsible", "dmp_contact", "dmp_contact_mail")),
        "resources": ((), ("dmp_resources",)),
    },
}


@dataclass(frozen=True)
class Question:
    """A core question: what is said of it, and the fields the applicant must fill in or has filled in."""

    key: str
    said: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What the plan is made of: how the protection stands, and the answers that tell what there is.

    `present` is `data/tables_present`, `files` `data/files`, and `rules` `data/quality`.
    """

    at: Standing
    present: Answer
    files: Answer
    rules: Answer
    snapshot: str

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day any table tells of, none of them after the snapshot; None where no table has any."""
        ends = [
            day
            for row in self.present.copy_rows()
            for day in (row["first_date"], row["latest_date"])
            if day is not None
        ]
        return (min(ends), min(max(ends), self.at.as_of)) if ends else None


def plan_of(facts: Facts, words: Words) -> Mapping[str, tuple[Question, ...]]:
    """Every head with its questions, in order."""
    places = _places(facts, words)
    return {
        head: tuple(
            Question(key, tuple(said for name in names if (said := _said(name, facts, places, words))), asks)
            for key, (names, asks) in questions.items()
        )
        for head, questions in HEADS.items()
    }


def plan_markdown(facts: Facts, call: Call, written: Written, words: Words) -> str:
    """The plan as a document of its own in Markdown; a field nobody has filled in is bold and says what it asks."""
    at = facts.at
    lines = [f"# {words('application.plan.title')}", "", call.said(words, "name"), ""]
    if at.constructed:
        lines += [f"**{words('application.constructed')}**", ""]
    lines += [
        words("application.plan.made", municipality=at.municipality, id=at.snapshot_id, day=words.date(at.as_of)),
        "",
    ]
    for number, (head, questions) in enumerate(plan_of(facts, words).items(), start=1):
        lines += [f"## {number}. {words(f'application.plan.head.{head}')}", ""]
        for one in questions:
            lines += [f"### {words(f'application.plan.question.{head}_{one.key}')}", ""]
            for said in one.said:
                lines += [plain(said), ""]
            for ask in one.asks:
                lines += [*answered_lines(ask, call, written, words), ""]
    return "\n".join(lines).rstrip() + "\n"


def answered_lines(ask: str, call: Call, written: Written, words: Words) -> list[str]:
    """A field in Markdown: what was written, by which role and when, or what is still asked."""
    asks = call.said(words, f"ask.{ask}")
    held = written.answers.get(ask)
    if held is None:
        return [f"**{words('application.open', asks=asks)}**"]
    signed = words("application.signed", role=words.code("role", held.by), day=words.date(day_of(held.at)))
    return [f"*{asks}*", "", *(plain(line) for line in held.text.splitlines()), "", f"*{signed}*"]


def day_of(at: str) -> dt.date:
    """The day of a moment."""
    return dt.datetime.fromisoformat(at).date()


def plain(text: str) -> str:
    """A text that Markdown shows as it stands."""
    for sign in "\\`*_{}[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text


def _said(name: str, facts: Facts, places: Mapping[str, Any], words: Words) -> str:
    if name == "constructed":
        return words("application.constructed") if facts.at.constructed else ""
    if name == "kept":
        return kept_said(facts.at, words)
    if name == "discussed":
        return "" if facts.at.discussed_on is None else OPEN.sub("", discussed_said(facts.at, words)).strip()
    if name == "rules":
        judged = state_rules(facts.rules, words)
        return judged.text if judged.alone else ""
    if name == "tables" and facts.days is None:
        return ""
    return words(f"application.plan.said.{name}", **places)


def _places(facts: Facts, words: Words) -> dict[str, Any]:
    at, tables = facts.at, facts.present.copy_rows()
    first, last = facts.days or (at.as_of, at.as_of)
    files = facts.files.copy_rows()
    return {
        "municipality": at.municipality,
        "id": at.snapshot_id,
        "day": at.as_of,
        "program": at.program,
        "k": at.k,
        "p": at.p,
        "days": at.retention_days,
        "n": len(tables),
        "rows": sum(int(row["n"]) for row in tables),
        "first": first,
        "last": last,
        "columns": sum(len(table.columns) for table in load_contract().tables.values()),
        "files": len(files),
        "refused": sum(int(row["rows_refused"]) for row in files),
    }
