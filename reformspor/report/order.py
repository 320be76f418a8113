"""What a report or a presentation is made from: which figures in which order, for whom, and what was added to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

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
        if said["form"] != FORM:
            raise ValueError("form")
        order = Order(
            **said | {"items": tuple(_item(one) for one in said["items"]), "address": _texts(said["address"])}
        )
        texts = (order.id, order.title, order.lang, order.level, order.by, order.kind, order.receiver, order.snapshot)
        if not all(isinstance(one, str) for one in texts):
            raise ValueError("text")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("order") from error
    return order


def _item(said: Mapping[str, Any]) -> Item:
    comments = {str(key): tuple(_comment(one) for one in given) for key, given in said["comments"].items()}
    if not isinstance(said["page"], str) or not all(isinstance(key, str) for key in said["keys"]):
        raise ValueError("item")
    return Item(said["page"], tuple(said["keys"]), _texts(said["address"]), comments)


def _comment(said: Mapping[str, Any]) -> Comment:
    return Comment(**_texts(said))


def _texts(said: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(one, str) for pair in said.items() for one in pair):
        raise ValueError("text")
    return dict(said)
