"""A Finding is one sentence a rule has computed from an answer, with the rule and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reformspor.answers import Answer
from reformspor.words import Words

Certainty = Literal["sure", "fairly_sure", "unsure"]
Limits = dict[str, Any]
GRADES: dict[Certainty, int] = {"sure": 3, "fairly_sure": 2, "unsure": 1}
# How wide an interval may be, as a share of its upper end, before it is too wide to say anything of.
NARROW, SAYABLE = 0.05, 0.25
# How many counted things a sentence stands on before it is fairly sure, and sure.
SOME, MANY = 10, 30


@dataclass(frozen=True)
class Finding:
    """What stands out, in words.

    `rule` says in the reader's language when such a sentence is made. `nothing` is true when the rule found
    nothing to state, and `text` then says so. `strength` is how many times its rule's limit the finding is;
    `subject` is what it speaks of, so that a page does not say the same thing twice. `alone` is whether the
    sentence can be understood without the question it answers, as a headline must.
    """

    text: str
    rule: str
    certainty: Certainty
    nothing: bool = False
    strength: float = 0.0
    subject: str = ""
    alone: bool = True


def stated(
    name: str, words: Words, text: str, *, certainty: Certainty = "sure", strength: float = 1.0, **limits: Any
) -> Finding:
    """A finding by the rule `name`, whose words take the `limits`."""
    return Finding(text, words(f"findings.{name}.rule", **limits), certainty, False, strength, name.split(".")[0])


def nothing(name: str, words: Words, why: str = "findings.nothing.plain", **limits: Any) -> Finding:
    """The rule `name` found nothing to state; `why` is the key of the sentence that says so."""
    alone = not why.startswith("findings.nothing.")
    return Finding(
        words(why, **limits), words(f"findings.{name}.rule", **limits), "sure", True, 0.0, name.split(".")[0], alone
    )


def silent(answer: Answer) -> bool:
    """Whether the answer has no rows to speak of; the page says why in its own words."""
    return answer.state != "ok" or answer.frame.empty


def certain_of_count(n: float) -> Certainty:
    """How sure a sentence on `n` counted things is."""
    return "sure" if n >= MANY else "fairly_sure" if n >= SOME else "unsure"


def certain_of_interval(least: float, most: float) -> Certainty:
    """How sure a sentence on an amount between two ends is."""
    if most <= 0 or (most - least) / most <= NARROW:
        return "sure"
    return "fairly_sure" if (most - least) / most <= SAYABLE / 2 else "unsure"


def too_wide(least: float, most: float) -> bool:
    """Whether nothing should be said of an amount between two ends."""
    return most > 0 and (most - least) / most > SAYABLE
