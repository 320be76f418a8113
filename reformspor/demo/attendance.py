"""Who was at each of the demo's sessions, and the work before and after that the session cost them."""

from __future__ import annotations

import numpy as np

from reformspor.demo.hours import NOBODY, Rows, activity_index, role_index
from reformspor.demo.initiatives import Initiative
from reformspor.demo.municipality import REPRESENTATIVES, Index, People
from reformspor.demo.sessions import Session
from reformspor.demo.timeline import FIRST_DAY, LAST_DAY, MONTHS, month_of, shift

# How likely each role is to prepare and to follow up a session, first and last month; helpers ever less.
BEFORE_AND_AFTER = {
    "helper": ((0.97, 0.55), (0.9, 0.35)),
    "challenger": ((0.8, 0.8), (0.6, 0.6)),
    "leader": ((0.4, 0.4), (0.35, 0.35)),
    "hr_lead": ((0.5, 0.5), (0.4, 0.4)),
    "chief_union_rep": ((0.5, 0.7), (0.4, 0.6)),
    "joint_union_rep": ((0.5, 0.7), (0.4, 0.6)),
    "local_union_rep": ((0.4, 0.6), (0.3, 0.5)),
}
RARELY = ((0.06, 0.06), (0.1, 0.1))
Entry = tuple[
    int, int, int, int, int, int, int, int
]  # shift in days, person, role, activity, heads, quarters, session, unit


def attend(
    sessions: tuple[Session, ...], initiatives: tuple[Initiative, ...], people: People, rng: np.random.Generator
) -> tuple[Rows, dict[str, tuple[int, int]]]:
    """The rows of all sessions, and for each held one how many took part and how many of them were externals."""
    entries: list[Entry] = []
    participants = {}
    for number, session in enumerate(sessions):
        if session.status == "held":
            mine = _held(number, session, people, rng)
            there = [entry for entry in mine if entry[3] == activity_index("conduct")]
            outside = sum(entry[4] for entry in there if entry[2] == role_index("external"))
            participants[session.id] = (sum(entry[4] for entry in there), outside)
            entries += mine
        elif session.status in ("cancelled", "moved") and session.helper_staffed:
            entries += _prepared_in_vain(number, session, people, rng)
    return _as_rows(entries, sessions, initiatives, people), participants


def _held(number: int, session: Session, people: People, rng: np.random.Generator) -> list[Entry]:
    passed = float(month_of(np.array([session.day]))[0]) / (MONTHS - 1)
    entries: list[Entry] = []
    for role, person in _who(session, passed, people, rng):
        kind = role_index(role)
        entries.append((0, person, kind, activity_index("conduct"), 1, session.quarters, number, -1))
        chances = BEFORE_AND_AFTER.get(role, RARELY)
        for activity, sign, (low, high), most in (("prepare", -1, chances[0], 18), ("follow_up", 1, chances[1], 14)):
            if rng.random() < low + (high - low) * passed:
                away = sign * int(rng.integers(1, 12))
                entries.append(
                    (away, person, kind, activity_index(activity), 1, int(rng.integers(2, most)), number, -1)
                )
        if session.others and rng.random() < 0.4:
            entries.append((0, person, kind, activity_index("travel"), 1, int(rng.integers(2, 10)), number, -1))
    return entries + _guests(number, session, rng)


def _who(session: Session, passed: float, people: People, rng: np.random.Generator) -> list[tuple[str, int]]:
    """Those of the municipality who were there, role and person, nobody twice."""
    near = people.unit == session.unit
    there = [("helper", person) for person in _some(people.of("helper"), session.helper_staffed, rng)]
    there += [("challenger", person) for person in _some(people.of("challenger"), int(rng.integers(0, 3)), rng)]
    for name, mean in zip(REPRESENTATIVES, (0.35 + 0.5 * passed, 0.35 + 0.5 * passed, 0.9 + 1.3 * passed), strict=True):
        there += [(name, person) for person in _some(people.of(name), int(rng.poisson(mean)), rng)]
    leaders = people.of("leader")
    own = leaders[near[leaders]]
    there += [("leader", int(person)) for person in own[:1]]
    there += [("leader", person) for person in _some(leaders[~near[leaders]], int(rng.integers(0, 3)), rng)]
    for name, chance in (("safety_rep", 0.5), ("hr_lead", 0.25), ("elected", 0.15), ("municipal_director", 0.12)):
        if rng.random() < chance:
            there += [(name, person) for person in _some(people.of(name), 1, rng)]
    employees = people.of("employee")
    there += [("employee", person) for person in _some(employees[near[employees]], int(rng.integers(4, 11)), rng)]
    there += [("employee", person) for person in _some(employees[~near[employees]], int(rng.integers(0, 4)), rng)]
    return there


def _some(who: Index, count: int, rng: np.random.Generator) -> list[int]:
    return [int(person) for person in rng.permutation(who)[:count]]


def _guests(number: int, session: Session, rng: np.random.Generator) -> list[Entry]:
    """Citizens, externals and researchers, of whom only a head count is known."""
    guests = [("external", int(rng.integers(1, 5)))] if session.others else []
    if rng.random() < 0.12:
        guests.append(("citizen", int(rng.integers(2, 16))))
    if rng.random() < 0.06:
        guests.append(("researcher", int(rng.integers(1, 3))))
    conduct = activity_index("conduct")
    return [
        (0, NOBODY, role_index(role), conduct, heads, session.quarters, number, session.unit) for role, heads in guests
    ]


def _prepared_in_vain(number: int, session: Session, people: People, rng: np.random.Generator) -> list[Entry]:
    helpers = _some(people.of("helper"), session.helper_staffed, rng)
    prepare, helper = activity_index("prepare"), role_index("helper")
    return [
        (-int(rng.integers(1, 8)), person, helper, prepare, 1, int(rng.integers(2, 10)), number, -1)
        for person in helpers
    ]


def _as_rows(
    entries: list[Entry], sessions: tuple[Session, ...], initiatives: tuple[Initiative, ...], people: People
) -> Rows:
    """Entries as arrays; days are moved over working days and what would fall outside the period is left out."""
    away, person, role, activity, heads, quarters, session, guest_unit = np.array(entries, dtype=np.int64).T
    held = np.array([one.day for one in sessions], dtype="datetime64[D]")[session]
    day = np.where(away == 0, held, shift(held, away))
    of_session = np.array([initiatives.index(one.initiative) if one.initiative else -1 for one in sessions])
    rows = Rows(
        day=day,
        whole_month=np.zeros(len(day), dtype=bool),
        person=person,
        unit=np.where(person == NOBODY, guest_unit, people.unit[person]),
        role=role,
        activity=activity,
        heads=heads,
        quarters=quarters,
        session=session,
        initiative=of_session[session],
    )
    return rows.pick((day >= FIRST_DAY) & (day <= LAST_DAY))
