"""A study is everything asked of one outcome: its design, what every method found, what the gates read, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reformspor.effects.against import against
from reformspor.effects.asked import Asked
from reformspor.effects.contrast import too_large
from reformspor.effects.measured_series import Measured, measured_series
from reformspor.effects.measured_units import STANDS_ON, measured_units
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, plain, read_plain
from reformspor.effects.steering import Progress, silent
from reformspor.effects.suited import Design, is_of, suited
from reformspor.effects.verdict import Verdict, judge, plain_verdict, read_verdict

# What results about other outcomes are called: those of its family, and the control.
BESIDE = ("family_", "control", "its_control")
WINDOWED = ("att_window", "window")


@dataclass(frozen=True)
class Study:
    """What came of one outcome.

    `digest` is the panel's and `hypothesis` the hash of the registered hypothesis, empty when there was none. `results`
    are by name, `measured` what the gates read and more. `main` is the estimate the verdict is of, None where there is
    none, and `window` the first and last step after the start it is over, None where it is of no window. `counter` are
    codes of what else could explain it, the strongest first; `near` the names of other events within three months of
    the first start.
    """

    design: str
    digest: str
    hypothesis: str
    results: Mapping[str, Result]
    measured: Mapping[str, Fact]
    main: Estimate | None
    verdict: Verdict
    counter: tuple[str, ...]
    near: tuple[str, ...]
    window: tuple[int, int] | None = None

    @property
    def own(self) -> tuple[Result, ...]:
        """The results about this outcome, and not about one it stands beside."""
        return tuple(one for name, one in self.results.items() if not name.startswith(BESIDE))

    @property
    def stands_on(self) -> str:
        """The name of the result the verdict is of; empty where there is none."""
        return {"its": "its", "did": STANDS_ON}.get(self.design, "")

    @property
    def refused(self) -> tuple[str, ...]:
        """The codes of why the main method gives nothing, if it does not."""
        first = next(iter(self.results.values()), None)
        return tuple(one.code for one in first.refused) if first else ()


def run(panel: Panel, asked: Asked | None = None, design: Design | None = None, progress: Progress = silent) -> Study:
    """The study of a panel. The design is the registered one, else the strongest the panel can carry, unless told.

    Deterministic: the same panel, question and program give the same study. Nothing is raised for what a panel lacks;
    it is refused in the results, and weakens the verdict.
    """
    given = asked or Asked()
    chosen = design or suited(panel, given.hypothesis)
    found = _measured(chosen, panel, given, progress)
    expected = given.hypothesis
    registered = expected is not None and expected.method == chosen and is_of(expected, panel)
    values = found.values | {
        "hidden": given.hidden,
        "registered": registered,
        "registered_before_opening": registered and given.in_time,
    }
    verdict = judge(chosen, values)
    near = given.near(panel, together=chosen == "its")
    return Study(
        design=chosen,
        digest=panel.digest,
        hypothesis=expected.digest if expected else "",
        results=found.results,
        measured=values,
        main=found.main,
        verdict=verdict,
        counter=against(verdict, values),
        near=tuple(event.name for event in near),
        window=given.window if found.main is not None and found.main.what in WINDOWED else None,
    )


def _measured(design: Design, panel: Panel, asked: Asked, progress: Progress) -> Measured:
    if too_large(panel.values):
        return Measured({design: Result(design, refused=(Refusal("values_too_large"),))})
    if design == "did":
        return measured_units(panel, asked, progress)
    return measured_series(panel, asked, progress) if design == "its" else Measured(values={"n_units": panel.n_units})


def plain_study(study: Study) -> dict[str, Any]:
    """The study as what JSON can hold."""
    return {
        "design": study.design,
        "digest": study.digest,
        "hypothesis": study.hypothesis,
        "results": {name: plain(one) for name, one in study.results.items()},
        "measured": dict(study.measured),
        "main": asdict(study.main) if study.main else None,
        "verdict": plain_verdict(study.verdict),
        "counter": list(study.counter),
        "near": list(study.near),
        "window": study.window,
    }


def read_study(said: Mapping[str, Any]) -> Study:
    """A study from what `plain_study` made; days in series stay as texts."""
    return Study(
        design=said["design"],
        digest=said["digest"],
        hypothesis=said["hypothesis"],
        results={name: read_plain(one) for name, one in said["results"].items()},
        measured=dict(said["measured"]),
        main=Estimate(**said["main"]) if said["main"] else None,
        verdict=read_verdict(said["verdict"]),
        counter=tuple(said["counter"]),
        near=tuple(said["near"]),
        window=tuple(said["window"]) if said["window"] else None,
    )
