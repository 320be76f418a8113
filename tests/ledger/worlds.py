"""Random small municipalities: each year is a world of its own, since nothing is ever pooled across years."""

from __future__ import annotations

import datetime as dt
import os
import random

from tests.ledger.books import CODES, Entry

UNITS = {"u1": "health_care", "u2": "health_care", "u3": "upbringing", "u4": "technical"}
ROLES = ("helper", "union_rep", "chief_union_rep", "leader", "employee", "elected")
FIRST_YEAR = 1920
WORLDS = 150
# Seeds that once found something: in 25 the costs of head counts were weighed without their signs, and a month and the
# row that took it back were folded in two ways, which left one person's hours between them.
KEPT = (25,)
CASES = int(os.environ.get("REFORMSPOR_CASES", "0"))


def seeds(count: int) -> list[int]:
    """The kept seeds and `count` others, or as many as the environment's REFORMSPOR_CASES: the same in every run."""
    count = max(count, CASES)
    others = [seed for seed in range(count + len(KEPT)) if seed not in KEPT]
    return [*KEPT, *others[:count]]


def world(dice: random.Random, year: int, *, known: bool | None = None) -> list[Entry]:
    """The records of one year: 1 to 14 people of few or many roles, some with skewed hours, sometimes head counts."""
    people = dice.randint(1, 14)
    roles = dice.sample(ROLES, dice.randint(1, 4))
    units = dice.sample(sorted(UNITS), dice.randint(1, 4))
    months = dice.sample(range(1, 13), dice.randint(1, 4))
    heads_only = dice.random() < 0.15 if known is None else not known
    skewed, costly = dice.random() < 0.3, dice.random() < 0.3
    tied = dice.random() < 0.5
    # The sessions have a dice of their own, so that the kept seeds go on making what they made.
    session = random.Random(f"{year} {people} {roles} {units} {months}")
    tied_kind = session.random() < 0.5
    entries = []
    for number in range(dice.randint(1, 60)):
        person = dice.randrange(people)
        on_top = dice.choice(CODES["on_top"])
        entries.append(
            Entry(
                entry_id=f"e{year}-{number}",
                month=dt.date(year, dice.choice(months), 1),
                unit=units[person % len(units)] if dice.random() < 0.8 else dice.choice(units),
                role=roles[person % len(roles)],
                phase=dice.choice(("explore", "try_out")),
                person=None if heads_only and dice.random() < 0.8 else f"p{year}-{person}",
                quarters=dice.randint(1, 400) if skewed and dice.random() < 0.1 else dice.randint(1, 32),
                activity=dice.choices(CODES["activity"], (6, 4, 2, 1))[0],
                on_top=on_top,
                # Payment follows on_top but for a few: the difference that must not single them out.
                paid_by=("release" if on_top == "yes" else "ordinary")
                if tied and dice.random() < 0.95
                else dice.choice(CODES["paid_by"]),
                basis=dice.choices(CODES["basis"], (5, 1))[0],
                kind=_kind(person if tied_kind else None, session),
                heads=1,
                cost=dice.choice((0, 1000, 2500)) if costly else 0,
            )
        )
        if entries[-1].person is None:
            entries[-1] = entries[-1].but(heads=dice.choice((1, 2, 5, 8, 12)))
    return entries


def _kind(person: int | None, dice: random.Random) -> str:
    """The kind of session a record was for, in some worlds a person's own but for a few."""
    if person is not None and dice.random() < 0.9:
        return CODES["kind"][person % len(CODES["kind"])]
    return dice.choices(CODES["kind"], (3, 4, 2, 1))[0]


def worlds(seed: int, count: int = WORLDS, *, known: bool | None = None) -> list[Entry]:
    """`count` worlds, one a year."""
    dice = random.Random(seed)
    return [entry for year in range(FIRST_YEAR, FIRST_YEAR + count) for entry in world(dice, year, known=known)]


def changed(entries: list[Entry], seed: int) -> list[Entry]:
    """The same export some weeks later: each world has grown, been corrected, lost people or been withdrawn."""
    dice = random.Random(seed)
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.month.year, []).append(entry)
    later: list[Entry] = []
    for year, own in years.items():
        kind = dice.choice(("same", "grow", "correct", "erase", "withdraw", "all", "all"))
        if kind in ("correct", "all"):
            share = dice.choice((0.05, 0.3, 0.9))
            own = [e.but(quarters=e.quarters + 1) if dice.random() < share else e for e in own]
        if kind in ("erase", "all"):
            lost = {e.person for e in own if dice.random() < dice.choice((0.02, 0.1))}
            own = [e for e in own if e.person not in lost or e.person is None]
        if kind == "withdraw":
            month = dice.choice(own).month if own else None
            own = [e for e in own if e.month != month]
        if kind in ("grow", "all"):
            added = world(dice, year, known=all(e.person for e in own))
            own = own + [e.but(entry_id=f"{e.entry_id}-{seed}") for e in added]
        later += own
    return later
