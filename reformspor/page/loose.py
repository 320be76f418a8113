"""A report as loose files in a ZIP: each figure as SVG and CSV as a card hands them out, and a list of what is what."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from reformspor.effects.steering import Progress
from reformspor.errors import ReformsporError
from reformspor.page.exports import csv_bytes
from reformspor.page.images import can_draw, picture
from reformspor.passport import plain
from reformspor.passport.carry import put
from reformspor.report.leaves import Exhibit, Report
from reformspor.report.signing import signed
from reformspor.words import Words, speak

LONGEST = 60


def loose_files(report: Report, say: Progress) -> bytes:
    """The ZIP. Its files bear the report's day; nothing else in it tells when it was made but the passports.

    Raises ReformsporError, with the figure's headline, when a file of a figure cannot be made.
    """
    words, body, day = speak(report.lang), io.BytesIO(), report.day
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as package:

        def add(name: str, content: bytes) -> None:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, content)

        listed = []
        exhibits = list(report.exhibits)
        for at, exhibit in enumerate(exhibits, start=1):
            say(exhibit.headline, at, len(exhibits))
            names = []
            for name, content in _files(exhibit, at, report, words):
                add(name, content)
                names.append(name)
            listed.append((exhibit, names))
        add(_named(words("report.loose.readme"), report, "txt"), _readme(report, listed, words))
        held = ",\n".join(plain(one) for one in report.passports.values())
        add("passports.json", f"[\n{held}\n]\n".encode())
        add("report.json", report.order.encode())
    return body.getvalue()


def _files(exhibit: Exhibit, at: int, report: Report, words: Words) -> Iterator[tuple[str, bytes]]:
    if exhibit.table is None:
        return
    answer, passport = exhibit.answer, exhibit.passport
    stem = f"{at:02d}_{answer.name.replace('/', '-')}_{passport.id}"[:LONGEST]
    try:
        if exhibit.chart is not None and can_draw():
            drawn = picture(words, answer, exhibit.chart, exhibit.headline, exhibit.subtitle, "svg", exhibit.against)
            yield _named(stem, report, "svg"), put("svg", drawn, [passport])
        yield _named(stem, report, "csv"), put("csv", csv_bytes(answer, words, report.places), [passport])
    except Exception as error:
        raise ReformsporError("report.problem.picture", figure=exhibit.headline) from error


def _named(stem: str, report: Report, ending: str) -> str:
    start = "konstruert_" if report.badge else ""
    return f"{start}{re.sub(r'[^A-Za-z0-9._-]+', '-', stem)}.{ending}"


def _readme(report: Report, listed: list[tuple[Exhibit, list[str]]], words: Words) -> bytes:
    """Who made it of what for whom, then each figure with its files, its scope, its source and what is said of it."""
    head = [report.title, report.municipality, report.badge, report.about, report.level, report.period, report.filters]
    head += [words.date(report.day), report.by, report.source, report.program]
    lines = [text for text in head if text]
    if not can_draw():
        lines.append(words("report.loose.no_pictures"))
    number = 0
    for chapter in report.chapters:
        lines += ["", chapter.title, "=" * len(chapter.title)]
        lines += [text for text in (chapter.filters, chapter.verdict) if text]
        lines += [signed(one, words) for one in chapter.comments]
        for leaf in chapter.leaves:
            if isinstance(leaf, Exhibit):
                number += 1
                lines += ["", *_about(leaf, number, listed[number - 1][1], words)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _about(exhibit: Exhibit, number: int, names: list[str], words: Words) -> list[str]:
    said = [words("report.loose.figure", n=number, headline=exhibit.headline), exhibit.subtitle, exhibit.silence]
    said += [exhibit.against, " ".join(exhibit.source), *exhibit.notes, *names]
    return [text for text in said if text] + [signed(one, words) for one in exhibit.comments]
