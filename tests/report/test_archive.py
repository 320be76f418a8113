"""The package for the records system holds all of the register in words, sealed, and no text that nobody has read."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest

from reformspor.choices import choices_from
from reformspor.cli import main
from reformspor.disclosure import Rule
from reformspor.report.archive import FIELDS, LIST, README, Package, package_of
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import open_current
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.review.given import approve, take
from tests.views.given import small_connection

CHOICES = choices_from({}, constructed=True)


@cache
def store() -> DuckStore:
    con = small_connection()
    con.execute("update barriers set description = '=1+1', public = 'open' where barrier_id = 'B01'")
    con.execute("update barriers set public = 'internal' where barrier_id = 'B02'")
    con.execute("update barrier_events set doc_ref = '24/117' where to_status = 'resolved' and barrier_id = 'B05'")
    return DuckStore(con)


def packed(lang: str = "nn", level: str = "internal") -> Package:
    return package_of(store(), Rule.of(level), speak(lang), CHOICES, {"U1": "Solsida skule"})


def opened(package: Package) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package.body)) as held:
        assert held.testzip() is None
        return {name: held.read(name).decode("utf-8") for name in held.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_barrier_event_and_document_is_there_and_codes_are_written_out() -> None:
    made = packed()
    files = opened(made)
    barriers, events, documents = (rows(files[f"{name}.csv"]) for name in ("barriers", "events", "documents"))
    there = store().run("select (select count(*) from barriers) as b, (select count(*) from barrier_events) as e", {})
    assert (made.barriers, made.events) == (len(barriers), len(events)) == (there["b"][0], there["e"][0])
    assert made.events > made.barriers > 0
    first = next(row for row in barriers if row["Barriere"] == "B05")
    assert (first["Status"], first["Avslutta dato"], first["Eining"]) == ("Løyst", "2025-11-21", "Solsida skule")
    assert "lov og forskrift" in first["Typar"].lower()
    assert [(row["Barriere"], list(row.values())[-1]) for row in documents] == [("B05", "24/117")]
    words = " ".join(files["barriers.csv"].split())
    assert not any(code in words for code in ("not_reported", "resolved", "raised", "ministry"))


def test_the_list_seals_every_other_file_under_the_names_of_noark() -> None:
    files = opened(packed())
    told = json.loads(files[LIST])
    assert {one["referanseDokumentfil"] for one in told["dokumentobjekt"]} == set(files) - {LIST}
    for one in told["dokumentobjekt"]:
        body = files[one["referanseDokumentfil"]].encode()
        assert one["sjekksum"] == hashlib.sha256(body).hexdigest()
        assert (one["sjekksumAlgoritme"], one["filstoerrelse"]) == ("SHA-256", len(body))
    assert told["konstruert"] is True
    assert told["systemID"] == "liten"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_column_is_explained_and_the_package_tells_what_it_is_in_every_language(lang: str) -> None:
    files = opened(packed(lang))
    explained = [(row[0], row[1]) for row in csv.reader(io.StringIO(files[FIELDS]), delimiter=";")][1:]
    for name in ("barriers.csv", "events.csv"):
        heads = next(csv.reader(io.StringIO(files[name]), delimiter=";"))
        assert [head for file, head in explained if file == name] == heads
        assert len(set(heads)) == len(heads)
    assert all(row[4] for row in csv.reader(io.StringIO(files[FIELDS]), delimiter=";"))
    assert "{" not in files[README]
    assert speak(lang)("frame.badge_more") in files[README]


def test_the_same_register_gives_the_same_bytes() -> None:
    assert packed().body == packed().body
    assert packed("nb").body != packed("nn").body


def test_no_cell_is_a_formula_in_a_spreadsheet() -> None:
    files = opened(packed())
    cells = [cell for name in files if name.endswith(".csv") for row in rows(files[name]) for cell in row.values()]
    assert "'=1+1" in cells
    assert not any(cell.startswith(("=", "+", "@", "-")) for cell in cells)


def test_at_the_public_level_only_text_that_is_open_to_all_is_packed() -> None:
    internal, public = opened(packed())["barriers.csv"], opened(packed(level="public"))["barriers.csv"]
    assert "Sak 2" in internal
    assert {row["Tittel"] for row in rows(public)} == {"Sak 1", ""}


def test_no_text_that_waits_is_in_the_package_and_how_many_do_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    data = DataFolder(tmp_path / "data")
    take(data, tmp_path / "in")
    approve(data, "B1")
    held = open_current(data)
    assert held is not None
    held[1].close()
    assert main(["archive", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    file = next(tmp_path.glob("*.zip"))
    files = opened(Package("", file.read_bytes(), 0, 0, 0))
    assert "Krav om dobbel rapportering" in files["barriers.csv"]
    assert "Uklart ansvar" not in "".join(files.values())
    assert "Éin tekst er ikkje lesen og godkjend" in said
    assert "Éin fritekst er ikkje lesen og godkjend" in files[README]
    assert json.loads(files[LIST])["tal"]["tekstar_som_ventar"] == 1
