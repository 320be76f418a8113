"""Parts that stand on each other are told apart in grey: where they are printed, every other colour has a texture."""

from itertools import combinations

from reformspor.charts import stacked_months, textured
from reformspor.look import TEXTURES, lab, palette
from reformspor.page.bare import _key
from reformspor.report.native_chart import natives_of
from reformspor.report.native_xml import _fill
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")
# What a reader tells apart in grey at a glance, in steps of lightness.
APART = 18
ROLES = ("helper", "union_rep", "leader", "other", "employee")


def months(*roles: str):
    rows = [{"month": "2025-03-01", "role": role, "hours": 40.0 + place} for place, role in enumerate(roles)]
    return stacked_months(answered(rows, "month DATE, role VARCHAR, hours DOUBLE", values="hours"), NN, by="role")


def shapes(chart):
    return [trace["marker"].get("pattern", {}).get("shape", "") for trace in chart.data]


def test_colours_with_the_same_texture_are_far_apart_in_grey():
    colours = palette("light")
    for one, other in combinations(("c1", "c2", "c3", "c4", "c5"), 2):
        if TEXTURES.get(one, "") == TEXTURES.get(other, ""):
            step = abs(lab(colours.tokens[one])[0] - lab(colours.tokens[other])[0])
            assert step >= APART, (one, other, step)


def test_the_five_roles_are_plain_and_textured_by_turns_in_figure_and_key():
    printed = textured(months(*ROLES))
    assert shapes(printed) == ["", ".", "", "-", ""]
    assert [item.texture for item in printed.key] == ["", "spotted", "", "striped", ""]


def test_the_screen_has_the_colours_alone():
    assert shapes(months(*ROLES)) == [""] * 5


def test_a_single_colour_that_stands_out_needs_no_texture():
    assert shapes(textured(months("union_rep", "several"))) == shapes(months("union_rep", "several"))


def test_what_the_hatchings_mean_is_left_to_them():
    chart = months("helper", "union_rep", "several")
    assert textured(chart).data[-1] == chart.data[-1]


def test_the_key_on_paper_shows_the_texture():
    plain, printed = (_key(chart.key, 760)[0] for chart in (months(*ROLES), textured(months(*ROLES))))
    assert plain.count("<circle") == 0
    assert printed.count("<circle") == 9
    assert printed.count('<path d="M0 3H12M0 6H12M0 9H12"') == 1


def test_charts_of_an_office_program_have_the_textures_and_keep_names_and_numbers():
    [native] = natives_of(months(*ROLES), NN)
    assert [one.name for one in native.series] == [item.label for item in months(*ROLES).key]
    fills = [_fill(one) for one in native.series]
    assert ["pattFill" in fill for fill in fills] == [False, True, False, True, False]
    assert '<a:bgClr><a:srgbClr val="772A6A"/>' in fills[1]
    assert '<a:fgClr><a:srgbClr val="FFFFFF"/>' in fills[1]
