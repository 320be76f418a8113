"""A few of each trial in every run of the tests; `python -m tests.fire --full` tries all of them."""

import pytest

from tests.fire import disks, kills, mutants


def test_mutants_are_refused_by_name_or_mean_what_they_say_and_none_passes_its_sum() -> None:
    came = mutants.trial(240, workers=1)
    assert came.wrong == []
    assert (came.tried, came.passed_sums) == (240, 0)
    assert came.refused > 100
    assert came.other > 0, "some mutants are well-formed, which is why an export has checksums"


def test_a_mutant_is_never_what_it_was_made_of() -> None:
    content = mutants.good("csv")
    assert all(mutants.mutant(seed, content) != content for seed in range(500))


def test_publishes_killed_on_the_way_lose_mix_and_turn_back_nothing() -> None:
    came = kills.trial(5, 3)
    assert came.wrong == []
    assert came.killed >= 3
    assert came.looks > 0


def test_a_full_disk_leaves_the_last_good_snapshot() -> None:
    came = disks.full(3)
    assert came.wrong == []
    assert came.refused >= 1


def test_a_disk_that_may_only_be_read_and_a_broken_export_leave_it_too() -> None:
    assert [said for said in disks.closed() if not said.startswith("not tried")] == []
    assert disks.broken() == []


CAME_THROUGH = {
    "the engine gives up": 3761,
    "and once more": 15296,
    "line ends in ids": 6986,
    "more of them": 11510,
    "an archive of no known version": 14542,
}


@pytest.mark.parametrize("seed", CAME_THROUGH.values(), ids=CAME_THROUGH)
def test_a_mutant_that_once_came_through_is_refused_by_name(seed: int) -> None:
    came = mutants.trial(1, workers=1, first=seed)
    assert (came.wrong, came.refused) == ([], 1)
