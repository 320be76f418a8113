"""What a measure should come to: the newest target of the export's own table, else what the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reformspor.choices import load_definitions
from reformspor.choices.said import source_said
from reformspor.findings import Goal

if TYPE_CHECKING:
    from reformspor.answers import Answer
    from reformspor.choices import Choices
    from reformspor.page.protocol import Page
    from reformspor.scope import Scope
    from reformspor.words import Words

TARGETS = "data/targets"
# What may be held against one target however much of the municipality is chosen; amounts may not.
RELATIVE = frozenset({"share", "ratio", "days"})
# What a target does not depend on, left out so that a change of these asks for no targets anew.
UNHEEDED: dict[str, Any] = {
    "first": None,
    **dict.fromkeys(("sectors", "roles", "activities", "phases", "levels", "types"), ()),
}
NARROWING = ("unit", "sector", "role", "activity", "phase", "level", "type")


def goal_for(page: Page, measure: str, scope: Scope | None = None) -> Goal | None:
    """The target of a measure within what is chosen, or within the scope of the number that is held against it.

    One chosen unit has its own target when the table has one. A target of the municipality holds for a part of it only
    when it is a share, a ratio or an age: a part is not to reach what the whole is to reach.
    """
    return goal_within(scope or page.scope, measure, page.ask(TARGETS, **UNHEEDED), page.choices, page.words)


def goal_within(within: Scope, measure: str, targets: Answer, choices: Choices, words: Words) -> Goal | None:
    """The same from an answer to data/targets and the choices in force."""
    known = load_definitions().measures[measure]
    rows = [row for row in targets.copy_rows() if row["target_of"] == measure]
    chosen = [row for row in rows if row["unit_id"] is not None and (row["unit_id"],) == within.units]
    whole = known.unit in RELATIVE or not set(NARROWING) & set(within.address())
    held = chosen or [row for row in rows if row["unit_id"] is None and whole]
    if held:
        source = held[0]["source"] or words("choices.origin.data")
        return Goal(float(held[0]["value"]), known.better, str(source))
    target = choices.target(measure) if whole else None
    return None if target is None else Goal(target.value, target.better, source_said(words, target))
