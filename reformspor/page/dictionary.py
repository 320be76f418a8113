"""The dictionary on the screen: the entry that was asked for first, then sections to unfold, each entry with a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from reformspor.dictionary import Entry, Section
from reformspor.dictionary.codebook import codebook_csv, codebook_json, codebook_xlsx
from reformspor.dictionary.example import Block, example
from reformspor.page.markup import Markup, joined, tag, write
from reformspor.page.tables import scrolling
from reformspor.questions import load_questions
from reformspor.words import Words

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# With so few entries left after a search they stand open.
FEW = 8
# Entries that are no more than a word and its meaning need no unfolding.
PLAIN = frozenset({"words", "bodies"})


def dictionary(words: Words, sections: Sequence[Section], found: Entry | None, address: Mapping[str, str]) -> None:
    """Draw the entry that was asked for, the downloads and every section."""
    if found is not None:
        with st.container(key="card_entry"):
            write(_whole(words, found, address))
    _downloads(words)
    if not sections:
        write(tag("p", words("dictionary.nothing", text=st.query_params.get("q", "")), cls="rs-text", role="status"))
        return
    jumps = [tag("a", section.title, href=f"#dictionary-{section.key}") for section in sections]
    write(tag("nav", *jumps, cls="rs-jumps", aria_label=words("dictionary.title")))
    unfold = bool(st.query_params.get("q")) and sum(len(section.entries) for section in sections) <= FEW
    for section in sections:
        write(
            tag("h2", section.title, cls="rs-section", id=f"dictionary-{section.key}"),
            tag("p", section.lead, cls="rs-note"),
            _entries(words, section, address, unfold),
        )


def _downloads(words: Words) -> None:
    with st.container(key="controls_codebook", horizontal=True, vertical_alignment="center", gap="small"):
        write(tag("span", words("dictionary.downloads"), cls="rs-label"))
        for kind, data, mime in (
            ("csv", lambda: codebook_csv(words), "text/csv"),
            ("xlsx", lambda: codebook_xlsx(words), SHEET),
            ("json", lambda: codebook_json().encode(), "application/json"),
        ):
            st.download_button(
                words(f"dictionary.download_{kind}"),
                data=data,
                file_name=f"reformspor-{words.lang}.{kind}" if kind != "json" else "reformspor.json",
                mime=mime,
                key=f"codebook_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _entries(words: Words, section: Section, address: Mapping[str, str], unfold: bool) -> Markup:
    if section.key in PLAIN:
        items = [
            tag("div", tag("dt", _named(words, entry, address)), tag("dd", entry.means)) for entry in section.entries
        ]
        return tag("dl", *items, cls="rs-terms")
    return tag("div", *(_folded(words, entry, address, unfold) for entry in section.entries), cls="rs-folds")


def _folded(words: Words, entry: Entry, address: Mapping[str, str], unfold: bool) -> Markup:
    summary = tag(
        "summary", tag("b", entry.title), _code(entry) if entry.parts and not entry.parts[0].question else None
    )
    body = [
        tag("p", entry.means) if entry.means else None,
        _facts(entry, address),
        _codes(entry),
        *(_part(words, part, address) for part in entry.parts),
        tag("p", tag("a", words("dictionary.link"), href=address_of(entry.term, address))),
    ]
    return tag("details", summary, *body, open="" if unfold else None)


def _part(words: Words, part: Entry, address: Mapping[str, str]) -> Markup:
    """A column or a question within its table or theme."""
    codes = [f"{code}: {word}" for code, word, _ in part.codes]
    more = tag("a", words("dictionary.method"), href=address_of(part.term, address)) if part.question else None
    return tag(
        "div",
        tag("h3", _named(words, part, address), " ", _code(part)),
        tag("p", part.means),
        _facts(part, address),
        tag("p", "; ".join(codes), cls="rs-facts") if codes else None,
        tag("p", more) if more else None,
        cls="rs-part",
    )


def _whole(words: Words, entry: Entry, address: Mapping[str, str]) -> Markup:
    parts = [_part(words, part, address) for part in entry.parts]
    method = _method(words, entry.question) if entry.question else None
    close = tag("a", words("dictionary.close"), href="?" + urlencode(address))
    return tag(
        "section",
        tag("h2", entry.title, cls="rs-headline"),
        tag("p", _code(entry), cls="rs-sub"),
        tag("p", entry.means, cls="rs-text") if entry.means else None,
        _facts(entry, address),
        _codes(entry),
        method,
        *parts,
        tag("p", close),
        cls="rs-entry",
    )


def _method(words: Words, name: str) -> Markup:
    """The query and the worked example of a question, each one click away."""
    blocks = [_block(words, block) for block in example(name)]
    sql = tag("pre", tag("code", load_questions()[name].sql), tabindex="0")
    return joined(
        tag("details", tag("summary", words("dictionary.sql")), sql, cls="rs-method"),
        tag(
            "details",
            tag("summary", words("dictionary.example")),
            tag("p", words("dictionary.example_lead"), cls="rs-note"),
            tag("div", *blocks, lang="en"),
            cls="rs-method",
        )
        if blocks
        else None,
    )


def _block(words: Words, block: Block) -> Markup:
    if block.kind == "heading":
        return tag("h3", block.text)
    if block.kind == "text":
        return tag("p", block.text)
    heads = tag("tr", *(tag("th", cell, scope="col") for cell in block.rows[0]))
    rows = [tag("tr", *(tag("td", cell) for cell in row)) for row in block.rows[1:]]
    table = tag("table", tag("thead", heads), tag("tbody", *rows), cls="rs-table")
    return scrolling(words, table, ", ".join(block.rows[0]))


def _facts(entry: Entry, address: Mapping[str, str]) -> Markup | None:
    if not entry.facts:
        return None
    said = [
        tag("li", tag("span", f"{fact.label}: "), tag("a", fact.value, href=address_of(fact.term, address)))
        if fact.term
        else tag("li", tag("span", f"{fact.label}: "), fact.value)
        for fact in entry.facts
    ]
    return tag("ul", *said, cls="rs-facts")


def _codes(entry: Entry) -> Markup | None:
    if not entry.codes:
        return None
    rows = [
        tag("div", tag("dt", word, " ", tag("code", code)), tag("dd", means) if means else None)
        for code, word, means in entry.codes
    ]
    return tag("dl", *rows, cls="rs-terms")


def _code(entry: Entry) -> Markup | None:
    return tag("code", entry.code) if entry.code else None


def _named(words: Words, entry: Entry, address: Mapping[str, str]) -> Markup:
    """The title as a link to the entry itself."""
    return tag("a", entry.title, href=address_of(entry.term, address), title=words("dictionary.link"))


def address_of(term: str, address: Mapping[str, str]) -> str:
    """Where an entry stands, within the filters and the language the reader has."""
    return "?" + urlencode({**address, "term": term})
