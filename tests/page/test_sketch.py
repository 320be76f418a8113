"""A figure drawn by the server alone: bars and letters where the plot library puts them, and nothing read as markup."""

import json
import re

import pytest

from reformspor.charts.paint import tokens
from reformspor.page.sketch import sketch

AXIS = {"type": "linear", "tickfont": {"color": "#4A565D"}, "gridcolor": "#DCD8CE", "linecolor": "#8A948F"}


def painted(*traces, upright=None, across=None, **layout):
    layout = {
        "height": 200,
        "margin": {"l": 8, "r": 12, "t": 28, "b": 27},
        "xaxis": {**AXIS, "range": [0, 10], "tickvals": [5], "ticktext": ["2026"], "showline": True, **(across or {})},
        "yaxis": {
            **AXIS,
            "range": [0, 100],
            "tickvals": [50],
            "ticktext": ["50 t"],
            "showgrid": True,
            **(upright or {}),
        },
        **layout,
    }
    return json.dumps({"data": traces, "layout": layout})


def bar(**more):
    return {"type": "bar", "x": [5], "y": [50], "width": 1, "marker": {"color": "#0B293C"}, **more}


def drawn(*traces, **layout):
    return sketch(painted(*traces, **layout), "ein figur").text


def test_a_bar_stands_where_its_numbers_say():
    # Five of ten across and a width of one: 4,500 to 5,500 steps; half of a hundred up: the lower 5,000 steps.
    assert 'd="M4500 5000h1000v5000h-1000z"' in drawn(bar())


def test_a_bar_upon_another_begins_at_its_base_and_a_lying_one_lies():
    assert 'd="M4500 2500h1000v5000h-1000z"' in drawn(bar(base=[25]))
    lying = bar(orientation="h", x=[5], y=[50], width=20)
    assert 'd="M0 4000h5000v2000h-5000z"' in drawn(lying)


def test_a_second_axis_has_its_own_part_of_the_height():
    upper = {**AXIS, "range": [0, 1], "domain": [0.8, 1]}
    assert 'd="M4500 0h1000v2000h-1000z"' in drawn(bar(y=[1], yaxis="y2"), yaxis2=upper)


def test_a_line_is_broken_where_a_number_is_missing():
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1, 2, 3],
        "y": [0, None, 50, 100],
        "line": {"color": "#1B252B"},
    }
    assert 'd="M0 10000M2000 5000L3000 0"' in drawn(line)


def test_a_target_is_a_broken_line_over_the_whole_width_and_a_mark_a_box_on_its_axes():
    line = {"color": "#66727A", "width": 1, "dash": "dash"}
    target = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 25, "y1": 25, "line": line}
    box = {"type": "rect", "x0": 4, "x1": 6, "y0": 0, "y1": 50, "line": line}
    text = drawn(bar(), shapes=[target, box])
    assert 'd="M0 7500L10000 7500" fill="none" stroke="var(--ink3)"' in text
    assert 'd="M4000 10000H6000V5000H4000z"' in text
    assert 'stroke-dasharray="6 4"' in text


def test_colours_are_those_of_the_stylesheet_so_that_both_themes_have_theirs():
    text = drawn(bar())
    assert 'fill="var(--c1)"' in text
    assert not re.search("#[0-9A-Fa-f]{6}", text)


def test_every_colour_of_the_palette_has_a_name_in_the_stylesheet():
    for name, colour in tokens("light").items():
        if name.startswith("c") or name in ("muted", "act", "good", "watch"):
            assert "var(--" in drawn(bar(marker={"color": colour})), name


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</svg><script>alert(1)</script>", '" onload="x'])
def test_no_text_of_data_becomes_markup(text):
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    note = {"x": 5, "y": 50, "text": safe, "font": {"color": "#1B252B"}}
    figure = sketch(
        painted(bar(), upright={"ticktext": [safe]}, across={"ticktext": [safe]}, annotations=[note]), text
    ).text
    assert not re.search(r"<(?!/?(?:svg|path|text|tspan|div|defs|pattern|rect)\b)", figure)
    assert not re.search(r'<[^>]*\son\w+="', figure)


def test_a_label_over_two_lines_is_two_lines_and_letters_of_data_are_read_as_they_stand():
    text = drawn(bar(), upright={"ticktext": ["Lov &amp;<br>forskrift"]})
    assert re.findall(r"<tspan[^>]*>([^<]*)</tspan>", text)[:2] != []
    assert "Lov &amp;</tspan>" in text
    assert "forskrift</tspan>" in text


def test_it_says_what_the_figure_says_and_is_as_high():
    text = drawn(bar())
    assert 'role="img" aria-label="ein figur"' in text
    assert "height:200px" in text


def test_letters_are_never_stretched_with_the_plot():
    text = drawn(bar())
    stretched = text[text.index('preserveAspectRatio="none"') : text.index("</svg>")]
    assert "<text" not in stretched


@pytest.mark.parametrize("spec", [
    painted({"type": "heatmap", "z": [[1]]}),
    painted(bar(), across={"type": "category"}),
    painted(bar(), upright={"range": [None, None]}),
    painted(bar(marker={"color": "url(javascript:x)"})),
    painted(bar(yaxis="y7")),
])  # fmt: skip
def test_what_it_cannot_draw_it_leaves_undrawn(spec):
    assert sketch(spec, "") is None
