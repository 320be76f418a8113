"""The figures and numbers of a view by their keys: those that were asked for, in that order, with what was added."""

from __future__ import annotations

from dataclasses import replace

from reformspor.questions import load_questions
from reformspor.report.leaves import Chapter, Comment, Exhibit, Leaf, NumberRow, Said
from reformspor.report.order import Item
from reformspor.words import Words

NUMBER = "number_"


def key_of(leaf: Exhibit) -> str:
    """The key of a figure or table on its page."""
    return leaf.passport.place.key if leaf.passport.place is not None else ""


def by_key(chapter: Chapter) -> dict[str, Leaf]:
    """Every figure and table of a written view by its key, and every tile as `number_1`, `number_2` …, in order."""
    found: dict[str, Leaf] = {}
    tiles = 0
    for leaf in chapter.leaves:
        if isinstance(leaf, Exhibit):
            found[key_of(leaf)] = leaf
        elif isinstance(leaf, NumberRow):
            for one in leaf.numbers:
                tiles += 1
                found[f"{NUMBER}{tiles}"] = NumberRow((one,))
    return found


def in_order(chapter: Chapter, item: Item, words: Words) -> Chapter:
    """The chapter with the item's figures in the order they were put, and its comments where they belong.

    A key the view no longer has is told of in a sentence, and a comment on it stands under the view, so that neither
    is lost unseen.
    """
    held = by_key(chapter)
    leaves = chapter.leaves
    if item.keys:
        leaves = tuple(held[key] if key in held else _gone(key, words) for key in item.keys)
    homeless = tuple(one for key, said in item.comments.items() if key and key not in held for one in said)
    return replace(
        chapter,
        verdict="" if item.keys else chapter.verdict,
        leaves=tuple(_commented(leaf, item) for leaf in leaves),
        comments=(*item.comments.get("", ()), *homeless),
    )


def asked_by(key: str, words: Words) -> str:
    """What the figure of a key is about, also when it is not there: what its question asks."""
    if key.startswith(NUMBER):
        return words("report.a_number", n=key.removeprefix(NUMBER))
    names = {name.replace("/", "_"): question for name, question in load_questions().items()}
    stem = key.rpartition("_")[0]
    found = max((name for name in names if stem.endswith(f"_{name}")), key=len, default="")
    return words(f"{names[found].word_key}.asks") if found else key


def _gone(key: str, words: Words) -> Leaf:
    if key.startswith(NUMBER):
        return Said(words("report.gone_number"))
    return Said(words("report.gone", figure=asked_by(key, words)))


def _commented(leaf: Leaf, item: Item) -> Leaf:
    said: tuple[Comment, ...] = item.comments.get(key_of(leaf), ()) if isinstance(leaf, Exhibit) else ()
    return replace(leaf, comments=said) if said and isinstance(leaf, Exhibit) else leaf
