"""One door for every value: the text is tidied, then read as its field's type says, and never sniffed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reformspor.intake.combined import HALF
from reformspor.intake.days import read_clock_range, read_date, read_epoch, read_month, read_timestamp
from reformspor.intake.fields import Field, Frame, fold
from reformspor.intake.forms import formed
from reformspor.intake.numbers import SPACES, read_number
from reformspor.intake.persons import MASK
from reformspor.intake.reading import Reading, refused
from reformspor.intake.texts import read_code, read_id, read_list, read_text, tidy

Reader = Callable[[str, Field, Frame], Reading]

READERS: Mapping[str, Reader] = {
    "id": read_id,
    "ids": read_list,
    "text": read_text,
    "free_text": read_text,
    "date": read_date,
    "month": read_month,
    "timestamp": read_timestamp,
    "epoch": read_epoch,
    "clock_range": read_clock_range,
    "number": read_number,
    "integer": read_number,
    "code": read_code,
    "codes": read_list,
}


def read_value(text: str, field: Field, frame: Frame) -> Reading:
    """What a text in a field means. The value comes back as text that DuckDB casts to the field's type."""
    if len(text) > field.longest:
        return READERS["text"](text, field, frame)
    if field.type == "text" and fold(text) in field.words:
        return Reading(field.words[fold(text)], notice="repaired")
    if HALF in text:
        return refused("half_joined")
    tidied = tidy(text)
    if tidied.value is None:
        return tidied if tidied.fault or text.strip(SPACES + "\t\r\n") else Reading(None)
    if tidied.value == MASK:
        # What covers a person's key in a file of refused rows must never become a person.
        return refused("masked_value")
    if field.form:
        return _read_formed(tidied.value, field, frame)
    reading = READERS[field.type](tidied.value, field, frame)
    if reading.value is not None and reading.notice is None and tidied.notice is not None:
        return Reading(reading.value, notice=tidied.notice)
    return reading


def _read_formed(text: str, field: Field, frame: Frame) -> Reading:
    """A text in the form the profile states; a date that is not in it is read as any other, a number never."""
    plain = formed(text, field.form, frame.zone)
    if field.type in ("number", "integer"):
        if plain is None:
            return refused(f"bad_{field.type}")
        # A last nought keeps three decimals from being taken for thousands; what they are has been said.
        plain += "0" if "." in plain else ""
    if plain is not None and field.type in ("date", "month"):
        plain = plain[: 10 if field.type == "date" or field.or_day else 7]
    reading = READERS[field.type](plain or text, field, frame)
    if reading.value is not None and plain is not None and plain != text:
        return Reading(reading.value, notice="stated_form")
    return reading
