"""Events beside the start of a reform are told, whichever of several starts they lie near."""

from __future__ import annotations

from reformspor.effects.asked import Asked, Event
from tests.effects.test_study import panel


def test_an_event_near_any_of_several_starts_is_told_and_one_far_from_all_is_not() -> None:
    held = panel(12, 60, (None,) * 6 + (24,) * 3 + (36,) * 3)
    events = tuple(Event(held.times[at], name) for at, name in ((24, "Seminar"), (36, "Ny leiar"), (48, "Val")))
    assert [event.name for event in Asked(events=events).near(held)] == ["Seminar", "Ny leiar"]
