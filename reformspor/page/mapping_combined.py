"""Several columns of an unknown file are said to be one: which, and what stands between or what a cross means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from reformspor.contract import load_contract
from reformspor.contract.examples import asked_for
from reformspor.intake.combined import LIST_SIGN, SIGNS
from reformspor.intake.saying import column_title
from reformspor.page.markup import tag, write
from reformspor.words import Words

MOST = 8
SIGN_NAMES = {" ": "blank", "": "nothing"}


def combined_wish(words: Words, part: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    """Draw what is set together in one part, with room for one more; gives it by column, as the intake asks for it."""
    given = list(part["combined"].items())
    said: dict[str, dict[str, Any]] = {}
    with st.expander(words("mapping.desk.combine", n=len(given)), expanded=bool(given)):
        write(tag("p", words("mapping.desk.combine_how"), cls="rs-note"))
        for nth in range(MOST):
            name, parts = given[nth] if nth < len(given) else ("", {"at": [], "sign": " ", "codes": []})
            one = _one(words, part, name, parts, f"{key}-{nth}")
            if one is None:
                if nth >= len(given):
                    break
                continue
            said[one[0]] = one[1]
    return said


def _one(
    words: Words, part: Mapping[str, Any], name: str, parts: Mapping[str, Any], key: str
) -> tuple[str, dict[str, Any]] | None:
    """One column set together; None while it is not told of what."""
    columns = {column.name: column for column in asked_for(load_contract().tables[part["table"]])}
    names = ["", *columns]
    left, right = st.columns([2, 3])
    chosen: str = left.selectbox(
        words("mapping.desk.combine_to"),
        names,
        names.index(name) if name in names else 0,
        format_func=lambda each: column_title(part["table"], each, words) if each else words("mapping.desk.no_value"),
        key=f"mapping-combine-to-{key}",
    )
    if not chosen:
        return None
    headings = {column["at"]: column["heading"] for column in part["columns"] if _may_be_part(column)}
    places: list[int] = right.multiselect(
        words("mapping.desk.combine_of"),
        list(headings),
        [at for at in parts["at"] if at in headings],
        # What stands to choose among is drawn as it is written, unlike a label.
        format_func=lambda at: words("mapping.desk.combine_column", n=at + 1, heading=headings[at]),
        placeholder=words("mapping.desk.combine_some"),
        # Without a bound the list begins with an offer to take all, in English.
        max_selections=MOST,
        key=f"mapping-combine-of-{key}",
    )
    if len(places) < 2:
        write(tag("p", words("mapping.desk.combine_two"), cls="rs-note"))
        return None
    column = columns[chosen]
    if column.type == "codes" and column.codes is not None and _are_crosses(words, bool(parts["codes"]), key):
        return _ticked(words, column.codes, places, parts, headings, (chosen, key))
    if column.type in ("codes", "ids"):
        return chosen, {"at": places, "sign": LIST_SIGN}
    return chosen, {"at": places, "sign": _sign(words, parts["sign"], key)}


def _may_be_part(column: Mapping[str, Any]) -> bool:
    return bool(column["heading"]) and not column["forbidden"] and not column["unfolded"]


def _are_crosses(words: Words, now: bool, key: str) -> bool:
    said: bool = st.checkbox(words("mapping.desk.combine_crosses"), now, key=f"mapping-combine-crosses-{key}")
    return said


def _sign(words: Words, now: str, key: str) -> str:
    said: str = st.selectbox(
        words("mapping.desk.combine_sign"),
        SIGNS,
        SIGNS.index(now) if now in SIGNS else 0,
        format_func=lambda sign: words(f"mapping.sign.{SIGN_NAMES[sign]}") if sign in SIGN_NAMES else sign,
        key=f"mapping-combine-sign-{key}",
    )
    return said


def _ticked(
    words: Words,
    listed: str,
    places: Sequence[int],
    parts: Mapping[str, Any],
    headings: Mapping[int, str],
    place: tuple[str, str],
) -> tuple[str, dict[str, Any]] | None:
    """What a cross under each heading means; None until every one has a code."""
    chosen, key = place
    known = dict(zip(parts["at"], parts["codes"], strict=False))
    names = ["", *load_contract().codes[listed]]
    codes = []
    for at in places:
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            write(tag("p", tag("strong", headings[at]), cls="rs-map-column"))
        now = known.get(at, "")
        code: str = right.selectbox(
            words("mapping.desk.combine_means", n=at + 1),
            names,
            names.index(now) if now in names else 0,
            format_func=lambda each: words.code(listed, each) if each else words("mapping.desk.no_value"),
            key=f"mapping-combine-means-{key}-{at}",
            label_visibility="collapsed",
        )
        codes.append(code)
    if not all(codes):
        write(tag("p", words("mapping.desk.combine_all"), cls="rs-note"))
        return None
    return chosen, {"at": list(places), "codes": codes}
