"""Numbers made with settings that are no longer in force are the same still, and the reader is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reformspor.choices import Change, set_choice
from reformspor.page.serving import answer, served
from reformspor.page.verifying import OTHER_SETTINGS, verify_passport
from reformspor.passport import passport_of
from reformspor.passport.program import lock
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak


def test_a_figure_of_other_settings_is_the_same_with_a_note_that_says_so(
    own_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(own_data, tmp_path / "data")
    monkeypatch.setenv("REFORMSPOR_DATA", str(folder))
    now = served()
    assert now is not None
    of_hours, of_none = (
        passport_of(answer(now.manifest.id, name, Scope(), "internal"), says="", lang="nn", place=None, lock=lock())
        for name in ("cost/total", "sessions/held_by_month")
    )
    found = verify_passport(of_hours, "internal")
    assert (found.outcome, found.notes) == ("same", ())
    changed = set_choice(folder, "norm.hours_per_fte", 1000, role="hr_lead", why="x", source="Vedtak 7")
    assert isinstance(changed, Change)
    found = verify_passport(of_hours, "internal")
    assert (found.outcome, found.notes) == ("same", (OTHER_SETTINGS,))
    assert verify_passport(of_none, "internal").notes == ()
    assert all(speak(lang).has(f"verification.note.{OTHER_SETTINGS}") for lang in LANGUAGES)
