"""Numbers are read as Norwegians and machines write them, and refused where two readings are possible."""

from __future__ import annotations

import re
from decimal import Decimal

from reformspor.intake.fields import Field, Frame
from reformspor.intake.reading import Reading, refused

SPACES = " \u00a0\u202f\u2009"
MINUS = "\u2212"
GROUPED = re.compile(rf"-?[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
BOTH = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}|-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}")
PLAIN = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]+)?")
DOUBTFUL = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{3})+")


def read_number(text: str, field: Field, frame: Frame) -> Reading:
    """A number with point or comma as decimal sign and spaces between thousands.

    `1.500` and `1,500` are refused as ambiguous, since half the world reads a thousand and a half as one and a half.
    """
    bare = text.replace(MINUS, "-")
    notice = "minus_sign" if bare != text else None
    decimals = 0 if field.type == "integer" else field.decimals
    if GROUPED.fullmatch(bare):
        bare, notice = re.sub(f"[{SPACES}]", "", bare), "thousands"
    elif BOTH.fullmatch(bare):
        first = "." if bare.find(".") < bare.find(",") or "," not in bare else ","
        bare, notice = bare.replace(first, ""), "thousands"
    elif DOUBTFUL.fullmatch(bare) and decimals < 3:
        return refused("ambiguous")
    if not PLAIN.fullmatch(bare):
        return refused(f"bad_{field.type}")
    if "," in bare:
        bare, notice = bare.replace(",", "."), notice or "decimal_comma"
    value = Decimal(bare)
    if value != round(value, decimals):
        return refused("too_precise", decimals=decimals)
    return Reading(format(round(value, decimals), "f"), notice=notice)


def read_plain(text: str) -> Decimal | None:
    """The number a totals line gives, whatever its decimals; None when it gives none that is certain."""
    bare = re.sub(f"[{SPACES}]", "", text.strip().replace(MINUS, "-")).replace(",", ".")
    return Decimal(bare) if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]+)?", bare) else None
