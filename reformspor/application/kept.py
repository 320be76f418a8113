"""What the applicant has written in the open fields of a call: signed by a role, dated, and kept in the data folder."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reformspor.application.calls import NAME, OWN, Call
from reformspor.chained import moment
from reformspor.choices.file import alone
from reformspor.errors import ReformsporError
from reformspor.hypotheses.checking import Wrong, role_fault
from reformspor.intake.persons import EMAIL, points_at_person
from reformspor.intake.whole import write_whole
from reformspor.report.leaves import Comment

FORM = 1
LOCK = ".applications.lock"
LONGEST, MOST_HOURS = 6000, 100_000
FIELD = re.compile(r"[a-z][a-z0-9_.]{0,99}")
# A field that holds an address of mail and nothing else: one that is shared, as it goes out with the plan.
MAIL = "_mail"
# What a field of hours begins with, before its work package and role.
HOURS = "hours."


@dataclass(frozen=True)
class Written:
    """The answers to a call's open fields by field, and when the first of them was written (ISO, UTC)."""

    answers: Mapping[str, Comment] = field(default_factory=dict)
    begun: str = ""

    def hours(self, package: str, role: str) -> float | None:
        """The hours planned for a role in a work package; None while nobody has said."""
        held = self.answers.get(hours_field(package, role))
        return None if held is None else hours_of(held.text)


def hours_field(package: str, role: str) -> str:
    """The field that holds a role's planned hours in a work package."""
    return f"{HOURS}{package}.{role}"


def hours_of(text: str) -> float | None:
    """A number of hours as somebody wrote it; None for what is none, or is not to be believed."""
    said = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,2})?", said) or float(said) > MOST_HOURS:
        return None
    return float(said)


def read_answers(data_folder: Path, call: str, *, constructed: bool) -> Written:
    """What is kept for a call; nothing where there is no file, or one that is not ours to read.

    Raises ReformsporError for a file that is there and cannot be read, so that nobody writes over it unseen.
    """
    file = _file(data_folder, call, constructed)
    try:
        said = json.loads(file.read_text("utf-8"))
        if said["form"] != FORM:
            raise ValueError("form")
        answers = {str(name): Comment(**one) for name, one in said["answers"].items()}
        return Written(answers, str(said["begun"]))
    except FileNotFoundError:
        return Written()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReformsporError("application.kept.unread", file=file.name) from error


def keep_answer(
    data_folder: Path, call: Call, name: str, text: str, *, role: str, constructed: bool
) -> tuple[Wrong, ...]:
    """Keep what a role writes in a field, in the place of what stood there; an empty text takes it away.

    Everything that is wrong with it, and then nothing is kept. Raises ReformsporError when another is writing, or the
    file that is there cannot be read.
    """
    wrong = (*role_fault(role), *_faults(call, name, text))
    if wrong:
        return wrong
    with alone(data_folder, LOCK) as mine:
        if not mine:
            raise ReformsporError("application.kept.busy")
        held = read_answers(data_folder, call.code, constructed=constructed)
        now, answers = moment(), dict(held.answers)
        answers.pop(name, None)
        if text.strip():
            answers[name] = Comment(role, now, text.strip())
        said = {
            "form": FORM,
            "begun": held.begun or now,
            "answers": {key: asdict(one) for key, one in sorted(answers.items())},
        }
        file = _file(data_folder, call.code, constructed)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    return ()


def fields_of(call: Call) -> tuple[str, ...]:
    """Every field of a call that can be written in."""
    return (*call.asks, *(hours_field(package, role) for package in call.packages for role in call.roles))


def _faults(call: Call, name: str, text: str) -> tuple[Wrong, ...]:
    found = []
    if not FIELD.fullmatch(name) or name not in fields_of(call):
        found.append(Wrong("field", {"value": name[:40]}))
    elif name.startswith(HOURS) and text.strip() and hours_of(text) is None:
        found.append(Wrong("hours", {"value": text[:40], "most": MOST_HOURS}))
    if name.endswith(MAIL) and text.strip():
        return tuple(found) if EMAIL.fullmatch(text.strip()) else (*found, Wrong("mail"))
    if len(text) > LONGEST:
        found.append(Wrong("long", {"most": LONGEST}))
    elif points_at_person(text):
        found.append(Wrong("person"))
    return tuple(found)


def _file(data_folder: Path, call: str, constructed: bool) -> Path:
    if not NAME.fullmatch(call):
        raise ReformsporError("application.no_call", call=call[:40])
    return data_folder / OWN / f"{call}{'-constructed' if constructed else ''}.answers.json"
