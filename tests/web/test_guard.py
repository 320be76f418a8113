"""What the server sends before and around the pages."""

import asyncio
import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from reformspor.web.assets import OWN, Assets
from reformspor.web.health import serving
from reformspor.web.policy import CLOSED, CONTENT_POLICY
from reformspor.web.server import Guard

ASSETS = Assets()


async def framework(scope, receive, send):
    """Stands where Streamlit stands: answers everything, with a header of its own that must not win."""
    headers = [(b"content-type", b"text/plain"), (b"x-frame-options", b"ALLOWALL")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"framework"})


def get(path, query="", method="GET", level="public", **headers):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    with ThreadPoolExecutor(1) as thread:  # the browser tests may keep a loop running in this one
        thread.submit(asyncio.run, Guard(framework, ASSETS, lambda: level)(scope, receive, send)).result()
    named = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], named, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("path", ["/", "/sessions", "/healthz", "/media/x", "/_stcore/health", "/static/none.js"])
def test_every_answer_carries_the_content_policy_and_no_framing(path):
    _, headers, _ = get(path)
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_content_policy_runs_no_inline_script_and_reaches_no_other_host():
    directives = dict(part.split(" ", 1) for part in CONTENT_POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert "http" not in CONTENT_POLICY
    assert "unsafe-eval" not in CONTENT_POLICY


@pytest.mark.parametrize(("query", "cookie", "lang"), [
    ("", "", "nn"),
    ("lang=nb", "", "nb"),
    ("role=helper&lang=en", "reformspor_lang=nb", "en"),
    ("", "reformspor_lang=en", "en"),
    ("lang=xx", "", "nn"),
    ("", "reformspor_lang=<script>", "nn"),
])  # fmt: skip
def test_the_shell_page_has_the_readers_language(query, cookie, lang):
    status, headers, body = get("/sessions", query, cookie=cookie)
    assert status == 200
    assert f'<html lang="{lang}">' in body.decode()
    assert headers["content-language"] == lang


def test_the_shell_page_runs_only_script_files_and_fetches_nothing_from_elsewhere():
    page = get("/")[2].decode()
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "<title>Reformspor</title>" in page


def test_every_file_the_shell_names_is_there():
    page = get("/")[2].decode()
    named = re.findall(r'(?:src|href|data-plotly)="(/[^"]+)"', page)
    assert len(named) > 20
    assert [path for path in named if get(path)[0] != 200] == []


def test_our_files_are_sent_compressed_and_kept_for_ever():
    status, headers, body = get(ASSETS.url("vendor/plotly-cartesian.min.js"), accept_encoding="gzip")
    plain = (OWN / "vendor" / "plotly-cartesian.min.js").read_bytes()
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body) == plain
    assert len(body) < len(plain) / 2


def test_a_browser_that_cannot_unpack_gets_the_plain_file():
    _, headers, body = get(ASSETS.url("reformspor.css"))
    assert "content-encoding" not in headers
    assert body == (OWN / "reformspor.css").read_bytes()


@pytest.mark.parametrize("path", ["/assets/x/../../policy.py", "/static/../index.html", "/assets/x/%2e%2e/server.py"])
def test_no_path_leads_out_of_the_static_folders(path):
    assert get(path)[0] == 404


@pytest.mark.parametrize("name", ["\0", "a\0.js", "a" * 5000])
@pytest.mark.parametrize("area", ["/static/", "/assets/x/", "/assets/x/component/"])
def test_a_name_no_file_can_have_is_a_file_there_is_none_of(area, name):
    assert get(area + name)[0] == 404


@pytest.mark.parametrize("path", CLOSED)
def test_doors_of_the_framework_that_no_page_needs_are_shut(path):
    assert get(path)[0] == 404


def test_pages_and_downloads_are_not_kept_by_the_browser():
    assert get("/")[1]["cache-control"] == "no-store"
    assert get("/media/abc.csv")[1]["cache-control"] == "no-store"


def test_the_stream_is_looked_for_below_a_page_and_must_not_be_answered_with_a_page():
    assert get("/sessions/_stcore/health")[2] == b"framework"


def test_the_first_page_has_one_address():
    status, headers, _ = get("/overview", "role=helper")
    assert (status, headers["location"]) == (307, "/?role=helper")


def test_health_says_which_snapshot_is_served(monkeypatch, tmp_path):
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    serving("20261031-test")
    status, _, body = get("/healthz")
    assert status == 200
    told = json.loads(body)
    assert (told["status"], told["snapshot"], told["work"]) == ("ok", "20261031-test", 0)
    assert told["collected"].keys() == {"times", "freed", "last_ms", "longest_ms"}


@pytest.mark.parametrize(("level", "status"), [("internal", 200), ("research", 404), ("public", 404)])
def test_files_are_received_only_inside_the_house(level, status):
    assert get("/_stcore/upload_file/1/2", method="PUT", level=level)[0] == status
