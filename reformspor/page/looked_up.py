"""A figure known by its name alone is looked up among those that have been shown, and made once more."""

from __future__ import annotations

import re
from dataclasses import asdict

from reformspor.disclosure import Level, Rule
from reformspor.errors import ReformsporError
from reformspor.page.anew import Anew, Cannot, may_see, opened
from reformspor.page.checked import Differing, Figure
from reformspor.page.figures_checked import figure_of
from reformspor.passport import Passport, read_identity
from reformspor.passport.code import read_code
from reformspor.passport.register import Names, Shown
from reformspor.snapshot.folder import data_folder

# A name as it stands in a text, also where a line was broken within it.
NAMED = re.compile(r"RS-\s?[0-9A-Z]{4}-\s?[0-9A-Z]{4}-\s?[0-9A-Z]{4}")
MOST_NAMES = 200


def verify_named(text: str, own: Level) -> Figure:
    """The verdict on a figure by its name, however it was written."""
    name = read_code(text) or read_identity(text)
    if name is None:
        return Figure(text.strip()[:40], "", "cannot", why="misread")
    shown = Names(data_folder().root).found(name)
    return Figure(name, "", "cannot", why="never_shown") if shown is None else verify_shown(shown, own)


def names_in(text: str) -> list[str]:
    """The names that stand in a text, each once."""
    found = (read_identity(one.group().replace(" ", "")) for one in NAMED.finditer(text))
    return list(dict.fromkeys(one for one in found if one is not None))[:MOST_NAMES]


def verify_shown(shown: Shown, own: Level) -> Figure:
    """The verdict on what was shown under a name: of its numbers only the hash is kept, if that."""
    was = passport_of_shown(shown)
    try:
        level = may_see(was, own)
        now = Anew(opened(was.snapshot, own)).passport(was, level)
    except Cannot as error:
        return figure_of(was, "cannot", why=error)
    except ReformsporError as error:
        return figure_of(was, "cannot", why=Cannot(error.key, **error.details))
    except Exception as error:
        return figure_of(was, "cannot", why=Cannot("failed", kind=type(error).__name__))
    if shown.digest and shown.digest != now.digest:
        if shown.question_hash != now.question_hash:
            return figure_of(was, "cannot", why=Cannot("question_changed"))
        told = (Differing("number", "", "", "", shown.digest[:16], now.digest[:16]),)
        return figure_of(now, "changed", differing=told, notes=("only_hash",))
    # A name is made of data, question, scope, level and settings: under the same one the same is asked of the same.
    if not shown.digest and now.id != was.id:
        return figure_of(was, "cannot", why=Cannot("asked_anew"))
    return figure_of(now, "same", notes=("by_name",) if shown.digest else ("by_name", "no_hash"))


def passport_of_shown(shown: Shown) -> Passport:
    """What is known of it, as a passport without numbers."""
    return Passport(
        id=shown.id,
        says="",
        lang=shown.lang,
        question=shown.question,
        question_hash=shown.question_hash,
        place=shown.place,
        scope=shown.scope,
        rule=asdict(Rule.of(shown.level)),
        snapshot=shown.snapshot,
        municipality="",
        as_of=shown.as_of,
        constructed=False,
        files=(),
        settings=shown.settings,
        program=shown.program,
        lock="",
        digest=shown.digest,
        made_at=shown.at,
        fixed=shown.fixed,
    )
