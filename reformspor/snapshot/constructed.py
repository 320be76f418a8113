"""With nothing admitted the constructed municipality serves, so the first start shows a finished dashboard."""

from __future__ import annotations

from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import Admission, Progress, admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.history import show
from reformspor.snapshot.shelf import CURRENT, Manifest, current

DEMO_SOURCE = "demo"


def ensure_served(data: DataFolder, progress: Progress | None = None) -> Manifest:
    """The snapshot that serves; the demo is made and admitted first when there is none."""
    # Parquet is read in a third of the time, and both forms give the same answers.
    return current(data) or _admitted(admit_demo(data, form="parquet", progress=progress))


def admit_demo(data: DataFolder, *, form: str = "csv", progress: Progress | None = None) -> Admission:
    """Make the constructed municipality's exports and admit them; a real snapshot that serves goes on serving."""
    # Nobody who has exports of their own needs what makes these.
    from reformspor.demo import make_demo

    serving = current(data)
    make_demo(data.demo)
    outcome = admit(data.demo / form, data, source=DEMO_SOURCE, progress=progress)
    if serving is not None and not serving.constructed:
        # It is what served a moment ago, so nothing in a locked month is changed by showing it again.
        show(data, serving, "opened")
    else:
        (data.snapshots / CURRENT).unlink(missing_ok=True)
    return outcome


def _admitted(outcome: Admission) -> Manifest:
    if outcome.manifest is None:
        raise ReformsporError("cli.demo.refused", n=len(outcome.faults))
    return outcome.manifest
