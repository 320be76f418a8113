"""The page of methods tells every method, every gate with its threshold, and the false alarms with their date."""

from __future__ import annotations

import pytest

from pages import methods
from reformspor import findings
from reformspor.effects.false_alarms import false_alarms
from reformspor.effects.gates import gates
from reformspor.effects.sources import sources
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

METHODS = [code for codes in findings.METHOD_GROUPS.values() for code in codes]


def written(lang: str) -> TextPage:
    paper = TextPage(store=small(), words=speak(lang))
    methods.view(paper)
    return paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_method_states_design_assumptions_source_and_what_it_cannot_show(lang: str) -> None:
    words, paper = speak(lang), written(lang)
    for code in METHODS:
        for part in ("name", "design", "assumes", "cannot"):
            assert words(f"methods.of.{code}.{part}") in paper.written, (code, part)
        assert sources()[code][0] in paper.written, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_gate_stands_with_its_threshold_and_why(lang: str) -> None:
    words, table = speak(lang), findings.all_gates_table(speak(lang))
    assert len(table) == len(gates().gates)
    for gate, row in zip(gates().gates, table.to_numpy().tolist(), strict=True):
        assert words(f"verdict.gate.{gate.code}.why") in row
        assert row[1].strip()
    lengths = next(row for row in table.to_numpy().tolist() if words("verdict.gate.its_length.name") in row)
    assert "24" in lengths[1]
    assert "12" in lengths[1]
    honest = next(row for row in table.to_numpy().tolist() if words("verdict.gate.honest.name") in row)
    assert f" {words('verdict.gates.or')} " in honest[1]


def test_every_level_says_which_designs_come_to_it() -> None:
    table = findings.ladder_table(speak("en")).set_index("Verdict")["Can be reached by"]
    assert table["Well-founded effect"] == "units against units"
    assert "one time series" not in table["Probable effect"]
    assert "one time series" in table["Change"]
    assert table["Association"] == "hours against change"
    assert table["Variation"] == "control chart"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_false_alarms_stands_with_its_date_and_version(lang: str) -> None:
    words, paper, kept = speak(lang), written(lang), false_alarms()
    lead = words("methods.alarms.lead", day=kept.date, version=kept.version, seed=str(kept.seed))
    assert lead in paper.written
    assert kept.version == gates().version
    assert len(findings.alarms_table(kept, words)) == len(kept.rows)


def test_the_kept_runs_hold_what_is_promised_of_them() -> None:
    rows = false_alarms().rows
    series = {one.rho: one for one in rows if one.design == "its"}
    assert set(series) == {0.0, 0.4, 0.6}
    assert all(one.before == one.after == 24 and one.change / one.runs <= 0.01 for one in series.values())
    units = {(one.treated, one.rho): one for one in rows if one.design == "did"}
    assert {treated for treated, _ in units} == {8, 3, 1}
    assert all(one.units == 12 and one.effect / one.runs <= 0.05 for one in units.values())
    assert all(one.change == 0 for (treated, _), one in units.items() if treated == 1)
    found = [one for one in rows if one.planted is not None]
    assert all(one.found_change for one in found)
    assert all(one.twice_effect for one in found if one.design == "did")
