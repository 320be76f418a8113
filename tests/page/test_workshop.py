"""Slow work is done once however many want it, can be stopped, outlives who asked, and is kept within a bound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reformspor.page import worker
from reformspor.page.kept_work import KeptWork, key_of
from reformspor.page.workshop import PROGRAM, Standing, Workshop

ROOT = Path(__file__).parents[2]
# Work for the tests alone, in the place where a child looks for it.
SLOW = """
import tempfile
import time

def work(given, say):
    tempfile.mkdtemp()
    for at in range(given["steps"]):
        say("count", at + 1, given["steps"])
        time.sleep(given["seconds"])
    if given.get("breaks"):
        raise ValueError("a person's name that no log may hold")
    return {"counted": given["steps"]}
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    (tmp_path / "slow_count.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    return Workshop(KeptWork(tmp_path / "computed"), command=(sys.executable, "-c", CHILD))


CHILD = """
from reformspor.page import worker
worker.WORKS["count"] = "slow_count"
worker.main()
"""


def until(shop: Workshop, key: str, holds: Callable[[Standing], bool], seconds: float = 60.0) -> Standing:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        standing = shop.standing(key)
        if standing is not None and holds(standing):
            return standing
        time.sleep(0.02)
    pytest.fail(f"still {shop.standing(key)}")


def ask(shop: Workshop, steps: int, seconds: float = 0.0, **more: object) -> tuple[str, dict[str, object]]:
    given = {"steps": steps, "seconds": seconds, **more}
    key = key_of("count", given)
    shop.ask(key, "count", given)
    return key, given


def test_work_is_done_in_another_process_and_what_it_comes_to_is_kept_on_disk(shop: Workshop, tmp_path: Path) -> None:
    key, given = ask(shop, 3)
    until(shop, key, lambda one: one.stage == "done")
    assert shop.found(key) == {"counted": 3}
    assert KeptWork(tmp_path / "computed").get(key) == {"counted": 3}
    assert shop.ask(key, "count", given) == Standing("done")
    assert "slow_count" not in sys.modules


def test_work_that_cannot_even_be_begun_fails_and_keeps_nothing_else_waiting(tmp_path: Path) -> None:
    shop = Workshop(KeptWork(tmp_path / "computed"), command=(str(tmp_path / "nobody"),))
    for steps in (1, 2):
        key, _ = ask(shop, steps)
        until(shop, key, lambda one: one.stage == "failed")
    assert shop.busy == 0


def test_the_steps_are_told_while_it_goes_on_and_two_who_want_the_same_wait_for_the_same(shop: Workshop) -> None:
    key, given = ask(shop, 50, 0.1)
    seen = until(shop, key, lambda one: one.at >= 2)
    assert (seen.stage, seen.step, seen.of) == ("working", "count", 50)
    shop.ask(key, "count", given)
    assert shop.busy == 1
    shop.stop(key)


def test_one_piece_is_done_at_a_time_and_the_next_knows_how_many_wait_before_it(shop: Workshop) -> None:
    first, _ = ask(shop, 50, 0.1)
    second, _ = ask(shop, 1)
    waits = shop.standing(second)
    assert waits is not None
    assert (waits.stage, waits.before) == ("waiting", 1)
    shop.stop(first)
    until(shop, second, lambda one: one.stage == "done")
    assert shop.found(first) is None


def test_what_is_stopped_leaves_nothing_and_is_begun_anew_only_when_asked_again(shop: Workshop) -> None:
    key, given = ask(shop, 50, 0.1)
    until(shop, key, lambda one: one.at >= 1)
    shop.stop(key)
    assert shop.ask(key, "count", given).stage == "stopped"
    assert shop.ask(key, "count", given, again=True).stage in ("waiting", "working")
    shop.stop(key)
    assert shop.found(key) is None


def test_what_is_put_aside_meanwhile_goes_when_the_work_is_stopped(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    key, _ = ask(shop, 50, 0.1)
    until(shop, key, lambda one: one.at >= 1)
    assert len(list(aside.rglob("*"))) == 2
    shop.stop(key)
    end = time.monotonic() + 60
    while list(aside.iterdir()):
        assert time.monotonic() < end, "numbers that stay in the house may lie there"
        time.sleep(0.02)


def test_work_that_breaks_is_said_to_have_failed_and_the_log_has_no_word_of_what_it_was_given(
    shop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    key, _ = ask(shop, 1, breaks=True)
    assert until(shop, key, lambda one: one.stage not in ("waiting", "working")).stage == "failed"
    assert shop.found(key) is None
    assert "name" not in caplog.text


def test_work_that_takes_too_long_is_ended_and_said_to_be_late(shop: Workshop) -> None:
    shop.seconds = 1.5
    key, _ = ask(shop, 500, 0.1)
    assert until(shop, key, lambda one: one.stage not in ("waiting", "working")).stage == "late"


def test_more_than_a_few_in_wait_and_the_next_is_asked_to_come_back(shop: Workshop) -> None:
    keys = [ask(shop, 50 + n, 0.1)[0] for n in range(9)]
    given = {"steps": 1, "seconds": 0.0}
    assert shop.ask(key_of("count", given), "count", given).stage == "full"
    for key in keys:
        shop.stop(key)


def test_a_worker_ends_with_the_process_that_asked_it() -> None:
    said = json.dumps({"name": "count", "given": {"steps": 500, "seconds": 0.1}})
    code = CHILD.replace('"slow_count"', '"tests.page.slow_for_ever"')
    child = subprocess.Popen(
        [sys.executable, "-c", code.replace("worker.main()", FOR_EVER)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROGRAM,
    )
    assert child.stdin is not None
    assert child.stderr is not None
    child.stdin.write(said + "\n")
    child.stdin.flush()
    assert child.stderr.readline().startswith("step: count")
    child.stdin.close()
    assert child.wait(timeout=20) == 3


FOR_EVER = """
import sys, time, types
module = types.ModuleType("tests.page.slow_for_ever")
def work(given, say):
    for at in range(given["steps"]):
        say("count", at + 1, given["steps"])
        time.sleep(given["seconds"])
    return {}
module.work = work
sys.modules["tests.page.slow_for_ever"] = module
worker.main()
"""


def test_what_is_kept_has_a_bound_and_what_was_read_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = KeptWork(tmp_path, most_bytes=100_000, most_files=3)
    for n, key in enumerate("abc"):
        kept.put(key, json.dumps({"n": n}))
        os.utime(tmp_path / f"{key}.json", (n + 1, n + 1))
    assert KeptWork(tmp_path).get("a") == {"n": 0}
    kept.put("d", json.dumps({"n": 3}))
    assert {file.stem for file in tmp_path.iterdir()} == {"a", "c", "d"}


def test_a_torn_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "k.json").write_text('{"n": ')
    assert KeptWork(tmp_path).get("k") is None
    assert list(tmp_path.iterdir()) == []


def test_the_key_tells_every_number_and_every_setting_apart() -> None:
    given = {"panel": {"values": [[1.0, None]]}, "draws": 1999}
    assert key_of("study", given) == key_of("study", {"draws": 1999, "panel": {"values": [[1.0, None]]}})
    others = ({**given, "draws": 999}, {**given, "panel": {"values": [[1.0, 0.0]]}})
    assert len({key_of("study", one) for one in (given, *others)} | {key_of("other", given)}) == 4


def test_whoever_does_the_work_loads_no_pages() -> None:
    code = "import sys, reformspor.page.worker; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"streamlit", "reformspor.page.screen", "plotly"} & set(loaded.split())
    assert worker.WORKS


def test_whoever_asks_for_a_study_loads_none_of_the_models_it_is_made_with() -> None:
    code = "import sys, reformspor.page.studying; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"scipy", "statsmodels", "diff_diff"} & set(loaded.split())
