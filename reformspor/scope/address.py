"""The address bar holds codes, never labels, so a link means the same in every language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from reformspor.contract import load_contract
from reformspor.errors import ReformsporError, nearest
from reformspor.scope.state import Scope

FILTERS = {
    "period": "period",
    "sector": "sectors",
    "unit": "units",
    "role": "roles",
    "activity": "activities",
    "phase": "phases",
    "level": "levels",
    "type": "types",
    "as_of": "as_of",
}
# They hold days; every other filter holds codes.
OF_TIME = ("period", "as_of")
CODE_LISTS = {
    "sector": "sector",
    "role": "role",
    "activity": "activity",
    "phase": "phase",
    "level": "level",
    "type": "barrier_type",
}
# Years with years on either side of them, as holidays and former periods are counted from them.
MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def to_address(scope: Scope) -> dict[str, str]:
    """Codes by filter name, only what is chosen; several codes are joined by commas."""
    address = {}
    if scope.first or scope.last:
        address["period"] = "..".join(f"{day:%Y-%m}" if day else "" for day in (scope.first, scope.last))
    if scope.as_of:
        address["as_of"] = scope.as_of.isoformat()
    for name, field in FILTERS.items():
        if name not in OF_TIME and getattr(scope, field):
            address[name] = ",".join(_escape(code) for code in getattr(scope, field))
    return address


def from_address(address: Mapping[str, str]) -> Scope:
    """The scope of an address; names that are no filter are passed over (language and theme stand there too).

    Raises ReformsporError for a period or a code that is not one, naming the nearest known.
    """
    chosen: dict[str, object] = {}
    if address.get("period"):
        chosen["first"], chosen["last"] = _period(address["period"])
    if address.get("as_of"):
        chosen["as_of"] = _day(address["as_of"])
    for name, field in FILTERS.items():
        if name not in OF_TIME and address.get(name):
            codes = tuple(dict.fromkeys(_unescape(code) for code in address[name].split(",") if code))
            _check(name, codes)
            chosen[field] = codes
    return Scope(**chosen)  # type: ignore[arg-type]


def from_text(text: str) -> Scope:
    """The scope of a query string such as `period=2024-01..2024-12&role=union_rep`.

    Raises ReformsporError as from_address does, and for a name that is no filter.
    """
    address = dict(parse_qsl(text.lstrip("?"), keep_blank_values=True))
    for name in address:
        if name not in FILTERS:
            raise ReformsporError(
                "scope.unknown_filter", name=name, nearest=nearest(name, FILTERS) or ", ".join(FILTERS)
            )
    return from_address(address)


def address_text(scope: Scope) -> str:
    """The scope as a query string."""
    return urlencode(to_address(scope), safe=",.:")


def _period(text: str) -> tuple[dt.date | None, dt.date | None]:
    start, dots, end = text.partition("..")
    first, last = _month(start, text), _month(end if dots else start, text)
    if first and last and first > last:
        raise ReformsporError("scope.period.backwards", period=text)
    return first, last


def _month(text: str, whole: str) -> dt.date | None:
    if not text:
        return None
    match = MONTH.fullmatch(text)
    if match is None:
        raise ReformsporError("scope.period.unreadable", period=whole)
    return dt.date(int(match[1]), int(match[2]), 1)


def _day(text: str) -> dt.date:
    try:
        if DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:  # a day no month has
        pass
    raise ReformsporError("scope.as_of_unreadable", day=text)


def _check(name: str, codes: tuple[str, ...]) -> None:
    if name not in CODE_LISTS:
        return
    known = load_contract().codes[CODE_LISTS[name]]
    for code in codes:
        if code not in known:
            raise ReformsporError(
                "scope.unknown_code", name=name, code=code, nearest=nearest(code, known) or ", ".join(known)
            )


def _escape(code: str) -> str:
    return code.replace("%", "%25").replace(",", "%2C")


def _unescape(code: str) -> str:
    return code.replace("%2C", ",").replace("%25", "%")
