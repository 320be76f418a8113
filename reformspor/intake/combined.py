"""Several columns of a file become one: their parts are set together, or a cross under each says a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.intake.fields import Field, fold, literal

LIST_SIGN = ";"
SIGNS = (" ", "", "-", ".", "/", "_")
# A part that is missing leaves this, which no file holds: the value is refused by a name of its own.
HALF = "\N{MATHEMATICAL LEFT ANGLE BRACKET}…\N{MATHEMATICAL RIGHT ANGLE BRACKET}"
# As a profile writes it: `of = ["Dato", "Klokkeslett"]`, `with = " "`.
_AS_WRITTEN = {"of": "headings", "with": "sign"}
UNSAID = "not_reported"
YES = ("x", "ja", "yes", "true", "1", "sann", "✓", "✔", "j", "y")
NO = ("nei", "no", "false", "0", "usann", "-", "n")


@dataclass(frozen=True)
class Combined:
    """Which headings make one column, in order. With `codes` (one a heading), a cross under a heading means its code;
    else the texts are set together with `sign` between, in a list with a semicolon."""

    headings: tuple[str, ...]
    sign: str = " "
    codes: tuple[str, ...] = ()


def combined_from(joined: Mapping[str, Any], ticked: Mapping[str, Any]) -> dict[str, Combined]:
    """What a profile declares under `joined` and `ticked`, by column. Raises TypeError for what it does not know."""
    found = {
        column: _joined(**{_AS_WRITTEN.get(key, key): part for key, part in each.items()})
        for column, each in joined.items()
    }
    for column, codes in ticked.items():
        if column in found or not codes:
            raise TypeError(column)
        found[column] = Combined(tuple(codes), LIST_SIGN, tuple(str(code) for code in codes.values()))
    return found


def _joined(headings: Sequence[str], sign: str = " ") -> Combined:
    if not isinstance(headings, list | tuple) or len(set(headings)) < 2 or len(set(headings)) < len(headings):
        raise TypeError("of")
    return Combined(tuple(str(heading) for heading in headings), str(sign))


def declared_combined(combined: Mapping[str, Combined]) -> dict[str, dict[str, Any]]:
    """The two parts of a profile that say this, each left out when there is nothing in it."""
    joined = {name: {"of": list(each.headings), "with": each.sign} for name, each in combined.items() if not each.codes}
    ticked = {name: dict(zip(each.headings, each.codes, strict=True)) for name, each in combined.items() if each.codes}
    return {key: part for key, part in (("joined", joined), ("ticked", ticked)) if part}


def parts_of(headings: Sequence[str], combined: Mapping[str, Combined]) -> dict[str, tuple[int, ...] | None]:
    """Where the parts of each column stand among a file's headings; None when one is lacking or stands twice."""
    folded = [fold(heading) for heading in headings]
    found: dict[str, tuple[int, ...] | None] = {}
    for name, each in combined.items():
        places = [[at for at, known in enumerate(folded) if known == fold(heading)] for heading in each.headings]
        found[name] = tuple(at for (at,) in places) if all(len(one) == 1 for one in places) else None
    return found


def combined_value(field: Field, combined: Combined, places: Sequence[int]) -> str:
    """SQL for the text of a column set together from the columns `c<at>` at `places`.

    A list takes the parts that are filled. Anything else takes all of them or none: a half date or half a key would
    be another one. What stands under a heading with a code and is no yes or no stays as it is, to be refused.
    """
    texts = [f"nullif(trim(c{at}, ' \t\N{NO-BREAK SPACE}'), '')" for at in places]
    if combined.codes:
        ticks = [_tick(text, code) for text, code in zip(texts, combined.codes, strict=True)]
        none = literal(UNSAID) if field.required and UNSAID in field.codes else "null"
        return f"coalesce(nullif(concat_ws('{LIST_SIGN}', {', '.join(ticks)}), ''), {none})"
    if field.is_list:
        return f"nullif(concat_ws('{LIST_SIGN}', {', '.join(texts)}), '')"
    if field.type in ("date", "month"):
        texts = [f"case when length({text}) = 1 then '0' || {text} else {text} end" for text in texts]
    filled = " or ".join(f"{text} is not null" for text in texts)
    parts = f" || {literal(combined.sign)} || ".join(f"coalesce({text}, {literal(HALF)})" for text in texts)
    return f"case when {filled} then {parts} end"


def _tick(text: str, code: str) -> str:
    known = f"lower({text})"
    yes, no = (", ".join(literal(word) for word in words) for words in (YES, NO))
    said = f"when {known} in ({yes}) then {literal(code)} else {text}"
    return f"case when {text} is null or {known} in ({no}) then null {said} end"
