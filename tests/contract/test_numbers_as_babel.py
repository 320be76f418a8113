"""Numbers and plural forms are written as babel writes them, at a tenth of its price."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from reformspor.words import LANGUAGES, speak
from reformspor.words.speech import MINUS

NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    # A zero has no sign here.
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: value + 0.0),
    st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda value: value + 0),
    st.sampled_from([0, 0.5, 1.5, 2.5, 0.125, 2.675, -0.4, 999.5, 999999.995, Decimal("1000.5")]),
)


@pytest.fixture(scope="module", autouse=True)
def locales() -> None:
    """A locale is read from disk the first time, which is no part of how long a number takes to write."""
    for lang in LANGUAGES:
        format_decimal(1, locale="en_GB" if lang == "en" else lang)
        speak(lang).number(1)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=NUMBERS, decimals=st.integers(0, 3))
def test_a_number_is_written_as_babel_writes_it(lang: str, value: float, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    said = format_decimal(value, pattern, locale="en_GB" if lang == "en" else lang).replace("-", MINUS)
    # What babel writes as minus nothing is nothing here.
    expected = said if any(digit in "123456789" for digit in said) else said.lstrip(MINUS)
    assert speak(lang).number(value, decimals) == expected


@pytest.mark.parametrize("value", [0.004, -0.004, 0.0, -0.0])
def test_a_change_that_is_written_as_zero_has_no_sign(value: float) -> None:
    assert speak("nn").signed(value, 2) == "0,00"


@pytest.mark.parametrize("lang", LANGUAGES)
@given(n=st.one_of(st.integers(-1000, 1000), st.floats(0, 100, allow_nan=False)))
def test_a_number_takes_the_plural_form_babel_gives_it(lang: str, n: float) -> None:
    form = Locale.parse(lang).plural_form(n)
    assert speak(lang)("charts.amount.sessions", amount="x", n=n) == speak(lang)(
        "charts.amount.sessions", amount="x", n=1 if form == "one" else 2
    )
