"""A replication package made in the background for the desk, told as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reformspor.effects.steering import Progress
from reformspor.errors import ReformsporError
from reformspor.page.replicating import Wish, replicate, unopened
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import current
from reformspor.words import speak


def work(given: Mapping[str, Any], say: Progress) -> dict[str, Any]:
    """The package of the snapshot that serves, in the file `out`: its name and size.

    `level`, `own` and `lang` are codes, `closed` whether the data stay in the house. A refusal the reader can act on
    comes back as `refused`, its key and details.
    """

    def told(step: str, **places: object) -> None:
        at, of = int(str(places.get("at", 0))), int(str(places.get("of", 0)))
        say(" ".join([step, *str(places.get("figure", "")).split()]), at, of)

    try:
        data, manifest = data_folder(), current(data_folder())
        closed = unopened(data, manifest) if manifest is not None and not given["closed"] else ()
        if closed:
            names = speak(str(given["lang"])).listing(closed)
            raise ReformsporError("replication.problem.unopened", names=names)
        wish = Wish(given["level"], given["lang"], given["own"], closed=bool(given["closed"]))
        out = Path(given["out"])
        out.parent.mkdir(parents=True, exist_ok=True)
        made = replicate(data, wish, out, say=told)
    except ReformsporError as error:
        return {"refused": {"key": error.key, "details": error.details}}
    return {"name": f"{made.name}.zip", "bytes": made.file.stat().st_size}
