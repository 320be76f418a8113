"""What the database reads by itself is read just as the careful readers would, also where a text is nearly in form."""

from __future__ import annotations

import datetime as dt
import random

import duckdb
import pytest

from reformspor.intake.fields import Field, Frame
from reformspor.intake.native import native
from reformspor.intake.plain import AT, BLANK, STRANGE, plain
from reformspor.intake.values import read_value

FRAME = Frame("Europe/Oslo", dt.date(2026, 10, 31), dt.date(2010, 1, 1), False)
TRIED = 3_000
PEOPLE = ("Kari-Nordmann", "Ola.Hansen", "41234567", "4721", "p12", "+4741234567", "kari.2", "x-41234567")
FORMS = {
    "date": ("2025-03-04", "04.03.2025", "2025-3-4", "4.3.2025", "2025/03/04", "02025-1-02", "2025-03-04 00:00:00"),
    "month": ("2025-03", "2025-03-04", "03.2025", "04.03.2025", "2025-3", "02025-3", "2025-00"),
    "timestamp": ("2025-03-04T09:00:00+01:00", "2025-07-04T09:00:00+02:00", "2025-03-04 09:00:00", "2025-03-04T09:00Z"),
    "number": ("7", "2,5", "1.50", "-3", "1.500", "1 000", "1e3", ".5", "5.", "1_0", "0x8", "123456789012345"),
    "integer": ("7", "12", "-3", "1,0", "007", "+4", "1_0", "123456789012345678"),
    "code": (),
    "codes": ("law", "law;norm", "Law"),
    "id": ("E-1", "U1", "Å1", "kari@x.no", "15057610082", "a-150576 10082-b", "0123456789ab", "E 1", *PEOPLE),
    "ids": ("B1", "B1;B2", "B1|B2", "Å1"),
    "text": ("Skulen", "Barnehagen på øya", "tlf 41234567", "a  b", "kari@example.invalid"),
    "free_text": ("Ein tanke", "ring 41 23 45 67", "to\nlinjer"),
}
SIGNS = " .,-:/+0123456789TZeE_;|@\t\u00a0\u200bæÅ'\""


def nearly(rng: random.Random, form: str) -> str:
    """A form with nothing, one or two signs put in, taken out or changed."""
    for _ in range(rng.choice((0, 1, 1, 2))):
        at = rng.randrange(len(form) + 1)
        form = rng.choice((form[:at] + rng.choice(SIGNS) + form[at:], form[:at] + rng.choice(SIGNS) + form[at + 1 :]))
    return form


def fields() -> list[Field]:
    """One field of each make: all that decides how it is read."""
    made = {}
    for table in native().tables.values():
        for field in table.fields.values():
            made.setdefault((field.type, field.codes, field.or_day, field.decimals, field.personal), field)
    return list(made.values())


@pytest.mark.parametrize("field", fields(), ids=lambda field: f"{field.type}-{field.name}")
def test_a_text_in_plain_form_is_read_as_the_careful_reader_reads_it(field: Field) -> None:
    rng = random.Random(f"{field.type} {field.name}")
    forms = FORMS[field.type] + tuple(field.codes) + tuple(field.words) + tuple(code.upper() for code in field.codes)
    texts = sorted({nearly(rng, rng.choice(forms)) for _ in range(TRIED)} - {""})
    con = duckdb.connect()
    con.execute("create table given (c0 varchar)")
    con.execute("insert into given select unnest(?::varchar[])", [texts])
    clean = [text for text in texts if text.isascii() and text.isprintable() and '"' not in text]
    held = 0
    for lacks, some in (
        ((), texts),
        ((STRANGE,), clean),
        ((STRANGE, BLANK, AT), [t for t in clean if " " not in t and "@" not in t]),
    ):
        rows = taken(con, field, lacks, set(some))
        readings = [read_value(text, field, FRAME) for text, *_ in rows]
        meanings = meant(con, [reading.value for reading in readings], field)
        for (text, value, day, worn), reading, meaning in zip(rows, readings, meanings, strict=True):
            assert reading.fault is None, text
            assert meaning == (day if day and len(text) != 7 else value), text
            assert {reading.notice} - {None} == set(worn), text
            held += 1
    assert held > 5


def taken(
    con: duckdb.DuckDBPyConnection, field: Field, lacks: tuple[str, ...], texts: set[str]
) -> list[tuple[str, str | None, str | None, list[str]]]:
    """The texts in plain form, with the value, the day where one was given, and the dress they wear."""
    way = plain(field, "c0", "first_0", FRAME, lacks)
    value = f"({way.value})::{field.kept_type}"
    value = f"array_to_string({value}, ';')" if field.is_list else f"({value})::varchar"
    day = f"case when strlen(c0) <> 7 then ({way.value})::varchar end" if field.or_day else "null"
    dress = ", ".join(f"case when {worn} then '{code}' end" for code, worn in way.dress) or "null"
    first = f"select c0, {way.first} as first_0 from given"
    rows = con.execute(f"select c0, {value}, {day}, [{dress}] from ({first}) where {way.holds}").fetchall()
    return [(text, value, day, [one for one in worn if one]) for text, value, day, worn in rows if text in texts]


def meant(con: duckdb.DuckDBPyConnection, values: list[str | None], field: Field) -> list[str | None]:
    """What a careful reader's texts become in the typed table."""
    if field.type not in ("date", "month", "timestamp", "number", "integer"):
        return values
    month = field.type == "month"
    whole = [value + "-01" if value is not None and month and len(value) == 7 else value for value in values]
    cast = f"select cast(text as {field.sql_type})::varchar from (select unnest(?::varchar[]) as text)"
    return [value for (value,) in con.execute(cast, [whole]).fetchall()]
