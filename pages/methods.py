"""Metodane: kva er gjort, kva går det ut frå, kva kan det ikkje visa, og kor ofte har det slege feil?"""

from __future__ import annotations

from reformspor import findings
from reformspor.effects.false_alarms import false_alarms
from reformspor.effects.gates import gates
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """The ladder first, then how often it was wrong, the gates, and every method by itself."""
    page.title("methods.title")
    page.text("methods.lead")
    page.section("methods.section.ladder")
    page.text("methods.ladder.lead")
    page.grid(findings.ladder_table(page.words), "methods.section.ladder")
    alarms(page)
    thresholds(page)
    page.section("methods.section.methods")
    for group, codes in findings.METHOD_GROUPS.items():
        page.section(f"methods.group.{group}")
        for code in codes:
            page.grid(findings.method_table(code, page.words), f"methods.of.{code}.name")
    for name in ("effect", "planning", "dictionary"):
        page.link(name, f"methods.to_{name}")


def alarms(page: Page) -> None:
    """How often the whole engine claims something where there is nothing, and finds what is there."""
    found = false_alarms()
    page.section("methods.section.alarms")
    page.text("methods.alarms.lead", day=found.date, version=found.version, seed=str(found.seed))
    page.text("methods.alarms.nominal")
    page.grid(findings.alarms_table(found, page.words), "methods.alarms.caption_null")
    page.text("methods.alarms.power_lead")
    page.grid(findings.power_table(found, page.words), "methods.alarms.caption_power")
    page.text("methods.alarms.found_less")


def thresholds(page: Page) -> None:
    """Every gate with its threshold, and whether a statistician has signed them."""
    rules = gates()
    page.section("methods.section.gates")
    page.text("methods.gates.lead", version=rules.version, day=rules.date)
    if rules.signed:
        page.text("methods.gates.signed", who=rules.signed)
    else:
        page.text("methods.gates.unsigned")
    page.grid(findings.all_gates_table(page.words), "methods.section.gates")
