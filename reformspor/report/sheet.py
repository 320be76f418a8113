"""A brief as PDF: two pages for an owner and one for a single barrier, tagged for screen readers, nothing fetched."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from reformspor.passport.carried import NAME
from reformspor.passport.code import code_svg, code_text
from reformspor.report.brief import Brief
from reformspor.report.word import LOCALE

PDF = "application/pdf"
HERE = Path(__file__).parent
PAGES, LEAST = 2, 1
# All but the signs that every font here has: Latin letters, and what stands between words and numbers.
RARE, STANDS_FOR = (
    re.compile("[^ -\u024f\u0300-\u036f\u2010-\u2027\u2030-\u203a\u20ac\u2190-\u2193\u2200-\u22ff]"),
    "\N{WHITE SQUARE}",
)


def sheet_bytes(brief: Brief) -> bytes:
    """The file. As many barriers are listed on the first page, and told of on the second, as there is room for.

    A file that is to last may hold no sign its fonts have no shape for; where one has come in, a square stands for each
    sign that is rare.
    """
    import typst  # loaded by those alone who take the file

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    listed, told = _room(typst, fonts, brief)
    inputs = _inputs(brief, listed, told)
    try:
        return _set(typst, fonts, brief.day, inputs)
    except typst.TypstError:
        return _set(typst, fonts, brief.day, {name: RARE.sub(STANDS_FOR, text) for name, text in inputs.items()})


def _set(typst: Any, fonts: Any, day: dt.date, inputs: dict[str, str]) -> bytes:
    made = typst.compile(
        HERE / "brief.typ",
        font_paths=fonts,
        sys_inputs=inputs,
        # The third part of the standard is the one that lets a file carry another.
        pdf_standards=["ua-1", "a-3a"],
        timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
    )
    assert isinstance(made, bytes)
    return made


def _room(typst: Any, fonts: Any, brief: Brief) -> tuple[int, int]:
    """How many barriers the two pages hold: the most that leave the first on one page, and all on two."""
    listed = told = len(brief.cases)
    if brief.single:
        return listed, 0
    while True:
        [found] = json.loads(
            typst.query(HERE / "brief.typ", "<pages>", font_paths=fonts, sys_inputs=_inputs(brief, listed, told))
        )
        [first], last = found["value"]
        if first > 1 and listed > LEAST:
            listed -= 1
        elif last > PAGES and told > LEAST:
            told -= 1
        else:
            return listed, told


def _inputs(brief: Brief, listed: int, told: int) -> dict[str, str]:
    tongue, region = LOCALE[brief.lang].split("-")
    data = dataclasses.asdict(brief)
    data["cases"] = [dataclasses.asdict(case) | {"opening": case.opening} for case in brief.cases]
    data["codes"] = {name: code_svg(code_text(name, brief.link)) for name in (brief.named,) if name}
    data |= {"day": [brief.day.year, brief.day.month, brief.day.day], "tongue": tongue, "region": region}
    overleaf = brief.overleaf[told] if 0 < told < listed else ""
    left_out = " ".join(part for part in (overleaf, brief.left_out_of(listed)) if part)
    data |= {"listed": listed, "told": told, "left_out": left_out, "attached": NAME}
    return {"brief": json.dumps(data, ensure_ascii=False)}
