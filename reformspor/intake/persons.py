"""Text is searched for what points at a person: an e-mail address, a birth number, a telephone number."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BIRTH = re.compile(r"(?<![0-9A-Za-z])([0-9]{6})[ -]?([0-9]{5})(?![0-9A-Za-z])")
PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)47[ ]?[2-9](?:[ ]?[0-9]){7}|[49][0-9]{2} [0-9]{2} [0-9]{3}"
    r"|[2-9][0-9](?: [0-9]{2}){3}|[49][0-9]{7})(?![0-9A-Za-z])"
)
CALLED = re.compile(r"(?i)\b(?:tlf|telefon|mobil|mob)\.?:? ?[2-9](?: ?[0-9]){7}\b")
NAME = re.compile(r"[^\W\d_]{2,}(?:[ ,._-]+[^\W\d_]\.?[^\W\d_]*)+|[A-ZÆØÅÄÖ][a-zæøåäöéèôü]{2,}")
PSEUDONYM = re.compile(r"[^\s@/\\]{1,64}")
MASK = "•••"
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def points_at_person(text: str, *, public: bool = False) -> bool:
    """Whether a text holds a birth number, or (unless it is already public) an e-mail or telephone number."""
    if any(is_birth_number(match[1] + match[2]) for match in BIRTH.finditer(text)):
        return True
    return not public and bool(EMAIL.search(text) or PHONE.search(text) or CALLED.search(text))


def holds_identity(text: str) -> bool:
    """Whether an id holds a birth number or an e-mail address; other runs of digits are what ids are made of."""
    return bool(EMAIL.search(text)) or any(is_birth_number(found[1] + found[2]) for found in BIRTH.finditer(text))


def is_pseudonym(text: str) -> bool:
    """Whether a person's key looks like a key, and not like a name, an address or a number people have."""
    if not PSEUDONYM.fullmatch(text) or BIRTH.search(text) or PHONE.fullmatch(text):
        return False
    return not NAME.fullmatch(text)


def is_birth_number(digits: str) -> bool:
    """Whether eleven digits are a birth number, a D-number, an aid number or a synthetic one (modulus 11)."""
    day, month = int(digits[:2]), int(digits[2:4])
    if not (1 <= day % 40 <= 31 and 1 <= month % 40 <= 12):
        return False
    return _control(digits, FIRST) == int(digits[9]) and _control(digits, SECOND) == int(digits[10])


def _control(digits: str, weights: tuple[int, ...]) -> int:
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return rest


def shown(text: str) -> str:
    """A value as a message may show it, masked when it might name or point at someone."""
    if len(text) < 8 and text.isascii() and text.isprintable() and "@" not in text and " " not in text:
        return text
    if points_at_person(text) or re.search(r"[0-9]{8}", text) or "@" in text:
        return MASK
    if not text[:1].isdigit() and re.search(r"[A-ZÆØÅ][^\W\d_]+ +[A-ZÆØÅ]", text):
        return MASK
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"
