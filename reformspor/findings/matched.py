"""How far a municipality parts from the mix it is held against, and its place when the same is done to the others."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.effects.gates import limit_of
from reformspor.effects.measured_weighted import measured_weighted
from reformspor.effects.result import Result
from reformspor.effects.verdict import Verdict, judge
from reformspor.findings.finding import Certainty, Finding, silent
from reformspor.findings.labels import inside
from reformspor.findings.verdict import decimals_told, difference_unit, held_said, unit_told
from reformspor.peers import Peers
from reformspor.words import Words

# A place as far out as this, among all, is said to stand out.
STANDS_OUT = limit_of("synthetic_p", "placebo_p")
# Worse than this share of all, and the mix is not like enough before the start.
POOR = 0.8


def peers_said(words: Words, peers: Peers) -> str:
    """What goes wherever the panel is shown: what it is, who it is from, and the table's checksum."""
    made_up = words("peers.constructed") if peers.said.constructed else ""
    places = {"title": peers.said.title, "source": peers.said.source, "taken": peers.said.taken}
    said = words("peers.assumed", **places, n=peers.panel.n_units, sha=peers.sha256[:16])
    return f"{said} {made_up}".strip()


def peers_verdict(peers: Peers, own: Result, beside: Result) -> Verdict:
    """The verdict of the one ladder: nothing is registered of numbers that others have published already."""
    return judge("synthetic", measured_weighted(peers.panel, own, beside))


def peers_level(verdict: Verdict, words: Words) -> list[str]:
    """How strongly it may be said, what that means, and what keeps it from being stronger."""
    level = f"verdict.level.{verdict.level}"
    said = [words("peers.level.is", name=inside(words(f"{level}.name"))), words(f"{level}.means")]
    return [*said, *held_said(verdict, words, "peers.level.held")]


def state_matched(answer: Answer, words: Words, peers: Peers, found: Result) -> Finding:
    """The mean difference after the start, with its interval and its place among the placebos.

    Rule: always said when there is an estimate; it is said to stand out when the p value is 5 % or less.
    """
    rule = words(f"peers.rule.{found.method}", limit=words.percent(STANDS_OUT))
    att = found.of("att")
    if silent(answer) or att is None or att.value is None:
        return Finding(words("peers.finding.nothing"), rule, "sure", True, subject="peers")
    places = decimals_told(att)
    size = words.number(abs(att.value), places)
    smallest, p = found.facts.get("smallest_p"), att.p
    how = "level" if size == words.number(0, places) else "higher" if att.value > 0 else "lower"
    said = [
        words(
            f"peers.finding.{how}",
            who=words.listing(peers.treated),
            size=size,
            unit=unit_told(difference_unit(peers.said.measured_in, words), words),
            low="–" if att.low is None else words.signed(att.low, places),
            high="–" if att.high is None else words.signed(att.high, places),
        )
    ]
    if p is not None:
        said.append(_placed(words, found, p, smallest))
    certainty: Certainty = "fairly_sure" if p is not None and p <= STANDS_OUT else "unsure"
    return Finding(" ".join(said), rule, certainty, subject="peers")


def state_loaded(answer: Answer, words: Words, peers: Peers) -> Finding:
    """How far the means before and after the start lie apart, for those that begin and for the others.

    Rule: said when both have values before and after the first start.
    """
    rows, rule = answer.copy_rows(), words("peers.rule.loaded")
    first = min((row["step"] for row in rows if row["state"] == "after"), default=None)
    parts: dict[tuple[bool, bool], list[float]] = {}
    for row in rows:
        if first is not None:
            parts.setdefault((row["state"] != "other", row["step"] >= first), []).append(row["value"])
    if len(parts) < 4:
        return Finding(words("peers.finding.nothing_loaded"), rule, "sure", True, subject="peers_loaded")
    mean = {where: sum(values) / len(values) for where, values in parts.items()}
    moved = {own: mean[own, True] - mean[own, False] for own in (True, False)}
    places = 2 if max(abs(one) for one in moved.values()) < 100 else 0
    said = {"own": words.signed(moved[True], places), "others": words.signed(moved[False], places)}
    text = words(
        "peers.finding.loaded",
        who=words.listing(peers.treated),
        unit=unit_told(difference_unit(peers.said.measured_in, words), words),
        **said,
    )
    return Finding(text, rule, "fairly_sure", subject="peers_loaded")


def state_fit(answer: Answer, words: Words, found: Result) -> Finding:
    """How near the mix lay before the start, among all. Rule: said when there are placebos to hold it against."""
    rule, rank = words("peers.rule.fit"), found.facts.get("fit_rank")
    n = int(found.facts.get("n_placebos") or 0) + 1
    if silent(answer) or not isinstance(rank, int) or n < 2:
        return Finding(words("peers.finding.nothing"), rule, "sure", True, subject="peers_fit")
    key = "poor_fit" if rank > POOR * n else "fit"
    return Finding(words(f"peers.finding.{key}", rank=rank, n=n), rule, "fairly_sure", subject="peers_fit")


def _placed(words: Words, found: Result, p: float, smallest: object) -> str:
    places = {"rank": found.facts["placebo_rank"], "n": int(found.facts["n_placebos"] or 0) + 1}
    if isinstance(smallest, float) and smallest > STANDS_OUT:
        return words("peers.finding.cannot", **places, p=words.number(smallest, 2))
    key = "stands_out" if p <= STANDS_OUT else "within"
    return words(f"peers.finding.{key}", **places, p=words.number(p, 3))
