"""A served file of another form is refused in words, and the form is raised when the tables change."""

import hashlib
import json
from pathlib import Path

import duckdb
import pytest

from reformspor.errors import ReformsporError
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.schema import create_served
from reformspor.snapshot.shelf import MANIFEST, SERVED_FORM, current, open_current
from tests.snapshot.exports import write_export
from tests.snapshot.test_admission import take

TABLES_OF_FORM = {7: "74fbd238cfce"}


def test_the_form_is_raised_when_a_served_table_changes() -> None:
    con = duckdb.connect()
    create_served(con)
    columns = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    ).fetchall()
    mark = hashlib.sha256(repr(columns).encode()).hexdigest()[:12]
    assert TABLES_OF_FORM[SERVED_FORM] == mark, "the served tables have changed: raise SERVED_FORM, then write its mark"


def test_a_snapshot_of_another_form_is_refused_in_words(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    take(data, write_export(tmp_path / "in"))
    serving = current(data)
    assert serving is not None
    manifest = data.snapshots / serving.id / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"form": 0}), "utf-8")
    with pytest.raises(ReformsporError, match="other_form"):
        open_current(data)
