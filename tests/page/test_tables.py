"""A table's cells say their numbers as the reader's language writes them, and none is rounded to another."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from reformspor.page.tables import markup
from reformspor.words import speak


def test_a_small_number_keeps_its_decimal_among_large_ones() -> None:
    frame = pd.DataFrame({"Sum": ["Timar", "Årsverk"], "Minst": [1109.5, 0.68]})
    html = markup(speak("nn"), frame, "x").text
    assert "1\N{NO-BREAK SPACE}110" in html
    assert ">0,7<" in html


def test_a_column_of_numbers_stays_one_where_some_are_missing_or_are_of_another_kind() -> None:
    frame = pd.DataFrame(
        {"Rolle": ["A", "B", "C"], "Kroner": pd.Series([2177142.9, Decimal("530"), None], dtype=object)}
    )
    html = markup(speak("nn"), frame, "x").text
    assert html.count('class="rs-n"') == 4
    assert "2\N{NO-BREAK SPACE}177\N{NO-BREAK SPACE}143<" in html


def test_a_column_of_numbers_stays_one_where_a_few_say_in_words_that_there_is_none() -> None:
    kroner = pd.Series([2177142.9, 530, 14487262.5, "utan sats"], dtype=object)
    html = markup(speak("nn"), pd.DataFrame({"Rolle": ["A", "B", "C", "D"], "Kroner": kroner}), "x").text
    assert html.count('class="rs-n"') == 5
    assert "2\N{NO-BREAK SPACE}177\N{NO-BREAK SPACE}143<" in html
    assert ">utan sats<" in html
    few = pd.DataFrame({"Rolle": ["A", "B"], "Kroner": pd.Series(["utan sats", 5], dtype=object)})
    assert 'class="rs-n"' not in markup(speak("nn"), few, "x").text


def test_a_factor_is_shown_so_exactly_that_its_product_can_be_followed() -> None:
    hours = pd.DataFrame({"Tittel": ["A", "B"], "Timar for ei sak": [0.05, 2.9]})
    assert ">0,05<" in markup(speak("nn"), hours, "x").text
    facts = pd.DataFrame({"Opplysning": ["Timar for ei sak"], "Verdi": pd.Series([2.87], dtype=object)})
    assert ">2,87<" in markup(speak("nn"), facts, "x").text
    means = pd.DataFrame({"Rolle": ["A", "B"], "Snitt": [3.333333, 0.8666667]})
    assert ">3,3<" in markup(speak("nn"), means, "x").text
