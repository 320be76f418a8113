"""A Word document says in its properties and settings what it is, and bears nothing of the template it grew from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from reformspor.report.word_xml import UNWRITABLE

if TYPE_CHECKING:
    from docx.document import Document as File

# The most letters a property holds.
LONGEST = 255
# Parts of the library's template that no document of ours uses.
DROPPED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/webSettings")
ABOUT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Reformspor</Application></Properties>"
)
# Settings that tell of another document, of its revisions or of the program that wrote it.
FOREIGN = (
    "rsids", "savePreviewPicture", "proofState", "useFELayout", "shapeDefaults", "docId", "zoom",
    "characterSpacingControl", "doNotAutoCompressPictures", "decimalSymbol", "listSeparator", "themeFontLang",
)  # fmt: skip


def cleaned(file: File) -> None:
    """Take away the template's thumbnail, data, table styles, settings and marks of its revisions."""
    package: Any = file.part.package
    for part in (package, file.part):
        for key in [key for key, one in part.rels.items() if one.reltype.endswith(DROPPED)]:
            del part.rels[key]
    for one in package.iter_parts():
        if str(one.partname) == "/docProps/app.xml":
            one._blob = ABOUT.encode()
    styles: Any = file.styles.element
    for style in list(styles):
        of_table = style.get(_w("type")) == "table" and style.get(_w("default")) != "1"
        if of_table and style.get(_w("styleId")) != "TableGrid":
            styles.remove(style)
    body: Any = file.element
    for one in [*body.iter(), *styles.iter()]:
        for name in [name for name in one.attrib if "rsid" in name]:
            del one.attrib[name]
    for one in list(styles.iter(_w("rsid"))):
        one.getparent().remove(one)
    settings: Any = file.settings.element
    for one in list(settings.iter()):
        if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in FOREIGN and one.getparent() is not None:
            one.getparent().remove(one)


def settled(file: File, locale: str, title: str, author: str, day: dt.date) -> None:
    """Language, hyphenation and properties; the author is the municipality, the time is the day alone."""
    from docx.oxml import OxmlElement

    settings: Any = file.settings.element
    place = next(one for one in settings if one.tag.endswith("}defaultTabStop"))
    # The order that the standard has them in.
    for name, value in (("autoHyphenation", "true"), ("consecutiveHyphenLimit", "2"), ("doNotHyphenateCaps", "true")):
        made = OxmlElement(f"w:{name}")
        made.set(_w("val"), value)
        place.addnext(made)
        place = made
    for one in settings.iter(_w("compatSetting")):
        if one.get(_w("name")) == "compatibilityMode":
            one.set(_w("val"), "15")
    for one in file.styles.element.iter(_w("lang")):
        one.set(_w("val"), locale)
        one.attrib.pop(_w("eastAsia"), None)
        one.attrib.pop(_w("bidi"), None)
    about = file.core_properties
    title, author = (UNWRITABLE.sub("", text)[:LONGEST] for text in (title, author))
    about.title, about.language, about.author, about.comments = title, locale, author, ""
    about.last_modified_by, about.revision, about.keywords = "", 1, ""
    about.created = about.modified = dt.datetime.combine(day, dt.time(12))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
