"""What a check found, to be read from the top: each file's rows, each cause with its remedy, and the notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reformspor.contract.titles import title_of
from reformspor.page.markup import Markup, tag, write
from reformspor.page.tables import scrolling
from reformspor.words import Words

SHOWN, CAUSES, LISTED = 8, 60, 60


def files_read(words: Words, files: Sequence[Mapping[str, Any]]) -> None:
    """Each file with its rows: read, good and refused."""
    if not files:
        return
    heads = [tag("th", words(f"desk.file.{name}"), scope="col") for name in ("file", "table")]
    heads += [tag("th", words(f"desk.file.{name}"), scope="col", cls="rs-n") for name in ("read", "good", "refused")]
    rows = []
    for file in files:
        numbers = [file["rows_read"], file["rows_admitted"], file["rows_refused"]]
        cells = [tag("td", words.number(number), cls="rs-n") for number in numbers[:2]]
        cells.append(tag("td", words.number(numbers[2]), cls="rs-n rs-act" if numbers[2] else "rs-n"))
        rows.append(tag("tr", tag("th", file["file"], scope="row"), tag("td", title_of(file["table"], words)), *cells))
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), cls="rs-table")
    write(scrolling(words, table, words("desk.file.file"), "rs-files"))


def causes(words: Words, groups: Sequence[Mapping[str, Any]]) -> None:
    """Every cause, the one that frees most rows first; those after the first few are folded."""
    if not groups:
        return
    drawn = [_cause(words, group) for group in groups[:CAUSES]]
    left = len(groups) - SHOWN
    write(
        tag("h3", words("desk.groups.title", n=sum(group["n"] for group in groups)), cls="rs-desk-title"),
        tag("p", words("desk.groups.lead"), cls="rs-note") if len(groups) > 1 else None,
        tag("ol", *drawn[:SHOWN], cls="rs-causes"),
        tag(
            "details",
            tag("summary", words("desk.groups.more_causes", n=left)),
            tag("ol", *drawn[SHOWN:], cls="rs-causes", start=str(SHOWN + 1)),
            cls="rs-fold",
        )
        if left > 0
        else None,
    )


def notices(words: Words, found: Sequence[Mapping[str, Any]]) -> None:
    """What was read another way than it was written; folded, as nothing need be done."""
    if not found:
        return
    lines = [tag("li", notice["message"]) for notice in found[:LISTED]]
    more = tag("p", words("desk.admit.more", n=len(found) - LISTED)) if len(found) > LISTED else None
    summary = tag("summary", words("desk.admit.notices", n=len(found)))
    write(tag("details", summary, tag("ul", *lines), more, cls="rs-fold"))


def _cause(words: Words, group: Mapping[str, Any]) -> Markup:
    examples = [tag("li", example["said"]) for example in group["examples"]]
    more = group["n"] - len(examples)
    if examples and more > 0:
        examples.append(tag("li", words("desk.groups.more", n=more)))
    return tag(
        "li",
        tag(
            "p",
            tag("b", words("desk.groups.count", n=group["n"])),
            tag("span", group["place"]),
            tag("span", _frees(words, group), cls="rs-frees"),
            cls="rs-cause-head",
        ),
        tag("p", group["reason"], cls="rs-cause-said"),
        tag("p", group["remedy"], cls="rs-remedy") if group["remedy"] else None,
        tag("ul", *examples, cls="rs-examples") if examples else None,
    )


def _frees(words: Words, group: Mapping[str, Any]) -> str:
    if group["whole"]:
        return words("desk.groups.whole")
    if group["led"]:
        return words("desk.groups.led")
    return words("desk.groups.frees", n=group["frees"]) if group["frees"] else words("desk.groups.shared")
