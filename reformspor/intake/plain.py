"""The plain way: values in their commonest written forms are read in SQL, exactly as the careful readers would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reformspor.intake.fields import Field, Frame, literal

LETTERS = "æøåÆØÅéÉèòôüöäÜÖÄ"
PLAIN_TEXT = f"'[!-~{LETTERS}]([ -~{LETTERS}]*[!-~{LETTERS}])?'"
PLAIN_ID = f"'[!-?A-~{LETTERS}]{{1,64}}'"
SHORT_ID = "'[!-?A-~]+'"
KEY = "'[A-Za-z][A-Za-z0-9._-]{0,40}'"


@dataclass(frozen=True)
class Plain:
    """SQL for a field over its text column: the value, whether the text is in a plain form, and for a dress
    (a form that needs a notice) whether it is worn, with the notice's code."""

    value: str
    holds: str
    dress: tuple[tuple[str, str], ...] = ()


def plain(field: Field, text: str, frame: Frame) -> Plain:
    """How SQL reads a field's text column; what it cannot read is left to the careful readers."""
    if field.form:
        return Plain(f"null::{field.sql_type}", "false")
    match field.type:
        case "number" | "integer":
            return _number(field, text)
        case "date":
            return _date(text)
        case "month":
            return _month(field, text)
        case "timestamp":
            return _timestamp(text, frame)
        case "code":
            return _code(field, text)
        case "codes":
            return Plain(_alone(text), among(text, field.codes))
        case "id" | "ids":
            return _id(field, text)
        case "text" | "free_text":
            return _text(field, text)
        case _:
            return Plain(f"null::{field.sql_type}", "false")


def _number(field: Field, text: str) -> Plain:
    if field.type == "integer":
        return Plain(f"try_cast({text} as bigint)", f"regexp_full_match({text}, '-?[0-9]{{1,15}}')")
    digits = min(field.decimals, 2) or 0
    pattern = f"-?[0-9]{{1,12}}([.,][0-9]{{1,{digits}}})?" if digits else "-?[0-9]{1,12}"
    value = f"try_cast(replace({text}, ',', '.') as {field.sql_type})"
    return Plain(value, f"regexp_full_match({text}, '{pattern}')", (("decimal_comma", f"contains({text}, ',')"),))


def _date(text: str) -> Plain:
    dotted = f"try_strptime({text}, '%d.%m.%Y')::date"
    is_dotted = f"regexp_full_match({text}, '[0-9]{{2}}\\.[0-9]{{2}}\\.[0-9]{{4}}')"
    value = f"case when contains({text}, '.') then {dotted} else try_cast({text} as date) end"
    is_iso = f"regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    holds = f"(case when contains({text}, '.') then {is_dotted} else {is_iso} end and ({value}) is not null)"
    return Plain(value, holds, (("dotted_date", f"contains({text}, '.')"),))


def _month(field: Field, text: str) -> Plain:
    day = _date(text)
    month = f"try_cast({text} || '-01' as date)"
    is_month = f"strlen({text}) = 7 and regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}') and {month} is not null"
    if not field.or_day:
        return Plain(month, f"({is_month})")
    value = f"case when strlen({text}) = 7 then {month} else {day.value} end"
    return Plain(value, f"(case when strlen({text}) = 7 then {is_month} else {day.holds} end)", day.dress)


def _timestamp(text: str, frame: Frame) -> Plain:
    value = f"try_cast({text} as timestamptz)"
    local = f"timezone({literal(frame.zone)}, {value})"
    offset = f"date_diff('minute', timezone('UTC', {value}), {local})"
    written = (
        f"strftime({local}, '%Y-%m-%dT%H:%M:%S') || case when {offset} < 0 then '-' else '+' end "
        f"|| lpad((abs({offset}) // 60)::varchar, 2, '0') || ':' || lpad((abs({offset}) % 60)::varchar, 2, '0')"
    )
    return Plain(value, f"({value} is not null and {written} = {text})")


def _id(field: Field, text: str) -> Plain:
    value = _alone(text) if field.is_list else text
    if field.personal:
        return Plain(value, f"regexp_full_match({text}, {KEY})")
    alone = f" and not regexp_matches({text}, '[;|]')" if field.is_list else ""
    quiet = f"not regexp_matches({text}, '[0-9]{{6}}[ -]?[0-9]{{5}}')"
    # A short id without letters of our own is the commonest, and known at half the cost.
    short = f"strlen({text}) < 11 and regexp_full_match({text}, {SHORT_ID})"
    long = f"regexp_full_match({text}, {PLAIN_ID}) and (strlen({text}) < 11 or {quiet})"
    return Plain(value, f"(case when {short} then true else {long} end{alone})")


def _alone(text: str) -> str:
    """A list of one; nothing is no list, and not a list of nothing."""
    return f"case when {text} is not null then [{text}] end"


def _text(field: Field, text: str) -> Plain:
    quiet = f"not contains({text}, '@') and not regexp_matches({text}, '[0-9][0-9 -]{{6}}')"
    short = f"strlen({text}) <= {field.longest}"
    return Plain(text, f"({short} and regexp_full_match({text}, {PLAIN_TEXT}) and {quiet})")


def _code(field: Field, text: str) -> Plain:
    spelled = {code.lower(): code for code in field.codes}
    words = {word: code for word, code in field.words.items() if word not in spelled}
    cases = " ".join(f"when {literal(word)} then {literal(code)}" for word, code in (words | spelled).items())
    is_code = among(text, field.codes)
    value = f"case when {is_code} then {text} else case lower({text}) {cases} end end"
    holds = f"(case when {is_code} then true else {among(f'lower({text})', [*words, *spelled])} end)"
    dress = [("code_spelling", f"case when {is_code} then false else {among(f'lower({text})', spelled)} end")]
    if words and not field.quiet:
        dress.append(("code_word", f"case when {is_code} then false else {among(f'lower({text})', words)} end"))
    return Plain(value, holds, tuple(dress))


def among(text: str, values: Iterable[str]) -> str:
    """Whether a text is one of some values. `in (...)` becomes a join, and a join loses the rows' physical order."""
    cases = " ".join(f"when {literal(value)} then true" for value in values)
    return f"(case {text} {cases} else false end)" if cases else "false"
