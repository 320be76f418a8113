"""Against other municipalities: what was loaded is shown whole, and a difference is never called an effect."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pytest

from pages import peers as view
from reformspor.answers import matched
from reformspor.charts import Chart, paint
from reformspor.effects.panel import Panel
from reformspor.effects.result import Refusal
from reformspor.page.foot import source_lines
from reformspor.peers import Peers, Said
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

NN = speak("nn")
CAUSES = ("effekt", "verknad", "førte til", "fører til", "virkning", "effect of", "led to", "caused")
SAID = Said("Sjukefråvær", "Ein stad", "prosent", dt.date(2026, 2, 1), constructed=True)


def peers(change: float = -4.0, units: int = 25, treated: int = 1) -> Peers:
    """Municipalities month by month from 2021; the first are mixes of two others, and change from 2023 on."""
    rng = np.random.default_rng(8)
    values = 6 + np.cumsum(rng.normal(size=(units, 36)) / 4, axis=1)
    for place in range(treated):
        values[place] = (values[-1 - place] + values[-2 - place]) / 2 + rng.normal(size=36) / 10
        values[place, 24:] += change
    times = tuple(dt.date(2021 + month // 12, month % 12 + 1, 1) for month in range(36))
    names = tuple(f"Kommune {place}" for place in range(units))
    starts = tuple(24 if place < treated else None for place in range(units))
    return Peers(SAID, Panel(names, times, "month", values, starts), units * 36, "ab" * 32, "sjukefravaer.json")


def read(*loaded: Peers, lang: str = "nn", **given: str) -> TextPage:
    paper = TextPage(small(), speak(lang), peers=loaded, given=given)
    view.view(paper)
    return paper


def chart_of(paper: TextPage, name: str) -> Chart:
    return next(chart for answer, chart in paper.charts if answer.name == f"peers/{name}" and chart is not None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_view_is_written_in_every_language_without_a_word_for_cause(lang: str) -> None:
    written = read(peers(), lang=lang).written
    assert written.startswith(f"# {speak(lang)('peers.title')}")
    assert "{" not in written
    assert not [line for line in written.splitlines() if any(word in line.lower() for word in CAUSES)]


def test_a_large_difference_is_told_in_its_own_unit_with_its_place_among_all() -> None:
    written = read(peers()).written
    assert "Kommune 0 i snitt" in written
    assert "prosentpoeng under den vekta samanlikninga (95 % uvisse" in written
    assert "Det er plass 1 av 25 når det same blir gjort med dei andre (p = 0,040)" in written


def test_with_few_others_the_place_is_said_to_decide_nothing() -> None:
    written = read(peers(units=10)).written
    assert "Med så få kan p ikkje bli mindre enn 0,10, så plassen avgjer ingenting." in written
    assert "få skil seg så mykje ut" not in written


def test_where_nothing_happened_others_are_said_to_stand_out_as_far() -> None:
    paper = read(peers(change=0.0))
    assert "fleire skil seg like mykje ut utan at noko er gjort der" in paper.written
    assert {one.certainty for one in paper.said} <= {"unsure"}


def test_without_a_panel_the_page_says_what_to_load_and_how() -> None:
    paper = read()
    assert "Ingen tal frå andre kommunar er lasta inn" in paper.written
    assert "python -m reformspor peers add" in paper.written
    assert not paper.charts
    assert paper.lines[-1] == "peers_desk"


def test_constructed_numbers_are_said_to_be_so_on_the_page_and_wherever_they_go() -> None:
    paper = read(peers())
    assert "Desse tala er laga for å visa korleis sida verkar" in paper.written
    for answer, _ in paper.charts:
        assert answer.provenance.constructed
        assert any("laga for å visa" in one.said for one in answer.assumed)
    real = replace(peers(), said=replace(SAID, constructed=False))
    assert "laga for å visa" not in read(real).written


def test_what_is_shown_stands_on_the_loaded_file_and_its_day_alone() -> None:
    for answer, _ in read(peers()).charts:
        assert [file.sha256 for file in answer.provenance.files] == ["ab" * 32]
        assert (answer.provenance.source, answer.provenance.as_of) == ("Ein stad", dt.date(2026, 2, 1))
        assert "uttak frå 1. februar 2026" in " ".join(str(line) for line in source_lines(NN, answer))


def test_one_of_several_panels_is_chosen_and_kept_in_the_address() -> None:
    other = replace(peers(), said=replace(SAID, title="Anna tal"), file="anna.json")
    assert "Rekna av" not in read().written
    for given, title in (({}, "Anna tal"), ({"panel": "sjukefravaer.json"}, "Sjukefråvær")):
        answer, _ = read(other, peers(), **given).charts[0]
        assert title in answer.assumed[0].said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": (None,) * 25}, "Ingen av einingane tek til undervegs"),
        ({"starts": (2, *(None,) * 24)}, "Det trengst minst 3 for å finna nokon som liknar"),
        ({"values": np.ones((25, 36))}, "Utfallet er det same heile tida"),
    ],
)
def test_what_cannot_be_compared_is_said_and_no_number_is_given(changed: dict[str, object], said: str) -> None:
    held = peers()
    paper = read(replace(held, panel=replace(held.panel, **changed)))  # type: ignore[arg-type]
    assert said in paper.written
    assert [answer.name for answer, _ in paper.charts] == ["peers/loaded"]
    assert not paper.said


def test_several_treated_are_summed_and_several_starts_have_no_line_of_their_own() -> None:
    two = peers(treated=2)
    assert "Kommune 0 og Kommune 1 i snitt" in read(two).written
    starts = (24, 30, *(None,) * 23)
    paper = read(replace(two, panel=replace(two.panel, starts=starts)))
    assert [answer.name for answer, _ in paper.charts] == ["peers/loaded"]
    assert len(paper.said) == 2


def test_notices_of_the_table_are_told() -> None:
    held = replace(peers(), notices=(Refusal("starts_after", {"n": 1}),))
    assert "Éi eining tek til etter siste tidspunktet" in read(held).written


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_is_a_number_of_the_table_and_the_figure_is_told_in_words(theme: str) -> None:
    paper = read(peers())
    held = chart_of(paper, "synthetic_did")
    _, counterfactual, own = held.data
    assert [round(y, 2) for y in own["y"]] == [round(y, 2) for y in held.table[NN("peers.column.value")]]
    assert [round(y, 2) for y in counterfactual["y"]] == [
        round(y, 2) for y in held.table[NN("peers.column.counterfactual")]
    ]
    for name in ("loaded", "synthetic_did_placebos", "synthetic_control_placebos"):
        chart = chart_of(paper, name)
        drawn = sum(y for trace in chart.data for y in trace["y"] if y is not None)
        told = float(chart.table.drop(columns=[NN("peers.column.municipality")]).to_numpy().sum())
        assert drawn == pytest.approx(told, abs=0.005 * chart.table.size)
        assert len(chart.table) == 25
    for _, chart in paper.charts:
        assert chart is not None
        assert chart.alt
        assert '"@' not in json.dumps(paint(chart, theme, NN))  # type: ignore[arg-type]


def test_the_weights_are_a_whole_and_the_difference_is_the_mean_of_the_gaps() -> None:
    held = peers()
    paper = read(held)
    for method in view.METHODS:
        answer = next(answer for answer, _ in paper.tables if answer.name == f"peers/{method}_weights")
        assert answer.frame["weight"].sum() == pytest.approx(1, abs=0.03)
        gaps = next(answer for answer, _ in paper.charts if answer.name == f"peers/{method}").frame
        mean = gaps.loc[gaps["after"], "gap"].mean()
        assert mean == pytest.approx(-4, abs=0.3)


def test_a_hole_parts_a_line_in_two() -> None:
    held = peers()
    values = held.panel.values.copy()
    values[3, 10] = np.nan
    paper = read(replace(held, panel=replace(held.panel, values=values)))
    others = chart_of(paper, "loaded").data[0]
    steps = np.array([np.nan if step is None else step for step in others["x"]], dtype=float)
    assert np.nanmax(np.diff(steps)) == 1
    assert "Éi eining manglar verdiar" in paper.written
    assert pytest.approx(1.96, abs=0.001) == matched.REACH


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_strongly_it_may_be_said_is_judged_by_the_same_gates_and_nothing_is_registered(lang: str) -> None:
    words, paper = speak(lang), read(peers(), lang=lang)
    assert words("peers.level.is", name=words("verdict.level.description.name").lower()) in paper.written
    gates = next(answer for answer, _ in paper.tables if answer.name == "effect/gates").copy_rows()
    met = {row["gate"]: row["met"] for row in gates}
    assert met["did_length"]
    assert met["synthetic_p"]
    assert not met["registered"]
    few = read(peers(units=10), lang=lang).written
    assert words("peers.level.is", name=words("verdict.level.too_little.name").lower()) in few
