"""The texts of the snapshot that serves as a reviewer meets them: marked ones first, each bound to its exact words."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

import duckdb

from reformspor.errors import ReformsporError
from reformspor.review.marks import Mark, load_rules, marks, words_of
from reformspor.snapshot.decisions import Decision, check_reaches, head, read_log
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, Manifest, current
from reformspor.snapshot.texts import texts_now

State = Literal["waiting", "approved", "edited", "withheld"]
STATES: tuple[State, ...] = get_args(State)
STATE_OF: dict[str | None, State] = {
    None: "waiting",
    "approve": "approved",
    "replace": "edited",
    "withhold": "withheld",
}
BODIES = """
select distinct name from served.units where name is not null
union select distinct owner_org from served.barriers where owner_org is not null
union select distinct reported_by_org from served.barriers where reported_by_org is not null
"""


@dataclass(frozen=True)
class Text:
    """One text of one cell. `ref` names exactly this text there: were a letter changed, it would be another."""

    ref: str
    table: str
    key: str
    column: str
    text: str
    mark: str
    state: State
    reason: str
    shown: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Listing:
    """Every text of a snapshot. `behind` when something is decided that the snapshot does not show yet."""

    manifest: Manifest
    texts: tuple[Text, ...]
    log: tuple[Decision, ...]
    behind: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many texts stand how, and how many of the waiting ones are marked."""
        said = Counter[str](text.state for text in self.texts)
        waiting_marked = sum(1 for text in self.texts if text.state == "waiting" and text.marks)
        return {state: said[state] for state in STATES} | {"marked": waiting_marked}


def texts_of(data: DataFolder) -> Listing:
    """The texts of the snapshot that serves; none when its source declares them open.

    Only a process that may read the private folder can do this. Raises ReformsporError when nothing is admitted, the
    log is not whole, or the texts are no longer kept.
    """
    manifest = current(data)
    if manifest is None:
        raise ReformsporError("review.problem.nothing")
    if manifest.texts_open:
        return Listing(manifest, (), (), behind=False)
    private = data.private_of(manifest.source)
    log = read_log(private)
    check_reaches(log, manifest.review_head)
    con = duckdb.connect()
    try:
        texts_now(con, private, manifest.review_of or manifest.id, log)
        con.execute(
            f"attach '{str(data.snapshots / manifest.id / SERVED).replace(chr(39), chr(39) * 2)}' as served (read_only)"
        )
        own = words_of(name for (name,) in con.execute(BODIES).fetchall())
        rows = con.execute(
            "select table_name, key, column_name, text, mark, verb, reason, shown from text_now order by all"
        ).fetchall()
    finally:
        con.close()
    rules = load_rules()
    texts = [
        Text(
            ref=ref_of(table, key, column, mark),
            table=table,
            key=key,
            column=column,
            text=text,
            mark=mark,
            state=STATE_OF[verb],
            reason=reason or "",
            shown=shown or "",
            # What a reviewer has approved, they have read.
            marks=() if verb == "approve" else marks(text, rules, own),
        )
        for table, key, column, text, mark, verb, reason, shown in rows
    ]
    return Listing(manifest, tuple(sorted(texts, key=_order)), log, behind=manifest.review_head != head(log))


def ref_of(table: str, key: str, column: str, mark: str) -> str:
    """A short name for one exact text in one cell."""
    return hashlib.sha256("|".join((table, key, column, mark)).encode()).hexdigest()[:12]


def _order(text: Text) -> tuple[int, int, str, str, str]:
    return STATES.index(text.state), 0 if text.marks else 1, text.table, text.key, text.column
