"""Which kind of work grows, said only when the lowest now is over the highest before."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_pair
from reformspor.findings.finding import Finding, Limits, certain_of_interval, nothing, silent, stated
from reformspor.findings.labels import MISSING, label_of
from reformspor.words import Words

# Growth of less than this many hours is not worth a sentence.
LEAST = 5


@dataclass(frozen=True)
class Growth:
    """One activity: its code, and the least and most hours now and before."""

    code: str
    now: tuple[float, float]
    before: tuple[float, float]

    @property
    def least(self) -> float:
        """The change that is sure whatever the uncertain part turns out to be; 0 when the two may be the same."""
        if self.now[0] > self.before[1]:
            return self.now[0] - self.before[1]
        return min(self.now[1] - self.before[0], 0.0)


def growths(answer: Answer) -> list[Growth]:
    """Activities in the order of the answer; see queries/union_reps/activity_growth.md."""
    return [
        Growth(
            str(row["activity"]),
            (number(row["hours"]), number(row["hours_possible"])),
            (number(row["hours_before"]), number(row["hours_before_possible"])),
        )
        for row in answer.copy_rows()
    ]


def state_growth(answer: Answer, words: Words) -> Finding:
    """The kind of work that surely grew most.

    Rule: said when the lowest number of hours now is over the highest in the equally long period before, by five hours
    or more.
    """
    name, limits = "growth", Limits(least=LEAST)
    found = [] if silent(answer) else [one for one in growths(answer) if one.code != MISSING]
    grown = [one for one in found if one.least >= LEAST]
    if not grown:
        return nothing(name, words, "findings.growth.unclear" if found else "findings.nothing.no_former", **limits)
    most = max(grown, key=lambda one: one.least)
    text = words(
        "findings.growth.text",
        activity=label_of(words, "kind_of_work", most.code),
        hours=say_pair(most.least, 0.0, words, "hours"),
        share=words.percent(most.least / most.before[1]) if most.before[1] else words("findings.growth.from_none"),
    )
    return stated(name, words, text, certainty=certain_of_interval(*most.now), strength=2.0, **limits)
