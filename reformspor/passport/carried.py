"""What a file carries of its figures, as one text: passports, the order it was made from, hashes of pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from reformspor.passport.passport import Passport, passport_from

# Of what is carried, beside the form of each passport.
CARRIED_FORM = 1
# What a package or a PDF calls it, and the name of its element in XML.
NAME = "reformspor.json"
SPACE = "urn:reformspor:carried"
# The most that is read of what a file says it carries, in bytes when it has been unpacked.
MOST = 48 * 1024 * 1024
# What XML has no room for; in JSON it stands within a text, and may be told by its number there.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotCarried(ValueError):
    """The file carries nothing that can be read; `args[0]` is `none`, `damaged`, `newer` or `too_large`."""


@dataclass(frozen=True)
class Carried:
    """What a file says of itself.

    `seal` is the hash of the picture as it was made, empty for what is no picture; `pictures` the hashes of those in a
    document, by the passport's name. `order` is the text the whole can be made again from, empty for a single figure.
    """

    passports: tuple[Passport, ...]
    order: str = ""
    seal: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)


def written(carried: Carried) -> str:
    """It as JSON that may stand anywhere in XML once it has been escaped; the same each time."""
    said: dict[str, Any] = {
        "form": CARRIED_FORM,
        "passports": [asdict(one) for one in carried.passports],
        "order": carried.order,
        "seal": carried.seal,
        "pictures": dict(carried.pictures),
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def read_carried(text: str) -> Carried:
    """What `written` wrote. Raises NotCarried for anything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotCarried("damaged") from error
    if not isinstance(said, dict) or not isinstance(said.get("form"), int):
        raise NotCarried("damaged")
    if said["form"] > CARRIED_FORM:
        raise NotCarried("newer")
    try:
        pictures = {str(name): str(seal) for name, seal in dict(said["pictures"]).items()}
        passports = tuple(_passport(one) for one in said["passports"])
        return Carried(passports, str(said["order"]), str(said["seal"]), pictures)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise error if isinstance(error, NotCarried) else NotCarried("damaged") from error


def _passport(said: Any) -> Passport:
    try:
        return passport_from(said)
    except ValueError as error:
        raise NotCarried("newer" if error.args == ("newer",) else "damaged") from error


def together(found: Sequence[Carried]) -> Carried:
    """Several of them as one, each passport once, for a file that has been put together of others."""
    if not found:
        raise NotCarried("none")
    passports = {one.id: one for each in reversed(found) for one in reversed(each.passports)}
    ids = dict.fromkeys(one.id for each in found for one in each.passports)
    pictures = {name: seal for each in reversed(found) for name, seal in each.pictures.items()}
    order = next((one.order for one in found if one.order), "")
    return Carried(tuple(passports[one] for one in ids), order, found[0].seal, pictures)
