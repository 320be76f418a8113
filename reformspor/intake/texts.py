"""Texts, ids and codes are kept as given: composed, trimmed, and refused when they hold signs that deceive."""

from __future__ import annotations

import re
import unicodedata

from reformspor.errors import nearest
from reformspor.intake.fields import Field, Frame, fold
from reformspor.intake.persons import holds_identity, is_pseudonym, points_at_person
from reformspor.intake.reading import Reading, refused

# Bidirectional marks and zero-width signs change what a reader sees; C0, DEL, C1 and what Unicode has set aside as no
# sign at all are never text, and no file of XML can hold the last.
DECEIVING = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
JOINERS = re.compile("[\u200c\u200d\u00ad]")
BREAKS = re.compile("[\t\n\r\u2028\u2029]")
BROKEN = re.compile("[ÃÂ][\u0080-\u00bf\u2013-\u203a\u20ac\u02dc\u0152\u0153\u0160\u0161\u0178\u017d\u017e]|\ufffd")
SEPARATORS = re.compile("[;|]")


def tidy(text: str) -> Reading:
    """A text without blanks at its ends, in composed letters; refused for signs that deceive or broken letters."""
    if DECEIVING.search(text) or CONTROL.search(text):
        return refused("control_character")
    if BROKEN.search(text):
        return refused("broken_letters")
    bare = unicodedata.normalize("NFC", text)
    trimmed = bare.strip()
    if not trimmed:
        return Reading(None)
    notice = "trimmed" if trimmed != bare else "composed" if bare != text else None
    return Reading(trimmed, notice=notice)


def read_text(text: str, field: Field, frame: Frame) -> Reading:
    """A text as given, when it is no longer than allowed and points at no person."""
    if len(text) > field.longest:
        return refused("too_long", longest=field.longest)
    if points_at_person(text, public=frame.text_public):
        return refused("personal_data")
    return Reading(text)


def read_id(text: str, field: Field, frame: Frame) -> Reading:
    """An id as given: one line, no hidden signs, and where it stands for a person a pseudonym."""
    if JOINERS.search(text) or BREAKS.search(text):
        return refused("control_character")
    if len(text) > min(field.longest, 200):
        return refused("too_long", longest=min(field.longest, 200))
    if holds_identity(text) or (field.personal and not is_pseudonym(text)):
        return refused("personal_data")
    return Reading(text)


def read_code(text: str, field: Field, frame: Frame) -> Reading:
    """A code of the field's list, or one of the words that mean it in any case of letters."""
    if text in field.codes:
        return Reading(text)
    folded = fold(text)
    for code in field.codes:
        if fold(code) == folded:
            return Reading(code, notice="code_spelling")
    if folded in field.words:
        return Reading(field.words[folded], notice=None if field.quiet else "code_word")
    return refused("unknown_code", nearest=nearest(folded, [*map(fold, field.codes), *field.words]) or "")


def read_list(text: str, field: Field, frame: Frame) -> Reading:
    """Several ids or codes with `;` or `|` between, joined by `;` and each only once."""
    read_one = read_code if field.type == "codes" else read_id
    found: list[str] = []
    notice: str | None = None
    for part in filter(None, (part.strip() for part in SEPARATORS.split(text))):
        reading = read_one(part, field, frame)
        if reading.value is None:
            return reading
        notice = notice or reading.notice
        if reading.value not in found:
            found.append(reading.value)
    return Reading(";".join(found) or None, notice=notice)
