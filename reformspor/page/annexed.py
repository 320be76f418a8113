"""An annex with its data management plan as files, all made of one writing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reformspor.application import Written
from reformspor.application.plan import plan_markdown
from reformspor.application.plan_json import plan_json
from reformspor.disclosure import Level, Rule
from reformspor.errors import ReformsporError
from reformspor.page.applying import held_for
from reformspor.page.filling.data import facts_of
from reformspor.page.naming import issue
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.reporting import ANNEX, write_report
from reformspor.page.serving import served
from reformspor.page.writing import document_bytes, file_name
from reformspor.report.formats import Format
from reformspor.report.order import Item, Order
from reformspor.scope import Scope
from reformspor.words import Words


@dataclass(frozen=True)
class Annexed:
    """The files by name, and how many of the call's fields are open of how many."""

    files: tuple[tuple[str, bytes], ...]
    open: int
    asks: int


def annexed(
    words: Words, address: Mapping[str, str], level: Level, own: Level, kinds: Sequence[Format], *, by: str = ""
) -> Annexed:
    """The annex the address names, at a level, in each format, and the plan as Markdown and JSON.

    Raises ReformsporError for a call there is none of, when no snapshot serves, and as `write_report` does.
    """
    held = served()
    if held is None:
        raise ReformsporError("frame.problem.no_snapshot")
    calls = held_for(held.manifest, own)
    call, now = calls.call(address["call"]), dt.datetime.now(dt.UTC)
    if call.code != address["call"]:
        raise ReformsporError("application.no_call", call=address["call"])
    written = calls.written.get(call.code, Written())
    title = f"{words('application.title')}: {call.said(words, 'name')}"
    kept = {name: code for name, code in address.items() if code}
    order = Order("", title, words.lang, level, (Item(ANNEX, (), kept),))
    report = write_report(order, held, own=own, by=by, now=now)
    files = [(file_name(report, kind), document_bytes(report, kind)) for kind in kinds]
    issue(report.passports.values())
    facts = facts_of(Rehearsal(words, Scope(), Rule.of(level), "light", held))
    named = plan_name(words, call.code, constructed=held.manifest.constructed)
    files.append((f"{named}.md", plan_markdown(facts, call, written, words).encode()))
    files.append((f"{named}.json", plan_json(facts, call, written, words, now.isoformat(timespec="seconds")).encode()))
    return Annexed(tuple(files), sum(ask not in written.answers for ask in call.asks), len(call.asks))


def plan_name(words: Words, call: str, *, constructed: bool) -> str:
    """What a file with the data management plan is called, without its ending."""
    return f"{'konstruert-' if constructed else ''}{words('application.plan.file')}-{call}-{words.lang}"
