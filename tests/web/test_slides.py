"""The address of a presentation answers nobody who was not shown it, and its files are ours."""

from pathlib import Path

import pytest

from reformspor.web.assets import DRAWING, Assets
from reformspor.web.policy import CONTENT_POLICY
from reformspor.web.slides import LIBRARY, MARK, SCRIPTS, STYLES
from tests.web.test_guard import get

ASSETS = Assets()


@pytest.mark.parametrize("path", ["/slides/", "/slides/1", "/slides/../healthz", f"/slides/{'0' * 32}/more"])
def test_an_address_that_was_never_made_here_is_not_found(path):
    status, headers, body = get(path)
    assert (status, body) == (404, b"")
    assert headers["content-security-policy"] == CONTENT_POLICY


def test_those_who_come_when_too_many_wait_already_are_asked_to_come_back(monkeypatch):
    monkeypatch.setattr("reformspor.web.slides.MOST_WAITING", 0)
    status, headers, body = get(f"/slides/{'0' * 32}")
    assert (status, body, headers["retry-after"]) == (503, b"", "30")


def test_every_file_a_presentation_asks_for_is_ours_and_kept_by_the_browser():
    for name in (*STYLES, *SCRIPTS, LIBRARY, MARK):
        status, headers, body = get(ASSETS.url(name))
        assert status == 200
        assert body
        assert "immutable" in headers["cache-control"]


def test_slides_draw_with_the_same_parts_as_the_pages_and_with_no_other_file_beside_them():
    script = ASSETS.find(ASSETS.url(SCRIPTS[0])).plain.decode()
    for name in ("margins.js", "hatch.js"):
        assert f'"../component/{name}"' in script
        assert ASSETS.find(ASSETS.url(f"component/{name}")).plain == (DRAWING / name).read_bytes()
    for path in ("component/../protocol.py", "component/../../web/server.py", "component/", "component"):
        assert ASSETS.find(ASSETS.url(path)) is None
    assert ASSETS.find(f"/component/{Path('margins.js')}") is None
