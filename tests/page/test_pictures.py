"""A picture of a figure stands on its own: its key tells the series apart, and no name runs into the next."""

import re
from dataclasses import replace

from reformspor.charts import matrix, paired_bars, stacked_months
from reformspor.page.images import EDGE, framed, lines_apart
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")


def test_every_series_of_a_picture_has_its_own_mark_in_the_key() -> None:
    rows: list[dict[str, object]] = [
        {"month": "2025-01-01", "activity": code, "hours": 10.0}
        for code in ("conduct", "prepare", "follow_up", "other", "merged", "withheld")
    ]
    answer = answered(rows, "month DATE, activity VARCHAR, hours DOUBLE")
    chart = stacked_months(answer, NN, by="activity")
    title = framed(NN, answer, chart, "Overskrift", "Under")["layout"]["title"]["subtitle"]["text"]
    marks = re.findall(r'<span style="color:(#\w+)">(.)</span>', title)
    assert len(marks) == len(chart.key) == len(set(marks))


def test_a_long_key_has_lines_enough_for_all_of_it() -> None:
    rows: list[dict[str, object]] = [
        {"month": "2025-01-01", "activity": code, "hours": 10.0}
        for code in ("conduct", "prepare", "follow_up", "other", "merged", "withheld")
    ]
    answer = answered(rows, "month DATE, activity VARCHAR, hours DOUBLE")
    chart = stacked_months(answer, NN, by="activity")
    long = replace(chart, key=tuple(replace(item, label=f"{item.label} {'x' * 45}") for item in chart.key))
    lines = framed(NN, answer, long, "Overskrift", "Under")["layout"]["title"]["subtitle"]["text"].split("<br>")[1:]
    assert len(lines) == len(chart.key) // 2
    assert all(item.label in " ".join(lines) for item in long.key)


def test_a_picture_is_as_wide_as_its_figure_needs() -> None:
    levels = ("municipality", "intermunicipal", "county_council", "county_governor", "agency", "ministry", "state")
    more = ("parliament", "eea", "social_partner", "vendor")
    rows: list[dict[str, object]] = [{"type": "law", "level": level, "n_open": 1} for level in (*levels, *more)]
    answer = answered(rows, "type VARCHAR, level VARCHAR, n_open BIGINT")
    chart = matrix(answer, NN, rows="type", columns="level", value="n_open", unit="barriers")
    assert framed(NN, answer, chart, "Overskrift", "Under")["layout"]["width"] == chart.least_width + 2 * EDGE


def test_a_picture_says_what_its_figure_says_under_it() -> None:
    rows: list[dict[str, object]] = [{"month": "2025-01-01", "activity": "conduct", "hours": 10.0}]
    answer = answered(rows, "month DATE, activity VARCHAR, hours DOUBLE")
    layout = framed(NN, answer, stacked_months(answer, NN, by="activity"), "Overskrift", "Under")["layout"]
    assert "Figurpass" in " ".join(layout["meta"])
    assert layout["title"]["font"]["family"].startswith("'Source Serif 4'")


def test_names_over_a_plot_have_room_of_their_own_under_the_subtitle() -> None:
    rows: list[dict[str, object]] = [{"type": "law", "level": "county_governor", "n_open": 1}]
    answer = answered(rows, "type VARCHAR, level VARCHAR, n_open BIGINT")
    chart = matrix(answer, NN, rows="type", columns="level", value="n_open", unit="barriers")
    chart.layout["xaxis"]["ticktext"] = ["ei<br>to<br>tre<br>fire"]
    four = framed(NN, answer, chart, "Overskrift", "Under")["layout"]["margin"]["t"]
    chart.layout["xaxis"]["ticktext"] = ["ei"]
    one = framed(NN, answer, chart, "Overskrift", "Under")["layout"]["margin"]["t"]
    assert chart.layout["xaxis"]["side"] == "top"
    assert four - one >= 2 * 19


def test_a_headline_of_two_lines_gets_the_room_of_two() -> None:
    rows: list[dict[str, object]] = [{"month": "2025-01-01", "activity": "conduct", "hours": 10.0}]
    answer = answered(rows, "month DATE, activity VARCHAR, hours DOUBLE")
    chart = stacked_months(answer, NN, by="activity")
    short, long = (framed(NN, answer, chart, text, "Under")["layout"] for text in ("Kort", "Eit langt ord til " * 8))
    assert long["title"]["text"].count("<br>") == 1
    assert long["margin"]["t"] - short["margin"]["t"] >= 1.3 * long["title"]["font"]["size"]


def test_the_amount_after_the_longest_bar_has_room_in_a_picture_too() -> None:
    rows: list[dict[str, object]] = [{"year": 2025, "recorded_nok": 34e6, "cost": 32e6, "cost_possible": 33e6}]
    answer = answered(rows, "year BIGINT, recorded_nok DOUBLE, cost DOUBLE, cost_possible DOUBLE")
    pair, names = ("recorded_nok", "cost"), ("recorded_nok", "computed")
    chart = paired_bars(answer, NN, by="year", pair=pair, names=names)
    room = framed(NN, answer, chart, "Overskrift", "Under")["layout"]["margin"]["r"]
    assert room == chart.layout["margin"]["r"] > 2 * EDGE


def test_lines_of_a_text_stand_apart_in_pixels_for_programs_that_read_nothing_else() -> None:
    svg = (
        '<text style="font-size: 10px;"><tspan class="line" dy="0em" x="5" y="100">a</tspan>'
        '<tspan class="line" dy="1.3em" x="5" y="100">b</tspan></text>'
        '<text style="font-size: 20px;"><tspan class="line" dy="1.3em" x="5" y="0">c</tspan></text>'
    )
    placed = re.findall(r'dy="([^"]+)" x="5" y="([^"]+)"', lines_apart(svg.encode()).decode())
    assert placed == [("0", "100.00"), ("0", "113.00"), ("0", "26.00")]
