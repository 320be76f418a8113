"""Whether the parties took part: the share of the sessions that say so, with how many they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.finding import Finding, certain_of_count, nothing, silent, stated
from reformspor.findings.labels import MISSING, code_of, inside, label_of
from reformspor.words import Words

# Of fewer sessions than this nothing is said of a phase by itself.
FEWEST = 10


@dataclass(frozen=True)
class Took:
    """How many sessions were held with the parties, without them, and without saying."""

    yes: int = 0
    no: int = 0
    missing: int = 0

    @property
    def told(self) -> int:
        """Sessions that say: the denominator of every share."""
        return self.yes + self.no

    @property
    def n(self) -> int:
        """All sessions held."""
        return self.told + self.missing

    @property
    def ends(self) -> tuple[float, float]:
        """The share of all sessions, least and most, whatever those that do not say turn out to be."""
        return (self.yes / self.n, (self.yes + self.missing) / self.n) if self.n else (0.0, 1.0)

    def count(self, code: str) -> int:
        """The number of a code of yes_no."""
        return {"yes": self.yes, "no": self.no}.get(code, self.missing)


def took_part(answer: Answer, by: str | None = None) -> dict[str, Took]:
    """Counts for each code of `by`, or for all under the empty code."""
    found: dict[str, Took] = {}
    for row in answer.copy_rows():
        code = "" if by is None else code_of(row[by] if not hasattr(row[by], "isoformat") else row[by].isoformat())
        held, field = found.get(code, Took()), {"yes": "yes", "no": "no"}.get(row["parties_took_part"], "missing")
        found[code] = replace(held, **{field: getattr(held, field) + int(number(row["n"]))})
    return found


def party_share(answer: Answer) -> tuple[float, float] | None:
    """The share of the sessions that say, as both ends; None when none says."""
    took = took_part(answer).get("", Took())
    return (took.yes / took.told, took.yes / took.told) if took.told else None


def state_parties(answer: Answer, words: Words) -> Finding:
    """In what part of the sessions that say the parties took part, and how many do not say."""
    took = Took() if silent(answer) else took_part(answer).get("", Took())
    if not took.told:
        return nothing("parties", words)
    said = words(
        "findings.parties.text",
        share=words.percent(took.yes / took.told),
        yes=words.number(took.yes),
        told=words.number(took.told),
        n=took.told,
    )
    if took.missing:
        said = f"{said}{words('findings.parties.missing', n=took.missing, missing=words.number(took.missing))}"
    return stated("parties", words, said, certainty=certain_of_count(took.told))


def state_parties_phase(answer: Answer, words: Words) -> Finding:
    """The phase the parties took least part in.

    Rule: said when even its highest possible share is under the lowest possible of all the others together, with ten
    sessions or more on both sides.
    """
    found = {} if silent(answer) else took_part(answer, "phase")
    named = {code: took for code, took in found.items() if code != MISSING and took.n >= FEWEST}
    clear = []
    for code, took in named.items():
        rest = [other for key, other in found.items() if key != code]
        others = Took(*(sum(getattr(one, field) for one in rest) for field in ("yes", "no", "missing")))
        if others.n >= FEWEST and took.ends[1] < others.ends[0]:
            clear.append((code, took, others))
    if not clear:
        why = "findings.parties_phase.even" if len(named) > 1 else "findings.nothing.plain"
        return nothing("parties_phase", words, why, least=FEWEST)
    code, took, others = min(clear, key=lambda one: one[1].ends[1])
    text = words(
        "findings.parties_phase.text",
        phase=inside(label_of(words, "phase", code)),
        share=words.percent(took.ends[1]),
        others=words.percent(others.ends[0]),
    )
    return stated("parties_phase", words, text, certainty=certain_of_count(took.n), least=FEWEST)
