"""A changed setting changes the figures at once, and every file of a figure tells the settings it is made with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reformspor.choices import Change, set_choice
from reformspor.disclosure import Rule
from reformspor.page.exports import csv_bytes, head_lines
from reformspor.page.foot import notes
from reformspor.page.serving import answer, kept_answers, served
from reformspor.passport import identity
from reformspor.scope import Scope
from reformspor.snapshot.folder import DataFolder
from reformspor.words import speak


@pytest.fixture(scope="module")
def folder(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of its own with the constructed municipality, shown."""
    root = shutil.copytree(constructed.root, tmp_path_factory.mktemp("own") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(root))
        yield root


@pytest.fixture
def shown(folder: Path) -> str:
    now = served()
    assert now is not None
    (folder / "settings.toml").unlink(missing_ok=True)
    return now.manifest.id


def asked(snapshot: str, name: str):  # type: ignore[no-untyped-def]
    return answer(snapshot, name, Scope(), Rule.internal().level)


def test_a_changed_setting_changes_the_figures_made_with_it_and_only_those(shown: str, folder: Path) -> None:
    before, other = asked(shown, "cost/total"), asked(shown, "sessions/held_by_month")
    asked_for = kept_answers()[1]
    assert asked(shown, "cost/total") is before
    done = set_choice(folder, "norm.hours_per_fte", 1000, role="hr_lead", why="x", source="Vedtak 7")
    assert isinstance(done, Change)
    after = asked(shown, "cost/total")
    assert asked(shown, "sessions/held_by_month") is other
    assert kept_answers()[1] == asked_for + 1
    fte = [float(one.frame["fte_spent"].sum()) for one in (before, after)]
    assert fte[1] == pytest.approx(fte[0] * 1.75)
    assert identity(before) != identity(after)
    words = speak("nn")
    assert "Vedtak 7" in " ".join(notes(words, after))
    assert any(line.startswith("norm.hours_per_fte = 1000") for line in head_lines(after, words, {}))
    assert "Vedtak 7" in csv_bytes(after, words, {}).decode("utf-8")


def test_a_bad_file_changes_no_figure(shown: str, folder: Path) -> None:
    before = asked(shown, "cost/total")
    (folder / "settings.toml").write_text("[norm]\nhours_per_fte = 0\n", "utf-8")
    assert asked(shown, "cost/total") is before
