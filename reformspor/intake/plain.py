"""The plain way: values in their commonest written forms are read in SQL, exactly as the careful readers would."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reformspor.intake.fields import Field, Frame, fold, literal

LETTERS = "æøåÆØÅéÉèòôüöäÜÖÄ"
PLAIN_TEXT = f"'[!-~{LETTERS}]([ -~{LETTERS}]*[!-~{LETTERS}])?'"
PLAIN_ID = f"'[!-?A-~{LETTERS}]{{1,64}}'"
SHORT_ID = "'[!-?A-~]+'"
# With a digit in it no key is a name, and with so few none is a telephone number.
KEY = "'[A-Za-z][A-Za-z._-]*[0-9][A-Za-z0-9._-]*|[0-9]{1,7}'"
# What a text table may be known to lack: signs outside printable ASCII and line ends, blanks, and `@`.
STRANGE, BLANK, AT = "strange", " ", "@"


@dataclass(frozen=True)
class Plain:
    """SQL that reads a field's text column, in two steps.

    `first` is what its commonest form gives, read from the text alone. `value`, `holds` (whether the text is in a
    plain form) and for a dress (a form that needs a notice) whether it is worn, with the notice's code, may use
    both the text and the column that `first` became. `settled` says that a text of which `first` gave anything is in
    a plain form and wears no dress, so that nothing more need be asked of it.
    """

    first: str
    value: str
    holds: str
    dress: tuple[tuple[str, str], ...] = ()
    settled: bool = False


def plain(field: Field, text: str, first: str, frame: Frame, lacks: Collection[str] = ()) -> Plain:
    """How SQL reads a field's text column `text`, when what `first` says of it is a column of that name; what it
    cannot read is left to the careful readers. `lacks` are signs that no text of the source holds."""
    if field.form:
        return Plain("null", f"null::{field.sql_type}", "false")
    match field.type:
        case "number" | "integer":
            return _number(field, text, first)
        case "date":
            return _date(text, first, frozenset(lacks))
        case "month":
            return _month(field, text, first, frozenset(lacks))
        case "timestamp":
            return _timestamp(text, first, frame)
        case "code":
            return _code(field, text, first)
        case "codes":
            return Plain("null", _alone(text), among(text, field.codes))
        case "id" | "ids":
            return _id(field, text, frozenset(lacks))
        case "text" | "free_text":
            return _text(field, text)
        case _:
            return Plain("null", f"null::{field.sql_type}", "false")


def _number(field: Field, text: str, first: str) -> Plain:
    if field.type == "integer":
        several = f"regexp_full_match({text}, '-?[0-9]{{1,15}}')"
        holds = f"(case when strlen({text}) = 1 then {first} is not null else {several} end)"
        return Plain(f"try_cast({text} as bigint)", first, holds)
    digits = min(field.decimals, 2) or 0
    pattern = f"-?[0-9]{{1,12}}([.,][0-9]{{1,{digits}}})?" if digits else "-?[0-9]{1,12}"
    value = f"try_cast(replace({text}, ',', '.') as {field.sql_type})"
    dress = (("decimal_comma", f"contains({text}, ',')"),)
    return Plain(value, first, f"regexp_full_match({text}, '{pattern}')", dress)


def _date(text: str, first: str, lacks: frozenset[str]) -> Plain:
    dotted = f"try_strptime({text}, '%d.%m.%Y')::date"
    value = f"case when contains({text}, '.') then {dotted} else try_cast({text} as date) end"
    return Plain(value, first, _is_day(text, first, lacks), (("dotted_date", f"contains({text}, '.')"),))


def _is_day(text: str, first: str, lacks: frozenset[str]) -> str:
    """Of plain signs with the separators in place, of which the cast made a day of our era, the others are digits."""
    placed = f"regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{2}}\\.[0-9]{{2}}\\.[0-9]{{4}}')"
    if STRANGE in lacks:
        # Of a dotted text the cast takes two digits, two and four at most, so ten signs leave room for nothing else.
        placed = f"(contains({text}, '.') or {text} like '____-__-__'){_unbroken(text, lacks)}"
    return f"({first} >= date '0001-01-01' and strlen({text}) = 10 and {placed})"


def _unbroken(text: str, lacks: frozenset[str]) -> str:
    return "" if BLANK in lacks else f" and not contains({text}, '{BLANK}')"


def _month(field: Field, text: str, first: str, lacks: frozenset[str]) -> Plain:
    month = f"try_cast({text} || '-01' as date)"
    placed = f"regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}')"
    if STRANGE in lacks:
        placed = f"{text} like '____-__'{_unbroken(text, lacks)}"
    is_month = f"({first} >= date '0001-01-01' and {placed})"
    if not field.or_day:
        return Plain(month, first, f"(strlen({text}) = 7 and {is_month})")
    day = _date(text, first, lacks)
    value = f"case when strlen({text}) = 7 then {month} else {day.first} end"
    return Plain(value, first, f"(case when strlen({text}) = 7 then {is_month} else {day.holds} end)", day.dress)


def _timestamp(text: str, first: str, frame: Frame) -> Plain:
    local = f"timezone({literal(frame.zone)}, {first})"
    offset = f"date_diff('minute', timezone('UTC', {first}), {local})"
    written = (
        f"strftime({local}, '%Y-%m-%dT%H:%M:%S') || case when {offset} < 0 then '-' else '+' end "
        f"|| lpad((abs({offset}) // 60)::varchar, 2, '0') || ':' || lpad((abs({offset}) % 60)::varchar, 2, '0')"
    )
    return Plain(
        f"try_cast({text} as timestamptz)",
        first,
        f"(strlen({text}) = 25 and {first} is not null and {written} = {text})",
    )


def _id(field: Field, text: str, lacks: frozenset[str]) -> Plain:
    value = _alone(text) if field.is_list else text
    alone = f" and not regexp_matches({text}, '[;|]')" if field.is_list else ""
    if field.personal:
        return Plain("null", value, f"(regexp_full_match({text}, {KEY}) and {_safe(text, 13, 40)})")
    # A short id without letters of our own is the commonest, and known at half the cost; at a tenth where the
    # whole file is known to lack what such an id may not hold.
    short = f"strlen({text}) < 11 and regexp_full_match({text}, {SHORT_ID})"
    if STRANGE in lacks:
        without = [f" and not contains({text}, '{sign}')" for sign in (BLANK, AT) if sign not in lacks]
        short = f"strlen({text}) between 1 and 10{''.join(without)}"
    long = f"regexp_full_match({text}, {PLAIN_ID}) and {_safe(text, 11, 64)}"
    return Plain("null", value, f"(case when {short} then true else {long} end{alone})")


def _safe(text: str, short: int, longest: int) -> str:
    """Whether a text of plain signs can hold no birth number: shorter than one is with what must stand around it, or
    without one and no longer than `longest` signs."""
    # A case leaves those that it has settled alone, where `or` would look for the number in every text.
    without = f"length({text}) <= {longest} and not regexp_matches({text}, '[0-9]{{6}}[ -]?[0-9]{{5}}')"
    return f"(case when strlen({text}) < {short} then true else {without} end)"


def _alone(text: str) -> str:
    """A list of one; nothing is no list, and not a list of nothing."""
    return f"case when {text} is not null then [{text}] end"


def _text(field: Field, text: str) -> Plain:
    quiet = f"not contains({text}, '@') and not regexp_matches({text}, '[0-9][0-9 -]{{6}}')"
    short = f"strlen({text}) <= {field.longest}"
    return Plain("null", text, f"({short} and regexp_full_match({text}, {PLAIN_TEXT}) and {quiet})")


def _code(field: Field, text: str, first: str) -> Plain:
    spelled = {form: code for code in field.codes for form in (code.lower(), fold(code))}
    words = {word: code for word, code in field.words.items() if word not in spelled}
    cases = " ".join(f"when {literal(word)} then {literal(code)}" for word, code in (words | spelled).items())
    exact = f"try_cast({text} as {field.kept_type})"
    if field.kept_type == field.sql_type:
        exact = f"case when {among(text, field.codes)} then {text} end"
    value = f"case when {first} is not null then {first} else (case lower({text}) {cases} end)::{field.kept_type} end"
    holds = f"(case when {first} is not null then true else {among(f'lower({text})', [*words, *spelled])} end)"
    dress = [("code_spelling", f"case when {first} is not null then false else {among(f'lower({text})', spelled)} end")]
    if words and not field.quiet:
        worn = f"case when {first} is not null then false else {among(f'lower({text})', words)} end"
        dress.append(("code_word", worn))
    return Plain(exact, value, holds, tuple(dress), settled=True)


def among(text: str, values: Iterable[str]) -> str:
    """Whether a text is one of some values. `in (...)` becomes a join, and a join loses the rows' physical order."""
    cases = " ".join(f"when {literal(value)} then true" for value in values)
    return f"(case {text} {cases} else false end)" if cases else "false"
