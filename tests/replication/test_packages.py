"""A package is the same for the same snapshot, closed data stay in the house, and what may not go out is refused."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.choices import choices_from
from reformspor.choices.file import said_in
from reformspor.cli import main
from reformspor.errors import ReformsporError
from reformspor.hypotheses import read_register
from reformspor.page.replicating import replicate, unopened
from reformspor.passport import digest_of
from reformspor.passport.register import Names
from reformspor.replication.figures import read_figures
from reformspor.replication.package import FIGURES, Told, read_told, write_told
from reformspor.replication.setting import settings_text
from reformspor.report.order import Item
from reformspor.snapshot import DataFolder, current
from reformspor.snapshot.shelf import write_manifest
from tests.replication.conftest import DAY, ORDER, WISH, aside, unpacked

SMALL = replace(ORDER, items=(Item("register"),))


def bodies(packed: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(packed) as given:
        return {name.partition("/")[2]: given.read(name) for name in given.namelist()}


def test_the_same_snapshot_gives_the_same_bytes_but_for_the_day(
    constructed: DataFolder, packed: Path, tmp_path: Path
) -> None:
    later = DAY + dt.timedelta(days=400)
    replicate(aside(constructed, tmp_path / "data"), WISH, tmp_path / "again.zip", day=later)
    was, now = bodies(packed), bodies(tmp_path / "again.zip")
    assert set(was) == set(now)
    differs = {name for name in was if was[name] != now[name]} - {"SHA256SUMS"}
    said = {name: re.sub(later.isoformat(), DAY.isoformat(), now[name].decode()) for name in differs}
    said = {name: text.replace(f"({later.year})", f"({DAY.year})") for name, text in said.items()}
    assert {name for name in differs if said[name] != was[name].decode()} == set()
    assert differs == {"CITATION.cff", "README.md", "codebook/ddi.xml", "datapackage.json", "ro-crate-metadata.json"}


def test_every_figure_can_be_looked_up_where_the_package_came_from(packed: Path, package: Path) -> None:
    names = Names(packed.parent / "data")
    figures = [one for one in read_figures(package / FIGURES) if one.id]
    assert {one.kind for one in figures} >= {"figure", "number"}
    for one in figures:
        kept = names.found(one.id)
        assert kept is not None, one.says
        assert (kept.out, kept.level, kept.question) == (True, "public", one.question)


def test_closed_data_stay_in_the_house_and_a_labelled_twin_of_the_same_tables_stands_in(
    constructed: DataFolder, package: Path, tmp_path: Path
) -> None:
    house = aside(constructed, tmp_path / "data")
    manifest = current(house)
    assert manifest is not None
    # An export that does not say whose it is.
    write_manifest(house.snapshots / manifest.id, replace(manifest, municipality=""))
    made = replicate(house, replace(WISH, order=SMALL, closed=True, seed=7), tmp_path / "closed.zip", day=DAY)
    assert made.constructed
    closed = unpacked(tmp_path / "closed.zip", tmp_path / "out")
    told, open_ = read_told(closed), read_told(package)
    assert (told.closed, told.seed, told.manifest["source"]) == (True, 7, "twin")
    assert told.tables == open_.tables
    assert closed.name.startswith("konstruert-")
    # Not a row of the house's barriers is the twin's, and no figure of the house is there with its numbers.
    rows = [set((one / "data/barriers.csv").read_text("utf-8").splitlines()[1:]) for one in (closed, package)]
    assert min(len(one) for one in rows) > 50
    assert rows[0] & rows[1] == set()
    ours = {one.id: one for one in read_figures(package / FIGURES) if one.page == "register"}
    theirs = [digest_of(one.numbers) for one in read_figures(closed / FIGURES) if one.numbers]
    assert all(digest_of(one.numbers) not in theirs for one in ours.values() if one.numbers)
    listed = (closed / "figures/closed.csv").read_text("utf-8")
    assert all(one.id in listed for one in ours.values() if one.question)
    text = (closed / "README.md").read_text("utf-8")
    assert "tvilling" in text
    assert "kan ikkje reknast ut her" in text
    assert "Kommune utan namn. (2026)." in text
    assert 'authors: [{"name": "Kommune utan namn"}]' in (closed / "CITATION.cff").read_text("utf-8")


def test_a_level_above_ones_own_is_refused_and_no_file_is_left(constructed: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(ReformsporError, match=r"replication\.problem\.above"):
        replicate(constructed, replace(WISH, level="internal", own="public"), tmp_path / "p.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_cannot_be_reckoned_leaves_no_file_and_is_named(constructed: DataFolder, tmp_path: Path) -> None:
    wish = replace(WISH, order=replace(ORDER, items=(Item("nowhere"),)))
    with pytest.raises(ReformsporError, match=r"replication\.problem\.failed"):
        replicate(aside(constructed, tmp_path / "data"), wish, tmp_path / "p.zip")
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_outcomes_nobody_has_opened_are_not_handed_out_without_a_word(
    constructed: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = aside(constructed, tmp_path / "data")
    manifest = current(house)
    assert manifest is not None
    assert unopened(house, manifest) == ()
    closed = unopened(house, replace(manifest, constructed=False))
    assert "sick_leave" in closed
    file = house.snapshots / manifest.id / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"constructed": true', '"constructed": false'), "utf-8")
    (house.snapshots / "CURRENT").write_text(manifest.id, "ascii")
    monkeypatch.setenv("REFORMSPOR_DATA", str(house.root))
    assert main(["replicate", str(tmp_path / "p.zip"), "--lang", "nn"]) == 1
    assert "sick_leave" in capsys.readouterr().err
    assert not (tmp_path / "p.zip").exists()


def test_what_a_municipality_has_chosen_goes_out_whole_and_its_comments_do_not() -> None:
    lines = ("# told in confidence", 'purpose = "Éin grunn"', 'norm.hours_per_fte = { value = 1695, source = "A\\"b" }')
    text = "\n".join(lines)
    chosen = choices_from(said_in(text)[0])
    out = settings_text(chosen)
    assert "confidence" not in out
    assert choices_from(said_in(out)[0]).digest == chosen.digest


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="replication"):
        read_told(tmp_path)
    write_told(Told("public", "nn", ORDER, {}), tmp_path)
    assert read_told(tmp_path).order == ORDER
    for bad in ('{"form": 2}', "[]", "{", '{"form": 1, "level": "all"}'):
        (tmp_path / "replication.json").write_text(bad, "utf-8")
        with pytest.raises(ValueError, match=r"form|package|Expecting"):
            read_told(tmp_path)


def test_reasons_somebody_has_written_of_what_they_expect_are_not_open_to_all(
    package: Path, constructed: DataFolder
) -> None:
    reasons = {one.hypothesis.because for one in read_register(constructed.root, constructed=True).hypotheses} - {""}
    assert reasons
    told = "".join(file.read_text("utf-8") for file in (package / FIGURES).rglob("*.csv"))
    told += (package / "hypotheses/register.json").read_text("utf-8")
    assert [one for one in reasons if one in told] == []
