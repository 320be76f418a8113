"""Nynorsk texts are nynorsk: no bokmål, a-infinitives all through, one word for one thing, no endless sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reformspor.questions import load_questions
from reformspor.words import catalogue

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
LISTS = tomllib.loads((HERE / "nynorsk.toml").read_text("utf-8"))
NOT_OURS = frozenset((LISTS["bokmal"] + LISTS["other_forms"]).split())
NOT_INFINITIVES = frozenset(LISTS["not_infinitives"]["words"].split())

WORD = re.compile(r"[^\W\d_]+")
# The masculine takes -ar and -ane, and -het, -else and -sjonene are not ours.
ENDING = re.compile(r"\w{3,}(?:arene|ingene|elsene|sjonene|hetene|het|elsen|ssjon)$")
TAKES_INFINITIVE = r"å|skal|kan|må|vil|bør|skulle|kunne|ville|lèt|lyt"
BETWEEN = r"ikkje|òg|berre|aldri|alltid|difor|no|heller|framleis|lett|trygt|sjølv|du|de|me|han|ho|ein"
INFINITIVE = re.compile(rf"\b(?:{TAKES_INFINITIVE})\s+(?:(?:{BETWEEN})\s+)*(\w+e)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
COUNTED = re.compile(r"\{[^}]*\}|[^\W_]+")
LONGEST = 28


def amiss(text: str) -> list[str]:
    """What is not plain nynorsk in a text, a word or a number of words each."""
    found = [word for word in WORD.findall(text) if word.lower() in NOT_OURS or ENDING.match(word.lower())]
    found += [word for word in INFINITIVE.findall(text) if word.lower() not in NOT_INFINITIVES]
    found += [word for word in WORD.findall(text) if word.lower().startswith(tuple(LISTS["settled"]))]
    lengths = (len(COUNTED.findall(sentence)) for sentence in SENTENCE_END.split(text))
    return list(dict.fromkeys(found)) + [f"{length} words" for length in lengths if length > LONGEST]


def written(node: object) -> Iterator[str]:
    """Every text in a table of texts."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from written(part)


def texts() -> Iterator[tuple[str, str]]:
    """Every nynorsk text a reader meets, with where it stands."""
    for key, text in catalogue("nn").items():
        yield from ((key, form) for form in written(text))
    for file in sorted((PROJECT / "reformspor/demo/texts").glob("*.toml")):
        yield from ((file.name, text) for text in written(tomllib.loads(file.read_text("utf-8"))))
    for name, question in load_questions().items():
        yield name, question.people
    settings = tomllib.loads((PROJECT / "data/settings.default.toml").read_text("utf-8"))
    yield "settings.default.toml", settings["constructed"]["purpose"]


def test_nynorsk_texts_are_plain_nynorsk() -> None:
    found = [(where, what) for where, text in texts() if (what := amiss(text))]
    assert found == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Tala er ikke viste.", "ikke"),
        ("Hentar tal fra kjelda.", "fra"),
        ("Det er mer enn nok.", "mer"),
        ("Kor mange timer det tok.", "timer"),
        ("Uttaket må takast inn på nytt for å vere ferskt.", "vere"),
        ("Her kan du ikkje rydde noko.", "rydde"),
        ("Hjelparane skal òg gjennomføre økta.", "gjennomføre"),
        ("Leiarene og dei tilsette er samde.", "Leiarene"),
        ("Hendingene står i rekkjefølgje.", "Hendingene"),
        ("Ei ny hendelse er ført.", "hendelse"),
        ("Ein må gjera det, men øktane er haldne.", "øktane"),
        ("Det gjeld alle med ei særskild sårbarhet.", "sårbarhet"),
        ("Tala gjeld heile avgrensinga.", "avgrensinga"),
        ("Eitt faseskift kjem av ein barriere, eit anna fasskifte ikkje.", "fasskifte"),
        (" ".join(["økta"] * (LONGEST + 1)) + ".", f"{LONGEST + 1} words"),
    ],
)
def test_a_planted_error_is_found(text: str, what: str) -> None:
    assert amiss(text) == [what]


def test_plain_nynorsk_is_let_alone() -> None:
    text = (
        "Me skal førebu, gjennomføra og følgja opp øktene. Det kan skje at alle timane må gje rom for anna arbeid, "
        "og då skal dei tillitsvalde vita kven som har ballen hos oss. Einingane, hendingane og barrierane står i "
        "registeret."
    )
    assert amiss(text) == []
