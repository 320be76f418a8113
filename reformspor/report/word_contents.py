"""The table of contents and the list of figures: fields that a program fills anew, filled in from the beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reformspor.report.word_exhibit import SEQUENCE
from reformspor.report.word_xml import field, link, paragraph, run, safe

CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'
FIGURES = f'TOC \\h \\z \\c "{SEQUENCE}"'


@dataclass(frozen=True)
class Entry:
    """A line of such a list: what it says, what it leads to, and the style it stands in."""

    text: str
    mark: str
    style: str


def listed(instruction: str, entries: Sequence[Entry]) -> Iterator[str]:
    """The list as one field. Pages are reckoned by the program that opens it: no number stands there until then."""
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {safe(instruction)} '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for place, one in enumerate(entries):
        mark = one.mark.replace("-", "_")
        line = link(mark, run(one.text) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {mark} \\h", ""))
        yield paragraph(begin if place == 0 else "", line, end if place == len(entries) - 1 else "", style=one.style)
