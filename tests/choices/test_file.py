"""The settings file is taken when it is whole; a broken one leaves the former settings in force, and why is said."""

import datetime as dt
import json
from pathlib import Path

import pytest

from reformspor.choices import (
    Change,
    Wish,
    load_choices,
    plain_said,
    read_changes,
    set_choice,
    set_choices,
    value_from,
)
from reformspor.choices import file as settings_file
from reformspor.choices.definition import load_definitions
from reformspor.choices.guide import PARTS, gone_through, put_away, read_guide
from reformspor.choices.listing import as_file
from reformspor.choices.said import change_said, wrong_said
from reformspor.intake.whole import write_whole
from reformspor.snapshot.bounds import bounds_of
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.periods import allowed_roles
from reformspor.snapshot.protection import settings_of
from reformspor.words import LANGUAGES, speak

BY_HAND = """# Vår eiga fil
purpose = "Tid til det viktige"  # drøfta i mars

[norm]
# sjå avtalen
hours_per_fte = 1700 # frå budsjettet
release = { union_rep = 15 } # lokal avtale

[protection]
k = 6
"""


def write(folder: Path, text: str) -> None:
    write_whole(folder / "settings.toml", text.encode())


def said(folder: Path, lang: str = "en") -> list[str]:
    return [" ".join(wrong_said(speak(lang), one)) for one in load_choices(folder).wrong]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    choices = load_choices(tmp_path)
    assert choices.wrong == ()
    assert {one.origin for one in choices.held.values()} == {"default"}
    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_holds_at_once(tmp_path: Path) -> None:
    write(tmp_path, "[norm]\nhours_per_fte = 1700\n")
    assert load_choices(tmp_path).number("norm.hours_per_fte") == 1700
    write(tmp_path, "[norm]\nhours_per_fte = 1600\n")
    assert load_choices(tmp_path).number("norm.hours_per_fte") == 1600


@pytest.mark.parametrize(
    ("bad", "where"),
    [
        ("[norm\nhours_per_fte = 1600\n", "line 1"),
        ('purpose = "uferdig\n', "line 1"),
        ("[norm]\nhours_per_fte = 0\n", "norm.hours_per_fte is 0"),
        ("[norm]\nhours_per_fte = 1600\n[rates.helper]\nhourly_nok = -3\n", "rates.helper.hourly_nok"),
        ("[norm]\nhours_per_fte = 1600\n[rates.helpar]\nhourly_nok = 500\n", "helpar"),
        ("[norm]\nhours_per_fte = 1600\n[protection]\nk = 2\n", "protection.k is 2"),
        ("[norm]\nhours_per_fte = 1600\n[targets]\nhelper_fill = 1.2\n", "targets.helper_fill"),
        ("[norm]\nhours_per_fte = [1\n", "the end of the file"),
    ],
)
def test_a_bad_file_is_said_and_the_former_settings_stay(tmp_path: Path, bad: str, where: str) -> None:
    write(tmp_path, "[norm]\nhours_per_fte = 1700\n")
    former = load_choices(tmp_path)
    write(tmp_path, bad)
    assert load_choices(tmp_path) == former
    assert where in said(tmp_path)[0]
    for lang in LANGUAGES:
        assert all(said(tmp_path, lang))


def test_the_former_settings_hold_for_a_process_that_only_ever_saw_the_bad_file(tmp_path: Path) -> None:
    write(tmp_path, "[norm]\nhours_per_fte = 1700\n")
    load_choices(tmp_path)
    write(tmp_path, "[norm\n")
    settings_file._seen.clear()
    assert load_choices(tmp_path).number("norm.hours_per_fte") == 1700
    assert load_choices(tmp_path).wrong


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes('purpose = "Føremål"'.encode("utf-16"))
    assert [one.code for one in load_choices(tmp_path).wrong] == ["unreadable"]
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbfpurpose = 'x'\r\n")
    assert load_choices(tmp_path).text("purpose") == "x"


def test_a_change_keeps_every_line_and_comment_of_a_file_edited_by_hand(tmp_path: Path) -> None:
    write(tmp_path, BY_HAND)
    load_choices(tmp_path)
    done = set_choice(tmp_path, "norm.hours_per_fte", 1695.5, role="hr_lead", why="Ny avtale", source="Avtale 2026")
    assert isinstance(done, Change)
    set_choice(tmp_path, "norm.release.helper", 4, role="hr_lead", why="Ny avtale")
    set_choice(tmp_path, "discussed_on", dt.date(2026, 3, 1), role="chief_union_rep", why="Drøfta")
    set_choice(tmp_path, "rates.helper.hourly_nok", 500, role="hr_lead", why="Lønsoppgjer")
    text = (tmp_path / "settings.toml").read_text("utf-8")
    for line in BY_HAND.splitlines():
        if "hours_per_fte" not in line and "release" not in line:
            assert line in text.splitlines()
    assert 'hours_per_fte = { value = 1695.5, source = "Avtale 2026" } # frå budsjettet' in text
    assert "release = { union_rep = 15, helper = 4 } # lokal avtale" in text
    choices = load_choices(tmp_path)
    assert choices.wrong == ()
    assert choices.get("discussed_on").value == dt.date(2026, 3, 1)  # type: ignore[union-attr]
    assert choices.number("rates.helper.hourly_nok") == 500


def test_a_setting_goes_back_to_its_default(tmp_path: Path) -> None:
    write(tmp_path, BY_HAND)
    for key in ("norm.hours_per_fte", "norm.release.union_rep", "purpose"):
        assert isinstance(set_choice(tmp_path, key, None, role="hr_lead", why="Attende"), Change)
    choices = load_choices(tmp_path)
    assert choices.number("norm.hours_per_fte") == 1750
    assert choices.by_role("norm.release") == {}
    assert choices.text("purpose") == ""
    assert "# sjå avtalen" in (tmp_path / "settings.toml").read_text("utf-8")


def test_every_change_is_in_the_log_with_who_when_from_to_and_why(tmp_path: Path) -> None:
    write(tmp_path, "[norm]\nhours_per_fte = 1700\n")
    load_choices(tmp_path)
    set_choice(tmp_path, "norm.hours_per_fte", 1600, role="hr_lead", why=" Ny avtale ", source="HTA")
    first, second = read_changes(tmp_path).entries
    assert (first.role, first.who, first.before, first.after) == ("by_hand", "", "1750", "1700")
    assert (second.role, second.key, second.before, second.after) == ("hr_lead", "norm.hours_per_fte", "1700", "1600")
    assert (second.why, second.source) == ("Ny avtale", "HTA")
    assert dt.datetime.fromisoformat(second.at).tzinfo is not None
    assert not read_changes(tmp_path).broken
    log = tmp_path / "settings.jsonl"
    lines = log.read_text("utf-8").splitlines()
    log.write_text("\n".join([lines[0].replace("1700", "1800"), lines[1]]) + "\n", "utf-8")
    assert read_changes(tmp_path).broken == 1
    log.write_text(lines[1] + "\n", "utf-8")
    assert read_changes(tmp_path).broken == 1


@pytest.mark.parametrize(
    ("key", "value", "role", "why", "code"),
    [
        ("norm.hours_per_fte", 0, "hr_lead", "x", "outside"),
        ("norm.hours_per_fte", "1700 t", "hr_lead", "x", "wrong_kind"),
        ("norm.hours_per_fte", 1700, "employee", "x", "not_mine"),
        ("norm.hours_per_fte", 1700, "", "x", "no_role"),
        ("norm.hours_per_fte", 1700, "hr_lead", "  ", "no_why"),
        ("norm.hours", 1700, "hr_lead", "x", "unknown"),
        ("protection.k", 2, "hr_lead", "x", "outside"),
        ("rates.helper.hourly_nok", -1, "hr_lead", "x", "outside"),
        ("rates.helpar.hourly_nok", 500, "hr_lead", "x", "unknown_role"),
        ("status.sessions_month.watch", 20, "hr_lead", "x", "half_rule"),
        ("norm.hours_per_fte", None, "hr_lead", "x", "same"),
    ],
)
def test_a_refused_change_changes_nothing(
    tmp_path: Path, key: str, value: object, role: str, why: str, code: str
) -> None:
    done = set_choice(tmp_path, key, value, role=role, why=why)  # type: ignore[arg-type]
    assert isinstance(done, tuple)
    assert [one.code for one in done] == [code]
    assert not (tmp_path / "settings.toml").exists()
    assert read_changes(tmp_path).entries == ()
    for lang in LANGUAGES:
        assert all(wrong_said(speak(lang), done[0]))


def test_limits_that_belong_together_are_changed_together(tmp_path: Path) -> None:
    wishes = [Wish("status.sessions_month.watch", 20), Wish("status.sessions_month.act", 10)]
    done, wrong = set_choices(tmp_path, wishes, role="hr_lead", why="Ny regel")
    assert wrong == ()
    assert len(done) == 2
    rule = load_choices(tmp_path).rule("sessions_month")
    assert rule is not None
    assert (rule.watch, rule.act, rule.better) == (20, 10, "higher")


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, "[norm\n")
    done = set_choice(tmp_path, "norm.hours_per_fte", 1700, role="hr_lead", why="x")
    assert isinstance(done, tuple)
    assert done[0].code == "broken"
    assert (tmp_path / "settings.toml").read_text("utf-8") == "[norm\n"


def test_two_who_change_at_once_wait_for_each_other(tmp_path: Path) -> None:
    with settings_file.alone(tmp_path) as mine:
        assert mine
        done = set_choice(tmp_path, "norm.hours_per_fte", 1700, role="hr_lead", why="x")
    assert isinstance(done, tuple)
    assert done[0].code == "busy"
    assert isinstance(set_choice(tmp_path, "norm.hours_per_fte", 1700, role="hr_lead", why="x"), Change)


def test_those_who_read_the_file_already_go_on_reading_it(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    for key, value in (("protection.k", 7), ("limits.cpu_seconds", 60), ("periods.roles", ("leader",))):
        role = "municipal_director"
        assert isinstance(set_choice(tmp_path, key, value, role=role, why="x", source="Vedtak"), Change)  # type: ignore[arg-type]
    assert settings_of(data).k == 7
    assert bounds_of(data).cpu_seconds == 60
    assert allowed_roles(data) == ("leader",)
    assert plain_said('[protection]\nk = { value = 7, source = "x" }\n') == {"protection": {"k": 7}}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("1 695,5", "norm.hours_per_fte", 1695.5),
        ("1700", "norm.hours_per_fte", 1700),
        ("7", "protection.k", 7),
        ("sju", "protection.k", "sju"),
        ("2026-03-01", "discussed_on", dt.date(2026, 3, 1)),
        ("leader, hr_lead", "periods.roles", ("leader", "hr_lead")),
        (" Tid ", "purpose", "Tid"),
    ],
)
def test_typed_text_becomes_the_kind_of_value_it_should_be(text: str, key: str, value: object) -> None:
    definition = load_definitions().find(key)
    assert definition is not None
    assert value_from(text, definition) == value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_file_written_out_is_a_file_that_holds_the_same(tmp_path: Path, lang: str) -> None:
    write(tmp_path, BY_HAND)
    choices = load_choices(tmp_path)
    (tmp_path / "other").mkdir()
    write(tmp_path / "other", as_file(choices, speak(lang)))
    assert load_choices(tmp_path / "other") == choices


def test_the_guide_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    assert read_guide(tmp_path).open
    gone_through(tmp_path, "norm")
    put_away(tmp_path, skipped=True)
    assert not read_guide(tmp_path).open
    again = put_away(tmp_path, skipped=False)
    assert again.open
    assert again.left == tuple(part for part in PARTS if part != "norm")
    for part in PARTS:
        gone_through(tmp_path, part)
    assert not read_guide(tmp_path).open
    (tmp_path / "settings.guide.json").write_text(json.dumps(["rot"]), "utf-8")
    assert read_guide(tmp_path).left == PARTS


def test_all_that_is_wrong_with_a_change_is_said_at_once_and_who_and_why_are_asked_for_once(tmp_path: Path) -> None:
    wishes = [Wish("norm.hours_per_fte", 0), Wish("in_kind.most_per_hour", -1)]
    done, wrong = set_choices(tmp_path, wishes, role="", why=" ")
    assert done == ()
    assert [one.key for one in wrong if one.code == "outside"] == [wish.key for wish in wishes]
    assert [one.code for one in wrong if one.code != "outside"] == ["no_role", "no_why"]


def test_a_change_is_told_as_the_reader_writes_numbers_dates_and_roles(tmp_path: Path) -> None:
    set_choice(tmp_path, "norm.hours_per_fte", 1695.5, role="hr_lead", why="Ny avtale")
    set_choice(tmp_path, "discussed_on", dt.date(2026, 3, 2), role="hr_lead", why="Drøfta")
    norm, day = (change_said(speak("nn"), one) for one in read_changes(tmp_path).entries)
    assert "frå 1\N{NO-BREAK SPACE}750 timar i året til 1\N{NO-BREAK SPACE}695,5 timar i året" in norm
    assert "til 2. mars 2026" in day
