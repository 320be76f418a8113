"""Ways of writing one value: every form here means the same thing, and must be read as the same thing."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from reformspor.intake.fields import Field

OSLO = ZoneInfo("Europe/Oslo")
NUMBERS = ("point", "comma", "space", "no-break", "narrow", "both", "padded")
DATES = ("iso", "dotted", "short", "midnight")
TIMES = ("offset", "utc", "utc minute", "local", "dotted", "clock", "india")
CODES = ("code", "upper", "title", "word", "blanks")


@dataclass(frozen=True)
class Style:
    """How the values of one table are written."""

    number: str = "point"
    date: str = "iso"
    time: str = "offset"
    code: str = "code"
    minus: str = "-"
    nth: int = 0
    native: bool = False


def chosen(rng: random.Random, native: bool, letters: str) -> Style:
    """A style whose signs can be written in the letters (`wide` or `narrow`) of the file."""
    numbers = NUMBERS if letters == "wide" else tuple(n for n in NUMBERS if n != "narrow")
    return Style(
        rng.choice(numbers),
        rng.choice(DATES),
        rng.choice(TIMES),
        rng.choice(CODES if native else CODES[:3] + CODES[4:]),
        rng.choice("-\u2212") if letters == "wide" else "-",
        rng.randrange(3),
        native,
    )


def written(text: str, field: Field, style: Style) -> str:
    """A clean value as the style writes it."""
    if not text:
        return text
    match field.type:
        case "number" | "integer":
            return number(text, style).replace("-", style.minus)
        case "date":
            return date(text, style.date)
        case "month":
            return month(text, style.date)
        case "timestamp":
            return time(text, style.time)
        case "code":
            return code(text, field, style)
        case "codes":
            return (" ; " if style.code == "blanks" else ";").join(code(p, field, style) for p in text.split(";"))
        case _:
            return f" {text} " if style.code == "blanks" and field.type != "free_text" else text


def number(text: str, style: Style) -> str:
    """A plain number with the style's decimal sign and sign between thousands."""
    whole, _, rest = text.lstrip("-").partition(".")
    sign = "-" if text.startswith("-") else ""
    gaps = {"space": " ", "no-break": "\u00a0", "narrow": "\u202f", "both": "."}
    gap = gaps.get(style.number, "")
    if style.number == "both" and not rest:
        gap = ""
    grouped = f"{int(whole):,}".replace(",", gap) if gap else whole
    if style.number == "padded" and len(rest) == 1:
        rest += "0"
    mark = "." if style.number in ("point", "padded") else ","
    return f"{sign}{grouped}{mark}{rest}" if rest else f"{sign}{grouped}"


def date(text: str, form: str) -> str:
    """An ISO day in another form."""
    day = dt.date.fromisoformat(text)
    forms = {
        "dotted": f"{day:%d.%m.%Y}",
        "short": f"{day.day}.{day.month}.{day.year}",
        "midnight": f"{day} 00:00:00",
    }
    return forms.get(form, text)


def month(text: str, form: str) -> str:
    """A month or a day in another form."""
    if len(text) == 10:
        return date(text, form)
    year, number_ = text.split("-")
    return f"{number_}.{year}" if form in ("dotted", "short") else text


def time(text: str, form: str) -> str:
    """A moment with an offset, in another zone or in local time."""
    moment = dt.datetime.fromisoformat(text)
    utc, local = moment.astimezone(dt.UTC), moment.astimezone(OSLO)
    india = moment.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    forms = {
        "utc": f"{utc:%Y-%m-%dT%H:%M:%S}Z",
        "utc minute": f"{utc:%Y-%m-%d %H:%M}+0000",
        "local": f"{local:%Y-%m-%d %H:%M}",
        "dotted": f"{local:%d.%m.%Y %H:%M:%S}",
        "clock": f"{local:%d.%m.%Y} kl. {local:%H.%M}",
        "india": india.isoformat(timespec="milliseconds"),
    }
    return forms.get(form, text)


def code(text: str, field: Field, style: Style) -> str:
    """A code in other letters, or in the words of a language."""
    if style.code == "upper":
        return text.upper()
    if style.code == "title":
        return text.capitalize()
    if style.code == "word" and style.native:
        meant = sorted(word for word, of in field.words.items() if of == text)
        return meant[style.nth % len(meant)] if meant else text
    return f" {text}\t" if style.code == "blanks" else text
