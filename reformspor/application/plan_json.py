"""The data management plan for machines, by the RDA DMP Common Standard 1.2.

What the standard demands and nobody has filled in is said to be open, never made up: an address of mail that leads
nowhere by its own name (`.invalid`, RFC 2606), and a sentence in the plan's description.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any, Literal

from reformspor.application.calls import Call
from reformspor.application.kept import Written
from reformspor.application.plan import Facts, plan_of
from reformspor.contract import load_contract
from reformspor.snapshot.schema import THROUGH_LEDGER
from reformspor.words import Words

Kind = Literal["open", "private", "released"]
LANGUAGE = {"nn": "nno", "nb": "nob", "en": "eng"}
NOBODY = "open-field@example.invalid"
FUNDER = {"identifier": "https://www.forskningsradet.no", "type": "url"}
LINK = re.compile(r"https://\S+")
CODEBOOK = {"identifier": "https://ddialliance.org/Specification/DDI-Codebook/2.5/", "type": "url"}


def plan_json(facts: Facts, call: Call, written: Written, words: Words, made_at: str) -> str:
    """The plan as JSON; `made_at` is an ISO moment with its zone."""
    title = text_of(written, "project_title") or call.said(words, "name")
    said = {
        "title": words("application.plan.title_of", title=title),
        "description": _described(facts, call, written, words),
        "language": LANGUAGE[words.lang],
        "created": _moment(written.begun or made_at),
        "modified": _moment(made_at),
        "dmp_id": {"identifier": f"reformspor:{call.code}:{facts.snapshot}", "type": "other"},
        "contact": _contact(facts, written, words),
        "ethical_issues_exist": "yes",
        "ethical_issues_description": " ".join(
            text for head in ("storage", "legal") for one in plan_of(facts, words)[head] for text in one.said
        ),
        "project": [_project(title, call, written)],
        "dataset": _datasets(facts, written, words),
    }
    return json.dumps({"dmp": said}, ensure_ascii=False, indent=1) + "\n"


def text_of(written: Written, field: str) -> str:
    """What was written in a field; empty while nothing is."""
    held = written.answers.get(field)
    return held.text if held is not None else ""


def _described(facts: Facts, call: Call, written: Written, words: Words) -> str:
    left = [
        call.said(words, f"ask.{ask}") for ask in call.asks if ask.startswith("dmp_") and ask not in written.answers
    ]
    said = [words("application.plan.made", municipality=facts.at.municipality, id=facts.snapshot, day=facts.at.as_of)]
    if facts.at.constructed:
        said.append(words("application.constructed"))
    if left:
        said.append(words("application.plan.left_open", asks="; ".join(left)))
    return " ".join(said)


def _contact(facts: Facts, written: Written, words: Words) -> dict[str, Any]:
    unit = text_of(written, "dmp_contact")
    return {
        "name": unit or words("application.plan.no_contact", municipality=facts.at.municipality),
        "mbox": text_of(written, "dmp_contact_mail") or NOBODY,
        "contact_id": {"identifier": facts.at.municipality or facts.snapshot, "type": "other"},
    }


def _project(title: str, call: Call, written: Written) -> dict[str, Any]:
    summary = text_of(written, "project_summary")
    return {
        "title": title,
        **({"description": summary} if summary else {}),
        "funding": [{"funder_id": FUNDER, "funding_status": "planned"}],
    }


def _datasets(facts: Facts, written: Written, words: Words) -> list[dict[str, Any]]:
    """A dataset for each table that was delivered; of persons' records the private ones and the released apart."""
    counted = {str(row["table_name"]): int(row["n"]) for row in facts.present.copy_rows()}
    delivered = {str(row["table_name"]) for row in facts.files.copy_rows()} | counted.keys()
    found = []
    for name, table in load_contract().tables.items():
        if name not in delivered:
            continue
        if table.of_persons or name in THROUGH_LEDGER:
            found.append(_dataset(name, "private", None, facts, written, words))
            found.append(_dataset(name, "released", None, facts, written, words))
        else:
            found.append(_dataset(name, "open", counted.get(name), facts, written, words))
    return found


def _dataset(name: str, kind: Kind, n: int | None, facts: Facts, written: Written, words: Words) -> dict[str, Any]:
    """One dataset; `n` is None where the rows are persons' or groups', and are not told."""
    private = kind == "private"
    title = words(load_contract().tables[name].title_key)
    archive = text_of(written, "dmp_archive")
    about = words(f"contract.{name}.grain")
    if n is not None:
        about = f"{about}. {words('application.plan.dataset.rows', n=n)}"
    return {
        "title": words(f"application.plan.dataset.{kind}", table=title),
        "description": about,
        "dataset_id": {"identifier": f"{facts.snapshot}/{name}/{kind}", "type": "other"},
        "personal_data": "yes" if private else "no",
        "sensitive_data": "yes" if private else "no",
        "is_reused": True,
        "language": LANGUAGE[words.lang],
        "keyword": [words("application.plan.keyword")],
        "metadata": [{"language": LANGUAGE[words.lang], "metadata_standard_id": CODEBOOK}],
        **({"security_and_privacy": secured} if (secured := _secured(name, kind, facts, words)) else {}),
        "distribution": [_distribution(title, kind, written, words)],
        **({"preservation_statement": archive} if archive else {}),
    }


def _distribution(title: str, kind: Kind, written: Written, words: Words) -> dict[str, Any]:
    """How it can be had: closed until somebody has written that it is to be archived for others."""
    shared = kind != "private" and bool(text_of(written, "dmp_archive"))
    storage, licence = text_of(written, "dmp_storage"), written.answers.get("dmp_licence")
    found: dict[str, Any] = {
        "title": words(f"application.plan.dataset.{kind}", table=title),
        "data_access": "shared" if shared else "closed",
        "format": ["text/csv"],
    }
    if storage:
        found["description"] = storage
    if shared and licence is not None and LINK.fullmatch(licence.text):
        found["license"] = [{"license_ref": licence.text, "start_date": licence.at[:10]}]
    return found


def _secured(name: str, kind: Kind, facts: Facts, words: Words) -> list[dict[str, str]]:
    """What protects people in a dataset; nothing where nothing in it can be of anybody."""
    at = facts.at
    said = {
        "private": lambda: words("application.plan.said.private", days=at.retention_days),
        "released": lambda: words("application.plan.said.ledger", k=at.k, p=at.p),
        "open": lambda: words("application.plan.said.texts"),
    }
    columns = load_contract().tables[name].columns.values()
    if kind == "open" and not any(column.privacy == "free_text" for column in columns):
        return []
    return [{"title": words("application.plan.head.storage"), "description": said[kind]()}]


def _moment(at: str) -> str:
    """An ISO moment with its zone; one without is UTC."""
    moment = dt.datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).isoformat(timespec="seconds")
