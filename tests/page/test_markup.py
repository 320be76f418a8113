"""Values become text, never markup."""

import pandas as pd

from reformspor.page.markup import joined, literal, tag
from reformspor.page.tables import markup
from reformspor.page.tiles import sparkline
from reformspor.report.cells import said
from reformspor.words import speak

HOSTILE = "<img src=x onerror=alert(1)>"


def test_text_and_attributes_are_escaped():
    made = tag("p", HOSTILE, title='"><script>').text
    assert "<img" not in made
    assert "<script" not in made
    assert made.startswith("<p title=")


def test_markup_inside_markup_is_kept_and_nothing_is_left_out_by_mistake():
    assert joined(tag("b", "a"), None, " & ").text == "<b>a</b> &amp; "


def test_a_table_escapes_headings_and_cells_and_says_missing_as_a_dash():
    frame = pd.DataFrame({f"Namn{HOSTILE}": [HOSTILE, None], "Tal": [1234.5, None]})
    made = markup(speak("nn"), frame, HOSTILE).text
    assert "<img" not in made
    assert made.count("\N{EN DASH}") == 2
    assert 'scope="col"' in made
    assert "<caption" in made


def test_numbers_in_a_table_follow_the_language():
    assert said(speak("nn"), 1234.5).endswith("234,5")
    assert said(speak("en"), 1234) == "1,234"


def test_a_unit_name_cannot_become_markdown_in_a_filter():
    assert literal("[x](http://y) ![z](q)") == r"\[x\]\(http\://y\) \!\[z\]\(q\)"


def test_a_sparkline_of_equal_values_is_a_flat_line():
    drawn = sparkline((5.0, 5.0, 5.0), "light")
    assert drawn.startswith("<svg")
    assert "nan" not in drawn


def test_a_column_of_per_cents_is_set_as_numbers_in_every_language():
    for lang in ("nn", "nb", "en"):
        words = speak(lang)
        shares = pd.DataFrame({"what": ["a", "b"], "share": [words.percent(0.175, 1), words.percent(1)]})
        said = markup(words, shares, "t").text
        assert said.count('class="rs-n"') == 3, lang
