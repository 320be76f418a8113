"""Garbage is collected behind the readers, and what the collection cost is told."""

import gc
import threading
import time

import pytest

from reformspor.web.collecting import Collector


class Knot:
    """Holds itself, so that only a collection lets go of it."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def as_before():
    held = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*held)


def test_a_collection_tells_what_it_freed_and_how_long_all_waited_for_it():
    collector = Collector()
    gc.collect()
    Knot()
    collector.collect()
    told = collector.collected
    assert told.times == 1
    assert told.freed >= 1
    assert told.longest_ms >= told.last_ms >= 0


def test_while_it_runs_python_collects_everything_no_more_by_itself_and_afterwards_it_does():
    collector = Collector()
    collector.start()
    assert gc.get_threshold()[2] > 100_000
    assert gc.isenabled()
    collector.stop()
    assert gc.get_threshold()[2] < 100


def _collected_within(collector, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not collector.collected.times:
        time.sleep(0.01)
    return collector.collected.times


def test_it_rests_while_nobody_is_here_and_collects_after_somebody_was():
    collector = Collector(every=0.02)
    collector.start()
    assert _collected_within(collector, 0.3) == 0
    collector.stir()
    assert _collected_within(collector, 10) == 1
    collector.stop()


def test_it_begins_again_in_a_process_where_it_was_stopped():
    collector = Collector(every=0.02)
    collector.start()
    collector.stop()
    collector.start()
    collector.stir()
    assert _collected_within(collector, 10) == 1
    collector.stop()


def test_what_stands_after_the_start_is_looked_at_no_more():
    kept = [Knot() for _ in range(1000)]
    collector = Collector()
    collector.settle()
    assert gc.get_freeze_count() > len(kept)
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10


def test_it_ends_when_the_service_does():
    collector = Collector(every=0.01)
    before = threading.active_count()
    collector.start()
    collector.stop()
    end = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before
