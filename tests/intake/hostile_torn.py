"""Tables that are torn or mixed up, and checksums that do not hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

import clean
from hostile import Case, Make, lines, raw
from hostile_files import CSV, rejected


def sums(*, changed: bool = False, missing: bool = False, extra: bool = False) -> Make:
    """The clean export with a list of checksums that holds, or does not."""

    def make(folder: Path) -> None:
        clean.write(folder)
        listing = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}
        listing |= {"units.csv": "0" * 64} if missing else {}
        if extra:
            listing.pop("barriers.csv")
        text = "".join(f"{digest}  {name}\n" for name, digest in listing.items())
        (folder / "SHA256SUMS").write_text(text, "utf-8")
        if changed:
            file = folder / "resource_use.csv"
            file.write_bytes(file.read_bytes().replace(b"2200", b"2300"))

    return make


TORN = [
    rejected(
        "headings in the middle", lines("resource_use", lambda all_: [*all_[:3], all_[0], *all_[3:]]), CSV, 3, "hours"
    ),
    rejected("a footer", lines("resource_use", lambda all_: [*all_, "Skrive ut 31.12.2025\n"]), CSV, 8),
    rejected(
        "a footer in a row of its own", lines("resource_use", lambda all_: [*all_, "Laga i dag,,,,,,,\n"]), CSV, 8
    ),
    Case(
        "a heading broken over two lines",
        "normalise",
        lines("resource_use", lambda all_: [all_[0].replace("cost_nok", '"cost\nnok"'), *all_[1:]]),
        same=True,
    ),
    Case(
        "blanks around the headings",
        "normalise",
        lines("resource_use", lambda all_: [all_[0].replace(",", " , "), *all_[1:]]),
        same=True,
    ),
    Case("a line above", "normalise", lines("resource_use", lambda all_: ["# uttak\n", *all_]), same=True),
    rejected(
        "a line of dashes",
        lines("resource_use", lambda all_: [all_[0], "---,---,---,---,---,---,---,---\n", *all_[1:]]),
        CSV,
        1,
        "hours",
    ),
    rejected("a sum in the last line", lines("resource_use", lambda all_: [*all_, "Sum,,,,,,20,\n"]), CSV, 8),
    rejected(
        "a field too many",
        lines("resource_use", lambda all_: [*all_[:2], all_[2].replace("\n", ",x\n"), *all_[3:]]),
        CSV,
        2,
    ),
    rejected(
        "a quote that never ends", lines("resource_use", lambda all_: [*all_[:2], '"' + all_[2], *all_[3:]]), CSV, 2
    ),
    Case(
        "a quote inside a field",
        "accept",
        lines("resource_use", lambda all_: [*all_[:2], all_[2].replace("P-11", 'P"-"11'), *all_[3:]]),
    ),
    rejected("the same row twice", lines("resource_use", lambda all_: [*all_, all_[1]]), CSV, 8, "use_id"),
    rejected(
        "a column twice",
        lines(
            "resource_use",
            lambda all_: [line.replace("\n", ",hours\n" if at == 0 else ",1\n") for at, line in enumerate(all_)],
        ),
        CSV,
        None,
        "hours",
    ),
    rejected(
        "a union's name",
        lines(
            "resource_use",
            lambda all_: [
                line.replace("\n", ",fagforening\n" if at == 0 else ",Forbundet\n") for at, line in enumerate(all_)
            ],
        ),
        CSV,
        None,
        "fagforening",
    ),
    rejected(
        "birth numbers",
        lines(
            "resource_use",
            lambda all_: [
                line.replace("\n", ",fødselsnummer\n" if at == 0 else ",1\n") for at, line in enumerate(all_)
            ],
        ),
        CSV,
        None,
        "fødselsnummer",
    ),
    rejected(
        "a column without a name",
        lines(
            "resource_use",
            lambda all_: [line.replace("\n", ",\n" if at == 0 else ",noko\n") for at, line in enumerate(all_)],
        ),
        CSV,
    ),
    rejected(
        "a line of ten million signs",
        lines("resource_use", lambda all_: [*all_[:1], "x" * 10_000_000 + "\n", *all_[1:]]),
        CSV,
        1,
    ),
    rejected(
        "a hundred thousand columns",
        lines("resource_use", lambda all_: [all_[0].strip() + "," * 100_000 + "\n", *all_[1:]]),
        CSV,
    ),
    rejected(
        "a NUL between the rows",
        raw("resource_use", lambda content: content.replace(b"U-003", b"U-\x00003")),
        CSV,
        3,
        "use_id",
    ),
    rejected(
        "one row in another encoding",
        raw(
            "resource_use",
            lambda content: content.replace(
                "hjelpar,førebuing,2025-02".encode(), "hjelpar,førebuing,2025-02".encode("cp1252")
            ),
        ),
        CSV,
        4,
    ),
    rejected("cut in the middle", raw("resource_use", lambda content: content[:-9]), CSV, 7),
    Case(
        "CR alone at the ends", "accept", raw("resource_use", lambda content: content.replace(b"\n", b"\r")), same=True
    ),
    Case(
        "many blank lines at the end", "accept", raw("resource_use", lambda content: content + b"\n" * 5000), same=True
    ),
    Case(
        "a line break in a quoted text",
        "accept",
        raw("sessions", lambda content: content.replace(b"Oppstart heimeteneste", b'"Oppstart\nheimeteneste"')),
    ),
]
SUMS = [
    Case("checksums that hold", "accept", sums(), same=True),
    rejected("a checksum that does not hold", sums(changed=True), CSV),
    rejected("a file that is listed and not there", sums(missing=True), "units.csv"),
    rejected("a file that is not listed", sums(extra=True), "barriers.csv"),
]
CASES: list[Case] = [*TORN, *SUMS]
