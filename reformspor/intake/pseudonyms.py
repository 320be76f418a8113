"""Names and keys of persons become pseudonyms at the door, by a keyed hash whose key never enters the data."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path

import duckdb
import pandas as pd

from reformspor.errors import ReformsporError
from reformspor.intake.whole import once_whole

KEY_FILE = "pseudonym.key"
KEY_BYTES = 32
# Sixty bits: two of a million persons share one with a chance of one in two million, and DuckDB keeps twelve
# signs without a second look-up.
KEPT = 12


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
    """A person's id without what typing it anew may change: case, width, and blanks around and between."""
    return " ".join(unicodedata.normalize("NFKC", person).casefold().split())


def pseudonym(key: bytes, person: str) -> str:
    """A person's pseudonym: the same for the same key and person, and of no use without the key.

    `P-21`, `p-21` and ` P-21` are one person: two would let four pass for five. Where they are not, the ledger counts
    fewer people than there are, which only makes it wait.
    """
    digest = hmac.new(key, folded(person).encode("utf-8"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii")[:KEPT].lower()


def pseudonyms_of(con: duckdb.DuckDBPyConnection, key: bytes, persons: str, target: str) -> None:
    """Create the table `target` (person, pseudonym) for the texts in column `person` of the query `persons`."""
    found = con.execute(f"select distinct person from ({persons}) where person is not null").fetchall()
    frame = pd.DataFrame(
        [(person, pseudonym(key, person)) for (person,) in found], columns=["person", "pseudonym"], dtype="object"
    )
    con.register("pseudonyms__", frame)
    kind = "temp table" if target.startswith("temp.") else "table"
    con.execute(
        f"create or replace {kind} {target} as select person::varchar as person, pseudonym::varchar as pseudonym "
        "from pseudonyms__"
    )
    con.unregister("pseudonyms__")
