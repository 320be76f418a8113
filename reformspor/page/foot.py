"""Under every figure: source with date, what is hidden or waiting, filters not heeded, and the figure's passport."""

from __future__ import annotations

import re
from functools import cache

import duckdb
import pandas as pd

from reformspor.answers import Answer, SourceFile
from reformspor.choices.said import used_said
from reformspor.contract import load_contract
from reformspor.findings.amounts import say
from reformspor.findings.money import MONEY
from reformspor.page.markup import Markup, tag
from reformspor.passport import identity
from reformspor.words import Words

MOST_FILES = 3
COUNTED = frozenset({"sessions", "barriers", "changes", "units", "initiatives", "actions"})
ADDED = frozenset({"hours", "nok", "nok_estimate"})
# Read only to name things, so an answer is not missing them.
HELPFUL = frozenset({"units", "initiatives", "indicators"})
MADE_OF = {
    "released": ("resource_use",),
    "released_margin": ("resource_use",),
    "released_effort": ("resource_use",),
    "released_fifth": ("resource_use",),
    "released_part": ("resource_use",),
    "waiting": ("resource_use",),
    "forecast_group": ("resource_use",),
    "forecast_month": ("resource_use",),
    "forecast_error": ("resource_use",),
    "released_capacity": ("capacity",),
    "barrier_now": ("barriers", "barrier_events"),
    "quality": tuple(load_contract().tables),
    "barrier_spells": ("barriers", "barrier_events"),
    "barrier_states": ("barriers", "barrier_events"),
}


def foot(words: Words, answer: Answer) -> Markup:
    """The foot as markup: one line of source, one of what the reader must know."""
    return tag("div", tag("p", " ".join(source_lines(words, answer))), *_known(words, answer), cls="rs-foot")


def source_lines(words: Words, answer: Answer) -> list[str]:
    """Source, approval and passport, as short sentences; pictures and files carry the same."""
    from_ = answer.provenance
    files = list(dict.fromkeys(file.name for file in source_files(answer)))
    if len(files) > MOST_FILES:
        files = [words("page.foot.files", n=len(files))]
    date = words.date(from_.taken_at or from_.as_of)
    return [
        words("page.foot.source", files=words.listing(files), date=date)
        if files
        else words("page.foot.no_source", date=date),
        *([words("page.foot.constructed")] if from_.constructed else []),
        words("page.foot.approval"),
        *([behind(words, answer), words("page.foot.n", n=len(answer.frame))] if answer.state == "ok" else []),
        words("page.foot.passport", id=identity(answer)) + ".",
    ]


def behind(words: Words, answer: Answer) -> str:
    """How many sessions, barriers or other things the figure counts; empty where it counts hours or days."""
    frame, question = answer.frame, answer.question
    if frame.empty or question.unit not in COUNTED or "span" in frame.columns:
        return ""
    whole = next((name for name in (f"n_{question.unit}", question.n or "") if name in frame.columns), None)
    # Only where each thing has one code do the rows sum to all of them.
    if whole is None and ("n" not in frame.columns or "type" in question.grain):
        return ""
    most = frame[whole].max() if whole and whole != "n" else frame["n"].sum()
    # A whole nobody has told, such as the units of a register that is not delivered, is not counted.
    if pd.isna(most):
        return ""
    n = int(most)
    return words("page.foot.behind", amount=words(f"charts.amount.{question.unit}", amount=words.number(n), n=n))


def notes(words: Words, answer: Answer) -> list[str]:
    """What is supposed, settings, parts that sum to more, what is hidden, waiting, refused or not heeded, if any."""
    hidden = answer.hidden
    supposed = [one.said for one in answer.assumed]
    made_with = used_said(words, answer.provenance.settings)
    said = [*supposed, *([made_with] if made_with else [])]
    # Rates and ratios of different rows do not add up to anything.
    if answer.question.unit in ADDED:
        said += _perhaps(words, answer)
    if _split(answer):
        said.append(words("barriers.split"))
    if hidden.waiting_hours >= 0.5:
        said.append(words("page.foot.waiting", amount=words.number(hidden.waiting_hours)))
    if answer.question.people == "ledger" and answer.state == "ok":
        said.append(words("page.foot.merged"))
    if hidden.withheld:
        said.append(words("page.foot.withheld", n=hidden.withheld))
    if hidden.refused_rows:
        about = "refused_about" if answer.provenance.refused_about else "refused"
        said.append(words(f"page.foot.{about}", n=hidden.refused_rows))
    if answer.unused_filters:
        names = words.listing([words(f"frame.filters.{name}").lower() for name in answer.unused_filters])
        sentence = words("page.foot.unused", filters=names)
        said.append(sentence[:1].upper() + sentence[1:])
    return said


def _split(answer: Answer) -> bool:
    """Whether barriers of several types make the parts of a figure sum to more than the barriers are."""
    frame, grain = answer.frame, set(answer.question.grain)
    if frame.empty or not {"n", "n_barriers"} <= set(frame.columns) or not grain & {"type", "source_type", "stage"}:
        return False
    parts = frame[frame["stage"] == "type_level"] if "stage" in grain else frame
    return int(parts["n"].sum()) > int(frame["n_barriers"].iloc[0])


def _perhaps(words: Words, answer: Answer) -> list[str]:
    """How much more may belong: of what the question is first about when it is kroner, else of the largest amount."""
    possible, question = answer.hidden.possible, answer.question
    amount = possible.get(question.values[0], 0.0) if question.unit in MONEY else max(possible.values(), default=0.0)
    if amount < 0.5:
        return []
    if question.unit not in MONEY:
        key = "page.foot.possible_each" if question.shared else "page.foot.possible"
        return [words(key, amount=words.number(amount), unit=_unit(words, answer))]
    called = words("cost.called") if question.unit == "nok_estimate" else ""
    said = words("page.foot.possible", amount=say(amount, words, question.unit), unit=called)
    return [said.replace("  ", " ")]


def source_files(answer: Answer) -> list[SourceFile]:
    """The admitted files whose tables the question reads; all of them when it reads none of the contract's."""
    read = tables_read(answer)
    return [file for file in answer.provenance.files if not read or supplied_by(answer, file) & read]


def tables_read(answer: Answer) -> frozenset[str]:
    """The contract tables a question's query reads."""
    return _tables(answer.question.sql) & frozenset(load_contract().tables)


def absent_tables(answer: Answer) -> tuple[str, ...]:
    """The tables a question reads when none of them was admitted; empty as soon as one was."""
    read = tables_read(answer) - HELPFUL
    supplied = {table for file in answer.provenance.files for table in supplied_by(answer, file)}
    return () if read & supplied else tuple(sorted(read))


def supplied_by(answer: Answer, file: SourceFile) -> frozenset[str]:
    """The contract tables a file supplies: its own, or those a foreign source's profile makes of it."""
    profile = answer.provenance.profile
    return _made_of(profile, file.table) if profile else frozenset({file.table})


@cache
def _made_of(profile: str, table: str) -> frozenset[str]:
    from reformspor.intake import load_profile, profiles  # admission is not loaded by those who read native exports

    if profile not in profiles():
        return frozenset({table})
    supplies = load_profile(profile).supplies.items()
    return frozenset(name for name, supply in supplies if supply.source == table or f"{{{table}}}" in supply.source)


@cache
def _tables(sql: str) -> frozenset[str]:
    """The contract tables behind the served tables that a query, or each of several, names."""
    # The engine will not look for tables in a statement with open parameters.
    closed = re.sub(r"\$\w+", "null", sql)
    found = [name for query in closed.split(";\n\n") for name in duckdb.get_table_names(query)]
    named = {name.split(".")[-1].strip('"') for name in found}
    return frozenset(table for name in named for table in MADE_OF.get(name, (name,)))


def _known(words: Words, answer: Answer) -> list[Markup]:
    said = notes(words, answer)
    return [tag("p", " ".join(said))] if said else []


def _unit(words: Words, answer: Answer) -> str:
    key = f"charts.unit.{answer.question.unit}"
    return words(key) if words.has(key) else answer.question.unit
