"""Kor lenge? Tid til svar og til løysing, med dei som enno ventar og står rekna med."""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.answers.lasting import ANSWERED, CLOSED, Clock, curve_answer, ends_answer, group_answer, pace_test
from reformspor.findings import ladder
from reformspor.page.protocol import Page

KINDS = (("level", "level"), ("type", "types"))


def view(page: Page) -> None:
    """Time to an answer, time to the end, and what barriers come to."""
    words = page.words
    waited, stood = page.ask("barriers/time_to_answer"), page.ask("barriers/time_to_end")
    whole = group_answer(stood, CLOSED, "level", "durations/end_levels")
    page.title("durations.title", findings.state_awaited(whole, words, "end"))
    page.text("durations.lead")
    page.section("durations.section.answer")
    timed(page, waited, ANSWERED, "answer", "answered")
    page.link("answers", "durations.to_answers")
    page.section("durations.section.end")
    if timed(page, stood, CLOSED, "end", "closed"):
        page.section("durations.section.ends")
        ended(page, stood)


def timed(page: Page, panel: Answer, clock: Clock, name: str, told: str) -> bool:
    """Curves and groups by level and by type; false, and what to register, where the source tells no days."""
    words = page.words
    assumed = findings.durations_assumed(words, *(("first_end",) if clock is ANSWERED else ()))
    levels = group_answer(panel, clock, "level", f"durations/{name}_levels", assumed)
    if not findings.has_days(levels):
        page.figure(panel if panel.state != "ok" else levels, None)
        page.text(f"durations.register_{name}")
        return False
    page.findings([findings.state_awaited(levels, words, name)])
    page.points([*findings.left_out(levels, words, name), ladder.durations_level(levels, words)])
    for kind, column in KINDS:
        groups = levels if kind == "level" else group_answer(panel, clock, column, f"durations/{name}_types", assumed)
        curves = curve_answer(panel, clock, column, f"durations/{name}_by_{kind}", assumed)
        if kind == "type":
            page.text("durations.counted.types")
        if curves.state == "ok" and (kind == "level" or findings.sets_apart(groups)):
            test = pace_test(panel, clock) if kind == "level" else None
            said = findings.state_groups(groups, test, words, name, kind)
            page.figure(curves, charts.lasting_curves(curves, words, kind), said)
        heading = words(f"durations.heading.{name}_{kind}")
        page.table(groups, charts.lasting_groups(groups, words, kind, told), heading)
    return True


def ended(page: Page, panel: Answer) -> None:
    """The share that has come to each outcome, where they keep each other from coming."""
    ends = ends_answer(panel, "durations/ends", findings.durations_assumed(page.words, "standing"))
    said = findings.state_ends(ends, page.words)
    if ends.state == "ok":
        page.figure(ends, charts.ends_over_days(ends, page.words), said)
    else:
        page.findings([said])
