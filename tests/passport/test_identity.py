"""Figures of one name have the same numbers; whatever may move the numbers makes another name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from reformspor.answers import Answer, Assumed, ask
from reformspor.answers.computed import computed
from reformspor.choices import Used
from reformspor.disclosure import Rule
from reformspor.passport import digest_of, identity, numbers_of, read_identity
from reformspor.passport.identity import SIGNS
from reformspor.scope import Scope
from reformspor.store import DuckStore


@pytest.fixture(scope="module")
def answer(store: DuckStore) -> Answer:
    return ask(store, "sessions/by_kind", Scope(), Rule.internal())


def test_whatever_was_chosen_asked_of_or_supposed_makes_another_name(answer: Answer) -> None:
    from_, scope = answer.provenance, answer.scope
    others = [
        answer,
        replace(answer, provenance=replace(from_, snapshot_id="another")),
        replace(answer, provenance=replace(from_, as_of=dt.date(2024, 1, 31))),
        replace(answer, provenance=replace(from_, question_hash="another")),
        replace(answer, provenance=replace(from_, settings=(_used("1700"),))),
        replace(answer, provenance=replace(from_, settings=(_used("1725"),))),
        replace(answer, rule=Rule.of("public")),
        replace(answer, assumed=(Assumed("a", "said"),)),
        *(
            replace(answer, scope=replace(scope, **{name: ("x",)}))
            for name in ("units", "roles", "text", "barriers", "owners", "statuses", "indicators")
        ),
        replace(answer, scope=replace(scope, order="x")),
        # What stands in two fields is not what stands in one.
        replace(answer, scope=replace(scope, text=("x|y",))),
        replace(answer, scope=replace(scope, text=("x", "y"))),
    ]
    names = [identity(replace(one)) for one in others]
    assert len(set(names)) == len(names)


def test_what_a_method_computed_is_named_by_its_numbers_too(answer: Answer) -> None:
    def made(n: float) -> str:
        frame = pd.DataFrame([{"code": "a", "n": n, "said": "words"}])
        return identity(computed([answer], "effect/changes", frame, grain=("code",), values=("n",), unit="outcome"))

    assert made(1.0) == made(1.0)
    assert made(1.0) != made(1.0000001)


def test_what_is_said_in_words_is_none_of_the_numbers(answer: Answer) -> None:
    one, other = (
        replace(answer, frame=pd.DataFrame([{"code": "a", "n": 1.0, "said": said}])) for said in ("timar", "hours")
    )
    assert digest_of(numbers_of(one)) == digest_of(numbers_of(other))


def test_a_name_is_read_however_it_is_written_and_a_single_slip_is_found(answer: Answer) -> None:
    name = identity(answer)
    for written in (name.lower(), name.replace("-", ""), f" {name} ", name.replace("-", " ")):
        assert read_identity(written) == name
    signs = name[3:].replace("-", "")
    for place in range(len(signs)):
        for other in set(SIGNS) - {signs[place]}:
            assert read_identity(f"RS-{signs[:place]}{other}{signs[place + 1 :]}") is None
    for left, right in combinations(range(len(signs)), 2):
        if right == left + 1 and signs[left] != signs[right]:
            swapped = signs[:left] + signs[right] + signs[left] + signs[right + 1 :]
            assert read_identity(f"RS-{swapped}") is None


def _used(value: str) -> Used:
    return Used("norm.hours_per_fte", value, "hours", "", "own")
