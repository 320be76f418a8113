"""A package's figures are reckoned from its folder alone, in a process of its own, as whoever gets it will do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from reformspor.errors import ReformsporError
from reformspor.page.kept_work import FOLDER as COMPUTED
from reformspor.page.rebuilding import STEP
from reformspor.replication.program import ROOT
from reformspor.snapshot.folder import DataFolder

Say = Callable[..., None]


def reckon(folder: Path, data: DataFolder, say: Say) -> None:
    """Write the figures into the folder; `say` is told of each as it begins.

    Raises ReformsporError with the figure it was at when they could not be reckoned.
    """
    environment = dict(os.environ) | {"REFORMSPOR_COMPUTED": str((data.root / COMPUTED).resolve())}
    command = [sys.executable, "-m", "reformspor.page.rebuilding", str(folder), "--write"]
    # Whoever holds the package can look its figures up by their names.
    command += ["--names", str(data.root.resolve())]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    last: deque[str] = deque(maxlen=1)
    try:
        listening = threading.Thread(target=_listen, args=(child, say, last), daemon=True)
        listening.start()
        listening.join()
        code = child.wait()
    finally:
        child.kill()
        child.wait()
    if code:
        raise ReformsporError("replication.problem.failed", why=last[0] if last else str(code))


def _listen(child: subprocess.Popen[str], say: Say, last: deque[str]) -> None:
    assert child.stderr is not None
    with child.stderr as told:
        for line in told:
            if line.startswith(STEP):
                at, of, figure = line.removeprefix(STEP).rstrip("\n").split(" ", 2)
                say("figures", at=at, of=of, figure=figure)
                last.append(figure)
