"""Etterprøving: er tala i ei fil dei same som når ein spør ein gong til, og korleis kan andre rekna dei ut på nytt?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """A figure or a file is held against the snapshot it came from."""
    page.title("verification.title")
    page.text("verification.lead")
    page.section("verification.section.verify")
    page.at_desk("verify")
    page.section("citation.page.section")
    page.text("citation.page.lead")
    page.at_desk("cite")
    page.section("replication.desk.section")
    page.at_desk("replicate")
