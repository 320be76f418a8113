"""`settings` shows, checks and changes what the municipality chooses, and an answer on the command line heeds it."""

import json
from pathlib import Path

import pytest

from reformspor.choices import load_choices
from reformspor.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    return tmp_path


def test_show_says_every_setting_with_unit_range_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "norm.hours_per_fte: Hours in a full-time year · 1,750 hours a year · 1,000 to 2,500 hours a year" in text
    assert "Research Council of Norway" in text
    assert main(["settings", "show", "--json"]) == 0
    said = {one["key"]: one for group in json.loads(capsys.readouterr().out) for one in group["settings"]}
    assert said["protection.k"]["value"] == 5
    assert said["protection.k"]["effect"] == "next_admission"
    assert said["purpose"]["origin"] == "not_set"


def test_set_changes_the_file_and_says_when_it_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--role", "hr_lead", "--why", "Decided", "--source", "Budget 2026", "--lang", "en"]
    assert main(["settings", "set", "norm.hours_per_fte", "1700", *given]) == 0
    assert main(["settings", "set", "protection.k", "7", *given]) == 0
    text = capsys.readouterr().out
    assert "Hours in a full-time year: from 1,750 hours a year to 1,700 hours a year." in text
    assert "Holds from the next admission of data." in text
    assert 'hours_per_fte = { value = 1700, source = "Budget 2026" }' in (folder / "settings.toml").read_text("utf-8")
    assert main(["settings", "log", "--lang", "en"]) == 0
    assert "Why: Decided" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["0", "-5", "many"])
def test_a_bad_value_is_refused_with_its_remedy(folder: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["settings", "set", "--role", "hr_lead", "--why", "x", "--lang", "en", "norm.hours_per_fte", "--", value]
    assert main(given) == 1
    assert "norm.hours_per_fte" in capsys.readouterr().err
    assert not (folder / "settings.toml").exists()


@pytest.mark.parametrize(
    ("key", "value", "problem", "remedy"),
    [
        ("rates.helper.hourly_nok", "-1", "rates.helper.hourly_nok is -1", "Set a value"),
        ("rates.helpar.hourly_nok", "500", "helpar", "helper"),
        ("norm.hours_per_fte", "0", "norm.hours_per_fte is 0", "1,000"),
        ("protection.k", "2", "protection.k is 2", "5"),
        ("norm.hours_per_ftee", "1700", "norm.hours_per_ftee", "norm.hours_per_fte"),
        ("targets.helper_fill", "1.2", "targets.helper_fill is 1.2", "1"),
    ],
)
def test_a_refused_value_names_key_problem_and_remedy_and_the_former_settings_stay(
    folder: Path, key: str, value: str, problem: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    former = "[norm]\nhours_per_fte = 1700\n[rates.helper]\nhourly_nok = 500\n"
    (folder / "settings.toml").write_text(former, "utf-8")
    given = ["settings", "set", "--role", "hr_lead", "--why", "x", "--lang", "en", key, "--", value]
    assert main(given) == 1
    said = capsys.readouterr().err
    assert problem in said
    assert remedy in said
    assert (folder / "settings.toml").read_text("utf-8") == former
    choices = load_choices(folder)
    assert (choices.number("norm.hours_per_fte"), choices.number("rates.helper.hourly_nok")) == (1700, 500)


def test_nothing_is_set_in_a_file_that_cannot_be_read_and_where_it_is_wrong_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "settings.toml").write_text("[norm]\nhours_per_fte = 1700\n", "utf-8")
    load_choices(folder)
    (folder / "settings.toml").write_text("[norm\nhours_per_fte = 1600\n", "utf-8")
    given = ["settings", "set", "norm.hours_per_fte", "1500", "--role", "hr_lead", "--why", "x", "--lang", "en"]
    assert main(given) == 1
    assert "line 1" in capsys.readouterr().err
    assert (folder / "settings.toml").read_text("utf-8") == "[norm\nhours_per_fte = 1600\n"
    assert load_choices(folder).number("norm.hours_per_fte") == 1700


def test_check_ends_with_one_when_the_file_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "check", "--lang", "en"]) == 0
    (folder / "settings.toml").write_text("[rates.helper]\nhourly_nok = -1\n", "utf-8")
    assert main(["settings", "check", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "rates.helper.hourly_nok is" in said
    assert "The former settings stay in force" in said
    other = folder / "other.toml"
    other.write_text("[norm]\nhours_per_fte = 1600\n", "utf-8")
    assert main(["settings", "check", str(other), "--lang", "en"]) == 0


def test_the_file_that_is_written_out_is_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "file"]) == 0
    whole = folder / "whole.toml"
    whole.write_text(capsys.readouterr().out, "utf-8")
    assert main(["settings", "check", str(whole)]) == 0
