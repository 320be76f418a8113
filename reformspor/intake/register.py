"""Profiles are found by name: the shipped ones, and those a municipality has made and saved in its data folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError, nearest
from reformspor.intake.mapped import SIGN, mapped_profile, written
from reformspor.intake.profile import FOLDER, Profile, profile_from

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# What a municipality's own templates are called as a source; a mapping of that name would take their place.
TAKEN = frozenset({"kommune"})
OPEN_TEXT = "text_public"


def profiles(own: Path | None = None) -> tuple[str, ...]:
    """The names of the profiles that are shipped, and of those saved in the folder `own`."""
    saved = own.glob("*.toml") if own is not None and own.is_dir() else ()
    names = {file.stem for file in saved if NAME.fullmatch(file.stem)}
    return tuple(sorted(names | set(_shipped())))


def load_profile(name: str, own: Path | None = None) -> Profile:
    """The profile of that name; a shipped one goes before a saved one.

    Raises ReformsporError("faults.unknown_profile") with the nearest name, or "mapping.broken" for a saved one that
    contradicts the contract, or that calls its texts public: only a shipped one may spare them the review.
    """
    if name in _shipped():
        return _load_shipped(name)
    known = profiles(own)
    if name not in known or own is None:
        raise ReformsporError(
            "faults.unknown_profile.said",
            profile=name,
            nearest=nearest(name, known) or "",
            known=", ".join(known),
        )
    try:
        raw = tomllib.loads((own / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReformsporError("mapping.broken", profile=name, why=type(error).__name__) from error
    if raw.get(OPEN_TEXT):
        raise ReformsporError("mapping.broken", profile=name, why=OPEN_TEXT)
    return mapped_profile(name, raw) if raw.pop(SIGN, False) else profile_from(name, raw)


def save_mapping(own: Path, name: str, raw: Mapping[str, Any], *comments: str) -> Path:
    """Save a mapping as a profile in the folder `own`, whole or not at all; gives the file.

    Raises ReformsporError("mapping.name") for a name that is none, and "mapping.taken" for one of a shipped profile.
    """
    if not NAME.fullmatch(name):
        raise ReformsporError("mapping.name", name=name)
    if name in _shipped() or name in TAKEN:
        raise ReformsporError("mapping.taken", name=name)
    mapped_profile(name, raw)
    own.mkdir(parents=True, exist_ok=True)
    half = own / f".{name}.half"
    half.write_text(written(raw, *comments), "utf-8")
    return half.replace(own / f"{name}.toml")


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def _load_shipped(name: str) -> Profile:
    return profile_from(name, tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"), parse_float=Decimal))
