"""A package is put together: the tables a level may ask of, figures reckoned from them alone, and all about both."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from reformspor.choices import Choices, choices_from, load_choices
from reformspor.disclosure import LEVELS, Level, Rule
from reformspor.errors import ReformsporError
from reformspor.hypotheses import Register, read_register
from reformspor.page.reckoning import Say, reckon
from reformspor.questions import load_questions
from reformspor.replication.about import write_about
from reformspor.replication.described import TERMS, Described
from reformspor.replication.figures import Figure, read_figures
from reformspor.replication.loading import load_tables
from reformspor.replication.package import DATA, FIGURES, SETTING, Told, says_of, write_told
from reformspor.replication.packed import Made, packed
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
        of, folder = _put_together(data, manifest, wish, Path(work), day or dt.date.today(), say)
        say("pack")
        return packed(of, folder, out)


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
    reckon(folder, part.data, say)
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


def _facts(part: _Part) -> tuple[dict[str, Any], float]:
    with closing(DuckStore.open(part.served)) as store:
        meta: dict[str, Any] = dict(store.run("select key, value from meta", {}).itertuples(index=False))
        waiting = store.run("select coalesce(sum(hours), 0)::double as hours from waiting", {})
    return meta, float(waiting["hours"][0])
