"""Charts and findings of quality show every row of their answer, and never more than it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from reformspor import charts, findings
from reformspor.answers import Answer, ask
from reformspor.charts.holes import SHADES
from reformspor.disclosure import Rule
from reformspor.questions import QUERIES
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.questions.example import read_example
from tests.questions.given import served

NN = speak("nn")
TRIED = {
    "dimension": "completeness", "table_name": "sessions", "rule": "sessions_filled", "column_name": "phase",
    "n": 100.0,
    "n_unmet": 10.0, "met_share": 0.9, "standing": "watch", "good_from": 0.95, "watch_from": 0.8, "mender": "helper",
    "measure": "filled",
}  # fmt: skip
CELL = {"table_name": "sessions", "month_from": dt.date(2024, 3, 1), "month_to": dt.date(2024, 3, 1), "n": 20.0,
        "n_unmet": 3.0, "met_share": 0.85}  # fmt: skip
KEPT = {"as_of": dt.date(2024, 4, 30), "snapshot_id": "a", "dimension": "completeness", "table_name": "sessions",
        "n": 10.0, "n_unmet": 5.0, "met_share": 0.5}  # fmt: skip


def answered(name: str, rows: list[dict[str, Any]]) -> Answer:
    """The question's own answer with these rows in place of its example's."""
    store = DuckStore(served(read_example(QUERIES / f"{name}.md")))
    answer = ask(store, name, Scope(), Rule.internal())
    return replace(answer, frame=pd.DataFrame(rows), state="ok" if rows else "no_data")


def rules(*rows: dict[str, Any]) -> Answer:
    return answered("data/quality", [TRIED | row for row in rows])


def months(*rows: dict[str, Any]) -> Answer:
    return answered("data/quality_by_month", [CELL | row for row in rows])


def history(*rows: dict[str, Any]) -> Answer:
    return answered("data/quality_history", [KEPT | row for row in rows])


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_bars_are_what_was_not_passed_and_the_table_has_the_good_rules_too() -> None:
    good = {"column_name": "kind", "n_unmet": 1.0, "met_share": 0.99, "standing": "good"}
    act = {"column_name": "sector", "n_unmet": 40.0, "met_share": 0.6, "standing": "act"}
    chart = charts.rule_bars(rules(act, {}, good), NN)
    assert [round(x, 3) for x in chart.data[0]["x"]] == [0.4, 0.1]
    assert chart.data[0]["marker"]["color"] == ["@act", "@watch"]
    assert len(chart.table) == 3
    assert [round(shape["x0"], 3) for shape in chart.layout["shapes"]] == [0.05, 0.05]
    assert [item.label for item in chart.key][:2] == ["Må rettast", "Følg med"]
    assert "Arbeidsøkter: Sektor" in chart.alt
    assert "må rettast" in chart.alt


def test_a_file_that_left_something_out_stands_in_the_table_and_not_among_the_bars() -> None:
    noticed = {
        "rule": "files_whole",
        "column_name": None,
        "n": 1.0,
        "n_unmet": 1.0,
        "met_share": 0.0,
        "measure": "whole",
    }
    chart = charts.rule_bars(rules(noticed, {}), NN)
    assert len(chart.data[0]["x"]) == 1
    assert "Heile fila" in chart.table["Kolonne"].tolist()


@pytest.mark.parametrize(("share", "said"), [(0.9996, "99,9 %"), (1.0, "100 %"), (0.92, "92 %"), (0.0004, "0,1 %")])
def test_a_share_is_never_all_or_nothing_while_a_little_is_left(share: float, said: str) -> None:
    table = charts.rule_bars(rules({"met_share": share}), NN).table
    assert plain(table["Del som held"][0]) == said


def test_the_table_says_the_limits_and_who_can_mend_it() -> None:
    row = charts.rule_bars(rules({}, {"mender": "source_owner"}), speak("en")).table
    assert row["Who can mend it"].tolist() == ["Helper", "Whoever runs the source system"]
    assert (row["Good from"][0], row["Watched from"][0]) == ("95%", "80%")


def test_a_chosen_rule_is_explained_in_every_language() -> None:
    for lang in LANGUAGES:
        words = speak(lang)
        about = charts.rule_explained(rules({}), words, "sessions_filled")
        assert words("quality.measure.filled") in about.iloc[:, 1].tolist()
        assert charts.rule_choices(rules({}), words) == {"sessions_filled": words("quality.rule.sessions_filled")}


def test_every_cell_of_a_month_is_drawn_and_a_year_is_one_block_of_its_own_months() -> None:
    year = {"table_name": "resource_use", "month_from": dt.date(2024, 1, 1), "month_to": dt.date(2024, 12, 1)}
    answer = months({}, {"month_from": dt.date(2024, 4, 1), "month_to": dt.date(2024, 4, 1), "met_share": 1.0}, year)
    chart = charts.holes_by_month(answer, NN, by="table_name")
    grid, block = chart.data
    drawn = [value for row in grid["z"] for value in row if value is not None]
    assert sorted(drawn) == [0, 4], "all passed, and 15 per cent that was not"
    assert len(block["x"]) == 1
    assert block["x"][0] == 6, "the year goes no further than the day of the export, in June"
    assert len(chart.table) == 3
    assert chart.months is not None


@pytest.mark.parametrize(
    ("share", "step"), [(1.0, 0), (0.99, 1), (0.98, 1), (0.97, 2), (0.95, 2), (0.9, 3), (0.75, 4), (0.7, 5), (0.0, 5)]
)
def test_the_larger_the_hole_the_darker_the_cell(share: float, step: int) -> None:
    chart = charts.holes_by_month(months({"met_share": share}), NN, by="table_name")
    assert [value for row in chart.data[0]["z"] for value in row if value is not None] == [step]
    assert [item.colour for item in chart.key] == [SHADES[step]]


def test_snapshots_are_drawn_oldest_first_and_what_never_failed_is_in_the_table_alone() -> None:
    later = {"as_of": dt.date(2024, 5, 31), "snapshot_id": "b"}
    clean = {"table_name": "barriers", "met_share": 1.0, "n_unmet": 0.0}
    chart = charts.holes_by_snapshot(history({}, clean, {**later, "met_share": 0.9}, {**later, **clean}), NN)
    assert chart.data[0]["z"] == [[5, 3]]
    assert len(chart.table) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_of_quality_are_whole_sentences_in_every_language(lang: str) -> None:
    words = speak(lang)
    later = {"as_of": dt.date(2024, 5, 31), "snapshot_id": "b"}
    for found in (
        findings.state_rules(rules({}), words),
        findings.state_rules(rules({"standing": "act"}), words),
        findings.state_rules(rules({"standing": "good"}), words),
        findings.state_holes(months({}), words, by="table_name"),
        findings.state_quality_change(history({}, {**later, "met_share": 0.9}), words),
        findings.state_quality_change(history({}, {**later, "met_share": 0.1}), words),
    ):
        assert found.text
        assert found.rule
        assert "{" not in found.text + found.rule


def test_the_worst_rule_is_named_and_rules_of_few_trials_are_not_spoken_of() -> None:
    said = findings.state_rules(rules({"standing": "act", "n": 9.0, "met_share": 0.0, "column_name": "kind"}, {}), NN)
    assert plain(said.text).endswith("1 av 1 reglar bør følgjast; lågast står «Arbeidsøkter: Fase» med 90 %")
    assert findings.state_rules(rules({"n": 9.0}), NN).nothing


def test_a_hole_is_said_when_more_than_a_tenth_of_ten_trials_fail() -> None:
    def hole(**row: Any) -> bool:
        return not findings.state_holes(months(row), NN, by="table_name").nothing

    assert hole(met_share=0.89, n=10.0)
    assert not hole(met_share=0.9, n=10.0)
    assert not hole(met_share=0.5, n=9.0)
    assert not hole(met_share=0.5, month_to=dt.date(2024, 12, 1)), "a year is not a month"


def test_the_first_snapshot_has_nothing_to_be_held_against() -> None:
    assert findings.state_quality_change(history({}), NN).nothing
    later = {"as_of": dt.date(2024, 5, 31), "snapshot_id": "b"}
    assert findings.state_quality_change(history({}, {**later, "met_share": 0.51}), NN).nothing
    assert "betra seg" in findings.state_quality_change(history({}, {**later, "met_share": 0.53}), NN).text
    assert "gått mest ned" in findings.state_quality_change(history({}, {**later, "met_share": 0.4}), NN).text
