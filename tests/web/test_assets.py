"""Static files: packed once, sent as the browser asks, and kept only as long as they stay what they are."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from reformspor.web.assets import FRAMEWORK, OWN, Assets
from reformspor.web.packing import ENDINGS, Packed, chosen_encoding, content_name
from reformspor.web.shell import first_files
from tests.web.test_guard import ASSETS, get

STYLES = "reformspor.css"
PLAIN = (OWN / STYLES).read_bytes()
LETTERS = "fonts/hanken-grotesk.woff2"


@pytest.mark.parametrize(("accepted", "encoding"), [
    ("gzip, deflate, br, zstd", "br"),
    ("br;q=0.4, gzip;q=0.8", "gzip"),
    ("gzip;q=0.8, br;q=0.8", "br"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0, gzip;q=0.0", None),
    ("*", "br"),
    ("br;q=0, *", "gzip"),
    ("*;q=0", None),
    ("identity", None),
    ("identity;q=1, gzip;q=0.5", None),
    ("GZIP", "gzip"),
    ("xbr, gzipped", None),
    ("br;q=a", None),
    ("", None),
])  # fmt: skip
def test_a_browser_is_sent_the_encoding_it_likes_best_and_never_one_it_refuses(accepted, encoding):
    assert chosen_encoding(accepted) == encoding


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_what_is_sent_packed_says_so_and_is_the_plain_file(accepted, unpack):
    _, headers, body = get(ASSETS.url(STYLES), accept_encoding=accepted)
    assert headers["content-encoding"] == accepted
    assert headers["content-length"] == str(len(body))
    assert unpack(body) == (OWN / STYLES).read_bytes()


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_what_may_be_sent_packed_always_says_that_it_varies(accepted):
    assert get(ASSETS.url(STYLES), accept_encoding=accepted)[1]["vary"] == "accept-encoding"


def test_what_is_packed_already_is_sent_as_it_is():
    _, headers, body = get(ASSETS.url(LETTERS), accept_encoding="br")
    assert "content-encoding" not in headers
    assert body == (OWN / LETTERS).read_bytes()


def test_a_later_start_packs_nothing_and_sends_what_the_first_one_kept(tmp_path):
    first = Packed(tmp_path)
    assert first.pack(PLAIN)
    kept = sorted(file.name for file in tmp_path.iterdir())
    assert kept == [content_name(PLAIN) + ending for ending in sorted(ENDINGS.values())]
    later = Packed(tmp_path)
    assert not later.pack(PLAIN)
    assert brotli.decompress(later.get(content_name(PLAIN), "br")) == PLAIN
    assert gzip.decompress(later.get(content_name(PLAIN), "gzip")) == PLAIN


def test_a_changed_content_is_never_answered_with_what_was_packed_of_the_former(tmp_path):
    packed = Packed(tmp_path)
    packed.pack(PLAIN)
    assert packed.get(content_name(PLAIN + b"more"), "br") is None


def test_the_command_packs_every_file_once_and_lets_go_of_what_no_file_has(tmp_path):
    framework, kept = tmp_path / "framework", tmp_path / "packed"
    framework.mkdir()
    kept.mkdir()
    (framework / "one.js").write_bytes(PLAIN)
    (framework / "picture.png").write_bytes(PLAIN)
    (kept / "gone.br").write_bytes(b"")
    (kept / f"{content_name(PLAIN)}.br.123.456").write_bytes(b"of a process that was stopped")
    (kept / "notes.txt").write_bytes(b"somebody's own")
    assets = Assets(own=framework, framework=framework, packed=kept)
    made, gone = assets.pack_all()
    assert (kept / f"{content_name(PLAIN)}.br").is_file()
    assert (made > 0, gone) == (True, 2)
    assert (kept / "notes.txt").is_file()
    assert assets.pack_all() == (0, 0)


def test_what_cannot_be_put_in_its_place_leaves_nothing_half_behind(tmp_path):
    (tmp_path / f"{content_name(PLAIN)}.br").mkdir()
    with pytest.raises(OSError, match="directory"):
        Packed(tmp_path).pack(PLAIN)
    assert [file.name for file in tmp_path.iterdir()] == [f"{content_name(PLAIN)}.br"]


def test_what_was_sent_in_haste_is_sent_well_packed_once_it_is(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "one.js").write_bytes(PLAIN)
    assets = Assets(own=own, packed=tmp_path / "packed")
    asset = assets.find(assets.url("one.js"))
    hasty = assets.body(asset, "br")
    Packed(tmp_path / "packed").pack(PLAIN)
    well = assets.body(asset, "br")
    assert brotli.decompress(hasty) == brotli.decompress(well) == PLAIN
    assert len(well) < len(hasty)


def test_a_folder_that_cannot_be_written_in_leaves_the_reader_served(tmp_path):
    (tmp_path / "packed").write_text("a file stands where the folder would be")
    assets = Assets(packed=tmp_path / "packed")
    asset = assets.find(assets.url(STYLES))
    assert brotli.decompress(assets.body(asset, "br")) == (OWN / STYLES).read_bytes()


def test_a_file_asked_for_under_a_former_version_is_not_kept_for_ever():
    assert get(f"/assets/0123456789/{STYLES}")[1]["cache-control"] == "no-cache"
    assert "immutable" in get(ASSETS.url(STYLES))[1]["cache-control"]


def test_every_file_of_the_framework_that_is_kept_for_ever_has_its_hash_in_its_name():
    named = {file.name: f"static/{file.relative_to(FRAMEWORK).as_posix()}" for file in FRAMEWORK.rglob("*.*")}
    kept = [name for name, path in named.items() if "immutable" in ASSETS.find(path).kept]
    assert len(kept) > 100
    assert [name for name in kept if not re.search(r"\.[\w-]{8}\.\w+$", name)] == []


def test_a_browser_that_has_the_parts_of_a_figure_is_not_sent_them_again():
    path = "/_stcore/bidi-components/reformspor.figure/figure.js"
    status, headers, _ = get(path)
    assert (status, headers["cache-control"]) == (200, "no-cache")
    again, _, body = get(path, if_none_match=headers["etag"])
    assert (again, body) == (304, b"")
    assert get(path, if_none_match='"other"')[0] == 200


def test_icons_are_those_the_framework_names_and_no_others():
    listed = set((OWN / "fonts" / "material-symbols.txt").read_text("ascii").split())
    # Names in examples and of what the font itself lacks.
    unknown = {"123", "1k", "access_time", "star_filled"}
    scripts = (file.read_text("utf-8") for file in (FRAMEWORK / "js").glob("*.js"))
    named = {name for text in scripts for name in re.findall(r"material/(\w+)", text)}
    assert named - unknown == listed
    icons = next(FRAMEWORK.rglob("MaterialSymbols-Rounded.*.woff2"))
    assert get(f"/static/media/{icons.name}")[2] == (OWN / "fonts" / "material-symbols.woff2").read_bytes()


def test_no_page_of_ours_names_an_icon_that_is_not_among_them():
    root = Path(__file__).parents[2]
    texts = [file.read_text("utf-8") for folder in ("pages", "reformspor") for file in (root / folder).rglob("*.py")]
    assert [name for text in texts for name in re.findall(r":material/(\w+):", text)] == []


def test_the_first_visit_costs_less_than_a_megabyte_and_a_half_even_before_it_is_well_packed():
    found = [ASSETS.find(path) for path in set(first_files(ASSETS))]
    assert sum(len(ASSETS.body(asset, "br" if asset.packs else None)) for asset in found) < 1_400_000
