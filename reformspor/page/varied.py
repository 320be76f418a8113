"""How much an outcome the reader chooses varied before anybody began: what a plan can be reckoned from."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.answers.panelled import panel_of
from reformspor.effects.variation import Variation, variation_before
from reformspor.findings.planning import amount_said
from reformspor.page.protocol import Page


def varied(page: Page, units: Answer) -> tuple[Variation | None, float | None]:
    """How much an outcome the reader chooses varied before anybody began, and the smallest change in it that matters.

    Nothing after a unit's start is read, so that the outcome stays unopened.
    """
    words = page.words
    register = page.ask("outcomes/indicators")
    known = {str(row["indicator"]): row for row in register.copy_rows() if row["n_values"]}
    if register.state != "ok" or not known:
        return None, None
    code = page.choose("planning.choose", {one: str(row["name"]) for one, row in known.items()}, "o")
    if code is None:
        return None, None
    values = page.ask("outcomes/panel", indicators=(code,))
    panel = panel_of(values, units).panel if values.state == "ok" else None
    seen = variation_before(panel) if panel is not None else None
    if seen is None:
        page.text("planning.varied_not")
        return None, None
    said = {"sd": amount_said(seen.sd, str(known[code]["measured_in"] or ""), words), "rho": words.number(seen.rho, 2)}
    page.text("planning.varied", n=seen.values, units=seen.units, **said)
    relevant = known[code]["smallest_relevant"]
    return seen, None if relevant is None else float(relevant)
