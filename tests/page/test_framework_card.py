"""Streamlit's parts draw a card from the same message as our element: same figure, words, table, list and files."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reformspor.disclosure import Rule
from reformspor.page.cards import Count
from reformspor.page.figure import element, figure
from reformspor.page.framework_card import _meanings, framework_card
from reformspor.page.navigation import view_of
from reformspor.page.picking import offer, picked_in
from reformspor.page.plot import plot
from reformspor.page.rehearsal import Found, Rehearsal
from reformspor.page.serving import Served, served
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder
from reformspor.words import speak

KEYS = (
    "resources_resources_hours_by_role_month_1",
    "resources_resources_unit_month_per_100_fte_1",
    "resources_resources_support_ratio_1",
)
# A figure some of whose lines end outside it.
CUT = "cost_cost_by_unit_1"
SETTING = '[dashboard]\nfigures = "{}"\n'


@pytest.fixture(scope="module")
def own(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of its own with the constructed municipality, shown."""
    root = shutil.copytree(constructed.root, tmp_path_factory.mktemp("framework") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(root))
        yield root


@pytest.fixture
def shown(own: Path) -> Served:
    (own / "settings.toml").write_text(SETTING.format("streamlit"), "utf-8")
    found = served()
    assert found is not None
    return found


def told(held, key: str, **chosen: str):  # type: ignore[no-untyped-def]
    """The message of a card by its key, which begins with the name of its page."""
    name = key.split("_")[0]
    address = {"lang": "nn", **chosen}
    seen = picked_in(held, Scope.from_address(address), address)
    rule = Rule.internal()
    paper = Rehearsal(speak("nn"), seen.scope, rule, "light", held, address, Count(name), wanted=key, picked=seen)
    with pytest.raises(Found) as found:
        view_of(name)(paper)
    card = found.value.card
    chart, picks = offer(card.reader, card.answer.name, card.chart, seen)
    return figure(replace(card, chart=chart, offer=picks), name, address)


def drawn(message) -> AppTest:  # type: ignore[no-untyped-def]
    def script(message, level):  # type: ignore[no-untyped-def]
        from reformspor.page.framework_card import framework_card

        framework_card(message, level)

    page = AppTest.from_function(script, args=(message, "internal"), default_timeout=60).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "".join(one.proto.body for one in page.get("html"))


def test_the_setting_chooses_who_draws(shown, own):  # type: ignore[no-untyped-def]
    assert element(shown.manifest.id, "public").func is framework_card
    (own / "settings.toml").write_text(SETTING.format("own"), "utf-8")
    assert element(shown.manifest.id, "public") is plot


@pytest.mark.parametrize("key", KEYS)
def test_the_figure_its_alternative_and_all_that_is_said_of_it_are_those_of_the_message(shown, key):  # type: ignore[no-untyped-def]
    message = told(shown, key)
    page = drawn(message)
    [chart] = page.get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    wanted = json.loads(message.spec)
    assert [one["type"] for one in spec["data"]] == [one["type"] for one in wanted["data"]]
    assert [one.get("hovertext") for one in spec["data"]] == [one.get("hovertext") for one in wanted["data"]]
    assert spec["layout"]["height"] == message.said["height"]
    assert chart.proto.theme == ""
    assert chart.proto.alt == message.said["alt"]
    for part in ("head", "foot"):
        assert message.said[part] in html(page)
    # What would be a button of our element does nothing here, and is none.
    assert "data-pick" not in html(page)
    for kind in ("csv", "xlsx"):
        assert f"{message.said['path']}.{kind}?" in html(page)


def test_what_a_figure_leaves_out_is_told_until_the_whole_of_it_is_asked_for(shown):  # type: ignore[no-untyped-def]
    message = told(shown, CUT)
    said = message.said
    assert said["leftOut"]
    page = drawn(message)
    assert said["leftOut"] in html(page)
    cut = page.get("plotly_chart")[0].proto.spec
    page.button(key=f"more_{message.key}").click().run()
    assert not page.exception
    assert said["leftOut"] not in html(page)
    assert page.get("plotly_chart")[0].proto.spec != cut


def test_a_whole_that_is_to_be_had_no_more_is_told_as_lost_beside_the_figure(shown):  # type: ignore[no-untyped-def]
    message = told(shown, CUT)
    _, *rest = message.body.split(b"\n")
    of_another_start = json.dumps(message.said | {"path": "/figure/00/cost/" + CUT}).encode()
    page = drawn(replace(message, body=b"\n".join([of_another_start, *rest])))
    page.button(key=f"more_{message.key}").click().run()
    assert not page.exception
    assert message.said["words"]["lost"] in html(page)
    assert page.get("plotly_chart")


def test_the_table_is_the_same_twenty_rows_a_page(shown):  # type: ignore[no-untyped-def]
    message = told(shown, KEYS[0])
    page = drawn(message)
    assert "<table" not in html(page)
    page.segmented_control(key=f"view_{message.key}").set_value("table").run()
    assert not page.get("plotly_chart")
    assert html(page).count('<th scope="row"') == 20
    first = html(page)
    page.button(key=f"next_{message.key}").click().run()
    assert html(page) != first
    assert f"2 / {message.said['pages']}" in html(page)


def test_what_can_be_picked_stands_in_a_list_and_is_written_into_the_address(shown):  # type: ignore[no-untyped-def]
    message = told(shown, KEYS[0])
    page = drawn(message)
    field = next(one for one in page.selectbox if one.key.startswith(f"pick_{message.key}_role"))
    assert field.options[0] == message.said["words"]["any"]
    code = message.said["picks"]["options"]["role"][0][0]
    field.set_value(code)
    page.button(key=f"FormSubmitter:picks_{message.key}-{message.said['words']['take']}").click().run()
    assert page.query_params["pick_role"] == f"{code}@resources/hours_by_role_month"


def test_every_mark_that_can_be_pressed_means_what_it_means_to_our_element(shown):  # type: ignore[no-untyped-def]
    traces = json.loads(told(shown, KEYS[0]).spec)["data"]
    meant = [_meanings(trace) for trace in traces]
    assert any(own for own, _ in meant)
    for trace, (own, series) in zip(traces, meant, strict=True):
        assert len(own) == len(trace.get("customdata", ()))
        assert series == (trace.get("meta") or {}).get("trace", "")
