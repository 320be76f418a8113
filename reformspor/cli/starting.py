"""`demo` makes the constructed municipality; `templates` writes empty exports to fill in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from reformspor.contract.templates import write_templates
from reformspor.snapshot import admit_demo, current, data_folder
from reformspor.words import Words


def add_commands(commands: Any, shared: argparse.ArgumentParser, words: Words) -> None:
    """Add `demo` and `templates` to the parser."""
    text = words("cli.help.demo")
    demo = commands.add_parser("demo", parents=[shared], help=text, description=text)
    demo.add_argument("--form", choices=("csv", "parquet"), default="csv", help=words("cli.help.form"))
    demo.set_defaults(command=make_demo_municipality)
    text = words("cli.help.templates")
    templates = commands.add_parser("templates", parents=[shared], help=text, description=text)
    templates.add_argument("directory", type=Path, help=words("cli.help.directory"))
    templates.set_defaults(command=make_templates)


def make_demo_municipality(given: argparse.Namespace, words: Words) -> int:
    """Make the demo exports and admit them."""
    data = data_folder()
    outcome = admit_demo(data, form=given.form, progress=lambda step: print(step_said(words, step), file=sys.stderr))
    if outcome.manifest is None:
        print(words("cli.demo.refused", n=len(outcome.faults)), file=sys.stderr)
        return 1
    print(words("cli.demo.done", folder=str(data.demo), id=outcome.manifest.id, n=outcome.manifest.rows_admitted))
    serving = current(data)
    if serving is not None and serving.id != outcome.manifest.id:
        print(words("cli.demo.not_serving", id=serving.id))
    return 0


def make_templates(given: argparse.Namespace, words: Words) -> int:
    """Write a template for every table."""
    write_templates(given.directory, words.lang)
    print(words("cli.templates.done", folder=str(given.directory)))
    return 0


def step_said(words: Words, step: str) -> str:
    """A step of long work in words; a step the words do not know is said as it is."""
    name, *numbers = step.split()
    key = f"cli.progress.{name}"
    return words(key, **dict(zip(("n", "of"), numbers, strict=False))) if words.has(key) else step
