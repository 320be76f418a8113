"""The files of a dossier: made of answers as the public may have them, whoever takes them, as they are handed out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reformspor.page.about import asks
from reformspor.page.foot import source_lines
from reformspor.page.markup import tag, write
from reformspor.page.naming import issue
from reformspor.page.picking import picked_in
from reformspor.page.seal import links
from reformspor.page.serving import Served, answer, chosen, served_before
from reformspor.passport import Passport, identity, passport_of
from reformspor.passport.carry import carried_text, put
from reformspor.passport.program import lock
from reformspor.passport.register import now
from reformspor.report.brief import Brief
from reformspor.report.dossier import Asked, Sender, case_card, dossier
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, Words, speak

PAGE, KEY = "dossier", "file"
LEVEL = "public"
ORDER = "dossier"


def files(words: Words, address: Mapping[str, str], snapshot: str, owner: str, barrier: str | None) -> None:
    """Draw the links to the two files of an owner, or of one barrier."""
    # The page's own address may name a barrier whose card is open, and that is not what the owner is handed.
    kept = {name: value for name, value in address.items() if name != "barrier"}
    given = {**kept, "snapshot": snapshot, "owner": owner, **({"barrier": barrier} if barrier else {})}
    path, query = links(PAGE, KEY, given)
    start = "dossier.case_" if barrier else "dossier."
    found = [tag("a", words(f"{start}{kind}"), href=f"{path}.{kind}?{query}", download="") for kind in MAKERS]
    write(
        tag("p", words("dossier.files_said"), cls="rs-text") if barrier is None else None,
        tag("p", *found, cls="rs-take"),
    )


def file(kind: str, address: Mapping[str, str]) -> tuple[bytes, str, str] | None:
    """Bytes, type and name of the file of an address; None when what it was made for no longer serves."""
    held = served_before(address.get("snapshot", ""))
    if held is None or kind not in MAKERS:
        return None
    words = speak(address["lang"] if address.get("lang") in LANGUAGES else LANGUAGES[0])
    made = brief(held, words, address)
    if made is None:
        return None
    passports, order = passports_of(held, words, address), order_of(address)
    issue(passports)
    return (*with_passports(kind, made, passports, order), name_of(made, held, kind))


def with_passports(kind: str, made: Brief, passports: Sequence[Passport], order: str) -> tuple[bytes, str]:
    """The file of a brief with its passports in it, and its type. Slides get theirs when they are made, a PDF as it is
    set."""
    body, content = MAKERS[kind](replace(made, carried=carried_text(passports, order)))
    return (put("pptx", body, passports, order), content) if kind == "pptx" else (body, content)


def passports_of(held: Served, words: Words, address: Mapping[str, str], at: str = "") -> list[Passport]:
    """Those of what is asked and of where it stands. Their numbers are not carried: not all rows may be handed out."""
    scope = picked_in(held, Scope.from_address(address), address).scope
    asked = asked_of(held.manifest.id, scope, address.get("owner", ""), address.get("barrier"))
    found = (asked.asks,) if address.get("barrier") else (asked.asks, asked.standing)
    at = at or now()
    return [
        passport_of(one, says=asks(words, one), lang=words.lang, place=None, lock=lock(), made_at=at, numbered=False)
        for one in found
    ]


def order_of(address: Mapping[str, str]) -> str:
    """What the file can be made again from: that it is a dossier, and its address."""
    kept = {name: value for name, value in address.items() if name != "snapshot"}
    return json.dumps({ORDER: dict(sorted(kept.items()))}, ensure_ascii=False)


def ordered(order: str) -> dict[str, str] | None:
    """The address `order_of` was given; None for the order of something else."""
    try:
        said = json.loads(order)
    except (ValueError, RecursionError):
        return None
    found = said.get(ORDER) if isinstance(said, dict) else None
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else None


def brief(held: Served, words: Words, address: Mapping[str, str]) -> Brief | None:
    """What the file says, before it is set; None for a barrier that may not be handed out."""
    scope = picked_in(held, Scope.from_address(address), address).scope
    within = replace(scope, as_of=None)
    asked = asked_of(held.manifest.id, scope, address.get("owner", ""), address.get("barrier"))
    from_, rows = asked.asks.provenance, words("page.foot.n", n=len(asked.asks.frame))
    named = words("page.foot.passport", id=identity(asked.asks)) + "."
    choices = chosen(held.manifest.id)
    name = choices.municipality(held.manifest.municipality, constructed=held.manifest.constructed)
    sender = Sender(
        owner=address.get("owner", ""),
        municipality=name,
        source=" ".join(line for line in source_lines(words, asked.asks) if line and line not in (rows, named)),
        badge=words("frame.badge") if from_.constructed else "",
        scope=within.sentence(words, held.choices.units, whole=False),
    )
    made = case_card(asked, sender, words) if address.get("barrier") else dossier(asked, sender, words)
    return made if made is None else replace(made, link=choices.text("dashboard.address"))


def asked_of(snapshot: str, scope: Scope, owner: str, barrier: str | None = None) -> Asked:
    """The answers about an owner's barriers, or about one of them, within a scope."""
    whose = replace(scope, owners=(owner,) if owner else (), barriers=(barrier,) if barrier else ())
    asks = answer(snapshot, "dossier/asks", whose, LEVEL)
    each = Scope(as_of=scope.as_of, barriers=tuple(row["barrier_id"] for row in asks.copy_rows()) or ("",))
    return Asked(
        asks=asks,
        standing=answer(snapshot, "dossier/standing", whose, LEVEL),
        steps=answer(snapshot, "barriers/history", each, LEVEL),
        sessions=answer(snapshot, "dossier/sessions", each, LEVEL),
    )


def name_of(made: Brief, held: Served, kind: str) -> str:
    """A name that says whose it is, which snapshot, the language, and whether the numbers are constructed."""
    parts = [*(["konstruert"] if held.manifest.constructed else []), made.name, held.manifest.id, made.lang]
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', '_'.join(parts))[:140]}.{kind}"


def _pdf(made: Brief) -> tuple[bytes, str]:
    from reformspor.report.sheet import PDF, sheet_bytes

    return sheet_bytes(made), PDF


def _pptx(made: Brief) -> tuple[bytes, str]:
    from reformspor.report.slides import PPTX, slides_bytes

    return slides_bytes(made), PPTX


MAKERS: dict[str, Callable[[Brief], tuple[bytes, str]]] = {"pdf": _pdf, "pptx": _pptx}
