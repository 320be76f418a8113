"""Two ids that a reader takes for one are both refused where others refer to them: nobody can tell which is meant."""

from __future__ import annotations

import unicodedata

import numpy as np

from reformspor.intake.fields import quoted
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench

# Cyrillic and Greek letters drawn as Latin ones, and the signs drawn as a hyphen.
DRAWN_ALIKE = str.maketrans(
    "авекмнорстухѕіјԁһαβεικνορτυχ\u2010\u2011\u2012\u2013\u2014\u2212",
    "abekmhopctyxsijdhabeikvoptux------",
)
# More ids than this are made by a machine, which writes them alike.
MOST = 200_000


def skeleton(text: str) -> str:
    """An id as the eye sees it: case, width, alphabet and kind of hyphen left out."""
    return unicodedata.normalize("NFKC", text).casefold().translate(DRAWN_ALIKE)


def check_look_alikes(bench: Bench, typed: Typed) -> None:
    """Name every key that looks like an earlier one and is another; only of tables that others refer to."""
    key, name = typed.source.table.key, typed.source.table.name
    fields = [other.source.table.fields[column] for other in bench.tables.values() for column in other.fields]
    if len(key) != 1 or key[0] not in typed.fields or name not in {field.references for field in fields}:
        return
    column = quoted(key[0])
    rows = bench.con.execute(
        f'select min("row"), {column} from {typed.name} where {column} is not null group by 2 order by 1 limit {MOST}'
    ).fetchall()
    seen: dict[str, list[tuple[int, str]]] = {}
    for row, value in rows:
        seen.setdefault(skeleton(value), []).append((row, value))
    alike = [(row, value, n) for found in seen.values() if len(found) > 1 for n, (row, value) in enumerate(found)]
    if not alike:
        return
    at, texts, ns = zip(*alike, strict=True)
    bench.con.register("alike__", {"row": np.array(at), "value": np.array(texts, object), "n": np.array(ns)})
    wrong = 'select "row"::bigint as "row", value::varchar as value, n from alike__'
    bench.refuse(typed, key[0], "look_alike_id", wrong, named="n > 0", along="looks_like_id")
    bench.con.unregister("alike__")
