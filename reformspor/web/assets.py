"""Every file the browser needs is ours, compressed once, and kept by the browser until its content changes."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit

from reformspor.web.packing import Packed, content_name, quick

OWN = Path(__file__).parent / "static"
# The parts a figure is drawn with, which slides draw theirs with too.
DRAWING = Path(__file__).parent.parent / "page" / "component"
# Where Streamlit looks for them.
FIGURE = "_stcore/bidi-components/reformspor.figure"
FRAMEWORK = Path(streamlit.__file__).parent / "static" / "static"
# Streamlit brings four thousand icons, four times as much as all our letters; here are those it names.
ICONS = re.compile(r"static/media/MaterialSymbols-Rounded\.[^/]+\.woff2")
PACKED = frozenset({".js", ".css", ".svg", ".html", ".json", ".txt", ".map"})
LEAST = 512
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
# Names that change with their content, as Streamlit's build makes them.
HASHED = re.compile(r"\.[\w-]{8}\.\w+\Z")
FOREVER = "public, immutable, max-age=31536000"
EACH_TIME = "no-cache"


@dataclass(frozen=True)
class Asset:
    """One file: its type, what its content is known by, whether it is smaller packed, and how long it may be kept."""

    file: Path
    content_type: str
    name: str
    packs: bool
    kept: str

    @property
    def plain(self) -> bytes:
        """Its bytes."""
        return self.file.read_bytes()


class Assets:
    """The static files of this program and of Streamlit, and their packed forms."""

    def __init__(self, own: Path = OWN, framework: Path = FRAMEWORK, packed: Path | None = None) -> None:
        self._roots = {"assets": own.resolve(), "static": framework.resolve(), "component": DRAWING.resolve()}
        self._found: dict[tuple[Path, str], Asset] = {}
        self._bodies: dict[tuple[str, str | None], bytes] = {}
        self._quick: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()
        self._packed = Packed(packed)
        self._packs_now = threading.Event()
        self.version = _digest(own, DRAWING)

    def url(self, name: str) -> str:
        """The address of one of our own files; it holds the content's hash, so it may be kept for ever."""
        return f"/assets/{self.version}/{name}"

    def find(self, path: str) -> Asset | None:
        """The file behind a request path, or None when there is none."""
        path = path.lstrip("/")
        if ICONS.fullmatch(path):
            return self._known(self._roots["assets"] / "fonts" / "material-symbols.woff2", EACH_TIME)
        area, rest, kept = self._place(path)
        root = self._roots.get(area)
        if root is None or not rest:
            return None
        try:
            file = (root / rest).resolve()
            there = file.is_relative_to(root) and file.is_file()
        except (OSError, ValueError):  # no file can have such a name: too long, or with a zero in it
            return None
        return self._known(file, kept) if there else None

    def _place(self, path: str) -> tuple[str, str, str]:
        """Area, path within it, and how long what is there may be kept."""
        if path.startswith(f"{FIGURE}/"):
            return "component", path.removeprefix(f"{FIGURE}/"), EACH_TIME
        area, _, rest = path.partition("/")
        if area == "static":
            return area, rest, FOREVER if HASHED.search(rest) else EACH_TIME
        if area != "assets":
            return "", "", EACH_TIME
        version, _, rest = rest.partition("/")
        # A page from before an upgrade asks by the former version; it must not keep today's file under that name.
        kept = FOREVER if version == self.version else EACH_TIME
        return (
            ("component", rest.removeprefix("component/"), kept)
            if rest.startswith("component/")
            else (area, rest, kept)
        )

    def body(self, asset: Asset, encoding: str | None) -> bytes:
        """The bytes to send in an encoding of the browser's choice; what is not packed yet is packed quickly."""
        kept = self._bodies.get((asset.name, encoding))
        if kept is not None:
            return kept
        if encoding is None and asset.packs:
            return asset.plain
        found = self._packed.get(asset.name, encoding) if encoding else asset.plain
        if found is None:
            return self._quickly(asset, encoding or "")
        with self._lock:
            self._bodies[asset.name, encoding] = found
            self._quick.pop((asset.name, encoding or ""), None)
        return found

    def _quickly(self, asset: Asset, encoding: str) -> bytes:
        made = self._quick.get((asset.name, encoding))
        if made is None:
            plain = asset.plain
            made = quick(plain, encoding)
            with self._lock:
                self._quick[asset.name, encoding] = made
            if self._packs_now.is_set():
                self._packed.pack_soon(plain)
        return made

    def pack_from_now(self, paths: list[str]) -> None:
        """Begin to pack behind the readers: first these, then whatever is asked for."""
        self._packs_now.set()
        for path in paths:
            asset = self.find(path)
            if asset is not None and asset.packs and self._packed.get(asset.name, "br") is None:
                self._packed.pack_soon(asset.plain)

    def pack_all(self) -> tuple[int, int]:
        """Pack every file that can be asked for, and let go of what no file has any more; how many of each."""
        contents = [file.read_bytes() for file in self._every()]
        return sum(self._packed.pack(plain) for plain in contents), self._packed.keep_only(contents)

    def _every(self) -> Iterator[Path]:
        for root in self._roots.values():
            for file in sorted(root.rglob("*")):
                if file.is_file() and _packs(file):
                    yield file

    def _known(self, file: Path, kept: str) -> Asset:
        found = self._found.get((file, kept))
        if found is None:
            kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            found = Asset(file, kind, content_name(file.read_bytes()), _packs(file), kept)
            with self._lock:
                self._found[file, kept] = found
        return found


def _packs(file: Path) -> bool:
    return file.suffix in PACKED and file.stat().st_size > LEAST


def _digest(*folders: Path) -> str:
    """One hash over all of our files: they change together, with a release."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                total.update(file.relative_to(folder).as_posix().encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:10]
