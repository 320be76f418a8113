"""A command is in the module it is said to be in, and loads no pages, answers or models it has no use for."""

from __future__ import annotations

import importlib
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from reformspor.cli import HOME, main
from reformspor.words import speak

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
from reformspor.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print(" ".join(sys.modules))
"""


def test_every_command_is_listed_with_the_module_that_adds_it_and_none_is_left_out() -> None:
    added: dict[str, str] = {}
    for home in dict.fromkeys(HOME.values()):
        commands = ArgumentParser().add_subparsers()
        shared = ArgumentParser(add_help=False)
        importlib.import_module(f"reformspor.cli.{home}").add_commands(commands, shared, speak("nn"))
        added |= dict.fromkeys(commands.choices, home)
    assert list(added.items()) == list(HOME.items())


def test_help_without_a_command_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out.split()
    assert set(HOME) <= set(shown)


@pytest.mark.parametrize("command", ["admit", "rejects", "review", "map", "verify"])
def test_what_the_serving_process_starts_loads_what_it_needs(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert f"reformspor.cli.{HOME[command]}" in loaded
    assert not {"streamlit", "pandas", "statsmodels", "reformspor.demo", "reformspor.answers"} & set(loaded)
