"""The register packed for the records system: plain tables in words, what each column means, and a sealed list of both.

The form is CSV in UTF-8 within one ZIP. A table of text can be read by any program, and by none but an editor, for as
long as there are letters; a records system takes the files in as documents. Codes are written out, as Noark 5 asks of
what is handed over, and the list of files has Noark 5's own names for what it says of them (sjekksum, format and more).
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer, ask
from reformspor.charts import n_waiting
from reformspor.choices import Choices
from reformspor.contract import load_contract
from reformspor.disclosure import Rule
from reformspor.intake.guarding import guarded
from reformspor.passport import Passport, identity, passport_of
from reformspor.report.worded import headings, worded
from reformspor.scope import Scope
from reformspor.store import Store
from reformspor.words import Words

README, LIST, FIELDS = "README.txt", "manifest.json", "fields.csv"
DOCUMENT = ("barrier_id", "at", "to_status", "actor_level", "actor_org", "doc_ref")
# What a column of the question is called in the contract, where it has another name there.
IN_CONTRACT = {"instrument": "steering_instrument"}
TABLES = ("barriers", "barrier_events")
Bodies = dict[str, bytes]


@dataclass(frozen=True)
class Package:
    """The package and its name, how many barriers and events it has, how many texts it is without, and the passports of
    its tables, without their numbers."""

    name: str
    body: bytes
    barriers: int
    events: int
    waiting: int
    passports: tuple[Passport, ...] = ()


def package_of(store: Store, rule: Rule, words: Words, choices: Choices, places: Mapping[str, str]) -> Package:
    """The package of everything a snapshot holds of barriers, as a level may see it."""
    register, events, texts = (
        ask(store, name, Scope(), rule, choices=choices)
        for name in ("archive/barriers", "archive/events", "data/texts")
    )
    waiting = n_waiting(texts, TABLES)
    body = archive_bytes(register, events, words, places, waiting=waiting)
    passports = tuple(
        passport_of(one, says=one.name, lang=words.lang, place=None, lock="", numbered=False)
        for one in (register, events)
    )
    return Package(archive_name(register), body, len(register.frame), len(events.frame), waiting, passports)


def archive_name(register: Answer) -> str:
    """A name that says what, of which day, which snapshot, and whether it is constructed."""
    from_ = register.provenance
    start = "konstruert-" if from_.constructed else ""
    return f"{start}barriereregister-{from_.as_of.isoformat()}-{from_.snapshot_id}.zip"


def archive_bytes(
    register: Answer, events: Answer, words: Words, places: Mapping[str, str], *, waiting: int = 0
) -> bytes:
    """The package of `archive/barriers` and `archive/events`; `waiting` texts are not in it, as nobody has read them.

    The same answers give the same bytes. What the level may not see is in neither answer, and so not here.
    """
    files = _tables(register, events, words, places)
    files[FIELDS] = _fields(register, events, words)
    files[README] = _readme(register, events, words, files, waiting).encode("utf-8")
    files[LIST] = _list(register, events, words, files, waiting)
    out = io.BytesIO()
    day = register.provenance.as_of
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[name])
    return out.getvalue()


def _tables(register: Answer, events: Answer, words: Words, places: Mapping[str, str]) -> Bodies:
    said = events.frame[list(DOCUMENT)]
    documents = said[said["doc_ref"].notna()]
    return {
        "barriers.csv": _csv(list(headings(register, words).values()), worded(register, words, places)),
        "events.csv": _csv(list(headings(events, words).values()), worded(events, words, places)),
        "documents.csv": _csv(
            [headings(events, words)[name] for name in DOCUMENT],
            worded(events, words, places).loc[documents.index, list(DOCUMENT)],
        ),
    }


def _of(register: Answer, events: Answer) -> dict[str, Answer]:
    return {"barriers.csv": register, "events.csv": events}


def _csv(heads: Sequence[str], rows: pd.DataFrame) -> bytes:
    """Semicolons, days as 2026-10-31, decimal point; text that a spreadsheet would run has an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows.itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return guarded("; ".join(str(one) for one in value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[: len("2026-10-31")]
    if isinstance(value, float):
        return f"{value:.10g}"
    return guarded(str(value))


def _fields(register: Answer, events: Answer, words: Words) -> bytes:
    """Every column of the two tables with what it means, as the contract says it."""
    rows = []
    for file, table, answer in (("barriers.csv", "barriers", register), ("events.csv", "barrier_events", events)):
        known = load_contract().tables[table].columns
        for code, name in headings(answer, words).items():
            column = IN_CONTRACT.get(code, code)
            key = f"contract.{table}.columns.{column}.meaning"
            kind = known[column].type if column in known else ""
            rows.append((file, name, column, kind, words(key) if words.has(key) else words("register.package.derived")))
    heads = [words(f"register.package.field.{name}") for name in ("file", "name", "code", "type", "meaning")]
    return _csv(heads, pd.DataFrame(rows))


def _readme(register: Answer, events: Answer, words: Words, files: Bodies, waiting: int) -> str:
    from_ = register.provenance
    lines = [
        words("register.package.title", municipality=from_.municipality, day=from_.as_of),
        *([words("frame.badge_more")] if from_.constructed else []),
        words("register.package.holds", barriers=len(register.frame), events=len(events.frame)),
        words("register.package.level", level=words(f"frame.level.{register.rule.level}")),
        words("register.package.waiting", n=waiting) if waiting else words("register.package.whole"),
        words("register.package.form"),
        words("register.package.why"),
        words("register.package.not_here"),
        words("register.package.check", file=LIST),
        "",
        *(f"{name}: {words(f'register.package.file.{name.split(chr(46))[0]}')}" for name in sorted(files)),
        "",
        f"{from_.snapshot_id} · {from_.program} · {register.question.digest[:16]} · {events.question.digest[:16]}",
        *(f"{file}: {words('page.foot.passport', id=identity(one))}" for file, one in _of(register, events).items()),
        *(f"{file.name} SHA-256 {file.sha256}" for file in from_.files),
    ]
    return "\r\n".join(lines) + "\r\n"


def _list(register: Answer, events: Answer, words: Words, files: Bodies, waiting: int) -> bytes:
    from_ = register.provenance
    said = {
        "systemID": from_.snapshot_id,
        "tittel": words("register.package.title", municipality=from_.municipality, day=from_.as_of),
        "beskrivelse": words("register.package.holds", barriers=len(register.frame), events=len(events.frame)),
        "arkivskaperNavn": from_.municipality,
        "opprettetDato": from_.admitted_at,
        "uttaksdato": from_.as_of.isoformat(),
        "konstruert": from_.constructed,
        "nivaa": register.rule.level,
        "spraak": words.lang,
        "tal": {"barrierar": len(register.frame), "hendingar": len(events.frame), "tekstar_som_ventar": waiting},
        "program": from_.program,
        "figurpass": {file: identity(one) for file, one in _of(register, events).items()},
        "dokumentobjekt": [
            {
                "referanseDokumentfil": name,
                "format": "text/csv" if name.endswith(".csv") else "text/plain",
                "filstoerrelse": len(body),
                "sjekksum": hashlib.sha256(body).hexdigest(),
                "sjekksumAlgoritme": "SHA-256",
            }
            for name, body in sorted(files.items())
        ],
        "kjelder": [{"fil": file.name, "sjekksum": file.sha256} for file in from_.files],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
