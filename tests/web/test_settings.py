"""The settings keep the service shut, and settings and stylesheet have the palette's colours."""

import re
import tomllib
from pathlib import Path

import pytest

from reformspor.charts import tokens
from reformspor.disclosure import level_of_process
from reformspor.look import palette
from reformspor.web.assets import OWN

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


@pytest.mark.parametrize(("table", "name", "value"), [
    ("server", "address", "127.0.0.1"),
    ("server", "fileWatcherType", "none"),
    ("server", "enableStaticServing", False),
    ("server", "enableAgentApi", False),
    ("browser", "gatherUsageStats", False),
    ("client", "showErrorDetails", "none"),
    ("client", "toolbarMode", "minimal"),
    ("client", "disableDataExport", True),
    ("runner", "postScriptGC", False),
])  # fmt: skip
def test_a_setting_that_keeps_the_service_shut_is_there(table, name, value):
    assert SETTINGS[table][name] == value


def test_messages_and_uploads_are_small():
    assert SETTINGS["server"]["maxUploadSize"] <= 1
    assert SETTINGS["server"]["maxMessageSize"] <= 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_framework_has_the_palettes_colours(theme):
    colours, settings = palette(theme), SETTINGS["theme"][theme]
    assert settings["backgroundColor"] == colours.ground
    assert settings["textColor"] == colours.ink
    assert settings["primaryColor"] == colours.accent
    assert tuple(settings["chartCategoricalColors"]) == colours.categories


def test_the_stylesheet_has_the_palettes_colours():
    css = (OWN / "reformspor.css").read_text("utf-8")
    found = dict(re.findall(r"--(\w+): light-dark\(([^)]+)\)", css))
    for name in ("ground", "surface", "sunken", "ink", "ink2", "ink3", "line", "line2", "accent", "good", "watch",
                 "act", "muted", "c1", "c2", "c3", "c4", "c5"):  # fmt: skip
        assert found[name] == f"{getattr(palette('light'), name)}, {getattr(palette('dark'), name)}"


def test_the_keys_of_a_figure_have_the_figures_colours():
    css = (OWN / "reformspor.css").read_text("utf-8")
    light, dark = tokens("light"), tokens("dark")
    for step in range(7):
        assert f"--s{step}: light-dark({light[f's{step}']}, {dark[f's{step}']})" in css
        assert f".rs-s{step} {{" in css


def test_the_stylesheet_fetches_nothing_from_elsewhere():
    css = (OWN / "reformspor.css").read_text("utf-8")
    assert not re.findall(r"url\([\"']?(?:https?:)?//", css)
    assert "@import" not in css


def test_every_shipped_font_and_library_has_its_licence_beside_it():
    shipped = [*OWN.glob("fonts/*.woff2"), *OWN.glob("vendor/*.js")]
    assert len(shipped) == 4
    for file in shipped:
        name = file.name.split(".")[0]
        assert (file.parent / f"{name}.LICENSE.txt").is_file(), file


@pytest.mark.parametrize(("asked", "address", "level"), [
    ("", "127.0.0.1", "internal"),
    ("", "localhost", "internal"),
    ("", "0.0.0.0", "public"),
    ("", None, "public"),
    ("research", "0.0.0.0", "research"),
    ("Internal", "127.0.0.1", "public"),
])  # fmt: skip
def test_the_level_is_internal_only_on_this_machine_unless_it_is_named(asked, address, level):
    assert level_of_process({"REFORMSPOR_LEVEL": asked}, address) == level
