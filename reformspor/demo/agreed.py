"""What the demo's sessions led to, and what was decided: action points, agreements, milestones and targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np

from reformspor.demo.municipality import texts
from reformspor.demo.sessions import Session
from reformspor.demo.tables import Table, as_table
from reformspor.demo.timeline import AS_OF, shift

AFTER_SESSION, AGREEMENT, DONE = 0.5, 0.25, 0.78
OWNERS = ("helper", "leader", "challenger", "chief_union_rep", "local_union_rep", "hr_lead")


def make_actions(sessions: tuple[Session, ...], rng: np.random.Generator) -> Table:
    """The contract table `actions`: from half of the held sessions, most of them done, some past their date."""
    rows: list[dict[str, object]] = []
    for session in sessions:
        if session.status == "held" and rng.random() < AFTER_SESSION:
            rows += [_action(session, rng) for _ in range(int(rng.integers(1, 3)))]
    for number, row in enumerate(rows):
        row["action_id"] = f"P{number + 1:04d}"
    return as_table("actions", rows)


def _action(session: Session, rng: np.random.Generator) -> dict[str, object]:
    kind = "agreement" if rng.random() < AGREEMENT else "follow_up"
    day = np.array([session.day])
    due: dt.date = shift(day, rng.integers(10, 70, 1))[0].astype(object)
    done: dt.date = shift(day, rng.integers(3, 90, 1))[0].astype(object)
    finished = done <= AS_OF and rng.random() < DONE
    return {
        "session_id": session.id,
        "kind": kind,
        "title": str(rng.choice(texts("work")["action"][kind])),
        "owner_role": str(rng.choice(OWNERS)),
        "due": due if rng.random() < 0.95 else None,
        "done": done if finished else None,
    }


def milestones_table() -> Table:
    """The contract table `milestones`, constructed like the rest."""
    return as_table("milestones", [dict(given) | {"source": "konstruert"} for given in texts("work")["milestone"]])


def targets_table() -> Table:
    """The contract table `targets`: what the constructed municipality has decided that its measures should come to."""
    rows = [dict(given) | {"value": Decimal(str(given["value"]))} for given in texts("work")["target"]]
    return as_table("targets", rows)
