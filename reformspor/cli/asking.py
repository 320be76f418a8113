"""`questions` lists what can be asked; `ask` answers one, with where the numbers come from."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reformspor.answers import Answer, ask, facts_of
from reformspor.choices import load_choices
from reformspor.choices.said import used_said, wrong_said
from reformspor.cli.choosing import say_wrong
from reformspor.disclosure import Rule, level_of_process
from reformspor.questions import load_questions
from reformspor.scope import from_text
from reformspor.snapshot import DataFolder, Manifest, data_folder, ensure_served, open_current
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.passport import Passport

# The questions that show values of outcomes.
OPENS = frozenset({"outcomes/panel", "outcomes/waves"})


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `questions` and `ask` to the parser."""
    text = words("cli.help.questions")
    listing = commands.add_parser("questions", parents=[shared], help=text, description=text)
    listing.add_argument("--json", action="store_true", help=words("cli.help.json"))
    listing.set_defaults(command=list_questions)
    text = words("cli.help.ask")
    asking = commands.add_parser("ask", parents=[shared], help=text, description=text)
    asking.add_argument("question", metavar="QUESTION", help=words("cli.help.question"))
    asking.add_argument("--scope", default="", help=words("cli.help.scope"))
    form = asking.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help=words("cli.help.csv"))
    form.add_argument("--json", action="store_true", help=words("cli.help.json"))
    asking.set_defaults(command=answer_question)


def list_questions(given: argparse.Namespace, words: Words) -> int:
    """Every question by name, with what it asks in the reader's language."""
    rows = [{"question": name, "asks": words(f"{q.word_key}.asks")} for name, q in load_questions().items()]
    if given.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        width = max(len(row["question"]) for row in rows)
        print("\n".join(f"{row['question']:<{width}}  {row['asks']}" for row in rows))
    return 0


def answer_question(given: argparse.Namespace, words: Words) -> int:
    """Ask the snapshot that serves; the demo when nothing is admitted."""
    data = data_folder()
    ensure_served(data)
    opened = open_current(data)
    assert opened is not None
    manifest, store = opened
    choices = load_choices(data.root, constructed=manifest.constructed)
    answer = ask(store, given.question, from_text(given.scope), Rule.of(level_of_process()), choices=choices)
    _log_opened(answer, data, manifest, words)
    # The answer stands on the former settings, and whoever reads it must know.
    say_wrong(choices.wrong, words)
    if given.json:
        faults = [{"key": one.key, "said": " ".join(wrong_said(words, one))} for one in choices.wrong]
        said = as_json(answer) | {"settings_faults": faults, "passport": _passport(answer, data, words, numbered=False)}
        print(json.dumps(said, ensure_ascii=False, indent=1, default=_plain))
    elif given.csv:
        _write_csv(answer, data, words)
        print(provenance_said(answer, words), file=sys.stderr)
    else:
        print(words(f"{answer.question.word_key}.asks"))
        if within := answer.scope_sentence(words, facts_of(store).unit_names):
            print(within)
        print(words(f"cli.state.{answer.state}") if answer.state != "ok" else answer.frame.to_string(index=False))
        print(provenance_said(answer, words))
    return 0


def _log_opened(answer: Answer, data: DataFolder, manifest: Manifest, words: Words) -> None:
    """Log that the outcomes whose values are about to be printed have been opened, and say it of those that were not.

    Whoever has seen the values can no longer register in time what they expected of them.
    """
    if answer.name not in OPENS or answer.state != "ok":
        return
    from reformspor.hypotheses import open_outcomes  # other questions open nothing

    codes = sorted({str(row["indicator"]) for row in answer.copy_rows()})
    opened = open_outcomes(
        data.root, codes, role="not_reported", source=manifest.source, constructed=manifest.constructed
    )
    for code in opened:
        print(words("hypotheses.cli.opened_now", outcome=code), file=sys.stderr)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer with everything needed to find it again."""
    return {
        "question": answer.name,
        "scope": answer.scope.address(),
        "level": answer.rule.level,
        "state": answer.state,
        "rows": answer.copy_rows(),
        "hidden": vars(answer.hidden),
        "unused_filters": answer.unused_filters,
        "missing_tables": answer.missing_tables,
        "provenance": vars(answer.provenance)
        | {
            "files": [vars(file) for file in answer.provenance.files],
            "settings": [vars(one) for one in answer.provenance.settings],
        },
    }


def provenance_said(answer: Answer, words: Words) -> str:
    """Where the answer comes from, what it leaves out, and that it is constructed when it is."""
    origin = answer.provenance
    lines = [words("cli.ask.source", source=origin.source, id=origin.snapshot_id, as_of=origin.as_of)]
    if origin.constructed:
        lines.insert(0, words("cli.ask.constructed"))
    lines += [words("cli.ask.file", file=f.name, sha=f.sha256[:12], n=f.admitted) for f in origin.files]
    if origin.settings:
        lines.append(used_said(words, origin.settings))
    if origin.refused:
        lines.append(words("cli.ask.refused", n=origin.refused))
    if answer.hidden.waiting_hours:
        lines.append(words("cli.ask.waiting", hours=answer.hidden.waiting_hours))
    if answer.unused_filters:
        lines.append(words("cli.ask.unused", filters=", ".join(answer.unused_filters)))
    return "\n".join(lines)


def _write_csv(answer: Answer, data: DataFolder, words: Words) -> None:
    """The rows, with their passport in comment lines before the headings."""
    from reformspor.answers.plain_rows import rows_csv
    from reformspor.passport.carry import put

    body = put("csv", rows_csv(answer), [_passport(answer, data, words)])
    sys.stdout.write(body.decode().replace("\r\n", "\n"))


def _passport(answer: Answer, data: DataFolder, words: Words, *, numbered: bool = True) -> Passport:
    """What the rows are verified by; their name is kept, so that it can be looked up, where anything can be written."""
    from reformspor.passport import passport_of
    from reformspor.passport.program import lock
    from reformspor.passport.register import Names, now, shown_of

    says = words(f"{answer.question.word_key}.asks")
    made = passport_of(answer, says=says, lang=words.lang, place=None, lock=lock(), made_at=now(), numbered=numbered)
    with suppress(OSError):
        Names(data.root).add([shown_of(made, out=True)])
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return dict(value) if hasattr(value, "keys") else str(value)
