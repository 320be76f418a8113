"""The numbers of a package are reckoned again from the package alone, and held against those it came with.

`python -m reformspor.page.rebuilding PACKAGE` compares; with `--write` it writes the numbers, for whoever packs them,
and with `--names FOLDER` it keeps the figures' names there, to be looked up where the package came from.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from reformspor.errors import ReformsporError
from reformspor.passport.register import Names, Shown, shown_of
from reformspor.replication.figures import Compared, compared, read_figures, write_figures
from reformspor.replication.package import FIGURES, Told, read_told, restore
from reformspor.words import Words, speak

if TYPE_CHECKING:
    from reformspor.replication.figures import Figure

SAME, CHANGED, WRONG, NOT_DONE = 0, 1, 2, 3
REBUILT, COMPUTED = "rebuilt", "computed"
STEP = "step: "
# So many of a figure's differences are listed.
LISTED = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Reckon the numbers of one package; 0 when all are the same, 1 when not, 3 when it could not be done."""
    parser = argparse.ArgumentParser(prog="rebuild")
    parser.add_argument("package", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--names", type=Path)
    given = parser.parse_args(arguments)
    package = given.package.resolve()
    try:
        told = read_told(package)
    except (OSError, ValueError):
        print(speak("en")("replication.rebuild.no_package", folder=str(package)), file=sys.stderr)
        return NOT_DONE
    words = speak(told.lang)
    if given.write:
        # Nobody waits for what nobody packs: it ends when whoever asked does.
        threading.Thread(target=_end_with_the_one_who_asked, daemon=True).start()
    shown: dict[str, Shown] = {}
    try:
        figures = reckoned(package, told, words, quiet=given.write, shown=shown)
    except ReformsporError as error:
        print(words(error.key, **error.details), file=sys.stderr)
        return NOT_DONE
    except duckdb.Error as error:
        print(words("replication.rebuild.not_whole", why=str(error).splitlines()[0]), file=sys.stderr)
        return NOT_DONE
    if given.write:
        write_figures(figures, package / FIGURES)
        if given.names is not None:
            with suppress(OSError):
                Names(given.names).add(shown.values())
        return SAME
    write_figures(figures, package / REBUILT)
    return say(compared(read_figures(package / FIGURES), figures), words)


def _end_with_the_one_who_asked() -> None:
    """The input is held open by whoever asked, and closes with them."""
    sys.stdin.read()
    os._exit(NOT_DONE)


def reckoned(package: Path, told: Told, words: Words, *, quiet: bool, shown: dict[str, Shown]) -> tuple[Figure, ...]:
    """Every figure of the package's order, from the package's tables alone; `shown` is given what is kept of each name.

    A folder named by REFORMSPOR_COMPUTED holds slow work that is done already; a package never does.
    """
    with tempfile.TemporaryDirectory(prefix="reformspor-") as folder:
        restore(package, Path(folder))
        done = os.environ.get("REFORMSPOR_COMPUTED")
        if done and Path(done).is_dir():
            (Path(folder) / COMPUTED).symlink_to(Path(done).resolve(), target_is_directory=True)
        # What is served is found by these, and nothing has asked for it yet in this process.
        os.environ |= {"REFORMSPOR_DATA": folder, "REFORMSPOR_LEVEL": told.level}
        return _figures(told, words, quiet, shown)


def _figures(told: Told, words: Words, quiet: bool, shown: dict[str, Shown]) -> tuple[Figure, ...]:
    """One item of the order at a time, since an item may make several chapters and all are read at its address."""
    from reformspor.disclosure import Rule
    from reformspor.page.reporting import address_of, write_report
    from reformspor.page.serving import served
    from reformspor.replication.figures import figures_of

    held, of = served(), len(told.order.items)
    assert held is not None, "a package that was restored serves"
    found: list[Figure] = []
    for at, item in enumerate(told.order.items, start=1):

        def step(headline: str, _at: int, _of: int, at: int = at) -> None:
            _say_step(words, at, of, headline, quiet=quiet)

        report = write_report(replace(told.order, items=(item,)), held, own=Rule.of(told.level).level, say=step)
        shown |= {one.id: shown_of(one, out=True) for one in report.passports.values()}
        found += figures_of(report, address_of(told.order, item), len(found) + 1)
    return tuple(found)


def _say_step(words: Words, at: int, of: int, headline: str, *, quiet: bool) -> None:
    if quiet:
        print(f"{STEP}{at} {of} {headline}", file=sys.stderr, flush=True)
    else:
        print(words("replication.rebuild.step", at=at, of=of, figure=headline), flush=True)


def say(found: Sequence[Compared], words: Words) -> int:
    """Print what became of every figure, those that differ with what does; the code to end with."""
    wrong = [one for one in found if one.verdict not in ("same", "near")]
    for one in found:
        if one.verdict != "same":
            print(_line(one, words))
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("same", "near")}
    cells = sum(len(one.figure.numbers.rows) * len(one.figure.numbers.columns) for one in found if one.figure.numbers)
    print(words("replication.rebuild.same", n=counts["same"], of=len(found), cells=cells))
    if counts["near"]:
        print(words("replication.rebuild.near", n=counts["near"]))
    print(words("replication.rebuild.changed", n=len(wrong)) if wrong else words("replication.rebuild.all_same"))
    return CHANGED if wrong else SAME


def _line(one: Compared, words: Words) -> str:
    """A figure that is not the same to the last figure, with the first of its differences."""
    figure = one.figure
    lines = [words(f"replication.rebuild.is.{one.verdict}", n=figure.n, page=figure.page, figure=figure.says)]
    lines += [
        f"  {each.row or '–'} · {each.column or '–'}: {each.was or '–'} → {each.now or '–'}"
        for each in one.differences[:LISTED]
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
