"""Work: hours by role and kind of work, what counts as in-kind, the planned work packages, and what may go wrong."""

from __future__ import annotations

import pandas as pd

from reformspor import charts, findings
from reformspor.answers import spanning
from reformspor.answers.lasting import ANSWERED, group_answer
from reformspor.application.packages import n_unplanned, packages_table, rates_said
from reformspor.findings import Finding
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page

HELPERS = ("helper",)
CAP = ("year", "hours", "hours_possible", "people_least", "each_most", "hours_cap", "over_h", "over_h_possible")
HOURS = ("role", "activity", "hours", "hours_possible")


def hours(page: Page, draft: Draft) -> None:
    """The hours that have been spent, by role and by kind of work: what a plan can be held against."""
    words = page.words
    page.text("application.work.hours")
    months, both = draft.ask(page, "resources/hours_by_role_month"), draft.ask(page, "resources/hours_by_role_activity")
    said = findings.state_largest(months, words, by="role", value="hours", what="roles")
    draft.figure(page, months, charts.stacked_months(months, words, by="role"), said)
    draft.table(page, both, charts.listing(both, words, HOURS, kinds=(("role", "role"), ("activity", "activity"))))


def in_kind(page: Page, draft: Draft) -> None:
    """What counts as in-kind by the Research Council's rule, and whether anybody is near the cap on hours."""
    words, choices = page.words, page.choices
    page.text(
        "cost.how_in_kind",
        share=findings.per_mille(choices.number("in_kind.share_of_salary"), words),
        most=findings.short(choices.number("in_kind.most_per_hour") or 0.0, words),
        hours=choices.number("in_kind.most_hours_per_year"),
    )
    each, years = draft.ask(page, "cost/by_role"), draft.ask(page, "cost/in_kind_year")
    draft.figure(page, each, charts.own_and_in_kind(each, words, "role"), findings.state_in_kind(each, words))
    draft.table(page, years, charts.listing(years, words, CAP), findings.state_cap(years, words).text)


def packages(page: Page, draft: Draft) -> None:
    """Work packages by hours and role as the applicant has planned them; nothing is guessed."""
    words, call = page.words, draft.call
    if not call.packages:
        return
    page.text("application.packages.lead")
    page.grid(packages_table(call, draft.written, page.choices, words), "application.packages.title")
    if said := rates_said(call, page.choices, words):
        page.points([said])
    if left := n_unplanned(call, draft.written):
        page.text("application.packages.open", n=left, all=len(call.packages))


def capacity(page: Page, draft: Draft) -> None:
    """Whether there are hours for what is planned, and on how few the work rests."""
    words = page.words
    need = page.ask("capacity/need", roles=HELPERS, first=None, last=None)
    weeks, fifth = spanning(need, "day_from", span="week"), page.ask("capacity/concentration")
    draft.figure(page, weeks, charts.need_against(need, words, "week"), findings.state_shortage(need, words))
    draft.table(page, fifth, charts.fifth_listing(fifth, words), findings.state_concentration(fifth, words).text)


def risks(page: Page, draft: Draft) -> None:
    """The risks the data tell of, each with what they say; how likely it is and what is done is the applicant's own."""
    words = page.words
    told = {name: _text(finding) for name, finding in measured_risks(page, draft).items()}
    heads = [words(f"application.risks.{name}") for name in ("risk", "said", "judged")]
    rows = [
        [
            words(f"application.risks.of.{name}"),
            text or words("application.risks.silent"),
            words("application.risks.open"),
        ]
        for name, text in told.items()
    ]
    page.grid(pd.DataFrame(rows, columns=heads), "application.risks.title")


def measured_risks(page: Page, draft: Draft) -> dict[str, Finding]:
    """What the data say of each risk."""
    words = page.words
    need = page.ask("capacity/need", roles=HELPERS, first=None, last=None)
    asked = draft.ask(page, "barriers/time_to_answer")
    groups = group_answer(asked, ANSWERED, "level", "durations/answer_levels", ())
    reps = findings.representatives_of(())
    return {
        "helpers": findings.state_shortage(need, words),
        "few": findings.state_concentration(page.ask("capacity/concentration"), words),
        "reps": findings.state_plan(page.ask("union_reps/next_quarter", roles=reps), words),
        "owners": findings.state_awaited(groups, words, "answer"),
        "missing": findings.state_missing(page.ask("data/coverage"), words),
    }


def _text(finding: Finding) -> str:
    return finding.text if finding.alone else ""
