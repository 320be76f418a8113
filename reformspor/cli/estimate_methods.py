"""The methods of `estimate` by name, and what runs each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from reformspor.cli.estimate_durations import competing_risks, survival
from reformspor.cli.estimate_panels import did, event_study, honest, its, synthetic_did, xmr
from reformspor.cli.estimate_plans import WrongUse, power
from reformspor.cli.estimated import Estimated
from reformspor.words import Words

__all__ = ["RUNNERS", "WrongUse"]

RUNNERS: Mapping[str, Callable[[argparse.Namespace, Words], Estimated]] = {
    "its": its,
    "xmr": xmr,
    "did": did,
    "event-study": event_study,
    "survival": survival,
    "competing-risks": competing_risks,
    "synthetic-did": synthetic_did,
    "power": power,
    "honest": honest,
}
