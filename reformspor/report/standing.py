"""How the protection stands in one municipality: its snapshot, its settings, and what the protection costs its data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from reformspor.answers import Answer
from reformspor.choices import Choices


@dataclass(frozen=True)
class Standing:
    """What the page and the draft say of this municipality.

    `loss` are rows of (whose hours, what is kept, share), `waiting_hours` the hours that wait, `discussed_on` None and
    `discussed_with` empty until it has been discussed. `k` and `p` are those the snapshot was admitted with.
    """

    municipality: str
    constructed: bool
    as_of: dt.date
    snapshot_id: str
    program: str
    k: int
    p: int
    retention_days: int
    last_date: dt.date | None
    purpose: str
    discussed_on: dt.date | None
    discussed_with: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]
    loss: tuple[tuple[str, str, float], ...]
    waiting_hours: float

    @classmethod
    def of(cls, meta: Answer, loss: Answer, waiting: Answer, choices: Choices) -> Standing:
        """From the answers to data/meta, data/loss and data/waiting, and the choices in force."""
        said = {str(row["key"]): str(row["value"]) for row in meta.copy_rows()}
        number = choices.number("protection.retention_days")
        return cls(
            municipality=choices.municipality(meta.provenance.municipality, constructed=meta.provenance.constructed),
            constructed=meta.provenance.constructed,
            as_of=meta.provenance.as_of,
            snapshot_id=meta.provenance.snapshot_id,
            program=meta.provenance.program,
            k=int(said.get("k") or choices.number("protection.k") or 5),
            p=int(said.get("p") or choices.number("protection.p") or 10),
            retention_days=int(30 if number is None else number),
            last_date=_date(choices, "protection.last_date"),
            purpose=choices.text("purpose"),
            discussed_on=_date(choices, "discussed_on"),
            discussed_with=_roles(choices, "discussed_with"),
            bodies=tuple((one.key.rsplit(".", 1)[1], str(one.value)) for one in choices.under("bodies")),
            loss=tuple(_loss(loss.copy_rows())),
            waiting_hours=sum(float(row["hours"] or 0) for row in waiting.copy_rows()),
        )


def _loss(rows: list[dict[str, object]]) -> Iterable[tuple[str, str, float]]:
    return ((str(row["loss_people"]), str(row["loss_measure"]), float(str(row["share"]))) for row in rows)


def _date(choices: Choices, key: str) -> dt.date | None:
    held = choices.get(key)
    return held.value if held is not None and isinstance(held.value, dt.date) else None


def _roles(choices: Choices, key: str) -> tuple[str, ...]:
    held = choices.get(key)
    return tuple(str(role) for role in held.value) if held is not None and isinstance(held.value, tuple) else ()
