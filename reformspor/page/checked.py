"""What came of checking a figure or a file: the same, changed and where, or why it cannot be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["same", "changed", "cannot"]


@dataclass(frozen=True)
class Differing:
    """One thing that is not the same: where (each part may be empty), what the file says and what the data give.

    `about` is `number` of what the passport holds, `seen` of what is seen in the file, `passport` of what else the
    passport says, and `picture` of a picture. `place` is a sheet, slide or page; None for what one side does not have.
    """

    about: Literal["number", "seen", "passport", "picture"]
    place: str
    row: str
    column: str
    file: str | None
    data: str | None


@dataclass(frozen=True)
class Figure:
    """One figure by its name, with the sentence it stated; `why` is a key of `verification.cannot`, with `details`.

    `notes` are keys of `verification.note`: what is worth knowing and changes no verdict.
    """

    id: str
    says: str
    outcome: Outcome
    differing: tuple[Differing, ...] = ()
    why: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    snapshot: str = ""
    level: str = ""
    constructed: bool = False


@dataclass(frozen=True)
class File:
    """A file with its figures; `differing` is what is seen in it that should not be, `within` the files it holds."""

    name: str
    kind: str
    outcome: Outcome
    figures: tuple[Figure, ...] = ()
    differing: tuple[Differing, ...] = ()
    why: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    within: tuple[File, ...] = ()


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Changed when one has changed, else one that cannot be checked, else the same."""
    found = set(outcomes)
    return "changed" if "changed" in found else "cannot" if "cannot" in found else "same"


def plain(found: Figure | File) -> dict[str, Any]:
    """It as JSON."""
    return asdict(found)


def read_figure(said: Mapping[str, Any]) -> Figure:
    """The figure that `plain` wrote."""
    return Figure(**{**said, "differing": _differing(said), "notes": tuple(said["notes"])})


def read_file(said: Mapping[str, Any]) -> File:
    """The file that `plain` wrote."""
    return File(
        **{
            **said,
            "figures": tuple(read_figure(one) for one in said["figures"]),
            "within": tuple(read_file(one) for one in said["within"]),
            "differing": _differing(said),
            "notes": tuple(said["notes"]),
        }
    )


def _differing(said: Mapping[str, Any]) -> tuple[Differing, ...]:
    return tuple(Differing(**one) for one in said["differing"])
