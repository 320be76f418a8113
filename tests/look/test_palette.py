"""The palette keeps what it promises: contrast, difference for every kind of sight, and an order in grey."""

from itertools import combinations, pairwise

import pytest

from reformspor.look import (
    MEANING,
    THEMES,
    contrast,
    difference,
    diverging,
    lab,
    palette,
    sequential,
    template,
)
from reformspor.look.colour import _ciede2000
from reformspor.words import speak

PROMISED = {
    "light": {
        "contrast": 3.04,
        "normal": 27,
        "protan": 10.6,
        "deutan": 12.9,
        "tritan": 19.9,
        "steps": [15, 31, 40, 49, 60],
    },
    "dark": {
        "contrast": 3.21,
        "normal": 23,
        "protan": 12.6,
        "deutan": 13.7,
        "tritan": 17.3,
        "steps": [46, 57, 69, 81, 92],
    },
}


@pytest.mark.parametrize("theme", THEMES)
def test_every_category_stands_out_from_both_grounds(theme):
    colours = palette(theme)
    least = min(contrast(c, g) for c in colours.categories for g in (colours.ground, colours.surface))
    assert least == pytest.approx(PROMISED[theme]["contrast"], abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", ["normal", "protan", "deutan", "tritan"])
def test_two_categories_are_told_apart_by_every_kind_of_sight(theme, sight):
    least = min(difference(a, b, sight) for a, b in combinations(palette(theme).categories, 2))
    assert least == pytest.approx(PROMISED[theme][sight], abs=0.5 if sight == "normal" else 0.06)


@pytest.mark.parametrize("theme", THEMES)
def test_greyscale_keeps_the_order_of_the_categories(theme):
    lightness = [lab(c)[0] for c in palette(theme).categories]
    assert lightness == pytest.approx(PROMISED[theme]["steps"], abs=0.6)
    assert all(later - earlier > 8 for earlier, later in pairwise(lightness))


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_every_ground_it_stands_on(theme):
    colours = palette(theme)
    for ground in (colours.ground, colours.surface):
        for ink in ("ink", "ink2", "ink3", "accent", "good", "watch", "act"):
            assert contrast(getattr(colours, ink), ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_the_sequential_scale_goes_in_even_steps_of_lightness(theme):
    lightness = [lab(colour)[0] for _, colour in sequential(theme)]
    steps = [b - a for a, b in pairwise(lightness)]
    assert max(steps) - min(steps) < 1.5
    assert all(step * steps[0] > 0 for step in steps)


def test_the_diverging_scale_has_the_ground_in_the_middle_and_two_fixed_ends():
    for theme in THEMES:
        colours, scale = palette(theme), dict(diverging(theme))
        assert (scale[0.0], scale[0.5], scale[1.0]) == (colours.c3, colours.ground, colours.c4)


def test_a_code_without_a_meaning_of_its_own_never_takes_a_category_colour():
    for kind in ("role", "phase", "level"):
        assert MEANING[kind]["not_reported"] == "none"


def test_the_difference_formula_gives_the_published_values():
    """Sharma, Wu and Dalal 2005, table 1, pairs 1, 13 and 34."""
    assert _ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert _ciede2000((50, 2.5, 0), (50, 0, -2.5)) == pytest.approx(4.3065, abs=1e-4)
    assert _ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


def test_the_template_uses_the_decimal_comma_in_norwegian_and_no_axis_titles():
    layout = template("light", speak("nn"))
    assert layout["separators"][0] == ","
    assert layout["xaxis"]["title"]["text"] == layout["yaxis"]["title"]["text"] == ""
    assert template("dark", speak("en"))["separators"] == ".,"
