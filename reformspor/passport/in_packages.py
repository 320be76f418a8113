"""What Word, PowerPoint and Excel files carry: a part of data of its own, which office programs keep when they save.

LibreOffice keeps it too, under a name of its own; so it is looked for by what stands in it.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

from reformspor.passport.carried import MOST, SPACE, Carried, NotCarried, read_carried, together
from reformspor.passport.in_pictures import from_xml

# The main part of each kind of package, whose list of relations tells of the data.
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KEY = "{5B0D7C0E-6B1F-4C55-9E53-5E1C0D2A7F16}"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Every copy of the same package is the same.
ALWAYS = (1980, 1, 1, 0, 0, 0)
DATA = re.compile(r"customXml/item(\d+)\.xml")
# The most parts a package is looked through for, and data parts that are opened.
MOST_PARTS, MOST_DATA = 20_000, 50


def into_package(kind: str, body: bytes, text: str) -> bytes:
    """The package with the text as one more part, all parts dated alike. Raises ValueError for what is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = {one.filename: package.read(one) for one in package.infolist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise ValueError(kind) from error
    folder, _, name = MAIN[kind].rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    taken = [int(found[1]) for part in parts if (found := DATA.fullmatch(part))]
    number = next((n for n in taken if SPACE.encode() in parts[f"customXml/item{n}.xml"]), None)
    if number is None:
        number = max(taken, default=0) + 1
        _tell(parts, relations, number)
    parts[f"customXml/item{number}.xml"] = (
        f'{XML}<carried xmlns="{SPACE}">{html.escape(text, quote=False)}</carried>'.encode()
    )
    return _packed(parts)


def from_package(body: bytes) -> Carried:
    """What `into_package` put there, also after another program has saved it. Raises NotCarried."""
    found, worst = [], "none"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            listed = package.infolist()[:MOST_PARTS]
            data = [one for one in listed if one.filename.lower().startswith("customxml/item")]
            for one in data[:MOST_DATA]:
                if one.file_size > 2 * MOST:
                    worst = "too_large"
                    continue
                with package.open(one) as part:
                    held = part.read(2 * MOST + 1)
                if len(held) > 2 * MOST:
                    worst = "too_large"
                elif SPACE.encode() in held and one.filename.lower().endswith(".xml"):
                    try:
                        found.append(read_carried(from_xml(held.decode("utf-8", "replace"))))
                    except NotCarried as error:
                        worst = error.args[0]
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        raise NotCarried("damaged") from error
    if not found:
        raise NotCarried(worst)
    return together(found)


def _tell(parts: dict[str, bytes], relations: str, number: int) -> None:
    """The lists of the package tell of the new part."""
    item = f"customXml/item{number}.xml"
    held = parts[relations].decode("utf-8")
    one = f'<Relationship Id="rsCarried{number}" Type="{OFFICE}/relationships/customXml" Target="../{item}"/>'
    parts[relations] = _before(held, "</Relationships>", one)
    about = f"customXml/itemProps{number}.xml"
    parts[about] = (
        f'{XML}<ds:datastoreItem ds:itemID="{KEY}" xmlns:ds="{OFFICE}/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts[f"customXml/_rels/item{number}.xml.rels"] = (
        f'{XML}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/relationships/customXmlProps" Target="itemProps{number}.xml"/></Relationships>'
    ).encode()
    kinds = parts["[Content_Types].xml"].decode("utf-8")
    told = (
        f'<Override PartName="/{about}" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )
    if 'Extension="xml"' not in kinds:
        told += f'<Override PartName="/{item}" ContentType="application/xml"/>'
    parts["[Content_Types].xml"] = _before(kinds, "</Types>", told)


def _before(text: str, end: str, more: str) -> bytes:
    if end not in text:
        raise ValueError(end)
    head, _, tail = text.rpartition(end)
    return f"{head}{more}{end}{tail}".encode()


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            package.writestr(entry, data)
    return out.getvalue()
