"""What was expected stands as it was written; what came after its outcome was seen, or was tampered with, is told."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.demo.municipality import all_units
from reformspor.demo.outcomes import INDICATORS
from reformspor.effects.draw import draw_order
from reformspor.effects.gates import gates
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.verdict import Verdict
from reformspor.hypotheses import (
    Registered,
    keep_draw,
    lower_verdict,
    open_outcomes,
    read_register,
    register_hypothesis,
)
from reformspor.hypotheses.constructed import OPENED, REGISTERED
from reformspor.hypotheses.keeping import LOG
from reformspor.hypotheses.lowering import as_lowered

LESS = Hypothesis("sjukefråvær", "lower", "did", 0.5, because="Ho trur det.")


def registered(folder: Path, one: Hypothesis = LESS, **more: object) -> Registered:
    done = register_hypothesis(folder, one, **{"role": "researcher", **more})  # type: ignore[arg-type]
    assert isinstance(done, Registered), done
    return done


def test_a_hypothesis_is_in_time_until_its_outcome_is_opened(tmp_path: Path) -> None:
    first = registered(tmp_path)
    assert first.in_time
    assert open_outcomes(tmp_path, ["sjukefråvær", "anna"], role="leader", source="e") == ("sjukefråvær", "anna")
    late, other = (
        registered(tmp_path, replace(LESS, smallest=0.2)),
        registered(tmp_path, replace(LESS, outcome="tredje")),
    )
    assert not late.in_time
    assert late.opened is not None
    assert late.opened.line == 2
    assert other.in_time
    found = read_register(tmp_path).find(first.hash)
    assert found is not None
    assert found.in_time


def test_a_changed_hypothesis_is_a_new_one_and_the_old_stays_and_is_told_to_be_replaced(tmp_path: Path) -> None:
    first = registered(tmp_path)
    second = registered(tmp_path, replace(LESS, smallest=0.3))
    register = read_register(tmp_path)
    assert [one.hypothesis.smallest for one in register.hypotheses] == [0.5, 0.3]
    assert second.hypothesis.former == first.hash
    assert register.hypotheses[0].replaced == second.hash
    assert register.standing("sjukefråvær") == (second,)


def test_another_method_or_outcome_replaces_nothing(tmp_path: Path) -> None:
    registered(tmp_path)
    its = registered(tmp_path, replace(LESS, method="its", comparison="before", start="2027-01"))
    registered(tmp_path, replace(LESS, outcome="tid"))
    register = read_register(tmp_path)
    assert not any(one.replaced for one in register.hypotheses)
    assert register.standing("sjukefråvær", "its") == (its,)


def test_the_very_same_is_not_registered_twice(tmp_path: Path) -> None:
    registered(tmp_path)
    again = register_hypothesis(tmp_path, LESS, role="leader")
    assert isinstance(again, tuple)
    assert [one.code for one in again] == ["same"]


def test_opening_an_outcome_again_writes_nothing(tmp_path: Path) -> None:
    open_outcomes(tmp_path, ["a"], role="leader", source="e")
    before = (tmp_path / LOG).read_bytes()
    assert open_outcomes(tmp_path, ["a"], role="leader", source="e") == ()
    assert (tmp_path / LOG).read_bytes() == before
    assert open_outcomes(tmp_path, ["a"], role="leader", source="f") == ("a",)


def test_an_outcome_opened_in_one_source_is_open_in_all(tmp_path: Path) -> None:
    open_outcomes(tmp_path, ["sjukefråvær"], role="leader", source="ein")
    assert not registered(tmp_path, source="to").in_time


def test_constructed_and_real_never_meet(tmp_path: Path) -> None:
    open_outcomes(tmp_path, ["sjukefråvær"], role="leader", source="demo", constructed=True)
    registered(tmp_path, replace(LESS, outcome="prøve"), constructed=True)
    assert registered(tmp_path).in_time
    assert [one.hypothesis.outcome for one in read_register(tmp_path).hypotheses] == ["sjukefråvær"]
    beside = read_register(tmp_path, constructed=True)
    assert beside.hypotheses[-1].hypothesis.outcome == "prøve"
    assert all(one.constructed for one in beside.hypotheses)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"outcome": " "}, {"outcome"}),
        ({"outcome": "sjukefråver"}, {"outcome_unknown"}),
        ({"direction": "down"}, {"choice"}),
        ({"method": "bayes"}, {"choice"}),
        ({"method": "its"}, {"choice"}),
        ({"comparison": "before"}, {"choice"}),
        ({"smallest": 0.0}, {"smallest"}),
        ({"smallest": float("nan")}, {"smallest"}),
        ({"smallest": True}, {"smallest"}),
        ({"window": (5, 2)}, {"window"}),
        ({"window": (-1, 2)}, {"window"}),
        ({"window": (0,)}, {"window"}),
        ({"window": (0, 1.5)}, {"window"}),
        ({"anticipation": -1}, {"anticipation"}),
        ({"start": "i haust"}, {"start"}),
        ({"control": "sjukefråvær"}, {"control"}),
        ({"drawn": "f" * 64}, {"drawn"}),
        ({"because": "x" * 2000}, {"long"}),
        ({"because": "Meld frå til ola@kommune.example"}, {"person"}),
        ({"family": "ring 912 34 567"}, {"person"}),
        ({"units": ("01817012309",)}, {"person"}),
        ({"smallest": -1.0, "window": (9, 1), "direction": ""}, {"smallest", "window", "choice"}),
    ],
)
def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(
    tmp_path: Path, changed: dict[str, object], codes: set[str]
) -> None:
    done = register_hypothesis(tmp_path, replace(LESS, **changed), role="leader", known=("sjukefråvær", "tid"))  # type: ignore[arg-type]
    assert isinstance(done, tuple)
    assert {one.code for one in done} == codes
    assert not (tmp_path / LOG).exists()


def test_a_role_that_is_none_is_refused_for_every_deed(tmp_path: Path) -> None:
    order = draw_order(("a", "b"), ("1", "2"), "x").order
    assert order is not None
    for done in (
        register_hypothesis(tmp_path, LESS, role="sjef"),
        keep_draw(tmp_path, order, role=""),
        lower_verdict(tmp_path, "a", "did", ("change", "description"), "grunn", role="not_reported"),
    ):
        assert isinstance(done, tuple)
        assert [one.code for one in done] == ["role"]
    assert not (tmp_path / LOG).exists()


def test_a_draw_is_kept_beside_every_other_and_drawn_again(tmp_path: Path) -> None:
    for seed in ("ein", "to"):
        order = draw_order(("a", "b", "c"), ("2027-01", "never"), seed).order
        assert order is not None
        kept = keep_draw(tmp_path, order, role="researcher")
        assert isinstance(kept, str)
    register = read_register(tmp_path)
    assert [one.order.seed for one in register.draws] == ["ein", "to"]
    assert all(one.repeats for one in register.draws)
    assert registered(tmp_path, replace(LESS, drawn=register.draws[0].hash)).in_time


def test_a_lowered_verdict_is_kept_with_its_reason_and_never_without(tmp_path: Path) -> None:
    levels = ("change", "description")
    refused = lower_verdict(tmp_path, "a", "did", levels, "  ", role="researcher")
    assert isinstance(refused, tuple)
    assert [one.code for one in refused] == ["why"]
    lower_verdict(tmp_path, "a", "did", levels, "Tala er under retting.", role="researcher")
    (low,) = read_register(tmp_path).lowered
    assert (low.level_from, low.level_to, low.why, low.role) == (*levels, "Tala er under retting.", "researcher")


@pytest.mark.parametrize(("text", "code"), [("Sjå 018170 12309.", "person"), ("x" * 2000, "long")])
def test_what_is_written_for_good_is_short_and_points_at_nobody(tmp_path: Path, text: str, code: str) -> None:
    order = draw_order(("a", "b"), ("1", "2"), text).order
    assert order is not None
    for done in (
        lower_verdict(tmp_path, "a", "did", ("change", "description"), text, role="researcher"),
        keep_draw(tmp_path, order, role="researcher"),
    ):
        assert isinstance(done, tuple)
        assert [one.code for one in done] == [code]
    assert not (tmp_path / LOG).exists()


@pytest.mark.parametrize("to", ["change", "probable_effect", "no such level", ""])
def test_a_verdict_is_never_raised(tmp_path: Path, to: str) -> None:
    refused = lower_verdict(tmp_path, "a", "did", ("change", to), "Eg vil det.", role="researcher")
    assert isinstance(refused, tuple)
    assert [one.code for one in refused] == ["not_lower"]
    assert not (tmp_path / LOG).exists()


def test_a_lowered_verdict_stays_lowered_for_its_outcome_and_design_alone(tmp_path: Path) -> None:
    lower_verdict(tmp_path, "a", "did", ("change", "description"), "Tala er under retting.", role="researcher")
    register = read_register(tmp_path)
    ladder = gates().levels
    for level in ladder:
        judged = Verdict("did", level, "well_founded_effect", (), "1", level)
        lowered = as_lowered(register, "a", judged)
        assert ladder.index(lowered.level) <= ladder.index(level)
        assert as_lowered(register, "b", judged) == judged
    judged = Verdict("did", "probable_effect", "well_founded_effect", (), "1", "probable_effect")
    assert as_lowered(register, "a", judged).level == "description"
    assert as_lowered(register, "a", judged).lowered is not None
    assert as_lowered(register, "a", replace(judged, design="its", ceiling="change")).lowered is None


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    def add(number: int) -> None:
        registered(tmp_path, replace(LESS, outcome=f"u{number}"))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    register = read_register(tmp_path)
    assert sorted(one.hypothesis.outcome for one in register.hypotheses) == [f"u{n}" for n in range(8)]
    assert register.broken == 0


def test_the_constructed_register_is_whole_in_time_and_fits_the_demo(tmp_path: Path) -> None:
    register = read_register(tmp_path, constructed=True)
    assert register.broken == 0
    assert all(one.in_time and one.constructed for one in register.hypotheses)
    known = {one.key: one for one in INDICATORS}
    assert {one.outcome for one in register.openings} > set(known)
    assert {one.hypothesis.outcome for one in register.hypotheses} < set(known)
    for one in register.hypotheses:
        indicator = known[one.hypothesis.outcome]
        assert one.hypothesis.direction == indicator.direction
        if not one.replaced:
            assert one.hypothesis.smallest == float(indicator.relevant)
    first = min(unit.start for unit in all_units() if unit.start is not None)
    assert REGISTERED < first.isoformat() < OPENED
    assert [one.hypothesis.outcome for one in register.hypotheses if one.replaced] == ["sick_leave"]
