"""What is said of the phases is counted right, named only when there is enough, and otherwise said to be too little."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings import state_cycle, state_now, state_rounds, state_spread, state_stops, state_time
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")


def rows(types: str, *given: tuple[object, ...]) -> Answer:
    names = [part.split()[0] for part in types.split(", ")]
    return answered([dict(zip(names, row, strict=True)) for row in given], types)


def now(*phases: str) -> Answer:
    return rows("initiative_id VARCHAR, phase VARCHAR", *((f"T{at}", phase) for at, phase in enumerate(phases)))


def test_where_the_initiatives_are_is_said_without_those_of_no_phase() -> None:
    found = state_now(now("explore", "develop", "paused", "ended", "operate", "not_reported"), NN)
    assert found.text == "2 av 5 tiltak er i rundgangen, 1 er i drift, 1 er sett på vent og 1 er avslutta"
    assert state_now(now("explore", "explore", "explore", "explore"), NN).nothing


def test_changes_are_ahead_back_or_out_and_starts_and_returns_are_none_of_them() -> None:
    types = "from_phase VARCHAR, to_phase VARCHAR, n BIGINT"
    found = state_cycle(
        rows(
            types,
            ("start", "explore", 9),
            ("explore", "try_out", 5),
            ("develop", "operate", 1),
            ("develop", "explore", 2),
            ("try_out", "explore", 1),
            ("try_out", "paused", 2),
            ("operate", "ended", 1),
            ("paused", "try_out", 2),
            ("try_out", "not_reported", 4),
        ),
        NN,
    )
    assert found.text == "Av 12 skifte gjekk 6 fram, 3 attende eller rundt att, og 3 på vent eller avslutta"
    assert state_cycle(rows(types, ("explore", "try_out", 9)), NN).nothing


def stays(**phases: tuple[int, int | None]) -> Answer:
    given = [(phase, n, middle) for phase, (count, middle) in phases.items() for n in range(count)]
    return rows("phase VARCHAR, days BIGINT, median_days BIGINT", *((p, n + 1, m) for p, n, m in given))


def test_the_longest_phase_is_named_when_it_is_clearly_longer() -> None:
    found = state_time(stays(explore=(5, 100), try_out=(6, 183)), NN)
    assert found.text == "Utprøving tek lengst: halvparten av tiltaka er der i 6,0 månader eller meir"
    assert state_time(stays(explore=(5, 100), try_out=(6, 110)), NN).nothing


def test_a_median_that_is_not_reached_is_longer_than_any_that_is() -> None:
    found = state_time(stays(explore=(5, 100), develop=(5, None)), NN)
    assert found.text == "Utvikling tek lengst: færre enn halvparten har gått vidare enno"
    assert state_time(stays(explore=(5, None), develop=(5, None)), NN).nothing


def test_nothing_is_said_of_phases_with_few_stays_or_of_pauses() -> None:
    assert state_time(stays(explore=(5, 100), try_out=(4, 900), paused=(9, 900)), NN).nothing


def test_later_rounds_are_counted_among_initiatives_with_a_phase() -> None:
    types = "initiative_id VARCHAR, rounds INTEGER"
    found = state_rounds(rows(types, ("a", 1), ("b", 2), ("c", 3), ("d", 1), ("e", 1), ("f", None)), NN)
    assert found.text == "2 av 5 tiltak er komne til runde to eller lenger"
    assert state_rounds(rows(types, *((name, 1) for name in "abcde")), NN).text == "Ingen tiltak er i runde to enno."


def test_the_owner_most_often_met_is_named_and_an_unknown_one_is_not() -> None:
    types = "level VARCHAR, n_initiatives BIGINT, n BIGINT"
    found = state_stops(rows(types, ("not_reported", 4, 3), ("agency", 4, 2)), NN)
    assert found.text == "Barrierar har stansa 4 tiltak; for 2 av dei er eigaren no direktorat eller etat"
    assert state_stops(rows(types, ("agency", 1, 1)), NN).text == "Ein barriere har stansa eitt tiltak"
    assert state_stops(rows(types, ("agency", 2, 2)), NN).text == "Barrierar har stansa 2 tiltak"


def test_reach_is_said_against_twelve_months_before_and_only_with_a_register_as_a_part() -> None:
    types = "month DATE, n_units BIGINT, n_active BIGINT"
    months = [(f"{2024 + at // 12}-{at % 12 + 1:02}-01", 20, at + 1) for at in range(14)]
    assert state_spread(rows(types, *months), NN).text == (
        "14 av 20 einingar har vore med i reforma, 12 fleire enn tolv månader før"
    )
    assert state_spread(rows(types, *months[:12]), NN).text == "12 av 20 einingar har vore med i reforma"
    still = [*months[:2], *((month, 20, 2) for month, _, _ in months[2:])]
    assert "like mange som" in state_spread(rows(types, *still), NN).text
    alone = state_spread(rows(types, ("2024-01-01", None, 3)), NN).text
    assert alone == "3 einingar har vore med i reforma; kor mange det er i alt, er ikkje kjent"
