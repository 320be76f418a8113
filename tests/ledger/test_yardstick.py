"""Protection that keeps nothing is worth nothing: each label is kept for at least the yardstick's share of hours."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from reformspor.ledger import Settings, loss_table
from reformspor.ledger.loss import GROUPS, MEASURES, QUARTER
from reformspor.ledger.publish import publish
from reformspor.words import LANGUAGES, speak
from tests.ledger.books import Books, Entry

SECTORS = ("health_care", "upbringing", "technical", "culture", "planning", "administration")
UNITS = {f"unit-{at:02}": SECTORS[at % 6] for at in range(25)}
PHASES = ("explore", "try_out", "develop")
ROLES = ("employee",) * 66 + ("helper",) * 12 + ("union_rep",) * 14 + ("leader",) * 5 + ("safety_rep",) * 3


def municipality(seed: int = 1) -> list[Entry]:
    """600 people in 25 units, 599 sessions in 60 months, about 10,000 records, as the yardstick was measured on."""
    dice = random.Random(seed)
    units = sorted(UNITS)
    people = [(f"p{at}", dice.choice(ROLES), units[at % 25]) for at in range(600)]
    by_unit = {unit: [p for p in people if p[2] == unit] for unit in units}
    helpers = [p for p in people if p[1] in ("helper", "union_rep")]
    entries: list[Entry] = []
    for session in range(599):
        month = min(int(60 * (session / 599) ** 0.8), 59)
        unit = dice.choice(units)
        phase = PHASES[session % 3]
        staff = dice.sample(by_unit[unit], dice.randint(11, 18))
        guests = dice.sample(helpers, dice.randint(1, 3))
        for person, role, _ in {*staff, *guests}:
            for activity in ("conduct", *(("prepare",) if role == "helper" else ())):
                entries.append(
                    Entry(
                        f"e{len(entries)}",
                        dt.date(2021 + month // 12, month % 12 + 1, 1),
                        unit,
                        role,
                        phase,
                        person,
                        dice.randint(4, 24),
                        activity,
                        "yes" if role in ("helper", "union_rep") else "no",
                    )
                )
    return entries


def kept_share(books: Books, measure: str, people: str) -> float:
    """The share of all hours, waiting ones too, that the private file knows to have kept a label."""
    ((share,),) = books.con.execute(
        f"""select sum(h) filter ({MEASURES[measure].format(quarter=QUARTER)}) / sum(h)
        from memory.ledger.record record left join memory.ledger.released released using (row_id)
        join memory.ledger.label label on label.kind = 'role' and label.id = record.cell >> 40
        where {"true" if people == "all" else f"label.code in {(*GROUPS[people], '')}"}"""
    ).fetchall()
    return float(share or 0)


def shares(order: str) -> dict[tuple[str, str], float]:
    books = Books(Settings(order=order), UNITS)
    books.admit(municipality(), dt.date(2026, 1, 1))
    books.con.execute("attach ':memory:' as served")
    publish(books.con, "served")
    books.con.execute("use served")
    table = {(loss.measure, loss.people): loss.share or 0.0 for loss in loss_table(books.con)}
    words = speak("en")
    truth = {(measure, people): kept_share(books, measure, people) for measure, people in table}
    assert all(share <= truth[label] + 1e-9 for label, share in table.items()), "the loss table promises too much"
    for (measure, people), share in truth.items():
        who, what = words("ledger.loss.people." + people), words("ledger.loss.measure." + measure)
        print(f"{order:13} {who:28} {what:32} {share:.0%}")
    return truth


@pytest.mark.parametrize(
    ("order", "least"),
    [
        (
            "role",
            {
                ("role", "all"): 0.99,
                ("role_month", "all"): 0.94,
                ("role_sector_quarter", "reps_and_helpers"): 0.56,
                ("role_sector_quarter", "employees"): 0.93,
                ("sector_quarter", "all"): 0.67,
                ("unit_month", "all"): 0.41,
                ("phase", "all"): 0.37,
            },
        ),
        ("unit", {("sector_quarter", "all"): 0.97, ("unit_month", "all"): 0.92, ("phase", "all"): 0.37}),
        ("reps_helpers", {("role_month", "reps_and_helpers"): 0.9, ("sector_quarter", "all"): 0.75}),
    ],
)
def test_each_order_keeps_at_least_the_yardsticks_share_of_each_label(
    order: str, least: dict[tuple[str, str], float]
) -> None:
    kept = shares(order)
    assert {label: kept[label] for label in least if kept[label] < least[label]} == {}


def test_every_line_of_the_loss_table_has_words_in_three_languages() -> None:
    books = Books(sectors=UNITS)
    books.admit(municipality()[:200])
    books.con.execute("attach ':memory:' as served")
    publish(books.con, "served")
    books.con.execute("use served")
    for lang in LANGUAGES:
        for loss in loss_table(books.con):
            assert speak(lang)(f"ledger.loss.measure.{loss.measure}")
            assert speak(lang)(f"ledger.loss.people.{loss.people}")
