"""Every file the browser needs is ours, compressed once, and kept by the browser until its content changes."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from dataclasses import dataclass
from pathlib import Path

import streamlit

OWN = Path(__file__).parent / "static"
# The parts a figure is drawn with, which slides draw theirs with too.
DRAWING = Path(__file__).parent.parent / "page" / "component"
FRAMEWORK = Path(streamlit.__file__).parent / "static" / "static"
PACKED = frozenset({".js", ".css", ".svg", ".html", ".json", ".txt", ".map"})
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
FOREVER = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class Asset:
    """One file ready to send: its bytes, and the same bytes compressed where that helps."""

    content_type: str
    plain: bytes
    packed: bytes | None


class Assets:
    """The static files of this program and of Streamlit, read and compressed once each."""

    def __init__(self, own: Path = OWN, framework: Path = FRAMEWORK) -> None:
        self._roots = {"assets": own.resolve(), "static": framework.resolve(), "component": DRAWING.resolve()}
        self._kept: dict[Path, Asset] = {}
        self._lock = threading.Lock()
        self.version = _digest(own, DRAWING)

    def url(self, name: str) -> str:
        """The address of one of our own files; it holds the content's hash, so it may be kept for ever."""
        return f"/assets/{self.version}/{name}"

    def find(self, path: str) -> Asset | None:
        """The file behind a request path, or None when there is none."""
        area, _, rest = path.lstrip("/").partition("/")
        if area == "assets":
            _, _, rest = rest.partition("/")
            if rest.startswith("component/"):
                area, _, rest = rest.partition("/")
        elif area == "component":
            return None
        root = self._roots.get(area)
        if root is None or not rest:
            return None
        file = (root / rest).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        return self._read(file)

    def warm(self, paths: list[str]) -> None:
        """Compress what the first reader will ask for."""
        for path in paths:
            self.find(path)

    def _read(self, file: Path) -> Asset:
        kept = self._kept.get(file)
        if kept is None:
            plain = file.read_bytes()
            packed = gzip.compress(plain, 9, mtime=0) if file.suffix in PACKED and len(plain) > 512 else None
            kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            kept = Asset(kind, plain, packed)
            with self._lock:
                self._kept[file] = kept
        return kept


def _digest(*folders: Path) -> str:
    """One hash over all of our files: they change together, with a release."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                total.update(file.relative_to(folder).as_posix().encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:10]
