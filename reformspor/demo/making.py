"""`make_demo` constructs Eksempel kommune from a seed, and writes it as CSV and Parquet with its planted facts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from reformspor.demo.agreed import make_actions, milestones_table, targets_table
from reformspor.demo.attendance import attend
from reformspor.demo.barriers import make_barriers
from reformspor.demo.capacity import make_capacity
from reformspor.demo.everyday import work_between
from reformspor.demo.facts import MUNICIPALITY, PlantedFacts, planted_facts
from reformspor.demo.histories import make_histories
from reformspor.demo.hours import fit, join, resource_table
from reformspor.demo.initiatives import initiatives_table, make_initiatives, phase_events_table
from reformspor.demo.municipality import make_people, units_table
from reformspor.demo.outcomes import indicators_table, make_outcomes
from reformspor.demo.sessions import make_sessions, sessions_table
from reformspor.demo.surveys import make_surveys
from reformspor.demo.tables import Table
from reformspor.demo.timeline import AS_OF
from reformspor.demo.writing import write_csv, write_parquet
from reformspor.words import LANGUAGES, speak

SEED = 2026


def make_demo(target: Path, seed: int = SEED) -> PlantedFacts:
    """Write `csv/`, `parquet/`, `planted.json` and `README.txt` into `target`, the same bytes for the same seed.

    Files of the same names are replaced. Raises OSError when `target` cannot be written.
    """
    tables = make_tables(seed)
    facts = planted_facts(tables, seed)
    for form in ("csv", "parquet"):
        (target / form).mkdir(parents=True, exist_ok=True)
        (target / form / "manifest.json").write_text(_origin(), "utf-8")
    write_csv(tables, target / "csv")
    write_parquet(tables, target / "parquet")
    (target / "planted.json").write_text(facts.as_json(), "utf-8")
    readme = "\n\n".join(speak(lang)("demo.readme", municipality=facts.municipality) for lang in LANGUAGES)
    (target / "README.txt").write_text(readme + "\n", "utf-8")
    return facts


def _origin() -> str:
    """What the export says of itself: whoever admits these files, they stay labelled as constructed."""
    said = {"as_of": AS_OF.isoformat(), "municipality": MUNICIPALITY, "constructed": True}
    return json.dumps(said, ensure_ascii=False) + "\n"


def make_tables(seed: int = SEED) -> dict[str, Table]:
    """All tables of the constructed municipality, by contract name."""
    chance = {part: np.random.default_rng([seed, number]) for number, part in enumerate(PARTS)}
    people = make_people(chance["people"])
    initiatives = make_initiatives(chance["initiatives"])
    barriers = make_barriers(initiatives, chance["barriers"])
    sessions = make_sessions(initiatives, chance["sessions"])
    attended, participants = attend(sessions, initiatives, people, chance["attendance"])
    between = work_between(initiatives, people, chance["everyday"])
    rows = fit(join(attended, between), len(attended), chance["fitting"])
    return {
        "sessions": sessions_table(sessions, participants, barriers, chance["session rows"]),
        "resource_use": resource_table(rows, people, sessions, initiatives, chance["resource rows"]),
        "barriers": barriers,
        "barrier_events": make_histories(barriers, chance["histories"]),
        "units": units_table(),
        "capacity": make_capacity(people, chance["capacity"]),
        "initiatives": initiatives_table(initiatives),
        "phase_events": phase_events_table(initiatives, barriers),
        "milestones": milestones_table(),
        "actions": make_actions(sessions, chance["actions"]),
        "outcomes": make_outcomes(chance["outcomes"]),
        "surveys": make_surveys(chance["surveys"]),
        "indicators": indicators_table(),
        "targets": targets_table(),
    }


# Each part has a stream of chance of its own, so a change in one leaves the others as they were. Add at the end.
PARTS = (
    "people",
    "initiatives",
    "barriers",
    "sessions",
    "attendance",
    "everyday",
    "fitting",
    "session rows",
    "resource rows",
    "histories",
    "capacity",
    "actions",
    "accounts",  # none yet; the stream is kept for them
    "outcomes",
    "surveys",
)
