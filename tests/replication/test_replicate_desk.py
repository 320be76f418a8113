"""The desk of packages says in every language how far it has come, and why it has not."""

from __future__ import annotations

from typing import get_args

import pytest

from reformspor.page.replicate_desk import said_of
from reformspor.page.workshop import Stage, Standing
from reformspor.words import LANGUAGES, speak


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_stage_and_step_is_said(lang: str) -> None:
    words = speak(lang)
    standings = [Standing(stage, before=2) for stage in get_args(Stage)]
    standings += [Standing("working", step, 2, 7) for step in ("tables", "check", "twin", "figures A figure", "pack")]
    said = [said_of(words, standing) for standing in standings]
    assert all(said)
    assert "A figure" in said_of(words, Standing("working", "figures A figure", 2, 7))
    assert len(set(said)) == len(said)
