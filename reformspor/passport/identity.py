"""A figure's short name: the same whenever the same is asked of the same data, and it shows when it is misread."""

from __future__ import annotations

import hashlib
import json
import re

from reformspor.answers import Answer
from reformspor.passport.numbers import digest_of, numbers_of
from reformspor.scope import Scope

# Without those that are taken for another when read aloud or written by hand; a prime number of them, so that the check
# finds every single sign that is misread and every two neighbours that are swapped.
SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = str.maketrans({"I": "1", "L": "1"})
LENGTH, GROUP = 11, 4
IDENTITY = "_identity"
FIXED = ("text", "barriers", "owners", "statuses", "order", "indicators")
WRITTEN = re.compile(r"RS-?([0-9A-Z]{4})-?([0-9A-Z]{4})-?([0-9A-Z]{4})")


def identity(answer: Answer) -> str:
    """`RS-` and three groups of four signs, of snapshot, day, question, scope, level, settings and what is supposed.

    What a method has computed may hang on more than that, such as a hypothesis registered since or a draw; so its
    numbers are part of its name, and two figures of one name have the same numbers. The last sign is a check.
    """
    # A page names an answer many times over, and to go through what a method computed is dear.
    held = vars(answer)
    if IDENTITY not in held:
        held[IDENTITY] = _identity(answer)
    return str(held[IDENTITY])


def _identity(answer: Answer) -> str:
    scope = answer.scope
    parts = (
        answer.provenance.snapshot_id,
        answer.provenance.as_of.isoformat(),
        answer.provenance.question_hash,
        sorted(scope.address().items()),
        sorted(fixed_of(scope).items()),
        answer.rule.level,
        [(one.key, str(one.value)) for one in answer.provenance.settings],
        [one.code for one in answer.assumed],
        digest_of(numbers_of(answer)) if answer.question.panel else "",
    )
    said = json.dumps(parts, ensure_ascii=True)
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big")
    signs = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs += SIGNS[place]
    return _grouped(signs + _check(signs))


def fixed_of(scope: Scope) -> dict[str, tuple[str, ...]]:
    """What a view has fixed for one question, by the scope's own field: none of it stands in the address bar."""
    held = {name: getattr(scope, name) for name in FIXED}
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in held.items() if value}


def read_identity(text: str) -> str | None:
    """The identity as it is written here, of one that somebody typed; None when it is none or was misread."""
    found = WRITTEN.fullmatch(text.strip().upper().replace(" ", "-"))
    signs = "".join(found.groups()).translate(LOOKS_LIKE) if found else ""
    if not signs or not set(signs) <= set(SIGNS) or _check(signs[:-1]) != signs[-1]:
        return None
    return _grouped(signs)


def _check(signs: str) -> str:
    weighed = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=1))
    return SIGNS[weighed % len(SIGNS)]


def _grouped(signs: str) -> str:
    return "RS-" + "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))
