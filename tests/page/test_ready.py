"""A page that is drawn again is the page its view draws, for the very reader it was kept for and for nobody else."""

import re
from dataclasses import replace
from typing import Any

import pytest

from reformspor.disclosure import Rule
from reformspor.page import making_ready, ready, serving
from reformspor.page.cards import Count
from reformspor.page.keeping import Keeper
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.ready import Shelf, again, kept, key_of, make
from reformspor.page.screen import Screen
from reformspor.page.serving import Served
from reformspor.page.stage import Stage, Unready
from reformspor.page.tape import Step
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak

LEVELS = ("internal", "research", "public")
NAMES = [entry.name for entry in PAGES]


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of the test's own."""
    own = Shelf()
    monkeypatch.setattr(ready, "_shelf", own)
    return own


def screen(held: Served, page: str, level: str = "internal", lang: str = "nn", theme="light", **filters: str) -> Screen:
    scope = Scope.from_address(filters)
    address = {**filters, "lang": lang}
    return Screen(speak(lang), scope, Rule.of(level), theme, held, address, Count(page), stage=Stage(seen=False))


def made(one: Screen) -> tuple[Step, ...] | None:
    """What is kept of a page; None for one that cannot be."""
    key = key_of(one)
    assert key is not None
    try:
        make(one, view_of(one.count.name), key)
    except Unready:
        return None
    return kept(key)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_kept_of_every_page_is_what_its_view_draws_from_answers_that_are_asked_anew(
    held: Served, level: str, lang: str, monkeypatch: pytest.MonkeyPatch
):
    theme = "dark" if lang == "en" else "light"
    there = {page: made(screen(held, page, level, lang, theme)) for page in NAMES}
    monkeypatch.setattr(serving, "_kept", Keeper())
    for page, steps in there.items():
        if steps is not None:
            fresh = screen(held, page, level, lang, theme)
            view_of(page)(fresh)
            assert _plain(fresh.stage.tape.steps) == _plain(steps), page
    assert sum(steps is not None for steps in there.values()) >= 20


def test_steps_that_are_drawn_again_are_the_steps_the_view_drew(held: Served):
    for page in NAMES:
        steps = made(screen(held, page))
        if steps is not None:
            anew = screen(held, page)
            assert again(anew, steps)
            assert [(one.at, one.deed, one.given) for one in anew.stage.tape.steps] == [
                (one.at, one.deed, one.given) for one in steps
            ], page


def test_a_page_within_filters_is_kept_apart_from_the_page_without(held: Served):
    first = made(screen(held, "resources"))
    second = made(screen(held, "resources", role="helper"))
    assert first is not None
    assert second is not None
    assert _cards(first) != _cards(second)


@pytest.mark.parametrize(
    "other",
    [
        {"level": "public"},
        {"level": "research"},
        {"lang": "en"},
        {"theme": "dark"},
        {"role": "helper"},
        {"pick_role": "helper@resources/hours_by_role_month"},
    ],
)
def test_nothing_is_drawn_again_for_another_level_language_theme_scope_or_pick(held: Served, other: dict[str, str]):
    assert made(screen(held, "resources")) is not None
    picks = {name: text for name, text in other.items() if name.startswith("pick_")}
    key = key_of(screen(held, "resources", **{**{name: t for name, t in other.items() if name not in picks}}))
    assert key is not None
    if picks:
        key = replace(key, address=tuple(sorted({**dict(key.address), **picks}.items())))
    assert kept(key) is None


def test_a_changed_setting_another_day_and_another_snapshot_are_other_keys(held: Served):
    key = key_of(screen(held, "overview"))
    assert key is not None
    made(screen(held, "overview"))
    assert kept(key) is not None
    for changed in (
        replace(key, settings="other"),
        replace(key, day=key.day.replace(year=2000)),
        replace(key, snapshot="other"),
    ):
        assert kept(changed) is None


def test_what_somebody_searched_for_is_not_kept(held: Served):
    one = screen(held, "sessions", q="ordførar")
    assert key_of(one) is None


def test_a_page_that_reads_what_no_key_tells_is_not_kept(held: Served, shelf: Shelf):
    for page in ("planning", "peers", "elsewhere", "dictionary"):
        assert made(screen(held, page)) is None
    assert len(shelf) == 0


def test_the_first_view_of_every_page_that_can_be_kept_is_made_ready_for_the_first_language_first(held: Served):
    views = list(making_ready.first_views())
    assert views[0] == ("overview", "nn", "light")
    assert [lang for _, lang, _ in views[: len(NAMES)]] == ["nn"] * len(NAMES)
    making_ready.make_ready("resources", {"lang": "nn"}, "internal")
    key = key_of(screen(held, "resources"))
    assert key is not None
    assert kept(key) is not None


def test_hits_and_misses_are_counted_in_figures(held: Served, shelf: Shelf):
    one = screen(held, "resources")
    assert ready.run(one, view_of("resources"))
    cards = one.stage.tape.cards
    assert (shelf.hits, shelf.misses) == (0, cards)
    assert not ready.run(screen(held, "resources"), view_of("resources"))
    assert (shelf.hits, shelf.misses) == (cards, cards)


def test_the_shelf_keeps_within_its_bytes_and_the_oldest_go_first(held: Served):
    key = key_of(screen(held, "overview"))
    assert key is not None
    steps = (Step(0, "html", ("a" * 1000,)),)
    room = Shelf(most=3 * steps[0].size)
    keys = [replace(key, page=name) for name in "abcd"]
    for each in keys:
        room.put(each, steps)
    assert [room.get(each) is not None for each in keys] == [False, True, True, True]
    assert room.bytes == 3 * steps[0].size
    room.get(keys[1])
    room.put(keys[0], steps)
    assert room.get(keys[1]) is not None
    assert room.get(keys[2]) is None


def test_steps_larger_than_all_the_room_are_not_kept_and_push_nothing_out(held: Served):
    key = key_of(screen(held, "overview"))
    assert key is not None
    small, large = (Step(0, "html", ("a",)),), (Step(0, "html", ("a" * 9000,)),)
    room = Shelf(most=5000)
    room.put(key, small)
    room.put(replace(key, page="other"), large)
    assert room.get(key) == small
    assert len(room) == 1


def test_pages_of_a_former_snapshot_go_as_soon_as_one_of_the_new_is_kept(held: Served):
    key = key_of(screen(held, "overview"))
    assert key is not None
    room = Shelf()
    room.put(key, (Step(0, "html", ("a",)),))
    room.put(replace(key, snapshot="newer"), (Step(0, "html", ("b",)),))
    assert len(room) == 1
    assert room.get(key) is None


def _cards(steps: tuple[Step, ...]) -> list[bytes]:
    return [step.given[0].body for step in steps if step.deed == "card"]


def _plain(steps: list[Step] | tuple[Step, ...]) -> list[tuple[Any, ...]]:
    """Steps without the second a name was made ahead in, and without the digits that hang on the order in which the
    engine's threads added."""
    return [
        (
            step.at,
            step.deed,
            _rounded(step.given[0].body.decode()) if step.deed == "card" else step.given,
            step.told,
            step.shown and replace(step.shown, at="", digest=""),
        )
        for step in steps
    ]


def _rounded(text: str) -> str:
    return re.sub(r"\d+\.\d{8,}(e-?\d+)?", lambda found: f"{float(found[0]):.9g}", text)
