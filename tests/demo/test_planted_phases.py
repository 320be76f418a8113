"""What the view of the phases says of the demo is what was planted in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from reformspor.answers import Answer, ask
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.findings import state_now, state_rounds
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import speak


@pytest.fixture(scope="module")
def events(made: tuple[Path, PlantedFacts]) -> pd.DataFrame:
    """The constructed changes of phase as they were written."""
    return pd.read_parquet(made[0] / "parquet" / "phase_events.parquet")


def asked(store: DuckStore, name: str) -> Answer:
    return ask(store, f"phases/{name}", Scope(), Rule.internal())


def test_each_initiative_is_in_its_planted_phase_and_as_many_in_a_later_round(
    store: DuckStore, facts: PlantedFacts
) -> None:
    now = asked(store, "initiatives")
    assert dict(now.frame["phase"].value_counts()) == facts.initiatives_by_phase
    assert int((now.frame["rounds"] > 1).sum()) == facts.initiatives_in_a_later_round


def test_the_sentences_say_the_planted_numbers(store: DuckStore, facts: PlantedFacts) -> None:
    now, planted = asked(store, "initiatives"), facts.initiatives_by_phase
    work = sum(planted.get(phase, 0) for phase in ("explore", "try_out", "develop"))
    n = sum(planted.values())
    assert state_now(now, speak("nn")).text.startswith(f"{work} av {n} tiltak er i rundgangen")
    later = facts.initiatives_in_a_later_round
    assert state_rounds(now, speak("nn")).text == f"{later} av {n} tiltak er komne til runde to eller lenger"


def test_the_arrows_count_every_change_that_was_written(store: DuckStore, events: pd.DataFrame) -> None:
    found = {(a, b): n for a, b, n in asked(store, "transitions").frame[["from_phase", "to_phase", "n"]].values}
    written = Counter(zip(events["from_phase"].fillna("start"), events["to_phase"], strict=True))
    assert found == dict(written)


def test_the_lanes_have_the_rounds_that_were_written(store: DuckStore, events: pd.DataFrame) -> None:
    lanes = asked(store, "lanes").frame
    found = set(zip(lanes["initiative_id"], lanes["from_date"].astype(str), lanes["round"].astype(int), strict=True))
    assert found == set(
        zip(events["initiative_id"], events["at"].astype(str), events["round"].astype(int), strict=True)
    )


def test_each_stop_names_its_planted_barrier(store: DuckStore, events: pd.DataFrame) -> None:
    stops = asked(store, "stops").frame
    named = events[events["barrier_id"].notna()]
    assert sorted(zip(stops["initiative_id"], stops["barrier_id"], strict=True)) == sorted(
        zip(named["initiative_id"], named["barrier_id"], strict=True)
    )


def test_units_start_on_their_planted_dates(store: DuckStore, facts: PlantedFacts) -> None:
    months = asked(store, "spread").frame
    for row in months.to_dict(orient="records"):
        end = str(row["month"])[:7]
        assert row["n_started"] == sum(start[:7] <= end for start in facts.reform_starts.values())
    assert months["n_active"].is_monotonic_increasing
    assert (months["n_active"] <= months["n_units"]).all()
