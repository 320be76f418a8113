"""One part of an unknown delivery (a file or a sheet): its table, how it lies, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from reformspor.contract import load_contract
from reformspor.contract.examples import asked_for
from reformspor.contract.guidance import form_said
from reformspor.contract.titles import title_of
from reformspor.intake.forms import DATE_FORMS, NUMBER_FORMS
from reformspor.intake.saying import column_title
from reformspor.page.mapping_combined import combined_wish
from reformspor.page.markup import Markup, tag, write
from reformspor.words import Words

MASK = "•••"
# A label of a control is read as Markdown, so nothing from a file stands in one: it stands beside it, escaped.
DATED = ("date", "month", "timestamp")


def part_wish(words: Words, part: Mapping[str, Any], wish: Mapping[str, Any], key: str) -> tuple[dict[str, Any], bool]:
    """Draw one part; gives what is wished of it, and whether the file must be read anew before more can be said."""
    name = f"{part['file']} [{part['sheet']}]" if part["sheet"] else part["file"]
    guess = part["certainty"] if part["beside"] is None else "beside"
    said = words(f"mapping.guess.{guess}", file=name, table=title_of(part["table"], words))
    said = said if part["table"] else words("mapping.guess.none", file=name)
    write(tag("h4", said, cls="rs-desk-title"))
    forbidden = [column["heading"] for column in part["columns"] if column["forbidden"]]
    if forbidden:
        problem = words("mapping.desk.forbidden", columns=words.listing(forbidden))
        write(tag("p", problem, cls="rs-problem", role="alert"))
    table = _table(words, part, key)
    layout = _layout(words, part, wish, key) if part["table"] and part["beside"] is None else {}
    again = table != part["table"] or any(layout[name] != _now(part, wish, name) for name in layout)
    kept = {name: value for name, value in layout.items() if value != _plain(name)}
    kept |= {} if part["beside"] is None else {"beside": part["beside"]}
    if again or not table:
        return {"table": table, **kept}, again
    columns = _columns(words, part, key)
    combined = combined_wish(words, part, key)
    held = {*columns.values(), *combined}
    fixed = _missing(words, part, held, key)
    forms = _forms(words, part, held, key)
    meant = _words(words, part, held, key)
    told = {"columns": columns, "combined": combined, "fixed": fixed, "forms": forms, "words": meant}
    return {"table": table, **kept, **told}, False


def also_wish(words: Words, taken: Collection[str], key: str) -> str:
    """Draw the choice of one more table that the same rows tell of; gives its name, and none while there is none."""
    names = ["", *(name for name in load_contract().tables if name not in taken)]
    chosen: str = st.selectbox(
        words("mapping.desk.also"),
        names,
        format_func=lambda name: title_of(name, words) if name else words("mapping.desk.also_none"),
        key=f"mapping-also-{key}",
        help=words("mapping.desk.also_how"),
    )
    return chosen


def _table(words: Words, part: Mapping[str, Any], key: str) -> str:
    names = ["", *load_contract().tables]
    chosen: str = st.selectbox(
        words("mapping.desk.table"),
        names,
        names.index(part["table"]),
        format_func=lambda name: title_of(name, words) if name else words("mapping.desk.no_table"),
        key=f"mapping-table-{key}",
    )
    return chosen


def _layout(words: Words, part: Mapping[str, Any], wish: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Where the headings stand and what is unfolded, as it was read; each can be said otherwise."""
    write(tag("p", words("mapping.guess.line", line=part["line"], n=part["heading_rows"]), cls="rs-note"))
    if part["unfold"]:
        value = column_title(part["table"], part["unfold"]["value"], words)
        write(tag("p", words(f"mapping.guess.unfold_{part['unfold']['rule']}", value=value), cls="rs-note"))
    with st.expander(words("mapping.desk.layout"), expanded=part["lacks_year"]):
        line = st.number_input(words("mapping.desk.line"), 1, 60, part["line"], key=f"mapping-line-{key}")
        high = st.number_input(
            words("mapping.desk.heading_rows"), 1, 3, part["heading_rows"], key=f"mapping-high-{key}"
        )
        said: dict[str, Any] = {"line": int(line), "heading_rows": int(high)}
        if part["unfold"] or wish.get("unfold") is False:
            said["unfold"] = st.checkbox(
                words("mapping.desk.unfold"), part["unfold"] is not None, key=f"mapping-unfold-{key}"
            )
        if part["lacks_year"] or wish.get("year"):
            year = st.number_input(words("mapping.desk.year"), 2010, 2099, wish.get("year"), key=f"mapping-year-{key}")
            said["year"] = int(year) if year else None
    return said


def _now(part: Mapping[str, Any], wish: Mapping[str, Any], name: str) -> Any:
    match name:
        case "unfold":
            return part["unfold"] is not None
        case "year":
            return wish.get("year")
        case _:
            return part[name]


def _plain(name: str) -> Any:
    return True if name == "unfold" else None


def _columns(words: Words, part: Mapping[str, Any], key: str) -> dict[str, str]:
    """A choice for each column: those in use first, the others folded away."""
    shown = [column for column in part["columns"] if not column["forbidden"] and not column["unfolded"]]
    used = [column for column in shown if column["column"] or column["parts"]]
    others = [column for column in shown if column not in used and (column["heading"] or column["filled"])]
    chosen: dict[str, str] = {}
    write(tag("h5", words("mapping.desk.columns"), cls="rs-map-head"))
    for column in used:
        chosen[str(column["at"])] = _choice(words, part, column, key)
    if others:
        guessed = any(column["guess"] for column in others)
        with st.expander(words("mapping.desk.others", n=len(others)), expanded=guessed or not used):
            for column in others:
                chosen[str(column["at"])] = _choice(words, part, column, key)
    return {at: name for at, name in chosen.items() if name}


def _choice(words: Words, part: Mapping[str, Any], column: Mapping[str, Any], key: str) -> str:
    table = part["table"]
    names = ["", *[each.name for each in asked_for(load_contract().tables[table])]]
    now = column["column"] if column["column"] in names else ""
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        write(_described(words, table, column))
    chosen: str = right.selectbox(
        words("mapping.desk.is", n=column["at"] + 1),
        names,
        names.index(now),
        format_func=lambda name: column_title(table, name, words) if name else words("mapping.desk.not_used"),
        key=f"mapping-is-{key}-{column['at']}",
        label_visibility="collapsed",
    )
    return chosen


def _described(words: Words, table: str, column: Mapping[str, Any]) -> Markup:
    """A heading, how sure the guess is, and a few of its values where they may be shown."""
    certainty = column["certainty"]
    if column["parts"] and not column["column"]:
        titles = words.listing([column_title(table, name, words) for name in column["parts"]])
        state = words("mapping.desk.part_of", columns=titles)
    elif column["column"] and column["column"] != column["guess"]:
        state = words("mapping.desk.corrected")
    elif certainty == "possible" or (certainty and not column["column"]):
        state = words("mapping.desk.possible", column=column_title(table, column["guess"], words))
    else:
        state = words(f"mapping.desk.{certainty}") if certainty else words("mapping.desk.not_used").lower()
    examples = column["examples"]
    like = words("mapping.desk.masked") if examples == [MASK] else ""
    if examples and not like:
        like = words("mapping.desk.like", values=", ".join(examples))
    heading = tag("strong", column["heading"] or "\N{EN DASH}")
    return tag(
        "p",
        heading,
        " ",
        tag("span", state, cls="rs-map-state"),
        tag("span", like, cls="rs-map-like"),
        cls="rs-map-column",
    )


def _missing(words: Words, part: Mapping[str, Any], held: Collection[str], key: str) -> dict[str, str]:
    """A value for each required column that nothing gives; what cannot be the same in every row is only named."""
    fixed = {name: value for name, value in part["fixed"].items() if name not in held}
    lacking = [each for each in part["missing"] if each["column"] not in held] + _fixed_before(part, fixed)
    if not lacking:
        return {}
    write(
        tag("h5", words("mapping.desk.missing"), cls="rs-map-head"),
        tag("p", words("mapping.desk.missing_how"), cls="rs-note"),
    )
    said: dict[str, str] = {}
    table = load_contract().tables[part["table"]]
    for each in lacking:
        name = each["column"]
        title = column_title(part["table"], name, words)
        listed = table.columns[name].codes
        if not each["fixable"]:
            write(tag("p", words("mapping.desk.from_source", column=title), cls="rs-text"))
            continue
        place, now = f"mapping-fixed-{key}-{name}", fixed.get(name, "")
        if listed is not None:
            value = _code(words, title, listed, each["codes"], now, place)
        else:
            value = st.text_input(title, now, key=place, help=form_said(table.columns[name], words)).strip()
        said |= {name: value} if value else {}
    return said


def _fixed_before(part: Mapping[str, Any], fixed: Mapping[str, str]) -> list[dict[str, Any]]:
    contract = load_contract()
    lists = {name: contract.tables[part["table"]].columns[name].codes for name in fixed}
    codes = {name: list(contract.codes[listed]) if listed else [] for name, listed in lists.items()}
    return [{"column": name, "codes": found, "fixable": True} for name, found in codes.items()]


def _forms(words: Words, part: Mapping[str, Any], held: Collection[str], key: str) -> dict[str, str]:
    """How dates and numbers are written, for the columns that need it said."""
    stated = {name: [form] for name, form in part["forms"].items() if name in held}
    said: dict[str, str] = {}
    table = load_contract().tables[part["table"]]
    for name, possible in (part["unclear"] | stated).items():
        every = DATE_FORMS if table.columns[name].type in DATED else NUMBER_FORMS
        forms = ["", *(possible if len(possible) > 1 else every)]
        said[name] = st.selectbox(
            words("mapping.desk.form", column=column_title(part["table"], name, words)),
            forms,
            forms.index(part["forms"].get(name, "")),
            format_func=lambda form: words(f"mapping.form.{form}") if form else words("mapping.desk.form_unsaid"),
            key=f"mapping-form-{key}-{name}",
        )
    return said


def _words(words: Words, part: Mapping[str, Any], held: Collection[str], key: str) -> dict[str, dict[str, str]]:
    """A code for each word that means none yet."""
    contract = load_contract()
    fields = contract.tables[part["table"]].columns
    said = {name: dict(found) for name, found in part["words"].items() if name in held}
    asked = {name: [*said.get(name, {}), *part["unknown"].get(name, [])] for name in (*said, *part["unknown"])}
    asked = {name: values for name, values in asked.items() if name in held and values}
    if not asked:
        return {}
    write(tag("h5", words("mapping.desk.words"), cls="rs-map-head"))
    number = 0
    for name, values in asked.items():
        listed = fields[name].codes
        if listed is None:
            continue
        meant = said.setdefault(name, {})
        for value in values:
            number += 1
            left, right = st.columns([3, 2], vertical_alignment="center")
            with left:
                title = column_title(part["table"], name, words)
                write(tag("p", words("mapping.desk.says", column=title, word=value), cls="rs-map-column"))
            label, place = words("mapping.desk.word", n=number), f"mapping-word-{key}-{number}"
            with right:
                code = _code(words, label, listed, contract.codes[listed], meant.get(value, ""), place, hidden=True)
            if code:
                meant[value] = code
            else:
                meant.pop(value, None)
    return {name: found for name, found in said.items() if found}


def _code(
    words: Words, label: str, listed: str, codes: Sequence[str], now: str, key: str, *, hidden: bool = False
) -> str:
    """One code of a list, or none."""
    names = ["", *codes]
    chosen: str = st.selectbox(
        label,
        names,
        names.index(now) if now in names else 0,
        format_func=lambda code: words.code(listed, code) if code else words("mapping.desk.no_value"),
        key=key,
        label_visibility="collapsed" if hidden else "visible",
    )
    return chosen
