"""One door for every value: the text is tidied, then read as its field's type says, and never sniffed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reformspor.intake.days import read_clock_range, read_date, read_epoch, read_month, read_timestamp
from reformspor.intake.fields import Field, Frame, fold
from reformspor.intake.numbers import SPACES, read_number
from reformspor.intake.reading import Reading
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
    tidied = tidy(text)
    if tidied.value is None:
        return tidied if tidied.fault or text.strip(SPACES + "\t\r\n") else Reading(None)
    reading = READERS[field.type](tidied.value, field, frame)
    if reading.value is not None and reading.notice is None and tidied.notice is not None:
        return Reading(reading.value, notice=tidied.notice)
    return reading
