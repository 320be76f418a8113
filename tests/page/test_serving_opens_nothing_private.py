"""A process that draws every page and hands out every file of it opens nothing private, nor tells what is there."""

import os
import subprocess
import sys
from pathlib import Path

from reformspor.snapshot.folder import DataFolder
from tests.review.given import BARRIERS, approve, take
from tests.snapshot.exports import hours

ROOT = Path(__file__).parents[2]
DRAWN = """
import sys
opened = []
WATCHED = ("open", "os.open", "os.listdir", "os.scandir")
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in WATCHED and args else None)
import duckdb
connect = duckdb.connect
# The engine opens files by itself, unseen by the hook.
duckdb.connect = lambda *given, **named: (opened.append(str([given, named])), connect(*given, **named))[1]
from reformspor.disclosure import Rule
from reformspor.page.cards import Count
from reformspor.page.handout import handout
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.seal import links
from reformspor.page.serving import served
from reformspor.scope import Scope
from reformspor.words import speak
held, out = served(), sys.stdout.buffer
cards = 0
for entry in PAGES:
    count = Count(entry.name)
    view_of(entry.name)(Rehearsal(speak("nn"), Scope(), Rule.of("internal"), "light", held, {}, count))
    for question, times in count.names.items():
        key = f"{entry.name}_{question.replace('/', '_')}_1"
        path, query = links(entry.name, key, {"lang": "nn", "snapshot": held.manifest.id})
        for kind in ("about", "table-1", "csv"):
            found = handout(f"{path}.{kind}", query, "internal")
            out.write(found.body if found else b"")
            cards += found is not None
assert {"deliver", "review", "data", "dictionary"} <= {entry.name for entry in PAGES}
assert cards > 40, cards
private = sorted({path for path in opened if path.endswith("/private") or "/private/" in path})
assert not private, private
assert any("served.duckdb" in path for path in opened), "the engine's own opening is seen"
opens = {"reformspor.ledger.private", "reformspor.ledger.release", "reformspor.snapshot.admission"}
assert not opens & set(sys.modules), opens & set(sys.modules)
"""


def test_every_page_and_every_file_of_it_is_made_without_the_private_folder(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    take(
        data, tmp_path / "in", resource_use=hours(30), barriers=BARRIERS + "B3;Kari Ås ringde;04.03.2026;law;agency;;\n"
    )
    approve(data, "B1")
    environment = os.environ | {"REFORMSPOR_DATA": str(data.root), "REFORMSPOR_LEVEL": "internal"}
    done = subprocess.run([sys.executable, "-c", DRAWN], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert "Krav om dobbel rapportering" in done.stdout.decode("utf-8", "replace"), "what is approved is handed out"
    for secret in ("Uklart ansvar", "Kari Ås", "Kari Nordmann", "Møte to", "-secret", "p-003"):
        assert secret.encode() not in done.stdout, secret
        assert secret.encode() not in done.stderr, secret


def test_no_file_outside_the_private_folder_holds_an_unreviewed_text_or_a_persons_key(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    take(data, tmp_path / "in", resource_use=hours(30))
    approve(data, "B1")
    files = [file for file in data.root.rglob("*") if file.is_file() and data.private not in file.parents]
    assert any("snapshots" in file.parts for file in files)
    for file in files:
        content = file.read_bytes()
        for secret in ("Uklart ansvar", "Kari Nordmann", "Møte to", "-secret", "p-003"):
            assert secret.encode() not in content, (file.name, secret)
