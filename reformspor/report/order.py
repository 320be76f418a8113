"""What a report or a presentation is made from: which figures in which order, for whom, and what was added to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from reformspor.report.leaves import Comment

Kind = Literal["report", "slides"]
FORM = 1


@dataclass(frozen=True)
class Item:
    """A view, or some of its figures, read at an address of its own (codes of the address bar).

    `keys` are the keys of the figures and tables on their page, in the order they are to stand; none means the whole
    view as it is written. `comments` are by the key they stand under, those of the view itself under the empty one.
    """

    page: str
    keys: tuple[str, ...] = ()
    address: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """A report or presentation as somebody has put it together; what it says is asked for when it is made.

    `address` holds the codes that all items share, such as the period; an item's own go before them. `level` is one of
    disclosure's, `by` the role that signs, `receiver` whom slides are for, `snapshot` the one it was last made of.
    """

    id: str
    title: str
    lang: str
    level: str
    items: tuple[Item, ...]
    address: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    kind: Kind = "report"
    receiver: str = ""
    snapshot: str = ""
    form: int = FORM


def plain(order: Order) -> str:
    """The order as JSON."""
    return json.dumps(asdict(order), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_order(text: str) -> Order:
    """The order that `plain` wrote. Raises ValueError for anything else, also for one of a newer form."""
    try:
        said = json.loads(text)
        if not isinstance(said, dict) or said.get("form") != FORM:
            raise ValueError("form")
        return Order(**said | {"items": tuple(_item(one) for one in said["items"])})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("order") from error


def _item(said: Mapping[str, object]) -> Item:
    held = dict(said)
    comments = {key: tuple(Comment(**one) for one in given) for key, given in dict(held["comments"]).items()}  # type: ignore[call-overload]
    return Item(str(held["page"]), tuple(held["keys"]), dict(held["address"]), comments)  # type: ignore[arg-type,call-overload]
