"""The demo's outcomes: one planted effect, two planted nothings, one trend that was there before the reform, and one
that was measured in a new way from a month on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

import numpy as np
import numpy.typing as npt

from reformspor.demo.measured import Measured
from reformspor.demo.municipality import all_units, started
from reformspor.demo.surveys import SURVEYED
from reformspor.demo.tables import Table, as_table, hundredths
from reformspor.demo.timeline import MONTHS, month_first

PROVISIONAL = 2  # the last months may still be revised


@dataclass(frozen=True, kw_only=True)
class Indicator(Measured):
    """What is measured each month, and what more is planted: `trend` a month in all units of the reform, and `shift`
    in every unit from the month `broken_at` on, when the definition was changed."""

    between_units: float
    noise: float
    winter: float
    trend: float = 0.0
    hours_each: int = 0
    missing: float = 0.0
    shift: float = 0.0
    broken_at: int | None = None


INDICATORS = (
    Indicator(
        key="doc_share",
        name="Tid til dokumentasjon",
        unit="prosent",
        direction="lower",
        health="no",
        definition="Timar ført på dokumentasjon og rapportering, delt på alle arbeidstimar.",
        relevant="1.0",
        owner_role="leader",
        source="timeføring",
        revised="Førebels i to månader, til etterføringar er komne inn.",
        planted="effect",
        level=18.0,
        between_units=2.5,
        noise=0.9,
        winter=0.3,
        effect=-2.4,
        hours_each=140,
    ),
    Indicator(
        key="sick_leave",
        name="Sjukefråvær",
        unit="prosent",
        direction="lower",
        health="yes",
        definition="Tapte dagsverk på grunn av eigen sjukdom, delt på avtalte dagsverk.",
        relevant="0.5",
        owner_role="hr_lead",
        source="personalsystem",
        revised="Førebels i to månader, til sjukmeldingar er registrerte.",
        planted="nothing",
        level=8.2,
        between_units=1.1,
        noise=1.3,
        winter=1.2,
        hours_each=21,
    ),
    Indicator(
        key="decision_days",
        name="Dagar frå søknad til svar",
        unit="dagar",
        direction="lower",
        health="no",
        definition="Snittet av dagar frå ein søknad kom inn til svaret blei sendt.",
        relevant="2.0",
        owner_role="leader",
        source="sak- og arkivsystem",
        revised="Førebels i to månader, til sakene er avslutta.",
        planted="nothing",
        level=21.0,
        between_units=4.0,
        noise=2.2,
        winter=0.8,
        missing=0.03,
    ),
    Indicator(
        key="say_in_work",
        name="Opplevd medråderett",
        unit="skala 1–6",
        direction="higher",
        health="no",
        definition="Snittet av svara på om ein får vera med og avgjera i eige arbeid.",
        relevant="0.2",
        owner_role="hr_lead",
        source="spørjeundersøking",
        revised="Førebels i to månader, til seine svar er talde.",
        planted="pre_trend",
        level=3.6,
        between_units=0.25,
        noise=0.12,
        winter=0.0,
        trend=0.015,
    ),
    Indicator(
        key="overtime",
        name="Overtid",
        unit="prosent",
        direction="lower",
        health="no",
        definition="Timar med overtid, delt på alle arbeidstimar. Frå januar 2024 tel òg forskoven vakt.",
        relevant="0.5",
        owner_role="hr_lead",
        source="timeføring",
        revised="Førebels i to månader, til etterføringar er komne inn.",
        planted="break",
        level=3.2,
        between_units=0.5,
        noise=0.35,
        winter=0.2,
        hours_each=140,
        shift=1.1,
        broken_at=26,
    ),
)


def indicators_table() -> Table:
    """The contract table `indicators`."""
    return as_table(
        "indicators",
        [
            {
                "indicator": one.key,
                "name": one.name,
                "unit": one.unit,
                "direction": one.direction,
                "health": one.health,
                "definition": one.definition,
                "smallest_relevant": Decimal(one.relevant),
                "owner_role": one.owner_role,
                "source": one.source,
                "revision_policy": one.revised,
            }
            for one in (*INDICATORS, *SURVEYED)
        ],
    )


def make_outcomes(rng: np.random.Generator) -> Table:
    """The contract table `outcomes`: 25 units, sixty months, five indicators, a few values missing."""
    rows: list[dict[str, object]] = []
    seed = int(rng.integers(2**32))
    for one in INDICATORS:
        # Each has a stream of its own, so that one more indicator moves none of the others.
        own = np.random.default_rng([seed, crc32(one.key.encode())])
        values = _values(one, own)
        gone = own.random(values.shape) < one.missing
        for month in range(MONTHS):
            for place, unit in enumerate(all_units()):
                if not gone[month, place]:
                    row = {"unit_id": unit.id, "period": month_first(month), "indicator": one.key}
                    rows.append(row | _measured(one, float(values[month, place]), unit.people, month))
    rows.sort(key=lambda row: (str(row["period"]), str(row["unit_id"]), str(row["indicator"])))
    return as_table("outcomes", rows)


def _values(one: Indicator, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Months by units: own level, shared months, the winter, chance, and what is planted."""
    units = np.arange(len(all_units()))
    months = np.arange(MONTHS)
    people = np.array([unit.people for unit in all_units()])
    in_reform = np.array([unit.start is not None for unit in all_units()])
    winter = one.winter * np.cos(2 * np.pi * (np.array([month_first(int(month)).month for month in months]) - 1) / 12)
    noise = rng.normal(0, one.noise, (MONTHS, len(units))) * np.sqrt(24 / people)
    values = one.level + rng.normal(0, one.between_units, len(units)) + noise
    values += (winter + rng.normal(0, one.noise / 4, MONTHS))[:, None]
    begun = np.array([started(np.full(len(units), month), units) for month in months])
    if one.broken_at is not None:
        values += one.shift * (months >= one.broken_at)[:, None]
    return np.asarray(np.maximum(values + one.effect * begun + one.trend * months[:, None] * in_reform, 0.5))


def _measured(one: Indicator, value: float, people: int, month: int) -> dict[str, object]:
    row: dict[str, object] = {
        "n_persons": people,
        "source": one.source,
        "provisional": "yes" if month >= MONTHS - PROVISIONAL else "no",
        "definition_break": "yes" if month == one.broken_at else "no",
    }
    if not one.hours_each:
        return row | {"value": hundredths(round(value * 100))}
    denominator = people * one.hours_each * 4
    numerator = round(denominator * value / 100)
    return row | {
        "value": Decimal(round(numerator * 1_000_000 / denominator)).scaleb(-4),
        "numerator": hundredths(numerator * 25),
        "denominator": hundredths(denominator * 25),
    }
