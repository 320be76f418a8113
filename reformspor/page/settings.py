"""Innstillingar on the screen: what is chosen and what is still default, changed part by part by a named role."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from reformspor.choices import Choice, Choices, StatusRule, load_choices, load_definitions
from reformspor.choices.guide import PARTS, Guide, gone_through, put_away, read_guide
from reformspor.choices.listing import Row, family_of, groups, own, rows_of
from reformspor.choices.said import name_said, range_said, source_said, value_said, wrong_said
from reformspor.page.markup import Markup, tag, write
from reformspor.page.said import capital
from reformspor.page.settings_form import changes_form, history
from reformspor.page.tables import scrolling
from reformspor.snapshot.folder import data_folder
from reformspor.words import Words

PART, SAVED = "settings_part", "settings_saved"
# How the program runs is nothing for readers outside.
INSIDE = frozenset({"running"})


def settings_desk(words: Words, *, constructed: bool) -> None:
    """Draw one part of the settings with what may be changed in it, the guide, and every change."""
    folder = data_folder().root
    choices = load_choices(folder, constructed=constructed)
    wrong_file(words, choices)
    if saved := st.session_state.pop(SAVED, None):
        write(tag("p", saved, cls="rs-verdict-line rs-fine", role="status"))
    guide = read_guide(folder)
    part = _part(words, choices, guide)
    _guide(words, guide, part)
    write(tag("h2", words(f"choices.group.{part}"), cls="rs-section"), _lead(words, part))
    shown(words, choices, part)
    if done := changes_form(words, choices, part, folder):
        st.session_state[SAVED] = done
        st.rerun()
    history(words, folder)


def settings_read(words: Words, choices: Choices) -> None:
    """Everything that is chosen, for readers who may not change it."""
    wrong_file(words, choices)
    for part in groups():
        if part not in INSIDE:
            write(tag("h2", words(f"choices.group.{part}"), cls="rs-section"), _lead(words, part))
            shown(words, choices, part)


def wrong_file(words: Words, choices: Choices) -> None:
    """What is wrong with the file, each with its remedy, and that the former settings hold."""
    if not choices.wrong:
        return
    said = [tag("li", *_pair(*wrong_said(words, one))) for one in choices.wrong]
    write(
        tag("div", tag("p", words("choices.former_hold")), tag("ul", *said), cls="rs-problem", role="alert"),
    )


def shown(words: Words, choices: Choices, part: str) -> None:
    """The settings of a part as a table: value with unit, what is allowed, source, and who may change it."""
    rows = rows_of(choices, part)
    if not rows:
        write(tag("p", words("settings.none_set"), cls="rs-note"))
        return
    if part == "status":
        rules = [rule for code in load_definitions().measures if (rule := choices.rule(code)) is not None]
        _table(words, part, ("of", "watch", "act", "owner", "source"), [_rule_cells(words, rule) for rule in rules])
    else:
        _table(words, part, ("name", "value", "range", "source"), [_cells(words, row) for row in rows])
    effects = {row.definition.effect for row in rows}
    roles = dict.fromkeys(role for row in rows for role in row.definition.roles)
    said = words("settings.who", roles=words.listing([words.code("role", role) for role in roles]))
    when = [f"{words(f'choices.effect.{one}').capitalize()}." for one in sorted(effects)]
    write(tag("p", " ".join([said, *when]), cls="rs-note"))


def _table(words: Words, part: str, columns: Sequence[str], rows: Sequence[Sequence[Markup]]) -> None:
    heads = [tag("th", words(f"settings.column.{name}"), scope="col") for name in columns]
    body = [tag("tr", *cells) for cells in rows]
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body), cls="rs-table rs-settings")
    write(scrolling(words, table, words(f"choices.group.{part}")))


def _cells(words: Words, row: Row) -> list[Markup]:
    one, held = row.definition, row.choice
    value = value_said(words, held.value if held else None, one.unit)
    return [
        tag("th", name_said(words, one), tag("small", one.name, cls="rs-key-name"), scope="row"),
        _cell(words, "value", value),
        _cell(words, "range", range_said(words, one) or words(f"settings.allowed.{one.kind}")),
        _cell(words, "source", _origin(words, held) if held else words("choices.not_set")),
    ]


def _rule_cells(words: Words, rule: StatusRule) -> list[Markup]:
    limits = [value_said(words, value, rule.unit) for value in (rule.watch, rule.act)]
    key = tag("small", f"status.{rule.measure}", cls="rs-key-name")
    return [
        tag("th", capital(words.code("measure", rule.measure)), key, scope="row"),
        *(
            _cell(words, name, words(f"settings.limit.{rule.better}", value=value))
            for name, value in zip(("watch", "act"), limits, strict=True)
        ),
        _cell(words, "owner", words.code("role", rule.owner) if rule.owner else words("choices.not_set")),
        _cell(words, "source", _origin(words, rule)),
    ]


def _cell(words: Words, column: str, said: Markup | str) -> Markup:
    """A cell that carries its heading, for a screen too narrow for columns."""
    return tag("td", tag("span", words(f"settings.column.{column}"), cls="rs-cell-head", aria_hidden="true"), said)


def _origin(words: Words, held: Choice | StatusRule) -> Markup:
    """Where a value comes from, with a mark for what the municipality has chosen itself."""
    source, origin = source_said(words, held), words(f"choices.origin.{held.origin}")
    mark = "own" if held.origin == "own" else "default"
    said = source if held.origin == "constructed" else f"{origin} · {source}"
    return tag("span", said, cls=f"rs-origin rs-origin-{mark}")


def _part(words: Words, choices: Choices, guide: Guide) -> str:
    """The part that is open, kept in the address."""
    held = st.query_params.get("part")
    first = guide.left[0] if guide.open else groups()[0]
    if st.session_state.get(PART) not in groups():
        st.session_state[PART] = held if held in groups() else first
    part = st.pills(
        words("settings.parts"),
        groups(),
        format_func=lambda name: f"{_mark(choices, guide, name)} {words(f'choices.group.{name}')}",
        required=True,
        key=PART,
    )
    chosen = part or first
    if held != chosen:
        st.query_params["part"] = chosen
    write(tag("p", words("settings.marks"), cls="rs-note"))
    return chosen


def _mark(choices: Choices, guide: Guide, part: str) -> str:
    if own(choices, part):
        return "\N{BLACK CIRCLE}"
    return "\N{CIRCLE WITH LEFT HALF BLACK}" if part in guide.seen else "\N{WHITE CIRCLE}"


def _guide(words: Words, guide: Guide, part: str) -> None:
    """The way through the parts: how far one has come, on to the next, and put away or taken up again."""
    if not guide.open:
        key = "settings.guide.again" if guide.left else "settings.guide.done"
        with st.container(key="settings_guide_away", horizontal=True, vertical_alignment="center", gap="small"):
            write(tag("p", words(key, n=len(guide.left)), cls="rs-note"))
            if guide.left:
                st.button(words("settings.guide.take_up"), key="settings_guide_again", on_click=_put, args=(False,))
        return
    with st.container(key="settings_guide"):
        count = len(PARTS) - len(guide.left)
        write(
            tag("h2", words("settings.guide.title"), cls="rs-desk-title"),
            tag("p", words("settings.guide.lead"), cls="rs-text"),
            tag("p", words("settings.guide.count", done=count, all=len(PARTS)), cls="rs-note", role="status"),
        )
        with st.container(key="settings_guide_buttons", horizontal=True, gap="small"):
            if part in guide.left:
                st.button(
                    words("settings.guide.next"), key="settings_guide_next", type="primary", on_click=_on, args=(part,)
                )
            elif guide.left:
                st.button(words("settings.guide.go"), key="settings_guide_go", on_click=_go, args=(guide.left[0],))
            st.button(words("settings.guide.away"), key="settings_guide_put", on_click=_put, args=(True,))


def _on(part: str) -> None:
    try:
        left = gone_through(data_folder().root, part).left
    except OSError:
        return
    _go(left[0] if left else part)


def _go(part: str) -> None:
    st.session_state[PART] = part


def _put(skipped: bool) -> None:
    try:
        put_away(data_folder().root, skipped=skipped)
    except OSError:
        return


def _lead(words: Words, part: str) -> Markup:
    each = family_of(part)
    more = f" {words(f'settings.each.{each}')}" if each else ""
    return tag("p", words(f"choices.lead.{part}") + more, cls="rs-text")


def _pair(said: str, remedy: str) -> tuple[Markup | str, ...]:
    return tag("strong", said), " ", remedy
