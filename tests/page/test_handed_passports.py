"""Every file a card hands out carries the figure's passport, and its name can be looked up afterwards."""

import datetime as dt

import pytest

from reformspor.errors import ReformsporError
from reformspor.page.citing import to_cite
from reformspor.page.handout import _card, handout
from reformspor.page.images import can_draw
from reformspor.page.naming import note, settle
from reformspor.page.seal import links
from reformspor.page.serving import answer, served
from reformspor.passport import digest_of, identity, numbers_of
from reformspor.passport.carry import seal_of, taken
from reformspor.passport.register import Names
from reformspor.report.citation import cited
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit
from reformspor.words import speak
from tests.snapshot.exports import SESSIONS, write_export

CARD, QUESTION = "sessions_sessions_status_by_month_1", "sessions/status_by_month"
PERIOD = "2026-02..2026-03"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("handed")
    sessions = SESSIONS + "".join(
        f"X{n};{n % 27 + 1:02}.03.2026;meeting;no;try_out;U1;health_care;held;9;1;1;Økt {n}\n" for n in range(40)
    )
    folder = DataFolder(root / "data")
    assert admit(write_export(root / "in", sessions=sessions), folder, as_of=dt.date(2026, 3, 31)).faults == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(folder.root))
        yield folder


@pytest.fixture
def card(data):
    """Makes the card at an address, as the page's own run finds it."""

    def make(**address):
        found = _card("sessions", CARD, {"lang": "nn", "snapshot": served().manifest.id, **address}, "internal")
        assert found is not None
        return found

    return make


def handed(kind, **address):
    path, query = links("sessions", CARD, {"lang": "nn", "snapshot": served().manifest.id, **address})
    return handout(f"{path}.{kind}", query, "internal")


@pytest.mark.parametrize("kind", ["csv", "xlsx", *(["png", "svg"] if can_draw() else [])])
def test_a_file_carries_what_its_figure_says_where_it_stands_and_its_protected_numbers(data, kind):
    made = handed(kind, period=PERIOD)
    [passport] = taken(kind, made.body).passports
    asked = answer(served().manifest.id, QUESTION, Scope.from_address({"period": PERIOD}), "internal")
    assert passport.numbers == numbers_of(asked)
    assert passport.digest == digest_of(numbers_of(asked))
    assert (passport.place.page, passport.place.key) == ("sessions", CARD)
    assert dict(passport.place.address) == {"period": PERIOD}
    assert (passport.snapshot, passport.lang, passport.rule["level"]) == (served().manifest.id, "nn", "internal")
    assert passport.says
    assert len(passport.lock) == 64
    assert dt.datetime.fromisoformat(passport.made_at).tzinfo is not None
    assert taken(kind, made.body).seal == seal_of(kind, made.body)


def test_what_was_handed_out_is_looked_up_by_its_name_however_it_is_written(data):
    [passport] = taken("csv", handed("csv").body).passports
    found = Names(data.root).found(passport.id.lower().replace("-", " "))
    assert found is not None
    assert (found.id, found.out, found.digest, found.question) == (passport.id, True, passport.digest, QUESTION)
    assert found.place == passport.place
    assert Names(data.root).found("RS-1111-1111-1112") is None


def test_what_is_shown_is_kept_once_with_its_numbers_hash_and_a_search_never(data, card):
    # Of a period no other test has taken a file of.
    shown, searched = card(period="2026-01..2026-03"), card(q="hemmeleg")
    for _ in range(3):
        note(shown, "sessions")
        note(searched, "sessions")
    settle()
    lines = [line for file in sorted((data.root / "passports").iterdir()) for line in file.read_text().splitlines()]
    assert sum('"out":false' in line for line in lines) == 1
    assert not any("hemmeleg" in line for line in lines)
    found = Names(data.root).found(identity(shown.answer))
    assert found is not None
    assert found.digest == digest_of(numbers_of(shown.answer))


def test_a_folder_that_cannot_be_written_stops_nobody(data, card, monkeypatch, tmp_path):
    blocked = tmp_path / "data"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setattr("reformspor.page.naming.data_folder", lambda: DataFolder(blocked))
    note(card(period="2026-03..2026-03"), "sessions")
    settle()
    assert handed("csv") is not None


def test_a_figure_that_was_handed_out_is_cited_by_its_name_in_any_language(data):
    [passport] = taken("csv", handed("csv").body).passports
    for lang, said in (("nn", "Figur"), ("en", "Figure")):
        words = speak(lang)
        found = to_cite(passport.id.lower(), words, "internal")
        assert found.key == passport.id
        assert f"[{said} {passport.id}]" in cited(found, "apa", words)
        assert (found.title == passport.says.rstrip(". ")) is (lang == "nn")


def test_what_cannot_be_cited_is_told_and_those_outside_are_told_of_nothing_inside(data):
    [passport] = taken("csv", handed("csv").body).passports
    words = speak("nn")
    for what, own, key in (
        ("tull", "internal", "misread"),
        ("RS-1111-1111-1111", "internal", "unknown"),
        (passport.id, "public", "inside"),
    ):
        with pytest.raises(ReformsporError) as refused:
            to_cite(what, words, own)
        assert refused.value.key == f"citation.problem.{key}"
        assert words(refused.value.key, **refused.value.details)


def test_data_and_program_are_cited_by_name(data):
    words = speak("nn")
    assert to_cite("snapshot", words, "public") == to_cite(served().manifest.id, words, "public")
    assert to_cite("program", words, "public").title == "Reformspor"
