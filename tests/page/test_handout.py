"""What a card hands out holds the numbers that were shown, at this level, for those who were shown them."""

import datetime as dt
import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from reformspor.disclosure import Rule
from reformspor.page import ahead
from reformspor.page.against import beside
from reformspor.page.cards import Count
from reformspor.page.goals import goal_for
from reformspor.page.handout import handout
from reformspor.page.navigation import view_of
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.seal import links
from reformspor.page.serving import answer, answer_before, answer_stood, kept_answers, served
from reformspor.scope import Scope
from reformspor.scope.picks import Picked
from reformspor.snapshot import DataFolder, admit
from reformspor.words import speak
from tests.snapshot.exports import HOURS_HEAD, SESSIONS, write_export

STATUS = "sessions/status_by_month"
CARD = "sessions_sessions_status_by_month_1"
HEAT = "resources_resources_unit_month_per_100_fte_1"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    root = tmp_path_factory.mktemp("handout")
    sessions = SESSIONS + "".join(
        f"X{n};{n % 27 + 1:02}.03.2026;meeting;no;try_out;U1;health_care;held;9;1;1;Økt {n}\n" for n in range(40)
    )
    units = "unit_id;name;sector;headcount;fte\n" + "".join(f"U{n};Eining {n};health_care;40;32,5\n" for n in range(45))
    hours = HOURS_HEAD + "".join(
        f"E{n};;05.01.2026;U{n // 6};helper;conduct;1;{n // 60 + 2},0;registered;yes;1600;p-{n}\n"
        for n in range(45 * 6)
    )
    given = write_export(root / "in", sessions=sessions, units=units, resource_use=hours)
    assert admit(given, DataFolder(root / "data"), as_of=dt.date(2026, 3, 31)).faults == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(root / "data"))
        yield served().manifest.id


def asked(snapshot, kind, key=CARD, page="sessions", level="internal", **address):
    path, query = links(page, key, {"lang": "nn", "snapshot": snapshot, **address})
    return handout(f"{path}.{kind}", query, level)


def seen(made):
    """The lines of a CSV without its passport, which says when it was taken."""
    return [line for line in made.body.splitlines() if not line.startswith(b"# reformspor ")]


def cards(snapshot, page="sessions"):
    """The keys of the cards of a page."""
    rehearsal = Rehearsal(speak("nn"), Scope(), Rule.internal(), "light", served(), {}, Count(page))
    view_of(page)(rehearsal)
    return [f"{page}_{name.replace('/', '_')}_1" for name in rehearsal.count.names]


def test_every_card_of_a_page_hands_out_its_story_and_its_table(snapshot):
    keys = cards(snapshot)
    assert CARD in keys
    for key in keys:
        assert asked(snapshot, "about", key).body.startswith(b'<dl class="rs-about">')
    assert b"<table" in asked(snapshot, "table-1").body


def test_a_file_carries_the_scope_of_the_link_and_a_name_that_says_so(snapshot):
    whole, march = asked(snapshot, "csv"), asked(snapshot, "csv", period="2026-03..2026-03")
    assert "period-2026-03--2026-03" in march.file_name
    assert b"mars" in march.body
    assert whole.body != march.body
    assert asked(snapshot, "xlsx").body.startswith(b"PK")


def test_the_files_of_a_card_are_in_the_readers_language(snapshot):
    assert "Økter" in asked(snapshot, "about").body.decode() or "økter" in asked(snapshot, "about").body.decode()
    assert "sessions" in asked(snapshot, "about", lang="en").body.decode()


@pytest.mark.parametrize("kind", ["csv", "about", "table-1"])
def test_a_link_with_another_scope_than_the_one_shown_hands_out_nothing(snapshot, kind):
    path, query = links("sessions", CARD, {"lang": "nn", "snapshot": snapshot})
    assert handout(f"{path}.{kind}", query, "internal") is not None
    assert handout(f"{path}.{kind}", f"{query}&period=2026-03..2026-03", "internal") is None
    forged = re.sub(r"/figure/[0-9a-f]+/", f"/figure/{'0' * 32}/", path)
    assert handout(f"{forged}.{kind}", query, "internal") is None


def test_a_link_to_another_card_or_to_what_no_longer_serves_hands_out_nothing(snapshot):
    assert asked(snapshot, "csv", key="sessions_sessions_status_by_month_9") is None
    assert asked("20200101-borte-0000000000", "csv") is None
    assert asked(snapshot, "csv", page="frame") is None
    assert asked(snapshot, "sql") is None
    assert asked(snapshot, "table-x") is None


def test_a_card_is_handed_out_at_the_level_of_the_process(snapshot):
    made = asked(snapshot, "csv", level="public")
    assert speak("nn")("frame.level.public") in made.body.decode("utf-8-sig")


def test_the_whole_of_a_figure_is_handed_out_where_something_was_left_out(snapshot):
    assert asked(snapshot, "whole-light") is None
    made = json.loads(asked(snapshot, "whole-dark", key=HEAT, page="resources").body)
    assert len(json.loads(made["spec"])["layout"]["yaxis"]["ticktext"]) == 45
    assert made["height"] > 45 * 20


def test_what_a_page_asked_is_at_hand_when_a_filter_changes(snapshot):
    scope = replace(Scope(), first=dt.date(2026, 1, 1), last=dt.date(2026, 2, 1))
    kinds = "sessions/by_kind"
    late = "sessions/follow_ups_by_state"
    habits = [
        ("sessions/status_by_month", (), "now"), (kinds, (("first", None),), "now"), (kinds, (), "former"),
        (late, (), "stood"),
    ]  # fmt: skip
    ahead.learn("sessions", habits)
    begun = ahead.ask_ahead("sessions", snapshot, Picked(scope), "internal")
    assert len(begun) == len(habits)
    for one in begun:
        one.result(30)
    hits, misses = kept_answers()
    answer(snapshot, "sessions/status_by_month", scope, "internal")
    answer(snapshot, kinds, replace(scope, first=None), "internal")
    before = answer_before(snapshot, kinds, scope, "internal", {})
    assert before is not None
    assert before.scope == scope.former()
    stood = answer_stood(snapshot, late, scope, "internal")
    assert stood is not None
    assert stood.provenance.as_of == dt.date(2026, 1, 31)
    assert kept_answers() == (hits + 4, misses)


def test_what_a_reader_searched_for_is_not_asked_ahead(snapshot):
    ahead.learn("barriers", [("barriers/register", (("text", "rapportering"),), "now")])
    assert ahead.ask_ahead("barriers", snapshot, Picked(Scope()), "internal") == []


def test_a_file_is_narrowed_by_what_is_picked_elsewhere_and_its_own_figure_stays_whole(snapshot):
    own, kinds = {"pick_period": "2026-03@sessions/status_by_month"}, "sessions_sessions_by_kind_1"
    assert seen(asked(snapshot, "csv", **own)) == seen(asked(snapshot, "csv"))
    assert seen(asked(snapshot, "csv", key=kinds, **own)) != seen(asked(snapshot, "csv", key=kinds))
    narrowed = asked(snapshot, "table-1", key=kinds, **own).body
    assert narrowed == asked(snapshot, "table-1", key=kinds, period="2026-03..2026-03").body


def held_against(snapshot, level="internal", lang="nn", **scope):
    """The line a card fetches, by a link as the card makes it."""
    given = {"lang": lang, "question": "sessions/status_by_month", "snapshot": snapshot, "shown": "figure", **scope}
    path, query = links("sessions", CARD, given)
    made = handout(f"{path}.against", query, level)
    return None if made is None else made.body.decode()


def test_the_line_of_a_card_is_made_of_its_question_and_scope_and_only_by_a_link_that_was_made_here(snapshot):
    now, before = (
        int(
            answer(
                snapshot, "sessions/status_by_month", Scope.from_address({"period": months}), "internal"
            ).frame.n.sum()
        )
        for months in ("2026-03..2026-03", "2026-02..2026-02")
    )
    said = held_against(snapshot, period="2026-03..2026-03").replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(f"Mot februar 2026: økter frå {before} til {now}")
    assert held_against(snapshot, lang="en", period="2026-03..2026-03").startswith("Against February 2026: sessions")
    assert "dei første dataa er frå" in held_against(snapshot)
    assert held_against("20200101-borte-0000000000") is None
    path, query = links("sessions", CARD, {"lang": "nn", "question": "sessions/by_kind", "snapshot": snapshot})
    assert handout(f"{path}.against", query.replace("by_kind", "listing"), "internal") is None


def test_the_target_said_of_a_figure_is_the_one_in_force_that_stands_on_its_tile(tmp_path, monkeypatch):
    plans = "measure;month;unit_id;value;source\nsessions_month;01.2026;;4;Plan A\nsessions_month;03.2026;;5;Plan B\n"
    given = write_export(tmp_path / "in", targets=plans)
    # The month of the snapshot is not over, and the twelve last whole months end before it.
    assert admit(given, DataFolder(tmp_path / "data"), as_of=dt.date(2026, 3, 20)).faults == ()
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    for scope, plan in ((Scope(), "Plan B"), (Scope(last=dt.date(2026, 2, 1)), "Plan A")):
        page = Rehearsal(speak("nn"), scope, Rule.internal(), "light", served(), {}, Count("sessions"))
        assert goal_for(page, "sessions_month").source == plan
        assert plan in beside(page.ask("sessions/held_by_month"), page.words)[1]


def test_what_is_said_of_a_figure_and_its_files_hold_the_period_before(snapshot):
    march = {"period": "2026-03..2026-03"}
    line = held_against(snapshot, **march)
    story = asked(snapshot, "about", **march).body.decode()
    assert "<dt>Mot førre periode</dt>" in story
    assert line in story
    rows = [row for row in asked(snapshot, "csv", **march).body.decode("utf-8-sig").splitlines() if row[:1] == "#"]
    at = next(place for place, row in enumerate(rows) if row == f"# Mot førre periode: {line}")
    assert rows[at + 1].startswith("# Kva;Gjeld;februar 2026, minst;februar 2026, inntil;mars 2026, minst")
    assert rows[at + 2].startswith("# Økter;alt i utvalet;")
    with zipfile.ZipFile(BytesIO(asked(snapshot, "xlsx", **march).body)) as book:
        assert 'name="Mot førre periode"' in book.read("xl/workbook.xml").decode()
        assert "alt i utvalet" in book.read("xl/sharedStrings.xml").decode()
