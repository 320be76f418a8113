"""An outcome of few people cannot be had, not by taking shown figures from one another either."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from reformspor import answers
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit, open_current
from reformspor.snapshot.outcomes import showable
from tests.snapshot.exports import write_export

ABOVE = {"top": None, "north": "top", "south": "top", "a": "north", "b": "north", "c": "south", "d": "south", "e": "d"}


def world(dice: random.Random) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """People of each unit's own, and of each figure given: its own people and all those under it."""
    own = {unit: dice.choice((0, 0, 2, 4, 6, 8, 12, 30)) for unit in ABOVE}
    held = {unit: {} for unit in ABOVE}
    for unit in ABOVE:
        over: str | None = unit
        while over is not None:
            held[over][unit] = own[unit]
            over = ABOVE[over]
    given = {unit for unit in ABOVE if dice.random() < 0.8 and sum(held[unit].values())}
    return own, {unit: held[unit] for unit in given}


def singled_out(own: dict[str, int], figures: list[dict[str, int]], least: int) -> list[tuple[str, ...]]:
    """Groups of units with too few people whose sum the figures give away, by linear algebra."""
    units = [unit for unit, n in own.items() if n]
    rows = np.array([[float(unit in figure) for unit in units] for figure in figures]).reshape(-1, len(units))
    rank = np.linalg.matrix_rank(rows) if len(rows) else 0
    found = []
    for size in range(1, 4):
        for group in combinations(units, size):
            if sum(own[unit] for unit in group) < least:
                wanted = np.array([float(unit in group) for unit in units])
                if rank and np.linalg.matrix_rank(np.vstack([rows, wanted])) == rank:
                    found.append(group)
    return found


def test_no_sum_or_difference_of_shown_figures_is_of_too_few_people() -> None:
    dice, shown_in_all, tempted = random.Random(3), 0, 0
    for _ in range(1500):
        own, given = world(dice)
        least = dice.choice((5, 10))
        people = {unit: sum(held.values()) for unit, held in given.items()}
        shown = showable(people, ABOVE, least)
        shown_in_all += len(shown)
        assert singled_out(own, [given[unit] for unit in shown], least) == [], (own, people, least, shown)
        tempted += bool(singled_out(own, [held for unit, held in given.items() if people[unit] >= least], least))
    assert shown_in_all > 2500
    assert tempted > 100


def test_neither_is_one_when_later_figures_stand_beside_those_already_known() -> None:
    dice, held_back = random.Random(4), 0
    for _ in range(1500):
        own, given = world(dice)
        people = {unit: sum(held.values()) for unit, held in given.items()}
        early = {unit: n for unit, n in people.items() if dice.random() < 0.6}
        first = showable(early, ABOVE, 10)
        second = showable(people, ABOVE, 10, first)
        assert singled_out(own, [given[unit] for unit in first | second], 10) == [], (own, early, people, first, second)
        held_back += len(showable(people, ABOVE, 10) - second) > 0
    assert held_back > 10


@pytest.mark.parametrize(("least", "shown"), [(5, {"a", "b", "north"}), (10, {"a"})])
def test_the_figure_over_a_small_one_and_its_large_sibling_is_not_shown(least: int, shown: set[str]) -> None:
    assert showable({"north": 28, "a": 20, "b": 8}, ABOVE, least) == shown


def test_an_office_with_figures_of_its_own_people_stands_beside_the_units_under_it() -> None:
    assert showable({"north": 20, "a": 30, "b": 25}, ABOVE, 10) == {"north", "a", "b"}
    assert showable({"top": 80, "north": 20, "a": 30, "b": 25}, ABOVE, 10) == {"north", "a", "b"}


def test_health_and_means_need_ten_people_and_shares_need_five(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    indicators = (
        "indicator;name;direction;health\nsick;Sjukefråvær;lower;yes\nsurvey;Svar;higher;no\nshare;Del;higher;no\n"
    )
    outcomes = "unit_id;period;indicator;value;numerator;denominator;n_persons\n" + "".join(
        f"U1;{month:02}.2025;{indicator};5;{parts};{n}\n"
        for indicator, parts in (("sick", "1;20"), ("survey", ";"), ("share", "1;20"))
        for month, n in ((1, 4), (2, 8), (3, 12), (4, ""))
    )
    export = write_export(tmp_path / "in", indicators=indicators, outcomes=outcomes)
    assert admit(export, data, as_of=dt.date(2026, 3, 31)).faults == ()
    opened = open_current(data)
    assert opened is not None
    served = opened[1].run("select indicator, n_persons from outcomes order by 1, 2", {})
    assert list(served.itertuples(index=False, name=None)) == [
        ("share", 8),
        ("share", 12),
        ("sick", 12),
        ("survey", 12),
    ]


INDICATORS = "indicator;name;direction;health\nsay;Medråderett;higher;no\nshare;Del;higher;no\n"
UNITS = (
    "unit_id;name;sector;parent\nU1;Heim;health_care;\nU2;Skule;upbringing;\nU3;Etat;technical;\n"
    "U4;Veg;technical;U3\nU5;Vatn;technical;U3\n"
)
SURVEYS = "wave;period;unit_id;indicator;mean;sd;n_answers;n_invited\n"


def admitted(data: DataFolder, folder: Path, **tables: str) -> dict[str, list[tuple[object, ...]]]:
    """What is served of outcomes and surveys, and what is held back, after an admission."""
    export = write_export(folder, indicators=INDICATORS, units=UNITS, **tables)
    assert admit(export, data, as_of=dt.date(2026, 3, 31)).faults == ()
    opened = open_current(data)
    assert opened is not None
    asked = {
        "surveys": "select indicator, wave, unit_id, mean::double, n_answers from surveys order by all",
        "held": "select table_name, indicator, unit_id, reason from outcomes_held order by all",
        "over": "select indicator, unit_id from outcomes_over order by all",
    }
    return {name: list(opened[1].run(sql, {}).itertuples(index=False, name=None)) for name, sql in asked.items()}


def test_a_survey_needs_ten_answers_and_it_is_told_why_another_is_not_shown(tmp_path: Path) -> None:
    surveys = SURVEYS + (
        "a;1.2025;U1;say;4;1;9;20\na;1.2025;U2;say;4;1;10;20\nb;6.2025;U1;say;4;1;;20\n"
        "c;1.2025;U2;share;3;1;30;40\nc;1.2025;U1;share;3;1;12;40\n"
    )
    told = admitted(DataFolder(tmp_path / "data"), tmp_path / "in", surveys=surveys)
    assert [row[:3] for row in told["surveys"]] == [("say", "a", "U2"), ("share", "c", "U1"), ("share", "c", "U2")]
    assert told["held"] == [("surveys", "say", "U1", "few"), ("surveys", "say", "U1", "uncounted")]


def test_a_survey_of_a_unit_does_not_tell_that_of_few_in_the_units_under_it(tmp_path: Path) -> None:
    surveys = SURVEYS + "a;1.2025;U3;say;4;1;28;40\na;1.2025;U4;say;4;1;20;20\na;1.2025;U5;say;4;1;8;20\n"
    told = admitted(DataFolder(tmp_path / "data"), tmp_path / "in", surveys=surveys)
    assert [row[2] for row in told["surveys"]] == ["U4"]
    assert told["held"] == [("surveys", "say", "U3", "sibling"), ("surveys", "say", "U5", "few")]
    assert told["over"] == [("say", "U3")]


def test_two_waves_of_one_month_or_a_wave_beside_an_outcome_are_not_both_shown(tmp_path: Path) -> None:
    surveys = SURVEYS + (
        "leaders;1.2025;U1;say;4;1;12;20\nall;1.2025;U1;say;4;1;20;40\nother;2.2025;U1;share;4;1;20;40\n"
    )
    outcomes = "unit_id;period;indicator;value;n_persons\nU1;2.2025;share;5;30\n"
    told = admitted(DataFolder(tmp_path / "data"), tmp_path / "in", surveys=surveys, outcomes=outcomes)
    assert [row[1] for row in told["surveys"]] == ["all"]
    assert told["held"] == [("surveys", "say", "U1", "twice"), ("surveys", "share", "U1", "twice")]


def test_one_late_answer_cannot_be_had_from_two_snapshots(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    for number, (mean, n) in enumerate((("4,0", 20), ("3,9", 21), ("3,9", 21), ("3,5", 31))):
        row = f"a;1.2025;U1;say;{mean};1;{n};40\n"
        told = admitted(data, tmp_path / str(number), surveys=SURVEYS + row)
        shown = [("say", "a", "U1", 3.5, 31)] if number == 3 else [("say", "a", "U1", 4.0, 20)]
        assert told["surveys"] == shown, number
        assert told["held"] == ([] if number in (0, 3) else [("surveys", "say", "U1", "late")])


@pytest.mark.parametrize(("n", "stands"), [(21, True), (16, True), (24, True), (20, False), (25, False), (15, False)])
def test_a_figure_of_few_more_people_or_fewer_cannot_be_had_from_two_snapshots(
    tmp_path: Path, n: int, stands: bool
) -> None:
    data = DataFolder(tmp_path / "data")
    head = "unit_id;period;indicator;value;numerator;denominator;n_persons\n"
    admitted(data, tmp_path / "one", outcomes=f"{head}U1;2.2025;share;40;8;20;20\n")
    told = admitted(data, tmp_path / "two", outcomes=f"{head}U1;2.2025;share;50;9;20;{n}\n")
    assert figures(data) == [("U1", 40, 20)] if stands else [("U1", 50, n)]
    assert told["held"] == ([("outcomes", "share", "U1", "late")] if stands else [])
    holes = ask(data, "outcomes/missing")
    assert [(row["unit_id"], row["state"]) for row in holes] == [("U1", "told")]


def test_a_figure_that_was_taken_away_is_still_known_when_one_of_almost_the_same_people_comes(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    head = "unit_id;period;indicator;value;numerator;denominator;n_persons\n"
    for number, (n, mean) in enumerate(((20, "4,0"), (0, ""), (21, "3,9"), (31, "3,5"), (29, "3,6"))):
        outcomes = f"{head}U2;2.2025;share;40;8;20;40\n" + (f"U1;2.2025;share;40;8;20;{n}\n" if n else "")
        surveys = f"{SURVEYS}a;1.2025;U2;say;4;1;40;50\n" + (f"a;1.2025;U1;say;{mean};1;{n};40\n" if n else "")
        told = admitted(data, tmp_path / str(number), outcomes=outcomes, surveys=surveys)
        expected = {0: 20, 3: 31, 4: 31}.get(number)
        assert [row[4] for row in told["surveys"] if row[2] == "U1"] == ([expected] if expected else []), number
        assert [row[2] for row in figures(data) if row[0] == "U1"] == ([expected] if expected else []), number


def figures(data: DataFolder) -> list[tuple[object, ...]]:
    """Unit, value and people of the outcomes that are served."""
    opened = open_current(data)
    assert opened is not None
    frame = opened[1].run("select unit_id, value::double, n_persons from outcomes order by all", {})
    return list(frame.itertuples(index=False, name=None))


def ask(data: DataFolder, question: str) -> list[dict[str, object]]:
    """The rows that answer a question, inside the house."""
    opened = open_current(data)
    assert opened is not None
    return answers.ask(opened[1], question, Scope(), Rule.internal()).copy_rows()


def test_an_office_over_one_unit_is_not_taken_for_their_sum(tmp_path: Path) -> None:
    outcomes = "unit_id;period;indicator;value;n_persons\nU3;2.2025;share;5;60\nU4;2.2025;share;5;30\n"
    assert admitted(DataFolder(tmp_path / "data"), tmp_path / "in", outcomes=outcomes)["over"] == []
    outcomes += "U5;2.2025;share;5;30\n"
    told = admitted(DataFolder(tmp_path / "other"), tmp_path / "two", outcomes=outcomes)
    assert told["over"] == [("share", "U3")]
