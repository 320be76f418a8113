"""The process that serves loads only what reading needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = """
import sys
import reformspor.web, reformspor.page.screen, reformspor.page.filters, reformspor.page.ahead
from reformspor.page.navigation import PAGES, view_of
for entry in PAGES:
    if entry.audience in ("leadership", "presenters"):
        view_of(entry.name)
print(*sys.modules)
"""


def test_the_pages_of_leadership_and_presenters_are_served_without_loading_what_takes_in_exports_or_writes_files():
    done = subprocess.run([sys.executable, "-c", PAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "reformspor.page.serving" in loaded
    never = {"reformspor.intake.take", "reformspor.demo", "reformspor.snapshot.admission", "xlsxwriter", "kaleido"}
    assert sorted(never & loaded) == []
