"""The drawing library is the one that was built here, speaks as the Python package does, and draws all we draw."""

import hashlib
import json
import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

import reformspor
from reformspor.web.assets import OWN

VENDOR = OWN / "vendor"
BUNDLE = VENDOR / "plotly-cartesian.min.js"
SOURCE = Path(reformspor.__file__).parent / "web" / "plotly"


def test_the_bundle_is_byte_for_byte_the_one_whose_hash_was_recorded_when_it_was_built():
    recorded, name = (VENDOR / "plotly-cartesian.sha256").read_text("ascii").split()
    assert name == BUNDLE.name
    assert hashlib.sha256(BUNDLE.read_bytes()).hexdigest() == recorded


def test_the_bundle_is_built_from_one_pinned_version_which_is_the_one_the_python_package_speaks():
    said = re.search(r"plotly\.js v(\S+) ", BUNDLE.read_text("utf-8")[:200])
    pinned = json.loads((SOURCE / "package.json").read_text("utf-8"))["dependencies"]["plotly.js"]
    locked = json.loads((SOURCE / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/plotly.js"]
    assert said is not None
    assert said[1] == pinned == locked["version"] == get_plotlyjs_version()


def test_the_licence_stands_beside_the_bundle():
    assert "MIT License" in (VENDOR / "plotly-cartesian.LICENSE.txt").read_text("utf-8")


def test_every_kind_of_trace_a_chart_has_is_in_the_bundle():
    built = set(re.findall(r'plotly\.js/lib/(\w+)"', (SOURCE / "entry.js").read_text("utf-8"))) - {"core"} | {"scatter"}
    charts = Path(reformspor.__file__).parent / "charts"
    traces = {
        kind
        for file in charts.glob("*.py")
        for kind in re.findall(r'"type": "(\w+)"', file.read_text("utf-8"))
        if kind in {"bar", "scatter", "heatmap", "box", "violin", "histogram", "contour", "pie", "waterfall", "funnel"}
    }
    assert traces == built
