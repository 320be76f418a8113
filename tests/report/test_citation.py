"""A citation tells what is known and no more, in three languages, and BibTeX gets its letters as TeX writes them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.report.bibtex import SIGNS, Entry, entry, tex
from reformspor.report.citation import AUTHORS, STYLES, YEAR, apa, cited, figure_cited, program_cited, snapshot_cited
from reformspor.snapshot.shelf import Manifest
from reformspor.words import LANGUAGES, speak
from tests.passport.given import passport

ROOT = Path(__file__).parents[2]
FIGURE = passport("RS-F6C9-ET9P-32R4", "Barrierane hjå «Ås & Sørum» kostar 38 % meir.")
MANIFEST = Manifest(
    id="20261031-demo-0123456789",
    source="demo",
    municipality="Eksempel kommune",
    profile="",
    as_of="2026-10-31",
    admitted_at="2026-11-01T08:00:00+00:00",
    admitted_by="x",
    program="reformspor 0.1.0",
    constructed=True,
    kept_good=False,
    rows_read=1,
    rows_admitted=1,
    rows_refused=0,
    notices=0,
    waiting_hours=0.0,
    files=[],
    served_sha256="d" * 64,
)


def test_a_figure_is_cited_with_its_name_its_data_and_that_they_are_constructed() -> None:
    said = cited(figure_cited(FIGURE, speak("nn")), "apa", speak("nn"))
    assert said == (
        "Eksempel kommune. (2026). Barrierane hjå «Ås & Sørum» kostar 38 % meir [Figur RS-F6C9-ET9P-32R4; konstruerte "
        "tal]. I Reformspor 0.1.0, uttak 20261031-demo-0123456789, tal per 31. oktober 2026."
    )
    real = cited(figure_cited(replace(FIGURE, constructed=False), speak("en")), "apa", speak("en"))
    assert "[Figure RS-F6C9-ET9P-32R4]. In Reformspor" in real


def test_data_and_program_are_cited_by_edition_and_version() -> None:
    words = speak("en")
    data = cited(snapshot_cited(MANIFEST, words), "apa", words)
    assert data == (
        "Eksempel kommune. (2026). Data on the trust reform as of 31 October 2026 (Snapshot 20261031-demo-0123456789) "
        "[Data set; constructed numbers]."
    )
    program = cited(program_cited("reformspor 0.1.0", "e" * 64, words), "apa", words)
    assert program == f"{AUTHORS}. ({YEAR}). Reformspor (Version 0.1.0) [Computer software]."


def test_the_programs_authors_and_year_are_those_of_its_licence() -> None:
    assert f"Copyright (c) {YEAR} {AUTHORS}\n" in (ROOT / "LICENSE").read_text("utf-8")


def test_what_is_not_known_is_left_out_and_the_title_stands_first() -> None:
    words = speak("nn")
    unknown = replace(figure_cited(FIGURE, words), author="", year=None)
    said = cited(unknown, "apa", words)
    assert said.startswith("Barrierane hjå")
    assert "(u.å.)." in said
    assert "author" not in cited(unknown, "bibtex", words)
    assert "year" not in cited(unknown, "bibtex", words)


def test_the_title_alone_is_italic() -> None:
    pieces = apa(figure_cited(FIGURE, speak("nb")), speak("nb"))
    assert [text for text, italic in pieces if italic] == ["Barrierane hjå «Ås & Sørum» kostar 38 % meir"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entry_holds_together_in_plain_letters_and_tells_its_language(lang: str) -> None:
    words = speak(lang)
    for one in (figure_cited(FIGURE, words), snapshot_cited(MANIFEST, words), program_cited("reformspor 1", "", words)):
        text = cited(one, "bibtex", words)
        assert text.isascii()
        assert re.match(r"@misc\{[A-Za-z0-9-]+,\n", text)
        bare = re.sub(r"\\[{}]", "", text)
        assert bare.count("{") == bare.count("}")
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))
        assert fields["langid"] == {"nn": "nynorsk", "nb": "norsk", "en": "english"}[lang]
        assert fields["title"].startswith("{")
        assert not re.search(r"doi|url", text, re.IGNORECASE)
    assert set(STYLES) == {"apa", "bibtex"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ærøya på Ås", r"{\AE}r{\o}ya p{\aa} {\AA}s"),
        ("50 % & 3 $ #1 a_b {x}", r"50 \% \& 3 \$ \#1 a\_b \{x\}"),
        ("\\ ~ ^", r"{\textbackslash} {\textasciitilde} {\textasciicircum}"),
        ("idé, fôr, çà, über", r"id{\'{e}}, f{\^{o}}r, {\c{c}}{\`{a}}, {\"{u}}ber"),
        ("Čáhppe Ŋ đ ŧ", "{\\v{C}}{\\'{a}}hppe {\\NG} {\\dj} ŧ"),
        ("«a» – b\N{NO-BREAK SPACE}c", r"{\guillemotleft}a{\guillemotright} -- b~c"),
        ("naïve", r"na{\"{\i}}ve"),
        ("a\nb", "a b"),
    ],
)
def test_letters_and_signs_are_written_as_tex_writes_them(text: str, written: str) -> None:
    assert tex(text) == written
    assert tex(text.replace("å", "a\N{COMBINING RING ABOVE}")) == written


def test_no_sign_stands_for_two() -> None:
    same = {"~", "--", r"\,", "-"}
    written = [sign for sign in SIGNS.values() if sign not in same]
    assert len(set(written)) == len(written)


def test_a_key_has_no_sign_bibtex_stumbles_on() -> None:
    assert entry(Entry("misc", "a b,{c}æ", {"title": "x"}, "nn")).startswith("@misc{a-b-c-,")
    assert json.dumps(entry(Entry("misc", "k", {"title": "", "note": "n"}, "nn"))).count("title") == 0
