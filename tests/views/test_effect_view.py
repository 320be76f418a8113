"""What changed, and how far it hangs on what was chosen, is said no stronger than its verdict on either page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from pages import effect, sensitivity
from reformspor.answers.asked import kept_to
from reformspor.effects.draw import draw_order
from reformspor.effects.panel import Panel
from reformspor.page.navigation import PAGES
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum
from tests.views.effect_given import FELL, MONTHS, effect_store, registered
from tests.views.paper import WORKED, TextPage

NN = speak("nn")
CAUSE = ("effekt", "verknad", "førte til")


def paper(page: Any, outcome: str = "docs", alone: str = "", lang: str = "nn", **more: Any) -> TextPage:
    given = {"outcome": outcome, "alone": alone} if outcome else {}
    written = TextPage(store=effect_store(), words=speak(lang), given=given, register=registered(), **more)
    page.view(written)
    return written


@dataclass(frozen=True)
class Waiting(TextPage):
    """A page whose slow work is not done yet."""

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return None


def drawn(written: TextPage) -> list[str]:
    return [answer.name for answer, _ in written.charts]


def test_both_pages_stand_among_those_of_the_researchers_and_heed_no_filter() -> None:
    found = {entry.name: entry for entry in PAGES}
    for name in ("effect", "sensitivity"):
        assert (found[name].audience, found[name].filtered) == ("researchers", False)


def test_a_planted_fall_that_was_registered_is_found_at_its_size_and_said_in_points() -> None:
    written = paper(effect)
    said = written.said[0].text
    assert "prosentpoeng lågare" in said
    size = float(said.split(" prosentpoeng")[0].split()[-1].replace(",", "."))
    assert abs(size - FELL) < 0.35
    assert drawn(written)[:4] == ["effect/course", "effect/events", "effect/unshifted", "effect/groups"]
    gates = next(frame for answer, frame in written.tables if answer.name == "effect/gates")
    assert len(gates) >= 15
    assert "Kvar av 8 einingar" in written.written
    assert "Ny avtale" in written.written


def test_an_outcome_nothing_was_registered_of_is_described_and_no_cause_is_named() -> None:
    for page in (effect, sensitivity):
        written = paper(page, "days")
        spoken = " ".join(finding.text for finding in written.said).lower()
        assert "berre" in spoken or "ikkje" in spoken
        assert not any(word in spoken for word in CAUSE)
    assert NN("effect.unregistered") in paper(effect, "days").written
    assert NN("effect.weak", level="Skildring") in paper(effect, "days").written


def test_one_unit_alone_is_a_series_of_its_own_that_says_no_more_than_that_it_changed() -> None:
    written = paper(effect, alone="u00")
    assert drawn(written)[:2] == ["effect/course", "effect/series"]
    assert not any(word in written.said[0].text.lower() for word in CAUSE)
    series, chart = written.charts[1]
    assert chart is not None
    assert sum(row["state"] == "before" for row in series.copy_rows()) == 20
    assert len(chart.table) == len(MONTHS)
    assert series.scope.units == ("u00",)
    stressed = paper(sensitivity, alone="u00")
    assert drawn(stressed) == ["effect/estimators", "effect/placebos"]


def test_the_forest_asks_every_choice_anew_and_draws_what_it_tells() -> None:
    written = paper(sensitivity)
    assert drawn(written) == [
        "effect/estimators",
        "effect/left_out",
        "effect/draws",
        "effect/bounds",
        "effect/stretches",
    ]
    _, units = written.charts[1]
    assert units is not None
    assert len(units.table) == 15
    _, heap = written.charts[2]
    assert heap is not None
    assert sum(sum(trace["y"]) for trace in heap.data) == column_sum(heap.table, "Måtar") == 2000
    assert "sensitivity" in written.written
    assert [answer.name for answer, _ in written.tables] == ["effect/comparisons", "effect/expected"]


def test_p_values_are_told_only_where_errors_hold_with_few_units() -> None:
    written = paper(sensitivity)
    told = {row["code"]: row["p"] for row in written.charts[0][0].copy_rows()}
    assert {code for code, p in told.items() if p is not None} == {"ri", "ri_imputation", "wild"}
    changes = next(answer for answer, _ in paper(effect).tables if answer.name == "effect/changes")
    assert [row["p"] is not None for row in changes.copy_rows()] == [True, False, False, False, False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_pages_are_whole_in_every_language(lang: str) -> None:
    for page in (effect, sensitivity):
        for outcome, alone in (("docs", ""), ("docs", "u00")):
            assert len(paper(page, outcome, alone, lang).lines) > 20


def test_nothing_is_worked_out_before_an_outcome_is_chosen() -> None:
    before = len(WORKED)
    written = paper(effect, "")
    assert NN("effect.choose_first") in written.written
    assert (len(WORKED), written.charts) == (before, [])


def test_while_the_study_is_being_worked_out_the_measured_values_stand_and_nothing_is_concluded() -> None:
    given = {"outcome": "docs"}
    written = Waiting(store=effect_store(), words=NN, given=given, register=registered())
    effect.view(written)
    assert drawn(written)[0] == "effect/course"
    assert "effect/events" not in drawn(written)
    assert written.said == []


def test_an_order_drawn_by_lot_counts_only_when_every_unit_kept_to_it() -> None:
    units = tuple(f"u{n}" for n in range(6))
    order = draw_order(units, ("2022-01", "2022-04"), "frø").order
    assert order is not None
    begins = {unit: {"2022-01": 12, "2022-04": 15}[step] for unit, step in order.order}
    panel = Panel(units, tuple(MONTHS[:24]), "month", np.zeros((6, 24)), tuple(begins[unit] for unit in units))
    assert kept_to(order, panel)
    late = dict(begins) | {"u3": begins["u3"] + 1}
    assert not kept_to(order, panel.begun(tuple(late[unit] for unit in units)))
    assert not kept_to(order, panel.only((0, 1, 2)))
