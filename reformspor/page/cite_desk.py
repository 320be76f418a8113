"""Ready citations of the snapshot that serves, of the program, and of any figure that has been shown."""

from __future__ import annotations

import json
import subprocess
from functools import lru_cache

import streamlit as st

from reformspor.disclosure import Level
from reformspor.page.cited import citation
from reformspor.page.citing import PROGRAM, SNAPSHOT, to_cite
from reformspor.page.markup import Markup, tag, write
from reformspor.page.own_command import run_apart
from reformspor.page.own_level import own_level
from reformspor.page.serving import Served
from reformspor.words import LANGUAGES, Words, speak

# A figure's view is made once more for its citation, and some of them take slow work.
PATIENCE = 120


def cite_desk(words: Words, served: Served) -> None:
    """Draw the field for a figure's name with its citation, and under it those of the data and the program."""
    level = own_level()
    lang = st.segmented_control(
        words("citation.page.language"),
        LANGUAGES,
        default=words.lang,
        format_func=lambda code: words(f"frame.language.{code}"),
        key="cite_language",
    )
    said = speak(lang or words.lang)
    name = st.text_input(words("citation.page.name"), help=words("citation.page.hint"), key="cite_name").strip()
    if name:
        try:
            with st.spinner(words("citation.page.wait")):
                found = _figure(name[:60], said.lang, level, served.manifest.id)
            _shown(words("citation.page.figure"), _plain(*found))
        except LookupError as error:
            write(tag("div", str(error), cls="rs-problem", role="alert"))
    for what in (SNAPSHOT, PROGRAM):
        _shown(words(f"citation.page.{what}"), citation(said, to_cite(what, said, level)))


def _shown(heading: str, body: Markup) -> None:
    write(tag("h3", heading, cls="rs-head"), body)


def _plain(apa: str, bibtex: str) -> Markup:
    return tag("div", tag("p", apa), tag("pre", tag("code", bibtex), tabindex="0"), cls="rs-cite")


@lru_cache(maxsize=32)
def _figure(name: str, lang: str, level: Level, _snapshot: str) -> tuple[str, str]:
    """The citation of a figure as APA and BibTeX, made by the command, in a process that ends.

    Raises LookupError with why there is none, in words.
    """
    late = speak(lang)("citation.problem.late")
    command = ["cite", "--json", f"--lang={lang}", "--", name]
    try:
        done = run_apart(command, level=level, seconds=PATIENCE, wait=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise LookupError(late) from error
    if done is None:
        raise LookupError(late)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LookupError(said[-1][:300] if said else late)
    told = json.loads(done.stdout)
    return str(told["apa"]), str(told["bibtex"])
