"""Names and keys of persons become pseudonyms at the door, by a keyed hash whose key never enters the data."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from pathlib import Path

import duckdb
import numpy as np

from reformspor.errors import ReformsporError
from reformspor.intake.lookalikes import DRAWN_ALIKE
from reformspor.intake.whole import once_whole

KEY_FILE = "pseudonym.key"
KEY_BYTES = 32
# Sixty bits: two of a million persons share one with a chance of one in two million, and DuckDB keeps twelve
# signs without a second look-up.
KEPT = 12
RUNS = re.compile(r"[^\W\d_]+|\d+")
# What a spreadsheet adds to a whole number.
DECIMALS = re.compile(r"^(\d+)[.,]0+$")


def pseudonym_key(private: Path, name: str = KEY_FILE) -> bytes:
    """The key of this name in the private folder, made at first use and readable by its owner only.

    Raises ReformsporError for a key that is not whole: what is hashed with half a key can be guessed.
    """
    file = private / name
    key = file.read_bytes() if file.exists() else once_whole(file, secrets.token_bytes(KEY_BYTES))
    if len(key) != KEY_BYTES:
        raise ReformsporError("ledger.key_broken", file=name)
    return key


def folded(person: str) -> str:
    """A person's id without what typing it anew, or a spreadsheet, may change.

    That is case, width, alphabets drawn alike, signs that are not seen, signs and blanks between letters and digits,
    and noughts before a number: `P-21`, `p\N{EN DASH}021` and `P 21` are one, and so are `21` and `21.0`. `1-23` and
    `12-3` are two.
    """
    text = unicodedata.normalize("NFKC", person).casefold().translate(DRAWN_ALIKE)
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    runs = RUNS.findall(DECIMALS.sub(r"\1", seen))
    return "-".join(str(int(run)) if run.isdecimal() else run for run in runs) or seen


def pseudonym(key: bytes, person: str) -> str:
    """A person's pseudonym: the same for the same key and person, and of no use without the key.

    However it is typed (`folded`), it is one person: two would let four pass for five, and a correction pass for the
    hours of somebody new. Where they are not, the ledger counts fewer people than there are, which only makes it wait.
    """
    digest = hmac.new(key, folded(person).encode("utf-8"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii")[:KEPT].lower()


def pseudonyms_of(con: duckdb.DuckDBPyConnection, key: bytes, persons: str, target: str) -> None:
    """Create the table `target` (person, pseudonym) for the texts in column `person` of the query `persons`."""
    found = con.execute(f"select distinct person from ({persons}) where person is not null").fetchall()
    known = [person for (person,) in found]
    marks = [pseudonym(key, person) for person in known]
    columns = {"person": known, "pseudonym": marks}
    con.register("pseudonyms__", {name: np.array(texts, object) for name, texts in columns.items()})
    kind = "temp table" if target.startswith("temp.") else "table"
    con.execute(
        f"create or replace {kind} {target} as select person::varchar as person, pseudonym::varchar as pseudonym "
        "from pseudonyms__"
    )
    con.unregister("pseudonyms__")
