"""The parts of an office file, read with nothing from outside and nothing that grows as it is read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from reformspor.visible.handed import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Parts:
    """A package whose parts are read by name; those of XML without a document type, entities or the network."""

    def __init__(self, body: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(body))
        self._names = {name.lower(): name for name in self._package.namelist()}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in order."""
        return list(self._names.values())

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a part. Raises Unreadable when there is none of that name."""
        held = self._names.get(name.lstrip("/").lower())
        if held is None:
            raise Unreadable("damaged")
        return self._package.read(held)

    def xml(self, name: str) -> Any:
        """The root of a part of XML. Raises Unreadable for what is none, or could grow."""
        return parsed(self.bytes_of(name))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to within the package: kind (its last word) and name, by the reference's id."""
        folder, _, last = name.rpartition("/")
        lists = f"{folder}/_rels/{last}.rels".lstrip("/")
        if lists.lower() not in self._names:
            return {}
        found = {}
        for one in self.xml(lists):
            if isinstance(one.tag, str) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], posixpath.normpath(whole))
        return found


def parsed(body: bytes) -> Any:
    """The root of some XML. Raises Unreadable."""
    from lxml import etree  # what reads office files is loaded by those alone who check one

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("unsafe")
    return root


def within(element: Any, *stop: str) -> Iterator[Any]:
    """The elements below one, in order, not looking into those of the names in `stop` (which are given themselves),
    and passing over what stands twice for the sake of older programs."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag == FALLBACK:
            continue
        yield child
        if child.tag not in stop:
            yield from within(child, *stop)
