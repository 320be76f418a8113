"""A package is put together: the tables a level may ask of, figures reckoned from them alone, and all about both."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from reformspor.choices import Choices, choices_from, load_choices
from reformspor.disclosure import LEVELS, Level, Rule
from reformspor.errors import ReformsporError
from reformspor.hypotheses import Register, read_register
from reformspor.intake.whole import move_whole
from reformspor.page.kept_work import FOLDER as COMPUTED
from reformspor.page.rebuilding import STEP
from reformspor.questions import load_questions
from reformspor.replication.about import write_about
from reformspor.replication.described import TERMS, Described
from reformspor.replication.figures import Figure, read_figures
from reformspor.replication.loading import load_tables
from reformspor.replication.package import DATA, FIGURES, SETTING, Told, says_of, write_told
from reformspor.replication.program import ROOT
from reformspor.replication.same import first_that_differs
from reformspor.replication.setting import write_setting
from reformspor.replication.tables import Table, write_tables
from reformspor.report.order import Item, Order
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, Manifest, check_seal, current
from reformspor.store import DuckStore
from reformspor.words import speak

# The pages that show one outcome at a time, and those that show one panel or registry somebody has loaded.
OF_OUTCOME = ("effect", "sensitivity", "dose")
BESIDE = {"peers": ("peers", "panel"), "reference": ("elsewhere", "beside")}
# Shows again what other pages show, and what somebody has typed.
REPEATS = frozenset({"application"})
# Stands in an archive where it stands for no moment.
NO_DAY = (1980, 1, 1, 0, 0, 0)
Say = Callable[..., None]


def silent(_step: str, **_places: object) -> None:
    """For a package nobody waits for."""


@dataclass(frozen=True)
class Wish:
    """What kind of package is wanted.

    `order` says which figures, all of them when it is None. With `closed` the data stay in the house and a twin drawn
    by `seed` stands in. `terms` are a key of TERMS or empty. `own` is the level of whoever asks.
    """

    level: Level
    lang: str
    own: Level
    order: Order | None = None
    closed: bool = False
    seed: int = 1
    terms: str = ""
    by: str = ""


@dataclass(frozen=True)
class Made:
    """The file, the package's name, how many figures and tables it has, and whether its numbers are constructed."""

    file: Path
    name: str
    figures: int
    constructed: bool


def replicate(data: DataFolder, wish: Wish, out: Path, *, day: dt.date | None = None, say: Say = silent) -> Made:
    """Write the package of the snapshot that serves, whole or not at all; `out` is a file, or a folder to put it in.

    Raises ReformsporError for a level above one's own, when nothing is served, when the tables would not answer as the
    snapshot does, and with what it was at when the figures could not be reckoned.
    """
    if LEVELS.index(wish.level) < LEVELS.index(wish.own):
        raise ReformsporError("replication.problem.above", level=speak(wish.lang)(f"replication.level.{wish.level}"))
    if wish.terms and wish.terms not in TERMS:
        raise ReformsporError("replication.problem.terms", terms=wish.terms, known=", ".join(TERMS))
    manifest = current(data)
    if manifest is None:
        raise ReformsporError("frame.problem.no_snapshot")
    check_seal(data, manifest)
    with tempfile.TemporaryDirectory(prefix="reformspor-") as work:
        return _packed(_put_together(data, manifest, wish, Path(work), day or dt.date.today(), say), out, say)


def unopened(data: DataFolder, manifest: Manifest) -> tuple[str, ...]:
    """Outcomes with values that nobody has opened: who is given the data sees them."""
    register = read_register(data.root, constructed=manifest.constructed)
    with closing(DuckStore.open(data.snapshots / manifest.id / SERVED)) as store:
        return tuple(one for one in _outcomes(store) if register.opened(one) is None)


def _outcomes(store: DuckStore) -> list[str]:
    sql = "select indicator from outcomes where value is not null union select indicator from surveys order by 1"
    return [str(one) for one in store.run(sql, {})["indicator"]]


def _put_together(
    data: DataFolder, manifest: Manifest, wish: Wish, work: Path, day: dt.date, say: Say
) -> tuple[Described, Path]:
    """Everything of the package in a folder of its own."""
    choices = load_choices(data.root, constructed=manifest.constructed)
    municipality = choices.municipality(manifest.municipality, constructed=manifest.constructed)
    house = _Part(data, manifest, choices, read_register(data.root, constructed=manifest.constructed))
    own: tuple[Figure, ...] = ()
    if wish.closed:
        own = _filled(house, wish, work / "house", say)[2]
        say("twin")
        house = _twin(house, wish, work / "twin")
    told, tables, figures = _filled(house, wish, work / "package", say)
    meta, waiting = _facts(house)
    of = Described(
        words=speak(wish.lang),
        told=told,
        tables=tables,
        figures=figures,
        day=day,
        # Nobody's name is made up: an export may say nothing of whose it is, and citations must name somebody.
        municipality=municipality or speak(wish.lang)("replication.unnamed"),
        terms=wish.terms or ("MIT" if manifest.constructed or wish.closed else ""),
        waiting_hours=waiting,
        refused=house.manifest.rows_refused,
        k=int(meta.get("k", "5")),
        p=int(meta.get("p", "10")),
        own=own,
    )
    write_about(of, house.register, work / "package")
    return of, work / "package"


@dataclass(frozen=True)
class _Part:
    """Whose numbers go in: the house's, or the twin's."""

    data: DataFolder
    manifest: Manifest
    choices: Choices
    register: Register

    @property
    def served(self) -> Path:
        return self.data.snapshots / self.manifest.id / SERVED


def _twin(house: _Part, wish: Wish, folder: Path) -> _Part:
    from reformspor.replication.twin import make_twin, tables_held  # who admits is not loaded for open data

    data, manifest = make_twin(folder, tables_held(house.served), wish.seed)
    register = read_register(data.root, constructed=True)
    return _Part(data, manifest, choices_from({}, constructed=True), register)


def _filled(part: _Part, wish: Wish, folder: Path, say: Say) -> tuple[Told, tuple[Table, ...], tuple[Figure, ...]]:
    """Tables and setting in a package's folder, and the figures that come of them."""
    say("tables")
    rule = Rule.of(wish.level)
    asked = [question.sql for question in load_questions().values()]
    tables = write_tables(part.served, folder, DATA, rule, asked)
    write_setting(part.data, part.choices, rule, folder / SETTING, constructed=part.manifest.constructed)
    told = Told(
        level=wish.level,
        lang=wish.lang,
        order=_ordered(part, wish),
        manifest=asdict(replace(part.manifest, admitted_by="")),
        tables={table.name: (table.file, tuple(one.name for one in table.columns)) for table in tables},
        closed=wish.closed,
        seed=wish.seed if wish.closed else None,
        says=says_of(speak(wish.lang)),
    )
    write_told(told, folder)
    say("check")
    _check(part, told, rule, folder)
    _reckon(folder, part.data, wish, say)
    return told, tables, read_figures(folder / FIGURES)


def _ordered(part: _Part, wish: Wish) -> Order:
    """The order's figures, or every view's, with each outcome and each thing compared with in its turn."""
    from reformspor.page.navigation import PAGES  # a page loads much, and only the names are wanted

    if wish.order is not None:
        return replace(wish.order, level=wish.level, lang=wish.lang, by=wish.by or wish.order.by)
    items = [Item(entry.name) for entry in PAGES if entry.paper and entry.name not in REPEATS]
    with closing(DuckStore.open(part.served)) as store:
        opened = [one for one in _outcomes(store) if part.register.opened(one) is not None]
    items += [Item(page, address={"outcome": one}) for one in opened for page in OF_OUTCOME]
    for folder, (page, code) in BESIDE.items():
        held = sorted((part.data.root / folder).glob("*.*"))
        items += [Item(page, address={code: file.name}) for file in held if file.suffix in (".json", ".toml")]
    return Order("replication", "", wish.lang, wish.level, tuple(items), by=wish.by)


def _check(part: _Part, told: Told, rule: Rule, folder: Path) -> None:
    """What leaves the house must answer as the house does: raises ReformsporError where a question does not."""
    with tempfile.TemporaryDirectory(prefix="reformspor-") as aside:
        served = Path(aside) / SERVED
        load_tables(folder, told.tables, served)
        with closing(DuckStore.open(part.served)) as was, closing(DuckStore.open(served)) as now:
            if differs := first_that_differs(was, now, rule, part.choices):
                raise ReformsporError("replication.problem.not_same", question=differs)


def _reckon(folder: Path, data: DataFolder, wish: Wish, say: Say) -> None:
    """The figures, reckoned from the folder alone in a process of its own, as whoever gets it will do."""
    environment = dict(os.environ) | {"REFORMSPOR_COMPUTED": str((data.root / COMPUTED).resolve())}
    command = [sys.executable, "-m", "reformspor.page.rebuilding", str(folder), "--write"]
    # Whoever holds the package can look its figures up by their names.
    command += ["--names", str(data.root.resolve())]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    last: deque[str] = deque(maxlen=1)
    try:
        listening = threading.Thread(target=_listen, args=(child, say, last), daemon=True)
        listening.start()
        listening.join()
        code = child.wait()
    finally:
        child.kill()
        child.wait()
    if code:
        raise ReformsporError("replication.problem.failed", why=last[0] if last else str(code))


def _listen(child: subprocess.Popen[str], say: Say, last: deque[str]) -> None:
    assert child.stderr is not None
    with child.stderr as told:
        for line in told:
            if line.startswith(STEP):
                at, of, figure = line.removeprefix(STEP).rstrip("\n").split(" ", 2)
                say("figures", at=at, of=of, figure=figure)
                last.append(figure)


def _facts(part: _Part) -> tuple[dict[str, Any], float]:
    with closing(DuckStore.open(part.served)) as store:
        meta: dict[str, Any] = dict(store.run("select key, value from meta", {}).itertuples(index=False))
        waiting = store.run("select coalesce(sum(hours), 0)::double as hours from waiting", {})
    return meta, float(waiting["hours"][0])


def _packed(made: tuple[Described, Path], out: Path, say: Say) -> Made:
    """The folder as one ZIP whose bytes are the same for the same files."""
    of, folder = made
    say("pack")
    file = out / f"{of.name}.zip" if out.is_dir() else out
    half = file.with_name(f".{file.name}.half")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as package:
            for path, body in _bodies(folder):
                entry = zipfile.ZipInfo(f"{of.name}/{path}", NO_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                package.writestr(entry, body)
        move_whole(half, file)
    finally:
        half.unlink(missing_ok=True)
    return Made(file, of.name, sum(one.kind in ("figure", "table") for one in of.figures), of.constructed)


def _bodies(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file in order, and last the list that seals them."""
    sums = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        place, body = file.relative_to(folder).as_posix(), file.read_bytes()
        sums.append(f"{hashlib.sha256(body).hexdigest()}  {place}\n")
        yield place, body
    yield "SHA256SUMS", "".join(sums).encode()
