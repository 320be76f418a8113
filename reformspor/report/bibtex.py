"""An entry for BibTeX in plain letters: every special letter and sign is written as TeX writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# What babel calls the languages.
LANGUAGES = {"nn": "nynorsk", "nb": "norsk", "en": "english"}
SIGNS = {
    "\\": r"{\textbackslash}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "<": r"{\textless}", ">": r"{\textgreater}",
    "|": r"{\textbar}", '"': r"{\textquotedbl}",
    "æ": r"{\ae}", "Æ": r"{\AE}", "ø": r"{\o}", "Ø": r"{\O}", "å": r"{\aa}", "Å": r"{\AA}", "ß": r"{\ss}",
    "đ": r"{\dj}", "Đ": r"{\DJ}", "ŋ": r"{\ng}", "Ŋ": r"{\NG}", "ð": r"{\dh}", "Ð": r"{\DH}", "þ": r"{\th}",
    "Þ": r"{\TH}", "ł": r"{\l}", "Ł": r"{\L}", "œ": r"{\oe}", "Œ": r"{\OE}", "ı": r"{\i}", "ȷ": r"{\j}",
    "«": r"{\guillemotleft}", "»": r"{\guillemotright}", "‹": r"{\guilsinglleft}", "›": r"{\guilsinglright}",
    "“": "``", "”": "''", "„": r"{\quotedblbase}", "‘": "`", "’": "'", "‚": r"{\quotesinglbase}",
    "–": "--", "—": "---", "‑": "-", "‐": "-", "−": "$-$", "…": r"{\ldots}", "·": r"{\textperiodcentered}",
    "•": r"{\textbullet}", "×": r"$\times$", "±": r"$\pm$", "≥": r"$\geq$", "≤": r"$\leq$", "≈": r"$\approx$",
    "½": r"{\textonehalf}", "²": r"{\texttwosuperior}", "³": r"{\textthreesuperior}", "°": r"{\textdegree}",
    "€": r"{\texteuro}", "§": r"{\S}", "¶": r"{\P}", "©": r"{\textcopyright}", "µ": r"{\textmu}",
    "\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": r"\,", "\N{THIN SPACE}": r"\,",
    "\N{SOFT HYPHEN}": r"\-", "\N{FIGURE SPACE}": "~",
}  # fmt: skip
ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "`", "\N{COMBINING ACUTE ACCENT}": "'", "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~", "\N{COMBINING DIAERESIS}": '"', "\N{COMBINING CARON}": "v",
    "\N{COMBINING RING ABOVE}": "r", "\N{COMBINING CEDILLA}": "c", "\N{COMBINING MACRON}": "=",
    "\N{COMBINING DOT ABOVE}": ".", "\N{COMBINING OGONEK}": "k", "\N{COMBINING BREVE}": "u",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": "H", "\N{COMBINING DOT BELOW}": "d",
}  # fmt: skip
DOTLESS = {"i": r"\i", "j": r"\j"}
KEY = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True)
class Entry:
    """One entry: its kind, its key, its fields in order (an empty one is left out), and the language it is in."""

    kind: str
    key: str
    fields: Mapping[str, str]
    lang: str


def entry(one: Entry) -> str:
    """The entry as text. Titles and authors keep their own capitals."""
    lines = [f"@{one.kind}{{{KEY.sub('-', one.key)},"]
    for name, value in one.fields.items():
        if value:
            said = tex(value)
            # Braces of its own: BibTeX would make small letters of a title, and first and last names of a municipality.
            lines.append(
                f"  {name} = {{{said}}}," if name not in ("author", "title") else f"  {name} = {{{{{said}}}}},"
            )
    lines += [f"  langid = {{{LANGUAGES[one.lang]}}}", "}"]
    return "\n".join(lines) + "\n"


def tex(text: str) -> str:
    """The text in plain letters, for TeX; what TeX has no sign for stays as it is."""
    return "".join(_sign(char) for char in unicodedata.normalize("NFC", re.sub(r"\s*[\r\n\t]\s*", " ", text)))


def _sign(char: str) -> str:
    if char in SIGNS:
        return SIGNS[char]
    if char.isascii():
        return char
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not base.isascii() or len(marks) != 1 or marks[0] not in ACCENTS:
        return char
    return f"{{\\{ACCENTS[marks[0]]}{{{DOTLESS.get(base, base)}}}}}"
