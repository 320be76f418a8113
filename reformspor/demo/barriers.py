"""The demo's barriers: what stands in the way, who owns it, and how heavy it is, in plain text without persons."""

from __future__ import annotations

import numpy as np

from reformspor.demo.initiatives import Initiative
from reformspor.demo.municipality import all_units, texts
from reformspor.demo.tables import Table, as_table, hundredths
from reformspor.demo.timeline import activity_by_month, shift, working_days

BARRIERS = 150
EARLIEST = 2  # months from the start to the first barrier
OWNERS = {
    "municipality": ("kommuneleiinga", "eiga sektorleiing", "eininga sjølv"),
    "intermunicipal": ("eit interkommunalt selskap",),
    "county_council": ("fylkeskommunen",),
    "county_governor": ("statsforvaltaren",),
    "agency": ("eit direktorat", "eit statleg tilsyn", "ein statleg etat"),
    "ministry": ("eit departement",),
    "parliament": ("Stortinget",),
    "eea": ("EØS-regelverket",),
    "social_partner": ("partane i tariffområdet",),
    "vendor": ("ein leverandør av fagsystem",),
    "not_reported": (None,),
}


def make_barriers(initiatives: tuple[Initiative, ...], rng: np.random.Generator) -> Table:
    """The contract table `barriers`, in the order they were reported."""
    rows: list[dict[str, object]] = []
    months = rng.choice(np.arange(EARLIEST, 60), BARRIERS, p=_weights())
    days = np.sort(working_days(np.asarray(months), rng))
    for number, (day, (topic, sector)) in enumerate(zip(days, _subjects(rng), strict=True)):
        reported = day.astype(object)
        unit = int(rng.choice([place for place, one in enumerate(all_units()) if one.sector == sector]))
        row: dict[str, object] = {"barrier_id": f"B{number + 1:03d}", "reported_date": reported, "sector": sector}
        row |= _said(texts("barriers")["topic"][topic], sector)
        row |= _owner(texts("barriers")["topic"][topic], day, rng)
        row |= _reporter(unit, day, initiatives, rng)
        row |= _burden(rng)
        rows.append(row)
    return as_table("barriers", rows)


def _weights() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weights = activity_by_month()[EARLIEST:]
    return np.asarray(weights / weights.sum())


def _subjects(rng: np.random.Generator) -> list[tuple[int, str]]:
    """Pairs of topic and sector, none twice; sectors with many people report more."""
    given = texts("barriers")
    pairs = [
        (number, sector)
        for number, topic in enumerate(given["topic"])
        for sector in topic.get("sectors", given["sectors"])
    ]
    people = {sector: sum(unit.people for unit in all_units() if unit.sector == sector) for sector in given["sectors"]}
    weight = np.array([people[sector] ** 0.5 for _, sector in pairs])
    picked = rng.choice(len(pairs), BARRIERS, replace=False, p=weight / weight.sum())
    return [pairs[index] for index in picked]


def _said(topic: dict[str, object], sector: str) -> dict[str, object]:
    """The texts and kinds of a topic, told from a sector."""
    slots = texts("barriers")["sectors"][sector]
    slots = slots | {name.capitalize(): word[0].upper() + word[1:] for name, word in slots.items()}
    said = {
        "title": str(topic["title"]).format(**slots),
        "description": str(topic["description"]).format(**slots),
        "wanted_action": str(topic["wanted"]).format(**slots),
        "next_step": str(topic["next"]).format(**slots),
    }
    return said | {"types": topic["types"], "remedy": topic["remedy"], "steering_instrument": topic["instrument"]}


def _owner(topic: dict[str, object], day: np.datetime64, rng: np.random.Generator) -> dict[str, object]:
    level = str(rng.choice(np.array(topic["levels"])))
    owner = OWNERS[level]
    answer_by = shift(np.array([day]), np.array([int(rng.integers(40, 120))]))[0].astype(object)
    legal = topic["instrument"] == "law" and rng.random() < 0.6
    return {
        "owner_level": level,
        "owner_org": owner[int(rng.integers(len(owner)))],
        "legal_ref": f"lov eller forskrift, § {int(rng.integers(1, 15))}-{int(rng.integers(1, 9))}" if legal else None,
        "answer_by": answer_by if level != "municipality" and rng.random() < 0.7 else None,
    }


def _reporter(
    unit: int, day: np.datetime64, initiatives: tuple[Initiative, ...], rng: np.random.Generator
) -> dict[str, object]:
    running = [one.id for one in initiatives if one.unit == unit and one.phase_at(day) not in (None, "ended")]
    return {
        "reported_by_unit": all_units()[unit].id,
        "initiative_id": str(rng.choice(running)) if running and rng.random() < 0.8 else None,
        "who_feels_it": str(rng.choice(["employees", "users", "management", "union_reps"], p=[0.5, 0.25, 0.15, 0.1])),
        "public": "open" if rng.random() < 0.75 else "internal",
    }


# What comes often takes less time each time: cases a year, and how much shorter one is.
SHORTER = {1: 1, 2: 1, 4: 2, 12: 4, 52: 16, 230: 64}


def _burden(rng: np.random.Generator) -> dict[str, object]:
    """How heavy it is: an estimate for most, all four factors for some."""
    weight: dict[str, object] = {"severity": int(rng.choice([1, 2, 3, 4, 5], p=[0.08, 0.22, 0.35, 0.25, 0.1]))}
    if rng.random() < 0.7:
        weight["est_hours"] = hundredths(int(rng.integers(2, 160)) * 25)
        weight["est_unit"] = str(rng.choice(["per_week", "per_month", "per_year", "per_case"], p=[0.3, 0.4, 0.2, 0.1]))
        weight["est_basis"] = str(rng.choice(["estimated", "registered", "not_reported"], p=[0.75, 0.15, 0.1]))
    elif rng.random() < 0.3:
        weight |= {"est_hours": hundredths(int(rng.integers(2, 60)) * 100), "est_unit": "not_reported"}
    if rng.random() < 0.45:
        hours, rate = int(rng.integers(1, 24)) * 25, int(rng.integers(45, 75)) * 1000
        often = int(rng.choice(list(SHORTER)))
        weight |= {
            "burden_hours": hundredths(max(5, hours // SHORTER[often])),
            "burden_rate_nok": hundredths(rate),
            "burden_per_year": hundredths(often * 100),
            "burden_affected": hundredths(int(rng.integers(3, 60)) * 100),
        }
    return weight
