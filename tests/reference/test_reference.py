"""A count of another registry is taken whole or refused with everything that is wrong, and nothing else is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.contract import load_contract
from reformspor.errors import ReformsporError
from reformspor.reference import LARGEST, MOST, REPORTERS, Reference, add, as_text, kept, read_reference, remove
from reformspor.words import LANGUAGES, speak

TODAY = dt.date(2026, 11, 22)
GOOD = """
title = "Registeret"
taken = 2014-11-05
first = 2014-06-12
last = 2014-11-01
reporters = "state_bodies"
n_reporters = 3
barriers = 10
with_hours = 4
source = "Nokon"
[types]
law = 7
procedure = 0
not_reported = 3
"""


def wrong(text: str) -> list[tuple[str, str]]:
    read = read_reference(text.encode(), "x.toml", TODAY)
    return [] if isinstance(read, Reference) else [(one.code, one.key) for one in read]


def test_a_whole_file_is_read_to_the_last_count() -> None:
    read = read_reference(GOOD.encode(), "x.toml", TODAY)
    assert isinstance(read, Reference)
    assert (read.title, read.barriers, read.n_reporters, read.with_hours) == ("Registeret", 10, 3, 4)
    assert read.types == (("law", 7), ("procedure", 0), ("not_reported", 3))
    assert (read.taken, read.first) == (dt.date(2014, 11, 5), dt.date(2014, 6, 12))
    assert len(read.sha256) == 64


@pytest.mark.parametrize(
    ("before", "after", "faults"),
    [
        ('title = "Registeret"', "", [("lacking", "title")]),
        ('title = "Registeret"', "title = 3", [("text", "title")]),
        ('title = "Registeret"', 'title = "  "', [("text", "title")]),
        ('title = "Registeret"', r'title = "a\nb"', [("text", "title")]),
        ('title = "Registeret"', f'title = "{"x" * 301}"', [("text", "title")]),
        ("taken = 2014-11-05", 'taken = "2014-11-05"', [("day", "taken")]),
        ("taken = 2014-11-05", "taken = 2014-11-05T10:00:00", [("day", "taken")]),
        ("taken = 2014-11-05", "taken = 2026-11-23", [("future", "taken")]),
        ("first = 2014-06-12", "first = 2014-11-02", [("backwards", "first")]),
        ('"state_bodies"', '"state"', [("reporters", "reporters")]),
        ("barriers = 10", "barriers = 0", [("count", "barriers")]),
        ("barriers = 10", "barriers = 10.0", [("count", "barriers")]),
        ("barriers = 10", "barriers = true", [("count", "barriers")]),
        ("barriers = 10", "barriers = 11", [("short", "types")]),
        ("with_hours = 4", "with_hours = 11", [("more_than_all", "with_hours")]),
        ("with_hours = 4", "with_hours = -1", [("count", "with_hours")]),
        ("n_reporters = 3", "n_reporters = 11", [("more_than_all", "n_reporters")]),
        ("law = 7", "law = 11", [("more_than_all", "types.law")]),
        ("law = 7", "low = 7", [("unknown_type", "types.low")]),
        ("law = 7", "law = 6", [("short", "types")]),
        ("source =", "sorce =", [("unknown_key", "sorce"), ("lacking", "source")]),
        ("[types]", "types = 3\n[x]", [("unknown_key", "x"), ("no_types", "types")]),
    ],
)
def test_what_is_wrong_is_named_by_its_key(before: str, after: str, faults: list[tuple[str, str]]) -> None:
    assert GOOD.count(before) == 1
    assert wrong(GOOD.replace(before, after)) == faults


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "no_text"),
        (b"title = ", "no_toml"),
        (b"a=" + b"[" * 30_000, "no_toml"),
        (b"#" * (LARGEST + 1), "large"),
        (b"", "lacking"),
    ],
)
def test_what_is_no_count_at_all_is_refused_by_one_name(content: bytes, code: str) -> None:
    read = read_reference(content, "x.toml", TODAY)
    assert not isinstance(read, Reference)
    assert {one.code for one in read} == {code}


@pytest.mark.parametrize(
    ("before", "after", "faults"),
    [
        ("barriers = 10", f"barriers = 1{'0' * 5000}", [("no_toml", "")]),
        ("barriers = 10", f"barriers = 0x{'f' * 5000}", [("count", "barriers")]),
        ("law = 7", f"law = 0x{'f' * 5000}", [("count", "types.law")]),
        ("law = 7", f"law{'.a' * 900} = 1", [("count", "types.law")]),
        ('title = "Registeret"', f"title{'.a' * 900} = 1", [("text", "title")]),
        ('title = "Registeret"', f"title{'.a' * 31000} = 1", [("dots", "")]),
        ('title = "Registeret"', f"title = {'[' * 30000}{']' * 30000}", [("no_toml", "")]),
    ],
)
def test_what_is_made_to_stop_the_reader_is_a_fault_like_others(
    before: str, after: str, faults: list[tuple[str, str]]
) -> None:
    assert before in GOOD
    assert wrong(GOOD.replace(before, after)) == faults


def test_of_thousands_of_wrongs_the_first_are_said_and_none_of_them_at_length() -> None:
    found = read_reference("".join(f"{'k' * 90}{n} = 1\n" for n in range(600)).encode(), "x.toml", TODAY)
    assert not isinstance(found, Reference)
    assert len(found) == 50
    assert max(len(one.key) for one in found) <= 40


@given(st.integers(0, len(GOOD)), st.text(max_size=12))
def test_no_file_does_anything_but_be_read_or_refused(place: int, put_in: str) -> None:
    read = read_reference((GOOD[:place] + put_in + GOOD[place:]).encode("utf-8", "replace"), "x.toml", TODAY)
    assert isinstance(read, Reference) or read


def test_everything_is_said_at_once_and_in_every_language() -> None:
    broken = GOOD.replace("7", "70").replace('"state_bodies"', "1").replace("2014-11-05", "2114-11-05")
    read = read_reference(broken.encode(), "x.toml", TODAY)
    assert not isinstance(read, Reference)
    assert [one.code for one in read] == ["reporters", "future", "more_than_all"]
    for lang in LANGUAGES:
        said = [speak(lang)(f"elsewhere.fault.{o.code}", name=o.key, value=o.value, near=o.near) for o in read]
        assert all("{" not in text for text in said)
        assert "types.law" in said[2]


@given(
    st.dictionaries(st.sampled_from(sorted(load_contract().codes["barrier_type"])), st.integers(0, 500), min_size=1),
    st.sampled_from(REPORTERS),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"]), min_size=1, max_size=40),
)
def test_what_is_written_is_read_back_to_the_same(types: dict[str, int], reporters: str, title: str) -> None:
    whole = max(1, sum(types.values()))
    one = Reference(title, dt.date(2020, 1, 1), reporters, whole, "K", tuple(types.items()))
    read = read_reference(as_text(one).encode(), "x.toml", TODAY)
    if not title.strip() or not title.isprintable() or sum(types.values()) < whole:
        assert not isinstance(read, Reference)
    else:
        assert isinstance(read, Reference)
        assert (read.title, read.types, read.barriers) == (title.strip(), one.types, whole)


def test_a_count_is_kept_listed_replaced_and_taken_away(tmp_path: Path) -> None:
    made = add(tmp_path, GOOD.encode(), "../../evil.toml", TODAY)
    assert isinstance(made, Reference)
    assert made.file == "registeret.toml"
    assert [file.name for file in tmp_path.rglob("*.toml")] == ["registeret.toml"]
    add(tmp_path, GOOD.replace("with_hours = 4", "with_hours = 5").encode(), "y.toml", TODAY)
    assert [one.with_hours for one in kept(tmp_path)] == [5]
    with pytest.raises(ReformsporError, match="unknown"):
        remove(tmp_path, "registert.toml")
    assert remove(tmp_path, "registeret.toml").title == "Registeret"
    assert kept(tmp_path) == ()


def test_a_refused_file_leaves_what_was_there(tmp_path: Path) -> None:
    add(tmp_path, GOOD.encode(), "x.toml", TODAY)
    assert not isinstance(add(tmp_path, GOOD.replace("law = 7", "law = 70").encode(), "x.toml", TODAY), Reference)
    assert [dict(one.types)["law"] for one in kept(tmp_path)] == [7]


def test_a_kept_file_that_was_broken_by_hand_is_left_out(tmp_path: Path) -> None:
    made = add(tmp_path, GOOD.encode(), "x.toml", TODAY)
    assert isinstance(made, Reference)
    (tmp_path / "reference" / made.file).write_text(GOOD.replace("law = 7", "law = 70"), "utf-8")
    assert kept(tmp_path) == ()


def test_no_more_are_kept_than_a_reader_has_use_for(tmp_path: Path) -> None:
    for number in range(MOST):
        assert isinstance(add(tmp_path, GOOD.replace("Registeret", f"R{number}").encode(), "x", TODAY), Reference)
    full = add(tmp_path, GOOD.encode(), "x", TODAY)
    assert not isinstance(full, Reference)
    assert [one.code for one in full] == ["full"]
    assert isinstance(add(tmp_path, GOOD.replace("Registeret", "R3").encode(), "x", TODAY), Reference)
