"""What is decided of a text is shown or never shown, and stands in a log that cannot be changed unseen."""

import json
import os
import shutil
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.review.deciding import Choice, decide, unmarked
from reformspor.review.listing import texts_of
from reformspor.snapshot import tidy
from reformspor.snapshot.decisions import LOG, Decision, append, read_log
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, Manifest, current, open_current, reopen, shelf
from tests.review.given import BARRIERS, ROLE, approve, raw, take, text, titles


@pytest.fixture(scope="module")
def admitted(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    data = DataFolder(tmp_path_factory.mktemp("admitted") / "data")
    take(data, tmp_path_factory.mktemp("export"))
    return data


@pytest.fixture
def data(admitted: DataFolder, tmp_path: Path) -> DataFolder:
    shutil.copytree(admitted.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", '"}'])
def test_no_sign_in_a_rows_key_breaks_the_log(tmp_path: Path, sign: str) -> None:
    entry = Decision("2026", "", ROLE, "approve", "", "barriers", f"B{sign}1", "title", "m")
    append(tmp_path, [entry])
    append(tmp_path, [entry])
    assert [each.key for each in read_log(tmp_path)] == [f"B{sign}1"] * 2


def test_no_byte_of_a_text_is_served_before_it_is_approved(data: DataFolder) -> None:
    served = raw(data)
    for each in texts_of(data).texts:
        assert each.state == "waiting"
        assert each.text.encode() not in served
    assert set(titles(data).values()) == {None}
    assert current(data).texts_waiting == len(texts_of(data).texts) == 5  # type: ignore[union-attr]


def test_an_approval_makes_a_new_snapshot_and_the_old_one_can_be_opened_again(data: DataFolder) -> None:
    before = current(data)
    made = approve(data, "B1")
    assert before is not None
    assert made == current(data) != before
    assert (made.review_of, made.texts_shown, made.texts_waiting) == (before.id, 1, 4)
    assert (made.rows_admitted, made.as_of, made.admitted_at) == (
        before.rows_admitted,
        before.as_of,
        before.admitted_at,
    )
    assert titles(data) == {"B1": "Krav om dobbel rapportering", "B2": None}
    opened = open_current(data)
    assert opened is not None
    assert opened[1].run("select value from meta where key = 'snapshot_id'", {})["value"][0] == made.id
    reopen(data, before.id)
    assert titles(data) == {"B1": None, "B2": None}


def test_everything_but_the_texts_is_the_same_in_the_new_snapshot(data: DataFolder) -> None:
    tables = (
        "released",
        "released_margin",
        "barrier_now",
        "files",
        "column_fill",
        "sessions",
        "barrier_spells",
        "barrier_states",
        "waiting",
    )

    def held() -> dict[str, str]:
        opened = open_current(data)
        assert opened is not None
        hide = {"sessions": " exclude (title, purpose)"}
        return {name: opened[1].run(f"select *{hide.get(name, '')} from {name}", {}).to_csv() for name in tables}

    before = held()
    approve(data, "B1", "B2", "S2")
    assert held() == before


def test_many_approvals_at_once_are_one_snapshot(data: DataFolder) -> None:
    decide(data, unmarked(texts_of(data)), ROLE)
    assert len(shelf(data)) == 2
    assert texts_of(data).counts == {"waiting": 1, "approved": 4, "edited": 0, "withheld": 0, "marked": 1}
    assert b"Nordmann" not in raw(data)


def test_an_approval_is_for_exactly_that_text(data: DataFolder, tmp_path: Path) -> None:
    approve(data, "B1", "B2")
    take(data, tmp_path / "same")
    assert titles(data)["B1"] == "Krav om dobbel rapportering", "the same text stays approved"
    later = (
        BARRIERS.replace("dobbel rapportering", "dobbel rapportering frå Per Vik") + "B3;Ny;04.03.2026;law;agency;;\n"
    )
    take(data, tmp_path / "later", barriers=later)
    assert titles(data) == {"B1": None, "B2": "Uklart ansvar", "B3": None}
    take(data, tmp_path / "again")
    assert titles(data) == {"B1": "Krav om dobbel rapportering", "B2": "Uklart ansvar"}


def test_a_withheld_text_is_never_served_and_snapshots_that_showed_it_are_withdrawn(data: DataFolder) -> None:
    first = current(data)
    shown = approve(data, "B1", "B2")
    now = decide(data, [Choice(text(data, "B1").ref, "withhold", reason="names_person")], ROLE)
    assert titles(data) == {"B1": None, "B2": "Uklart ansvar"}
    assert b"dobbel rapportering" not in raw(data)
    assert now.texts_shown == 1
    assert not (data.snapshots / shown.id / SERVED).exists()
    with pytest.raises(ReformsporError, match="withdrawn"):
        reopen(data, shown.id)
    assert first is not None
    reopen(data, first.id)


def test_an_edited_text_is_shown_as_edited_in_place_of_the_source_s_own(data: DataFolder, tmp_path: Path) -> None:
    choice = Choice(text(data, "S1").ref, "replace", text="  Oppstart med rektor ")
    decide(data, [choice], ROLE)
    assert titles(data, "sessions", "session_id")["S1"] == "Oppstart med rektor [redigert]"
    assert b"Nordmann" not in raw(data)
    assert text(data, "S1").state == "edited"
    take(data, tmp_path / "again", barriers=BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n")
    assert titles(data, "sessions", "session_id")["S1"] == "Oppstart med rektor [redigert]"


def test_an_edit_that_was_changed_outside_the_review_is_not_shown(data: DataFolder, tmp_path: Path) -> None:
    made = decide(data, [Choice(text(data, "S1").ref, "replace", text="Oppstart")], ROLE)
    file = data.private_of(made.source) / "edited.json"
    file.write_text(file.read_text("utf-8").replace("Oppstart", "Oppslag"), "utf-8")
    assert text(data, "S1").state == "waiting"


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ({"verb": "approve"}, "unopened"),
        ({"verb": "withhold"}, "reason"),
        ({"verb": "withhold", "reason": "fordi"}, "reason"),
        ({"verb": "replace", "text": "   "}, "edit"),
        ({"verb": "approve", "ref": "feilskrive"}, "unknown"),
    ],
)
def test_a_choice_that_lacks_what_it_needs_is_refused_and_nothing_is_logged(
    data: DataFolder, choice: dict[str, str], problem: str
) -> None:
    marked = text(data, "S1")
    assert marked.marks
    with pytest.raises(ReformsporError, match=f"review.problem.{problem}"):
        decide(data, [Choice(**({"ref": marked.ref} | choice))], ROLE)  # type: ignore[arg-type]
    assert texts_of(data).log == ()


def test_only_a_named_role_decides(data: DataFolder) -> None:
    with pytest.raises(ReformsporError, match=r"review\.problem\.role"):
        decide(data, [Choice(text(data, "B1").ref, "approve")], "intern")


def log_of(data: DataFolder, made: Manifest) -> Path:
    return data.private_of(made.source) / LOG


def test_the_log_says_who_when_and_what_and_never_the_text(data: DataFolder) -> None:
    made = decide(
        data,
        [
            Choice(text(data, "B1").ref, "approve"),
            Choice(text(data, "B2").ref, "withhold", reason="confidential"),
            Choice(text(data, "S1").ref, "replace", text="Oppstart utan namn"),
        ],
        ROLE,
    )
    raw_log = log_of(data, made).read_text("utf-8")
    entries = [json.loads(line) for line in raw_log.splitlines()]
    assert [(e["verb"], e["reason"], e["role"], e["table"], e["key"], e["column"]) for e in entries] == [
        ("approve", "", ROLE, "barriers", "B1", "title"),
        ("withhold", "confidential", ROLE, "barriers", "B2", "title"),
        ("replace", "", ROLE, "sessions", "S1", "title"),
    ]
    assert all(entry["who"] and entry["at"] for entry in entries)
    for said in ("dobbel", "Uklart", "Nordmann", "Oppstart"):
        assert said not in raw_log


@pytest.mark.parametrize("harm", ["change", "drop first", "swap", "add", "cut"])
def test_a_log_that_was_tampered_with_is_found_and_shows_nothing_more(
    data: DataFolder, tmp_path: Path, harm: str
) -> None:
    made = approve(data, "B1", "B2", "S2")
    file = log_of(data, made)
    lines = file.read_text("utf-8").splitlines()
    harmed = {
        "change": [lines[0].replace('"B1"', '"B9"'), *lines[1:]],
        "drop first": lines[1:],
        "swap": [lines[1], lines[0], lines[2]],
        "add": [*lines, lines[0]],
        "cut": lines[:-1],
    }[harm]
    file.write_text("".join(f"{line}\n" for line in harmed), "utf-8")
    with pytest.raises(ReformsporError, match=r"review\.problem\.(broken|cut)"):
        texts_of(data)
    with pytest.raises(ReformsporError, match=r"review\.problem\.(broken|cut)"):
        decide(data, [], ROLE)
    if harm != "cut":
        with pytest.raises(ReformsporError, match=r"review\.problem\.broken"):
            read_log(data.private_of(made.source))
        with pytest.raises(ReformsporError):
            take(data, tmp_path / "later", barriers=BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n")
        assert current(data) == made


def test_rows_without_a_key_keep_their_own_texts(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    events = (
        "barrier_id;at;from_status;to_status;note\n"
        "B1;20.01.2026;;reported;Fyrste merknad\nB1;20.01.2026;;reported;Andre merknad\n"
        "B2;03.02.2026;;reported;Tredje merknad\n"
    )
    take(data, tmp_path / "in", barrier_events=events)
    second = next(each for each in texts_of(data).texts if each.text == "Andre merknad")
    decide(data, [Choice(second.ref, "approve")], ROLE)
    opened = open_current(data)
    assert opened is not None
    rows = opened[1].run("select event_id, note from barrier_events order by event_id", {})
    assert [note if isinstance(note, str) else None for note in rows["note"]] == [None, "Andre merknad", None]


def test_the_municipality_made_here_shows_its_texts_and_needs_no_review(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    folder = data.demo / "in"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"constructed": true}', "utf-8")
    made = take(data, folder)
    assert titles(data)["B1"] == "Krav om dobbel rapportering"
    assert (made.texts_open, made.texts_waiting, made.texts_shown) == (True, 0, made.texts_given)
    assert texts_of(data).texts == ()
    with pytest.raises(ReformsporError, match=r"review\.problem\.open"):
        decide(data, [], ROLE)


def test_a_sender_who_calls_an_export_constructed_spares_its_texts_no_review(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "manifest.json").write_text('{"constructed": true}', "utf-8")
    made = take(data, tmp_path / "in")
    assert made.constructed
    assert "Krav om dobbel rapportering" not in titles(data).values()
    assert (made.texts_open, made.texts_shown) == (False, 0)


def test_texts_of_old_admissions_are_deleted_and_that_is_said(data: DataFolder, tmp_path: Path) -> None:
    first = current(data)
    for number in range(3):
        extra = "".join(f"C{n};Ny {n};04.03.2026;law;agency;;\n" for n in range(number + 1))
        admit_again = BARRIERS + extra
        take(data, tmp_path / f"in{number}", barriers=admit_again)
    assert first is not None
    store = next(data.private.glob(f"*/texts/{first.id}.duckdb"))
    long_ago = store.stat().st_mtime - 40 * 24 * 3600
    os.utime(store, (long_ago, long_ago))
    tidy(data)
    reopen(data, first.id)
    with pytest.raises(ReformsporError, match=r"review\.problem\.gone"):
        texts_of(data)
    take(data, tmp_path / "first-again")
    assert current(data) == first
    assert len(texts_of(data).texts) == 5


def test_a_withdrawn_snapshot_whose_export_is_admitted_again_is_made_anew(data: DataFolder, tmp_path: Path) -> None:
    approve(data, "B1")
    one = BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n"
    first = take(data, tmp_path / "one", barriers=one)
    assert titles(data)["B1"] == "Krav om dobbel rapportering"
    take(data, tmp_path / "two", barriers=one + "B4;Nyare;05.03.2026;law;agency;;\n")
    decide(data, [Choice(text(data, "B1").ref, "withhold", reason="other")], ROLE)
    with pytest.raises(ReformsporError, match="withdrawn"):
        reopen(data, first.id)
    again = take(data, tmp_path / "one-again", barriers=one)
    # Same id, same figures: what was withdrawn keeps its id to itself.
    assert (again.id != first.id, again.review_of) == (True, first.id)
    assert titles(data) == {"B1": None, "B2": None, "B3": None}
    assert b"dobbel rapportering" not in raw(data)
