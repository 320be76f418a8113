"""Kroner are said whole where there is room, and in thousands or millions with one unit where there is not."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.words import Words

# Units of amounts in kroner.
MONEY = frozenset({"nok", "nok_per_year", "nok_estimate", "nok_year_per_100_fte"})


@dataclass(frozen=True)
class Scale:
    """What an amount is divided by before it is said, the name of that in the words, and the decimals it deserves."""

    by: float
    name: str
    decimals: int


def scale_of(most: float) -> Scale:
    """The scale for amounts up to `most`: whole kroner under ten thousand, then thousands, then millions."""
    size = abs(most)
    if size >= 999_500:
        return Scale(1e6, "million", 2 if size < 9.995e6 else 1 if size < 99.95e6 else 0)
    return Scale(1e3, "thousand", 0) if size >= 10_000 else Scale(1.0, "plain", 0)


def short(amount: float, words: Words) -> str:
    """An amount in few signs with its unit: 12,3 mill. kr."""
    return short_ends(amount, amount, words)


def short_ends(least: float, most: float, words: Words) -> str:
    """The two ends in one scale and with one unit, or the one amount when they are said alike: 11,9–14,2 mill. kr."""
    return words(f"cost.short.{scale_of(_largest(least, most)).name}", amount=_ends(least, most, words))


def short_parts(least: float, most: float, words: Words) -> tuple[str, str]:
    """The same as a number and its unit, for a tile; a currency that the language has first stands with the number.

    Whole kroner have no unit beside what they are said as.
    """
    scale = scale_of(_largest(least, most)).name
    if scale == "plain":
        return short_ends(least, most, words), ""
    return words("cost.short.value", amount=_ends(least, most, words)), words(f"cost.short.unit_{scale}")


def _ends(least: float, most: float, words: Words) -> str:
    scale = scale_of(_largest(least, most))
    # Nothing is nothing, in no decimals.
    said = [words.number(amount / scale.by, scale.decimals if amount else 0) for amount in (least, most)]
    return said[0] if said[0] == said[1] else "\N{EN DASH}".join(said)


def per_mille(share: float | None, words: Words) -> str:
    """A share of one as per mille: 1,2 ‰."""
    space = "" if words.lang == "en" else "\N{NO-BREAK SPACE}"
    return words.number(None if share is None else share * 1000, 1) + space + "\N{PER MILLE SIGN}"


def _largest(least: float, most: float) -> float:
    return max(abs(least), abs(most))
