"""The same choices in a filter are the same question, in whatever order they were made."""

from __future__ import annotations

from itertools import permutations

from reformspor.page.filters import as_offered
from reformspor.scope import Scope

OFFERED = ("helper", "union_rep", "leader")


def test_choices_stand_in_the_order_they_are_offered_however_they_were_made() -> None:
    scopes = {Scope(roles=as_offered(chosen, OFFERED)) for chosen in permutations(OFFERED)}
    assert scopes == {Scope(roles=OFFERED)}


def test_what_is_not_offered_is_kept_and_stands_last() -> None:
    assert as_offered(("another", "leader", "a third"), OFFERED) == ("leader", "a third", "another")
    assert as_offered(None, OFFERED) == ()
