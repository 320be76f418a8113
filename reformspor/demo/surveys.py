"""The demo's surveys: a factor asked every second year, where nothing is planted, and a pulse with a planted change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reformspor.demo.measured import Measured
from reformspor.demo.municipality import all_units, started
from reformspor.demo.tables import Table, as_table, hundredths
from reformspor.demo.timeline import month_first


@dataclass(frozen=True, kw_only=True)
class Question(Measured):
    """A question of a survey, on a scale between its `ends`; its waves are months since the first."""

    spread: float
    ends: tuple[float, float]
    waves: dict[str, int]


SURVEYED = (
    Question(
        key="autonomy",
        name="Sjølvstende i arbeidet",
        unit="skala 1–5",
        direction="higher",
        health="no",
        definition="Snittet av svara på kor fritt ein kan gjera arbeidet sitt, ein av ti faktorar.",
        relevant="0.2",
        owner_role="hr_lead",
        source="medarbeidarundersøking",
        revised="Endelege når runden er ferdig.",
        planted="nothing",
        level=3.9,
        spread=0.75,
        ends=(1.0, 5.0),
        waves={"F2022": 3, "F2024": 27, "F2026": 51},
    ),
    Question(
        key="pulse_trust",
        name="Tillit frå leiaren",
        unit="skala 1–6",
        direction="higher",
        health="no",
        definition="Snittet av svara på om leiaren har tillit til at ein gjer jobben sin.",
        relevant="0.2",
        owner_role="hr_lead",
        source="eigen puls",
        revised="Endelege når runden er ferdig.",
        planted="effect",
        level=4.1,
        spread=0.95,
        ends=(1.0, 6.0),
        waves={"P2022V": 5, "P2023V": 17, "P2024V": 29, "P2025V": 41, "P2026V": 53},
        effect=0.45,
    ),
)


def make_surveys(rng: np.random.Generator) -> Table:
    """The contract table `surveys`: each question in each wave in 25 units, by those who answered."""
    rows: list[dict[str, object]] = []
    units = all_units()
    for one in SURVEYED:
        own = rng.normal(0, 0.15, len(units))
        for wave, month in one.waves.items():
            begun = started(np.full(len(units), month), np.arange(len(units)))
            for place, unit in enumerate(units):
                answered = int(rng.binomial(unit.people, rng.uniform(0.42, 0.9)))
                given = rng.normal(one.level + own[place] + one.effect * begun[place], one.spread, answered)
                row = {"wave": wave, "period": month_first(month), "unit_id": unit.id, "indicator": one.key}
                rows.append(row | _summed(np.clip(np.rint(given), *one.ends), unit.people) | {"source": one.source})
    rows.sort(key=lambda row: (str(row["period"]), str(row["wave"]), str(row["unit_id"])))
    return as_table("surveys", rows)


def _summed(answers: npt.NDArray[np.float64], people: int) -> dict[str, object]:
    """Whole answers as a survey system hands them over: mean and standard deviation to two decimals."""
    few = len(answers) < 2
    return {
        "mean": hundredths(round(float(answers.mean()) * 100)) if len(answers) else None,
        "sd": None if few else hundredths(round(float(answers.std(ddof=1)) * 100)),
        "n_answers": len(answers),
        "n_invited": people,
        "provisional": "no",
        "definition_break": "no",
    }
