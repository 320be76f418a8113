"""What is to be cited is found by its name: a figure that has been shown, a snapshot, or the program itself."""

from __future__ import annotations

from dataclasses import replace

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.anew import Anew, Cannot, as_then, may_see, opened
from reformspor.page.looked_up import passport_of_shown
from reformspor.page.serving import chosen
from reformspor.passport import Passport, read_identity
from reformspor.passport.program import lock, program
from reformspor.passport.register import Names
from reformspor.questions import load_questions
from reformspor.report.citation import Cited, figure_cited, program_cited, snapshot_cited
from reformspor.snapshot.folder import DataFolder, data_folder
from reformspor.snapshot.shelf import Manifest, current, is_withdrawn, shelf
from reformspor.words import Words

SNAPSHOT, PROGRAM = "snapshot", "program"


def to_cite(what: str, words: Words, own: Level) -> Cited:
    """What a name stands for: `snapshot` for the one that serves or the name of one, `program`, or a figure's name.

    `own` is the level of this process. Raises ReformsporError for what is not known, or may not be told of here.
    """
    if what == PROGRAM:
        return program_cited(program(), lock(), words)
    data = data_folder()
    manifest = current(data) if what == SNAPSHOT else _of_name(data, what, own)
    if manifest is not None:
        return snapshot_cited(manifest, words, _municipality(manifest))
    if what == SNAPSHOT:
        raise ReformsporError("citation.problem.none_admitted")
    return figure_cited(_figure(what, words, own), words)


def _of_name(data: DataFolder, name: str, own: Level) -> Manifest | None:
    """The snapshot of a name; those outside the house are told of the one that serves alone."""
    held = (current(data),) if own != "internal" else shelf(data)
    found = next((one for one in held if one is not None and one.id == name), None)
    return None if found is None or is_withdrawn(data, found.id) else found


def _municipality(manifest: Manifest) -> str:
    return chosen(manifest.id).municipality(manifest.municipality, constructed=manifest.constructed)


def _figure(text: str, words: Words, own: Level) -> Passport:
    """The passport of a figure made once more, in the language of the words."""
    name = read_identity(text.strip().removeprefix("reformspor:"))
    if name is None:
        raise ReformsporError("citation.problem.misread", text=text.strip()[:60])
    shown = Names(data_folder().root).found(name)
    if shown is None:
        raise ReformsporError("citation.problem.unknown", id=name)
    was = replace(passport_of_shown(shown), lang=words.lang)
    try:
        level = may_see(was, own)
    except Cannot as error:
        raise ReformsporError("citation.problem.inside", id=name) from error
    try:
        held = opened(was.snapshot, own)
        with as_then(held, [was]):
            now = Anew(held).passport(was, level)
    except Cannot as error:
        raise ReformsporError("citation.problem.cannot", id=name) from error
    if now.id != name:
        raise ReformsporError("citation.problem.cannot", id=name)
    # A number in a row, or rows asked for by a command, has no sentence of its own: it is cited by its question.
    return now if now.says else replace(now, says=words(f"{load_questions()[now.question].word_key}.asks"))
