"""One palette in two themes, in which a colour keeps its meaning on every page and in every export."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
# What is drawn upon a colour in the colour of the surface; lines that slope, and crosses, have meanings of their own.
Texture = Literal["", "spotted", "striped"]

# What has a colour of its own. All else is drawn muted, with at most one highlight.
MEANING: dict[str, dict[str, str]] = {
    "role": {
        "helper": "c1",
        "union_rep": "c2",
        "union_rep_all": "c2",
        "leader": "c3",
        "leader_all": "c3",
        "other": "c4",
        "other_all": "c4",
        "employee": "c5",
        "several": "muted",
        "not_reported": "none",
    },
    "phase": {
        "explore": "c1",
        "try_out": "c3",
        "develop": "c5",
        "operate": "c2",
        "paused": "muted",
        "ended": "muted",
        "several": "muted",
        "not_reported": "none",
    },
    "level": {
        "municipality": "muted",
        "intermunicipal": "muted",
        "county_council": "muted",
        "county_governor": "c2",
        "agency": "c2",
        "ministry": "c2",
        "state": "c2",
        "parliament": "c2",
        "eea": "muted",
        "social_partner": "muted",
        "vendor": "muted",
        "not_reported": "none",
    },
    "status": {"good": "good", "watch": "watch", "act": "act"},
}

# In grey the five colours come as near each other as nine steps of lightness; every other one has a texture where they
# are printed, and those that are plain, or alike, are then far apart.
TEXTURES: dict[str, Texture] = {"c2": "spotted", "c4": "striped"}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme as `#rrggbb`; the names are the tokens that charts and the stylesheet use."""

    theme: Theme
    ground: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    line: str
    line2: str
    accent: str
    good: str
    watch: str
    act: str
    muted: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str

    @property
    def tokens(self) -> dict[str, str]:
        """Every token with its colour; `none` is the surface that dashed or hatched marks are drawn upon."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "theme"}
        return {**named, "none": self.surface}

    @property
    def roles(self) -> dict[str, str]:
        """Colour of each role code."""
        return self.meaning("role")

    @property
    def phases(self) -> dict[str, str]:
        """Colour of each phase code."""
        return self.meaning("phase")

    @property
    def levels(self) -> dict[str, str]:
        """Colour of each government level code: ministry and agency stand out, the rest is context."""
        return self.meaning("level")

    def meaning(self, kind: str) -> dict[str, str]:
        """Colour of each code of a kind in MEANING; KeyError for a kind without fixed colours."""
        return {code: self.tokens[token] for code, token in MEANING[kind].items()}

    @property
    def categories(self) -> tuple[str, ...]:
        """The five colours in their order of lightness."""
        return (self.c1, self.c2, self.c3, self.c4, self.c5)


LIGHT = Palette(
    theme="light",
    ground="#FAF9F6",
    surface="#FFFFFF",
    sunken="#F0EEE8",
    ink="#1B252B",
    ink2="#4A565D",
    ink3="#66727A",
    line="#DCD8CE",
    line2="#8A948F",
    accent="#17566B",
    good="#1F5F52",
    watch="#8A5A00",
    act="#9C3A14",
    muted="#B9BDBB",
    c1="#0B293C",
    c2="#772A6A",
    c3="#28695C",
    c4="#C05621",
    c5="#2D9BBF",
)
DARK = Palette(
    theme="dark",
    ground="#10171C",
    surface="#172027",
    sunken="#1D272E",
    ink="#E8E6E0",
    ink2="#B4BCC0",
    ink3="#8F9AA1",
    line="#33404A",
    line2="#62707A",
    accent="#8CC7DB",
    good="#7CCBB4",
    watch="#F2C572",
    act="#FF9F7A",
    muted="#55626B",
    c1="#3B6CBF",
    c2="#AF78A2",
    c3="#6EB7A1",
    c4="#FBBB87",
    c5="#CAEFFC",
)


@cache
def palette(theme: Theme) -> Palette:
    """The palette of a theme; KeyError for another name."""
    return {"light": LIGHT, "dark": DARK}[theme]


def token(kind: str, code: str | None) -> str:
    """The token that colours a code: fixed where it has a meaning, muted where it has none."""
    return MEANING.get(kind, {}).get(code or "not_reported", "muted")
