"""A `Words` says a key, a number, a date or a list the way its language's readers expect."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from reformspor.words.catalogue import MissingWord, catalogue

Number = int | float | Decimal
MINUS = "\N{MINUS SIGN}"


class Words(string.Formatter):
    """The voice of one language. Call it with a key and the values its places need."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = catalogue(lang)
        self._locale = Locale.parse(lang)
        self._numbers = "en_GB" if lang == "en" else lang

    def __call__(self, key: str, **values: Any) -> str:
        """The text of `key` with its places filled; the plural form follows `n`.

        Raises MissingWord when the language has no such key.
        """
        text = self._words.get(key)
        if text is None:
            raise MissingWord(f"{self.lang}: {key}")
        if isinstance(text, dict):
            text = self._plural(text, values.get("n", 0))
        return self._filled(text, values) if values else text

    def has(self, key: str) -> bool:
        """Whether the language holds the key."""
        return key in self._words

    def code(self, code_list: str, code: str | None) -> str:
        """The word for a code of a code list; a missing code is said to be not reported."""
        return self(f"codes.{code_list}.{code or 'not_reported'}")

    def number(self, value: Number | None, decimals: int = 0) -> str:
        """A number with the language's separators and a true minus sign; a dash when there is none."""
        if value is None or value != value:
            return "\N{EN DASH}"
        return _written(value, decimals, self._numbers)

    def signed(self, value: Number, decimals: int = 0) -> str:
        """A change: always with its sign, except for what is written as zero."""
        said = self.number(value, decimals)
        return f"+{said}" if value > 0 and any(sign in "123456789" for sign in said) else said

    def percent(self, share: Number | None, decimals: int = 0) -> str:
        """A share of one as per cent, with the space that Norwegian has and English has not."""
        if share is None or share != share:
            return "\N{EN DASH}"
        return self.number(share * 100, decimals) + ("%" if self.lang == "en" else "\N{NO-BREAK SPACE}%")

    def date(self, day: dt.date) -> str:
        """A day in full: 5. mars 2026."""
        return format_date(day, "d MMMM y" if self.lang == "en" else "d. MMMM y", locale=self._locale)

    def time(self, at: dt.datetime) -> str:
        """A day and a clock time."""
        pattern = "d MMM y, HH:mm" if self.lang == "en" else "d. MMM y 'kl.' HH.mm"
        return format_datetime(at, pattern, locale=self._locale)

    def month(self, day: dt.date) -> str:
        """A month with its year: mars 2026."""
        return _dated(day, "MMMM y", self._locale)

    def month_short(self, day: dt.date) -> str:
        """A month's short name without year or full stop, for axes."""
        return format_date(day, "LLL", locale=self._locale).rstrip(".")

    def period(self, first: dt.date, last: dt.date) -> str:
        """Whole months from first to last, saying the year once when it is the same."""
        if (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        dash = "\N{EN DASH}" if first.year == last.year else "\N{NO-BREAK SPACE}\N{EN DASH} "
        pattern = "MMMM" if first.year == last.year else "MMMM y"
        return f"{format_date(first, pattern, locale=self._locale)}{dash}{self.month(last)}"

    def listing(self, items: Sequence[str]) -> str:
        """Items joined as the language joins them: a, b og c."""
        return format_list(list(items), locale=self._locale) if items else ""

    def parse(self, format_string: str) -> Any:
        """The places of a text, read once for each text."""
        return _parts(format_string)

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Numbers and dates in a text's places follow the language; `{x:2}` gives two decimals."""
        if format_spec == "month":
            return self.month(value)
        if format_spec == "percent":
            return self.percent(value)
        if format_spec == "signed":
            return self.signed(value)
        if isinstance(value, dt.datetime):
            return self.time(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return self.number(value, int(format_spec) if format_spec.isdigit() else 0)
        return super().format_field(value, "" if format_spec in ("number", "d") else format_spec)

    def _filled(self, text: str, values: Mapping[str, Any]) -> str:
        """The text with its places filled: what a Formatter does, without what no text of ours asks of it."""
        said = []
        for literal, name, spec, _ in _parts(text):
            said.append(literal)
            if name is not None:
                said.append(self.format_field(values[name], spec))
        return "".join(said)

    def _plural(self, forms: dict[str, str], n: Number) -> str:
        if n == 0 and "zero" in forms:
            return forms["zero"]
        # Of all numbers only one is said in another way in these languages.
        return forms.get(_form(self._locale, 1 if abs(n) == 1 else 2), forms["other"])


@cache
def speak(lang: str) -> Words:
    """The one `Words` of a language."""
    return Words(lang)


# A page writes thousands of numbers and months, the same ones again at every change of filter.
@lru_cache(maxsize=65536)
def _written(value: Number, decimals: int, locale: str) -> str:
    # Rounded as babel rounds, which is the decimal that is written and not the nearest the machine can hold.
    group, point = _signs(locale)
    plain = f"{Decimal(str(value)):,.{decimals}f}"
    # What is written as zero has no sign.
    sign = MINUS if plain.startswith("-") and plain.strip("-0.,") else ""
    return sign + plain.lstrip("-").replace(",", "\0").replace(".", point).replace("\0", group)


@cache
def _signs(locale: str) -> tuple[str, str]:
    """What parts the thousands, and what parts the decimals."""
    said = format_decimal(Decimal("1000.5"), "#,##0.0", locale=locale)
    return said[1:-5], said[-2]


@lru_cache(maxsize=8192)
def _form(locale: Locale, n: Number) -> str:
    return str(locale.plural_form(n))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[Any, ...]:
    return tuple(string.Formatter().parse(text))


@lru_cache(maxsize=8192)
def _dated(day: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)
