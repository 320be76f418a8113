"""A report as PDF: tagged for screen readers, with bookmarks, a list of figures, and the passports within it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reformspor.passport.carry import carried_text
from reformspor.passport.code import code_svg, code_text
from reformspor.report.fitting import Fitted
from reformspor.report.laid import Behind, Block, Listed, Opening, Run, Shown, Signed, laid_out, signed
from reformspor.report.leaves import Exhibit, Head, Items, Number, NumberRow, Report, Said
from reformspor.report.opening import below, front, labels, notes
from reformspor.report.shortened import more_said
from reformspor.report.sizes import least_part
from reformspor.report.typeset import RARE, STANDS_FOR, set_pages
from reformspor.report.word import LOCALE
from reformspor.report.word_xml import UNWRITABLE
from reformspor.words import Words, speak

STANDARDS = ["a-3a", "ua-1"]
# A cell with its tags takes some 22 kB of memory while the file is set; beyond these, the longest tables are shortened.
MOST_CELLS = 6_000


def pdf_report(report: Report, draw: Callable[[Exhibit], bytes | None]) -> bytes:
    """The file; `draw` gives a figure as SVG, None where it cannot be drawn.

    A file that is to last may hold no sign its fonts have no shape for; where one has come in, a square stands for each
    sign that is rare.
    """
    import typst  # loaded by those alone who take the file

    pictures = [draw(exhibit) for exhibit in report.exhibits]
    files = _files(report, pictures)
    try:
        return set_pages("report.typ", files, report.day, STANDARDS)
    except typst.TypstError:
        bare = {
            name: data if name == "carried.json" else RARE.sub(STANDS_FOR, data.decode()).encode()
            for name, data in files.items()
        }
        return set_pages("report.typ", bare, report.day, STANDARDS)


def _files(report: Report, pictures: list[bytes | None]) -> dict[str, bytes]:
    """What the pages are set from: the text, each picture and code, and what is carried."""
    words = speak(report.lang)
    runs, behind = laid_out(report, pictures, MOST_CELLS)
    tongue, region = LOCALE[report.lang].split("-")
    data = {
        "title": report.title,
        "municipality": report.municipality,
        "badge": report.badge,
        "about": report.about,
        "level": report.level,
        "below": below(words, report),
        "date": [report.day.year, report.day.month, report.day.day],
        "tongue": tongue,
        "region": region,
        "labels": labels(words),
        "front": front(words, report),
        "notes": notes(words),
        "whole": not any(one.table.more for run in behind for one in run.blocks if isinstance(one, Behind)),
        "any": any(True for _ in report.exhibits),
        "runs": [_run(words, run) for run in runs],
        "behind": [_run(words, run) for run in behind],
    }
    drawn = {f"picture-{place}.svg": one for place, one in enumerate(pictures, start=1) if one is not None}
    named = [one.passport.id for one in report.exhibits]
    codes = {f"code-{one}.svg": code_svg(code_text(one, report.link)).encode() for one in named}
    carried = carried_text(list(report.passports.values()), report.order)
    return {"report.json": _json(data), "carried.json": carried.encode(), **drawn, **codes}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(_writable(data), ensure_ascii=False).encode()


def _writable(node: Any) -> Any:
    """Without the signs that no text has, in every text below."""
    if isinstance(node, str):
        return UNWRITABLE.sub("", node)
    if isinstance(node, dict):
        return {name: _writable(one) for name, one in node.items()}
    return [_writable(one) for one in node] if isinstance(node, list | tuple) else node


def _run(words: Words, run: Run) -> dict[str, Any]:
    return {"layout": run.layout, "blocks": [_block(words, one) for one in run.blocks]}


def _block(words: Words, block: Block) -> dict[str, Any]:
    match block:
        case Opening():
            filters = words("paper.chosen", filters=block.filters) if block.filters else ""
            said = {"title": block.title, "verdict": block.verdict, "filters": filters}
            return {"sort": "opening", **said, "comments": _comments(block.comments), "breaks": block.breaks}
        case Head():
            return {"sort": "head", "text": block.text, "level": block.level}
        case Said():
            return {"sort": "said", "text": block.text, "sure": block.sure}
        case Items():
            return {"sort": "items", "texts": list(block.texts)}
        case NumberRow():
            return {"sort": "numbers", "rows": [_number(one) for one in block.numbers]}
        case Listed():
            caption = "" if block.headed else block.caption
            return {"sort": "listed", "caption": caption, "table": _table(words, block.table)}
        case Behind():
            return _behind(words, block)
        case Shown():
            return _shown(words, block)
    raise TypeError(type(block))


def _number(one: Number) -> dict[str, str]:
    value = " ".join(part for part in (one.value, one.unit) if part)
    passport = one.passport.id if one.passport is not None else ""
    return {"label": one.label, "value": value, "said": ". ".join(one.said), "passport": passport}


def _behind(words: Words, block: Behind) -> dict[str, Any]:
    shown = block.shown
    return {
        "sort": "behind",
        "title": words("paper.behind_of", name=words.listing(block.names)),
        "headline": shown.exhibit.headline,
        "mark": shown.behind,
        "back": shown.mark,
        "passport": words("page.foot.passport", id=shown.passport),
        "table": _table(words, block.table),
    }


def _shown(words: Words, one: Shown) -> dict[str, Any]:
    exhibit = one.exhibit
    return {
        "sort": "shown",
        "name": one.name,
        "about": words("paper.about", name=one.name),
        "headline": exhibit.headline,
        "subtitle": exhibit.subtitle,
        "alt": exhibit.alt or exhibit.headline,
        "silence": exhibit.silence,
        "instead": one.instead,
        "picture": f"picture-{one.number}.svg" if one.picture is not None else "",
        "least": least_part(exhibit.chart) if exhibit.chart is not None else 1.0,
        "opened": one.opened,
        "here": one.here and one.table is not None,
        "table": _table(words, one.table) if one.here and one.table is not None else None,
        "remarks": list(one.remarks),
        "mark": one.mark,
        "behind": one.behind,
        "whole": one.table is None or not one.table.more,
        "foot": list(one.foot),
        "code": f"code-{one.passport}.svg",
        "code_alt": words("paper.code", id=one.passport),
        "comments": _comments(signed(words, exhibit.comments)),
    }


def _comments(comments: Iterable[Signed]) -> list[dict[str, str]]:
    return [{"by": one.by, "text": one.text} for one in comments]


def _table(words: Words, table: Fitted) -> dict[str, Any]:
    parts = [{"columns": list(part.columns), "widths": list(part.widths)} for part in table.parts]
    return {
        "heads": table.heads,
        "rows": table.rows,
        "kinds": table.kinds,
        "parts": parts,
        "more": more_said(words, table),
    }
