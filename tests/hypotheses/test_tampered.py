"""A register that is changed, cut or put away is told of, and nothing that follows counts as in time."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from reformspor.contract import load_contract
from reformspor.hypotheses import open_outcomes, read_register
from reformspor.hypotheses.entry import CHAIN, Entry
from reformspor.hypotheses.keeping import HEAD, LOG
from reformspor.hypotheses.register import CUT
from reformspor.snapshot.folder import DataFolder
from tests.hypotheses.test_register import LESS, registered


def _change(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"0.3", b"0.1"), *lines[2:]]


def _take_out(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *lines[2:]]


def _turn_round(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def _nonsense(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b'{"kind": "hypothesis"}\n', *lines[2:]]


def _nested(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b"[" * 100_000 + b"\n", *lines[2:]]


def _no_day(lines: list[bytes]) -> list[bytes]:
    at = json.loads(lines[1])["at"].encode()
    return [lines[0], lines[1].replace(at, b"i fjor"), *lines[2:]]


def _no_role(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b'"researcher"', b'"sjef"'), *lines[2:]]


@pytest.mark.parametrize("tamper", [_change, _take_out, _turn_round, _nonsense, _nested, _no_day, _no_role])
def test_a_line_changed_taken_out_or_moved_is_told_and_what_follows_does_not_count(
    tmp_path: Path, tamper: Callable[[list[bytes]], list[bytes]]
) -> None:
    registered(tmp_path, replace(LESS, outcome="først"))
    registered(tmp_path, replace(LESS, smallest=0.3))
    open_outcomes(tmp_path, ["tid"], role="leader", source="e")
    registered(tmp_path, replace(LESS, outcome="sist"))
    file = tmp_path / LOG
    file.write_bytes(b"".join(tamper(file.read_bytes().splitlines(keepends=True))))
    register = read_register(tmp_path)
    assert register.broken == 2
    roles = load_contract().codes["role"]
    assert all(one.role in roles and dt.datetime.fromisoformat(one.at) for one in register.openings)
    assert all(one.hypothesis.role in roles for one in register.hypotheses)
    assert {one.hypothesis.outcome for one in register.hypotheses if one.in_time} == {"først"}


def test_a_date_moved_back_with_all_hashes_made_anew_is_told_by_the_seal(tmp_path: Path) -> None:
    registered(tmp_path)
    seal = read_register(tmp_path).seal
    file = tmp_path / LOG
    line = json.loads(file.read_bytes())
    line["said"]["at"] = line["at"] = "2020-01-01T00:00:00+00:00"
    forged = CHAIN.linked((), [Entry(**{**line, "former": "", "hash": ""})])
    file.write_text(json.dumps(asdict(forged[0]), ensure_ascii=False) + "\n", "utf-8")
    register = read_register(tmp_path)
    assert register.seal != seal
    # The seal that was kept beside is gone from the log.
    assert register.broken == CUT


def test_lines_cut_off_the_end_go_on_being_told(tmp_path: Path) -> None:
    registered(tmp_path)
    open_outcomes(tmp_path, ["tid"], role="leader", source="e")
    file = tmp_path / LOG
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert read_register(tmp_path).broken == CUT
    # The opening is among what is gone, so what is registered now cannot be known to be in time.
    assert not registered(tmp_path, replace(LESS, outcome="tid")).in_time
    assert read_register(tmp_path).broken == CUT


def test_a_register_that_is_put_away_is_missed_by_the_snapshots_that_were_made_with_it(tmp_path: Path) -> None:
    registered(tmp_path)
    folder = tmp_path / "snapshots" / "one"
    folder.mkdir(parents=True)
    texts = dict.fromkeys(("id", "source", "municipality", "profile", "as_of", "admitted_at", "admitted_by"), "")
    counts = dict.fromkeys(("rows_read", "rows_admitted", "rows_refused", "notices", "waiting_hours"), 0)
    head = DataFolder(tmp_path).register_head
    manifest = {**texts, **counts, "program": "", "constructed": False, "kept_good": False, "files": []}
    text = json.dumps({**manifest, "served_sha256": "", "register_head": head})
    (folder / "manifest.json").write_text(text, "utf-8")
    assert read_register(tmp_path).broken == 0
    for name in (LOG, HEAD):
        (tmp_path / name).unlink()
    assert read_register(tmp_path).broken == CUT
    assert not registered(tmp_path, replace(LESS, outcome="tid")).in_time
