"""A figure or a file is held against the snapshot it names: its numbers asked for anew, and what is seen in it.

It opens snapshots and makes views, so it is done in a process of its own, which ends when it has answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reformspor.disclosure import Level
from reformspor.effects.steering import Progress, silent
from reformspor.errors import ReformsporError
from reformspor.page.anew import Anew, Cannot, as_then, may_see, opened
from reformspor.page.checked import Differing, Figure, File, Outcome, worst
from reformspor.page.figures_checked import figure_of, held_against
from reformspor.page.looked_up import names_in, verify_named
from reformspor.page.pictures_checked import ALONE, pictures_differing
from reformspor.page.remade import candidates, report_anew
from reformspor.passport import Passport
from reformspor.passport.carry import Carried, NotCarried, taken
from reformspor.passport.program import program
from reformspor.report.leaves import Report
from reformspor.visible import Change, Handed, Piece, Unreadable, compared, handed, members, seen

MOST_FILES, MOST_TOLD = 500, 200
OTHER_SETTINGS = "other_settings"


def verify_passport(passport: Passport, own: Level) -> Figure:
    """One figure by its passport alone."""
    return _figures([passport], own)[0]


def verify_file(name: str, body: bytes, own: Level, say: Progress = silent) -> File:
    """A file of any kind, with all its figures; a package with the files it holds."""
    try:
        file = handed(name, body)
    except Unreadable as error:
        return File(name, "", "cannot", why=f"file_{error.args[0]}")
    return _package(file, own, say) if file.kind == "zip" else _file(file, own, say)


def _package(file: Handed, own: Level, say: Progress) -> File:
    found = []
    for at, (name, get) in enumerate(held := list(members(file))[:MOST_FILES], start=1):
        say(name, at, len(held))
        try:
            found.append(_file(replace(get(), name=name), own, say))
        except Unreadable as error:
            found.append(File(name, "", "cannot", why=f"file_{error.args[0]}"))
    # What somebody has laid beside the figures is none of ours, unless nothing in it is.
    ours = [one for one in found if one.why != "not_ours"]
    if not ours:
        return File(file.name, file.kind, "cannot", why="not_ours")
    notes = ("strangers",) if len(ours) < len(found) else ()
    return File(file.name, file.kind, worst(one.outcome for one in ours), within=tuple(found), notes=notes)


def _file(file: Handed, own: Level, say: Progress) -> File:
    try:
        carried = taken(file.kind, file.body)  # type: ignore[arg-type]
    except NotCarried as error:
        return _without(file, error.args[0], own)
    if not carried.passports:
        return File(file.name, file.kind, "cannot", why="no_figures")
    found = [figure for group in _by_snapshot(carried) for figure in _figures(group, own)]
    whole = File(file.name, file.kind, worst(one.outcome for one in found), tuple(found))
    return _seen(file, carried, whole, own, say)


def _without(file: Handed, why: str, own: Level) -> File:
    """A file that carries nothing: its figures are looked up by the names that stand in it."""
    if why != "none":
        return File(file.name, file.kind, "cannot", why=f"carried_{why}")
    try:
        named = names_in(" ".join(piece.text for piece in seen(file)))
    except Unreadable as error:
        return File(file.name, file.kind, "cannot", why=f"file_{error.args[0]}")
    if not named:
        return File(file.name, file.kind, "cannot", why="not_ours")
    figures = tuple(verify_named(one, own) for one in named)
    # Its figures are ours, but what stands in the file cannot be held against them.
    return File(file.name, file.kind, "cannot", figures, why="carries_nothing")


def _by_snapshot(carried: Carried) -> list[list[Passport]]:
    names = dict.fromkeys(one.snapshot for one in carried.passports)
    return [[one for one in carried.passports if one.snapshot == name] for name in names]


def _figures(passports: Sequence[Passport], own: Level) -> list[Figure]:
    """The figures of one snapshot."""
    try:
        held = opened(passports[0].snapshot, own)
        with as_then(held, passports) as others:
            anew = Anew(held)
            found = [_figure(one, anew, own) for one in passports]
    except Cannot as error:
        return [figure_of(one, "cannot", why=error) for one in passports]
    # Whoever made the file chose the settings its numbers stand on, and a reader must know when they are not today's.
    return [
        replace(one, notes=(*one.notes, OTHER_SETTINGS)) if others and passport.settings else one
        for one, passport in zip(found, passports, strict=True)
    ]


def _figure(passport: Passport, anew: Anew, own: Level) -> Figure:
    try:
        level = may_see(passport, own)
        return held_against(passport, lambda: anew.passport(passport, level))
    except Cannot as error:
        return figure_of(passport, "cannot", why=error)


def _seen(file: Handed, carried: Carried, whole: File, own: Level, say: Progress) -> File:
    """The verdict on the file with what is seen in it."""
    differing: list[Differing] = []
    notes: tuple[str, ...] = ()
    why, details, stopped = "", {}, False
    try:
        differing = pictures_differing(file, carried)
        if file.kind not in ALONE:
            more, notes = _pieces(file, carried, own, say)
            differing = [*differing, *more]
    except Unreadable as error:
        why, stopped = f"file_{error.args[0]}", True
    except Cannot as error:
        # What its figures cannot be checked for, the file cannot either, and once is enough.
        why, details, stopped = error.code, dict(error.details), True
        if any(one.why == why for one in whole.figures):
            why, details = "", {}
    found: Outcome = "changed" if differing else "cannot" if stopped else "same"
    outcome = worst([whole.outcome, found])
    told = tuple(differing[:MOST_TOLD])
    return replace(whole, outcome=outcome, differing=told, notes=notes, why=why, details=details)


def _pieces(file: Handed, carried: Carried, own: Level, say: Progress) -> tuple[list[Differing], tuple[str, ...]]:
    """What is seen in the file and not in the one made anew, and notes. Raises Cannot and Unreadable."""
    now, first = seen(file), carried.passports[0]
    level, held = may_see(first, own), opened(first.snapshot, own)
    with as_then(held, carried.passports) as other_choices:
        anew = Anew(held)
        report = report_anew(carried, anew, own, say)
        found = _fewest(_ways(file, carried, report, anew, level), first.program, now)
    others = {one.program for one in carried.passports} - {program()}
    counted = [one for one in found if one.counts]
    note = "words_added"
    if others or other_choices:
        counted, note = _beyond_words(counted, min(others, default="")), "words_upgraded"
    notes = [*(["books_gone"] if any(one.sort == "book" and one.now is None for one in found) else [])]
    # Their drawing has no hash of its own in a PDF.
    notes += ["pictures_unread"] if file.kind == "pdf" and report is not None else []
    notes += [note] if any(one not in counted and one.sort != "book" for one in found) else []
    told = [Differing("seen", one.place, one.row, one.column, one.now, one.was) for one in counted]
    return told, tuple(notes)


def _by(other: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the name of the program that made the file, where they name this one."""
    return [
        replace(one, rows=tuple(tuple(cell.replace(program(), other) for cell in row) for row in one.rows))
        for one in pieces
    ]


def _beyond_words(found: list[Change], program: str) -> list[Change]:
    """Of what differs in a file another program made, or with other settings, what no upgrade explains: a number in a
    table that is laid out alike. Raises Cannot where numbers differ in what is laid out in another way."""
    sure = [one for one in found if one.aligned and not one.only_words]
    if not sure and any(not one.only_words for one in found):
        raise Cannot("other_program", program=program)
    return sure


def _fewest(ways: Iterator[list[Piece]], program: str, now: list[Piece]) -> list[Change]:
    """What differs from that way of making the file it is most like; when nothing does, no other is tried."""
    best: list[Change] | None = None
    for was in ways:
        found = compared(_by(program, was), now)
        if best is None or _counted(found) < _counted(best):
            best = found
        if not _counted(best):
            break
    return best or []


def _counted(found: list[Change]) -> int:
    return sum(one.counts for one in found)


def _ways(file: Handed, carried: Carried, report: Report | None, anew: Anew, level: str) -> Iterator[list[Piece]]:
    try:
        yield from candidates(file, carried, report, anew, level)
    except (Cannot, Unreadable, ReformsporError):
        raise
    except Exception as error:
        raise Cannot("failed", kind=type(error).__name__) from error
