"""Texts that would be markup, script, formulas or SQL elsewhere are shown as they are written, and do nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import expect

from reformspor.effects.hypothesis import Hypothesis
from reformspor.hypotheses import Registered, lower_verdict, open_outcomes, register_hypothesis
from reformspor.page.navigation import PAGES
from reformspor.peers import Peers, Said, add
from reformspor.snapshot import DataFolder, admit
from tests.browser.conftest import running
from tests.browser.reading import drawn, opened
from tests.snapshot.exports import hours, write_export

PAYLOADS = (
    "<script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "![x](http://away.invalid/x.png)",
    "[klikk](javascript:window.hit=1)",
    '<b style="background:url(http://away.invalid/y)">feit</b>',
    "'; drop table sessions; --",
    "$\\input{/etc/passwd}$ **feit** `kode`",
    '=HYPERLINK("http://away.invalid";"klikk")',
    ":red[farge] :material/home: <https://away.invalid>",
    "{{7*7}} ${7*7} # overskrift | a | b |",
    # What Plotly itself would make a link, bold or a new line of, and what is written as if it were safe already.
    '<a href="http://away.invalid/z">lenkje</a><br>rad<sup>2</sup>',
    "&lt;b&gt;feit&lt;/b&gt; &amp;amp; &#60;i&#62;",
)
# Codes are texts too, and stand in addresses.
MEASURED, ASKED = "<img/src=x/onerror=window.hit=1>", "=cmd|'/C calc'!A0"
YEARS = range(2012, 2026)
# What a reader may have chosen on a page alone.
CHOSEN = {
    "outcomes": {"indicator": MEASURED},
    "effect": {"outcome": MEASURED},
    "sensitivity": {"outcome": MEASURED, "alone": "U1"},
    "dose": {"outcome": MEASURED},
    "planning": {"o": MEASURED},
}
# Pages whose cards come when slow work on them is done, and what a card of either element has.
WORKED = ("effect", "sensitivity", "dose", "peers")
CARD = "[class*='st-key-card_']"
# Every kind of figure and table; the other pages draw theirs the same way.
OF_EVERY_KIND = ("overview", "capacity", "phases", "barriers", "register", "outcomes", "effect")


def table(*rows: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def poisoned(folder: Path) -> Path:
    """An export beside those made here (so that its texts are shown) with a payload in every kind of text."""
    units = [
        (f"U{at}", f"E{at} {text}", "health_care", 40, "32,5", "2025-04-01" if at % 2 else "")
        for at, text in enumerate(PAYLOADS, 1)
    ]
    head = (
        "session_id date kind parties_took_part phase unit_id sector status n_participants helper_needed helper_staffed"
    )
    sessions = [
        (
            f"S{at}",
            f"2026-01-{at + 4:02d}",
            "workshop",
            "yes",
            "explore",
            f"U{at}",
            "health_care",
            "held",
            9,
            2,
            1,
            text,
            "I1",
        )
        for at, text in enumerate(PAYLOADS, 1)
    ]
    barriers = [
        (f"B{at}", text, text, f"2026-01-{at + 4:02d}", "law", "ministry", f"Org {text}", text, 4, "open")
        for at, text in enumerate(PAYLOADS, 1)
    ]
    events = [(f"B{at}", f"2026-01-{at + 4:02d}", "reported") for at in range(1, len(PAYLOADS) + 1)]
    initiatives = [(f"I{at}", text, f"U{at}", "leader", text) for at, text in enumerate(PAYLOADS, 1)]
    phases = [(f"I{at}", "2026-01-05", "explore", text) for at, text in enumerate(PAYLOADS, 1)]
    milestones = [(f"2026-0{at % 3 + 1}-15", text, "seminar", "open") for at, text in enumerate(PAYLOADS, 1)]
    write_export(
        folder,
        units=table(("unit_id", "name", "sector", "headcount", "fte", "reform_start_date"), *units),
        sessions=table((*head.split(), "title", "initiative_id"), *sessions),
        barriers=table(
            (
                "barrier_id",
                "title",
                "description",
                "reported_date",
                "types",
                "owner_level",
                "owner_org",
                "next_step",
                "severity",
                "public",
            ),
            *barriers,
        ),
        barrier_events=table(("barrier_id", "at", "to_status"), *events),
        initiatives=table(("initiative_id", "title", "unit_id", "owner_role", "goal"), *initiatives),
        phase_events=table(("initiative_id", "at", "to_phase", "reason"), *phases),
        milestones=table(("date", "title", "kind", "public"), *milestones),
        resource_use=hours(8),
        **measured(),
    )
    (folder / "manifest.json").write_text(
        json.dumps({"as_of": "2026-03-31", "municipality": PAYLOADS[1], "constructed": True}), "utf-8"
    )
    return folder


def measured() -> dict[str, str]:
    """An outcome and a survey question whose codes, names, units and waves are payloads, in every unit."""
    register = [
        (code, f"M{at} {text}", text, "lower", text, 1, "leader", text, text)
        for at, (code, text) in enumerate(((MEASURED, PAYLOADS[2]), (ASKED, PAYLOADS[8])), 1)
    ]
    months = [f"{2024 + (at + 3) // 12}-{(at + 3) % 12 + 1:02d}" for at in range(24)]
    values = [
        (f"U{at}", month, MEASURED, 20 + (at * 7 + place * 5) % 11, at + place % 5, 20, 20, PAYLOADS[at - 1])
        for at in range(1, len(PAYLOADS) + 1)
        for place, month in enumerate(months)
    ]
    answers = [
        (f"{place} {PAYLOADS[1]}", month, f"U{at}", ASKED, 4, 1, 20, 30, PAYLOADS[at - 1])
        for at in range(1, len(PAYLOADS) + 1)
        for place, month in enumerate((months[2], months[-2]))
    ]
    heads = {
        "indicators": "indicator name unit direction definition smallest_relevant owner_role source revision_policy",
        "outcomes": "unit_id period indicator value numerator denominator n_persons source",
        "surveys": "wave period unit_id indicator mean sd n_answers n_invited source",
    }
    rows = {"indicators": register, "outcomes": values, "surveys": answers}
    return {name: table(tuple(head.split()), *rows[name]) for name, head in heads.items()}


def registered(folder: Path) -> None:
    """What people write themselves: a hypothesis, a lowered verdict, and a panel of municipalities, all of payloads."""
    for at, text in enumerate(PAYLOADS):
        one = Hypothesis(
            MEASURED,
            "lower",
            "did" if at % 2 else "its",
            1.0 + at,
            (0, 5),
            family=text,
            control=ASKED,
            because=text,
            comparison="not_yet" if at % 2 else "before",
        )
        done = register_hypothesis(folder, one, role="researcher", source="kommune", constructed=True)
        assert isinstance(done, Registered), done
    open_outcomes(folder, (MEASURED, ASKED), role="researcher", source="kommune", constructed=True)
    lower_verdict(folder, MEASURED, "did", ("change", "too_little"), PAYLOADS[5], role="researcher", constructed=True)
    panel = [
        (text, year, year * at % 7, "2024" if at == 1 else "") for at, text in enumerate(PAYLOADS, 1) for year in YEARS
    ]
    said = Said(PAYLOADS[0], PAYLOADS[1], PAYLOADS[2], dt.date(2026, 1, 5), constructed=True)
    kept = add(folder, table(("municipality", "time", "outcome", "start"), *panel).encode(), said, dt.date(2026, 3, 31))
    assert isinstance(kept, Peers), kept


def with_payloads(root: Path, element: str = "own") -> DataFolder:
    """A data folder in which every kind of text holds a payload, with its cards drawn by an element."""
    data = DataFolder(root)
    data.root.mkdir()
    (data.root / "settings.toml").write_text(f'[dashboard]\nfigures = "{element}"\n', "utf-8")
    outcome = admit(poisoned(data.demo / "export"), data, source="kommune", as_of=dt.date(2026, 3, 31))
    assert outcome.manifest is not None, outcome.faults
    registered(data.root)
    return data


def looked_through(page, address: str, names: Iterable[str]) -> str:
    """All that pages say, each of which has run nothing."""
    seen = ""
    for name in names:
        chosen = urlencode({"lang": "nn", **CHOSEN.get(name, {})})
        opened(page, f"{address}/{'' if name == 'overview' else name}?{chosen}")
        if name in WORKED:
            page.wait_for_selector(CARD, timeout=120_000)
            expect(page.locator(".rs-working")).to_have_count(0)
        seen += said(page) + walked(page)
        assert nothing_ran(page), name
    return seen


def test_payloads_in_every_kind_of_figure_are_shown_as_written_by_streamlits_element_too(page, tmp_path):
    with running(with_payloads(tmp_path / "data", "streamlit").root, "internal") as address:
        seen = looked_through(page, address, OF_EVERY_KIND)
    shown = [payload for payload in PAYLOADS if payload in seen]
    assert len(shown) >= 8, set(PAYLOADS) - set(shown)


def test_payloads_in_every_kind_of_text_are_shown_as_written_on_every_page(page, tmp_path):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with running(with_payloads(tmp_path / "data").root, "internal") as address:
        seen = looked_through(page, address, [entry.name for entry in PAGES])
        opened(page, f"{address}/deliver?lang=nn")
        value = PAYLOADS[1]
        page.locator(".st-key-desk input[type=file]").set_input_files(
            [
                {"name": f"{value}.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"},
                {
                    "name": "sessions.csv",
                    "mimeType": "text/csv",
                    "buffer": table(
                        ("session_id", "date", "kind", PAYLOADS[0]), ("S1", "2026-01-05", value, 1)
                    ).encode(),
                },
            ]
        )
        page.locator(".st-key-desk-check button:enabled").click()
        page.wait_for_selector(".st-key-desk :text('sessions.csv')", timeout=120_000)
        page.wait_for_timeout(500)
        assert nothing_ran(page)
    outside = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme.startswith(("http", "ws"))}
    assert outside == {urlsplit(address).netloc}
    shown = [payload for payload in PAYLOADS if payload in seen]
    assert len(shown) >= 10, set(PAYLOADS) - set(shown)


def said(page) -> str:
    """All the page says, once every figure of it is drawn."""
    drawn(page)
    return page.locator("body").inner_text() + "\n".join(page.locator("svg text").all_text_contents())


def walked(page) -> str:
    """What is told of the points of every figure, as the keyboard goes through them and their labels are drawn."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".rs-walk:not([hidden])")].flatMap((way) => {
            const told = () => way.parentElement.querySelector("[role='status']").textContent;
            return [..."12345678901234567890"].map(() => {
                way.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
                return told();
            });
        }).join("\\n")"""
    )


def nothing_ran(page) -> bool:
    """No script of a payload ran, and none of them became an element."""
    return page.evaluate(
        """() => window.hit === undefined
            && !document.querySelector('[onerror], a[href^="javascript" i]')
            && !document.querySelector('[src*="away.invalid"], [href*="away.invalid"], .main-svg a')
            && ![...document.querySelectorAll('.main-svg tspan')].some(e => /bold|super/.test(e.getAttribute('style')))
            && ![...document.querySelectorAll('[style]')].some(e => e.getAttribute('style').includes('away.invalid'))"""
    )
