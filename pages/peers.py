"""Mot andre kommunar: korleis gjekk det hos oss, mot ei vekta blanding av kommunar som ikkje gjorde det same?"""

from __future__ import annotations

from reformspor import charts
from reformspor.answers import Answer, matched, studied
from reformspor.effects.matching import given_of
from reformspor.effects.result import Result, read_plain
from reformspor.findings.matched import (
    peers_level,
    peers_said,
    peers_verdict,
    state_fit,
    state_loaded,
    state_matched,
)
from reformspor.findings.sensitivity import notices_said, refusal_said
from reformspor.findings.verdict import difference_unit, gates_table
from reformspor.page.protocol import Page
from reformspor.peers import Peers

METHODS = ("synthetic_did", "synthetic_control")


def view(page: Page) -> None:
    """The loaded numbers of every municipality, the two comparisons with their placebos, and how to load a panel."""
    page.title("peers.title")
    page.text("peers.lead")
    found = chosen(page)
    if found is None:
        page.text("peers.none")
        page.text("peers.how")
        page.text("peers.command")
    else:
        compared(page, found)
    page.at_desk("peers")


def chosen(page: Page) -> Peers | None:
    """The panel to look at: the only one, or the one the reader has chosen, else the first by name."""
    kept = {one.file: one for one in page.peers}
    if len(kept) > 1:
        code = page.choose("peers.choose", {file: one.said.title for file, one in kept.items()}, "panel")
        if code is not None:
            return kept[code]
    return next(iter(kept.values()), None)


def compared(page: Page, peers: Peers) -> None:
    """What was loaded, then each of the two methods, then what neither can show."""
    words, base = page.words, page.ask("outcomes/starts")
    said = peers_said(words, peers)
    if peers.said.constructed:
        page.text("peers.constructed")
    page.section("peers.section.loaded")
    page.text("peers.loaded_why")
    every = matched.loaded(base, peers, said)
    page.figure(every, charts.peers_loaded(every, words, peers.said.measured_in), state_loaded(every, words, peers))
    page.grid(charts.peers_facts(peers, words), "peers.facts")
    page.points([refusal_said(one, words, "notice") for one in peers.notices])
    worked = page.work("peers", given_of(peers.panel))
    if worked is None:
        return
    for method in METHODS:
        page.section(f"peers.section.{method}")
        page.text(f"peers.about.{method}")
        one(page, peers, base, read_plain(worked[method]))
    leveled(page, peers, every, [read_plain(worked[method]) for method in METHODS])
    page.section("peers.section.cannot")
    page.points([words(f"peers.cannot.{name}") for name in ("neighbours", "alone", "other", "chosen", "cause")])


def leveled(page: Page, peers: Peers, every: Answer, found: list[Result]) -> None:
    """How strongly it may be said: the verdict by the same gates as everywhere, each with its value."""
    if found[0].refused:
        return
    verdict = peers_verdict(peers, *found)
    page.section("peers.section.level")
    page.points(peers_level(verdict, page.words))
    page.table(studied.gates(every, verdict), gates_table(verdict, page.words))


def one(page: Page, peers: Peers, base: Answer, found: Result) -> None:
    """One method: the trend with what it is held against, the weights, the placebos; or why there is none."""
    words, unit = page.words, peers.said.measured_in
    said = peers_said(words, peers)
    if found.refused:
        page.points([refusal_said(why, words) for why in found.refused])
        return
    held = matched.held(base, peers, said, found)
    finding = state_matched(held, words, peers, found)
    page.points(notices_said([found], words))
    if held.state != "ok":
        # Several starts are summed, and there is no one line to draw them against.
        page.findings([finding])
        return
    page.figure(held, charts.peers_held(held, words, unit), finding)
    start = next(str(row["time"]) for row in held.copy_rows() if row["after"])
    placebos = matched.placebos(base, peers, said, found)
    parted = charts.peers_placebos(placebos, words, difference_unit(unit, words), start)
    page.figure(placebos, parted, state_fit(placebos, words, found))
    weights = matched.weights(base, peers, said, found)
    page.table(weights, charts.peers_weights(weights, words), words("peers.weights_heading"))
