"""A passport says of one figure what it states, what was asked of which data by which program, and its numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from reformspor.answers import Answer
from reformspor.passport.identity import fixed_of, identity
from reformspor.passport.numbers import Numbers, digest_of, numbers_of
from reformspor.passport.program import program

# The form of what is written; a passport of a form that is not known here is said to be newer than the program.
FORM = 1


@dataclass(frozen=True)
class Place:
    """Where the figure stands: the page, its key there, and the codes of the address the page was read at."""

    page: str
    key: str
    address: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Passport:
    """Everything needed to find the same numbers again, and to see whether they are the same.

    `says` is the sentence as it was shown, in `lang`. `scope` holds the codes of the filters, and `fixed` what a view
    has fixed for this question besides, by the scope's own fields. `rule` is the rule of disclosure by its fields,
    `files` name and SHA-256, `settings` key and value, `method` and `seed` what a method that computed the rows is
    called and was drawn by. `digest` is that of `numbers`, which are left out where they would be too many. `lock` is
    the SHA-256 of the program's list of what it stands on. `made_at` and `by` (a role) are of this copy; all else is of
    the figure.
    """

    id: str
    says: str
    lang: str
    question: str
    question_hash: str
    place: Place | None
    scope: Mapping[str, str]
    rule: Mapping[str, Any]
    snapshot: str
    municipality: str
    as_of: str
    constructed: bool
    files: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    program: str
    lock: str
    digest: str
    numbers: Numbers | None = None
    method: str = ""
    seed: int | str | None = None
    made_at: str = ""
    by: str = ""
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: int = FORM


# More cells than this are not carried in a file: their digest is.
MOST_CELLS = 40_000


def passport_of(
    answer: Answer,
    *,
    says: str,
    lang: str,
    place: Place | None,
    lock: str,
    made_at: str = "",
    by: str = "",
    numbered: bool = True,
) -> Passport:
    """The passport of an answer as a figure or table shows it; its numbers are left out of one that is not `numbered`,
    where not all of them are shown."""
    from_, numbers = answer.provenance, numbers_of(answer)
    return Passport(
        id=identity(answer),
        says=says,
        lang=lang,
        question=answer.name,
        question_hash=from_.question_hash,
        place=place,
        scope=answer.scope.address(),
        rule=asdict(answer.rule),
        snapshot=from_.snapshot_id,
        municipality=from_.municipality,
        as_of=from_.as_of.isoformat(),
        constructed=from_.constructed,
        files=tuple((file.name, file.sha256) for file in from_.files),
        settings=tuple((one.key, str(one.value)) for one in from_.settings),
        program=program(),
        lock=lock,
        digest=digest_of(numbers),
        numbers=numbers if numbered and len(numbers.rows) * len(numbers.columns) <= MOST_CELLS else None,
        method=answer.method,
        seed=answer.seed,
        made_at=made_at,
        by=by,
        fixed=fixed_of(answer.scope),
    )


def plain(passport: Passport) -> str:
    """The passport as one line of JSON."""
    return json.dumps(asdict(passport), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_passport(text: str) -> Passport:
    """The passport that `plain` wrote. Raises ValueError for anything else; `newer` for one of a form not known yet."""
    try:
        said = json.loads(text)
    except RecursionError as error:
        raise ValueError("passport") from error
    return passport_from(said)


def passport_from(said: Any) -> Passport:
    """The passport of its fields by name, as `plain` writes them. Raises ValueError as `read_passport`."""
    if isinstance(said, dict) and isinstance(said.get("form"), int) and said["form"] > FORM:
        raise ValueError("newer")
    if not isinstance(said, dict) or said.get("form") != FORM:
        raise ValueError("form")
    try:
        place, numbers = said["place"], said["numbers"]
        return Passport(
            **said
            | {
                "place": None if place is None else Place(**place),
                "numbers": None if numbers is None else _numbers(numbers),
                "files": tuple((str(name), str(sha)) for name, sha in said["files"]),
                "settings": tuple((str(key), str(value)) for key, value in said["settings"]),
                "fixed": {str(name): tuple(held) for name, held in said.get("fixed", {}).items()},
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("passport") from error


def _numbers(said: Mapping[str, Any]) -> Numbers:
    return Numbers(tuple(said["columns"]), tuple(said["key"]), tuple(tuple(row) for row in said["rows"]))
