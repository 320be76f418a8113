"""A table of municipalities is taken whole or not at all: what it is is said by hand, and all that is wrong is told.

The table is text with a heading: `municipality`, `time`, `outcome` and `start` (or the Norwegian `kommune`, `tid`,
`utfall`, `start`), one row for each municipality and step of time. `start` is when the municipality began, empty for
one that did not. It holds numbers of whole municipalities alone, so nothing in it can be about a person.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reformspor.effects.panel import Panel
from reformspor.effects.reading import panel_from
from reformspor.effects.result import Refusal
from reformspor.effects.tables import read_table
from reformspor.intake.persons import holds_identity, points_at_person

LARGEST = 8 * 1024 * 1024
LONGEST = 200
MOST_UNITS, MOST_STEPS = 500, 480
# A heading, and empty lines at the end.
MOST_EMPTY = 100
NAMES = {
    "municipality": ("municipality", "kommune"),
    "time": ("time", "tid"),
    "outcome": ("outcome", "utfall"),
    "start": ("start",),
}
# An identity number, whatever it is doing in a column of municipalities.
OF_A_PERSON = re.compile(r"\d{6}\s?\d{5}\Z", re.ASCII)


@dataclass(frozen=True)
class Said:
    """What the table is, as whoever loads it says: its title, who the numbers are from, what they are measured in, the
    day they were taken, and whether they are made up."""

    title: str
    source: str
    measured_in: str
    taken: dt.date
    constructed: bool = False


@dataclass(frozen=True)
class Peers:
    """A loaded panel and what it is. `file` is what it is called here, `sha256` that of the table as it came."""

    said: Said
    panel: Panel
    rows: int
    sha256: str
    file: str = ""
    notices: tuple[Refusal, ...] = ()

    @property
    def treated(self) -> tuple[str, ...]:
        """The municipalities that begin within the panel."""
        return tuple(self.panel.units[place] for place in self.panel.treated)


def read_peers(content: bytes, said: Said, today: dt.date) -> Peers | tuple[Refusal, ...]:
    """The panel in a table's bytes, or all that is wrong with what was said of it, or with the table."""
    wrong = tuple(_wrong(said, today))
    if len(content) > LARGEST:
        wrong = (*wrong, Refusal("peers_large", {"mib": LARGEST >> 20}))
    # Whoever is served waits while a table is read, so one that cannot be taken is told before it is.
    elif content.count(b"\n") > MOST_UNITS * MOST_STEPS + MOST_EMPTY:
        wrong = (*wrong, Refusal("peers_rows", {"most": MOST_UNITS * MOST_STEPS}))
    if wrong:
        return wrong
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "panel.csv"
        place.write_bytes(content)
        table = read_table(place)
    if table.refused:
        return table.refused
    named = {known: _column(table.columns, names) for known, names in NAMES.items()}
    if many := _many(*(len(set(table.columns.get(named[name], ()))) for name in ("municipality", "time"))):
        return many
    read = panel_from(
        table.columns,
        unit=named["municipality"],
        time=named["time"],
        outcome=named["outcome"],
        start=named["start"],
    )
    if read.panel is None:
        return read.refused
    unfit = tuple(_unfit(read.panel))
    return unfit or Peers(said, read.panel, table.n, table.sha256, notices=(*table.notices, *read.notices))


def _column(columns: dict[str, list[str]], names: tuple[str, ...]) -> str:
    """The column's name as it is spelt in the file; the first of the names when it has none of them."""
    spelt = {column.casefold(): column for column in columns}
    return next((spelt[name] for name in names if name in spelt), names[0])


def _wrong(said: Said, today: dt.date) -> list[Refusal]:
    texts = {"title": said.title, "source": said.source, "measured_in": said.measured_in}
    found = [
        Refusal(f"peers_{key}", {"most": LONGEST})
        for key, text in texts.items()
        if not text.strip() or len(text) > LONGEST or not text.isprintable()
    ]
    found += [Refusal("peers_told_person")] if any(map(points_at_person, texts.values())) else []
    return [*found, *([Refusal("peers_future", {"taken": said.taken.isoformat()})] if said.taken > today else [])]


def _many(units: int, steps: int) -> tuple[Refusal, ...]:
    if units <= MOST_UNITS and steps <= MOST_STEPS:
        return ()
    return (Refusal("peers_many", {"units": units, "steps": steps, "most": MOST_UNITS, "most_steps": MOST_STEPS}),)


def _unfit(panel: Panel) -> list[Refusal]:
    found = list(_many(panel.n_units, panel.n_times))
    if any(OF_A_PERSON.match(unit.strip()) or holds_identity(unit) for unit in panel.units):
        found.append(Refusal("peers_person", {}))
    if any(len(unit) > LONGEST or not unit.isprintable() for unit in panel.units):
        found.append(Refusal("peers_name", {"most": LONGEST}))
    return found
