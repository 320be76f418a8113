"""A real server over the constructed municipality, and a real browser; without a browser the tests say so."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path() -> str | None:
    """The Chromium of this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def running(data: Path, level: str = "") -> Iterator[str]:
    """The application over a data folder, on a free port; gives its address once it is healthy."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "REFORMSPOR_DATA": str(data), "REFORMSPOR_LEVEL": level}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    log = (data / "server.log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server, data / "server.log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # it has not come so far that it heeds being asked
            server.kill()
            server.wait()
        log.close()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended:\n{log.read_text('utf-8')[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.3)
    raise RuntimeError(f"the server did not answer:\n{log.read_text('utf-8')[-3000:]}")


@contextmanager
def chromium() -> Iterator[object]:
    """A browser driven by Playwright."""
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=browser_path(), args=arguments)
        try:
            yield started
        finally:
            started.close()


@pytest.fixture(scope="session")
def browser():
    """A browser, or a visible skip; where REFORMSPOR_BROWSER is `required`, a failure."""
    if browser_path() is None:
        if os.environ.get("REFORMSPOR_BROWSER") == "required":
            pytest.fail("REFORMSPOR_BROWSER=required, but there is no Chromium on the path")
        pytest.skip("no Chromium on the path: browser tests are not run")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def address(browser, constructed, tmp_path_factory):
    """The address of the application over the constructed municipality."""
    with running(shutil.copytree(constructed.root, tmp_path_factory.mktemp("own") / "data")) as started:
        yield started


@pytest.fixture(scope="session")
def framework_address(browser, constructed, tmp_path_factory):
    """The same, with the figures drawn by Streamlit's own parts."""
    data = shutil.copytree(constructed.root, tmp_path_factory.mktemp("framework") / "data")
    (data / "settings.toml").write_text('[dashboard]\nfigures = "streamlit"\n', "utf-8")
    with running(data) as started:
        yield started


@pytest.fixture(params=["address", "framework_address"], ids=["own", "streamlit"])
def either(request):
    """The address of the application with our own figure element, then with Streamlit's."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def page(browser):
    """A fresh reader: a desktop window in light colours."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()
