"""What a clerk must know to fill in a column: its meaning, whether it may be left, and what may stand in it."""

from __future__ import annotations

from decimal import Decimal

from reformspor.contract.examples import asked_for
from reformspor.contract.loading import load_contract
from reformspor.contract.table import Column, Table
from reformspor.words import Words, speak


def heading_of(table: Table, column: Column, words: Words) -> str:
    """The column's heading in the reader's language."""
    return words(f"contract.{table.name}.columns.{column.name}.name")


def meaning_of(table: Table, column: Column, words: Words) -> str:
    """What the column means, in a sentence."""
    return words(f"contract.{table.name}.columns.{column.name}.meaning")


def needed_said(column: Column, words: Words) -> str:
    """Whether the column must be filled."""
    return words("demo.template.must" if column.required else "demo.template.may")


def form_said(column: Column, words: Words) -> str:
    """What may stand in the column: its form and limits, and the table its values must stand in."""
    kind: str = "month_or_day" if column.type == "month" and column.or_day else column.type
    if column.privacy == "personal":
        kind = "personal" if column.type == "id" else "private_text"
    said = [words(f"demo.template.form.{kind}")]
    if column.type == "number" and column.decimals is not None:
        said.append(words("demo.template.decimals", n=column.decimals))
    said += [_span(column.minimum, column.maximum, words)]
    if column.references is not None:
        said.append(words("demo.template.refers", table=words(f"contract.{column.references}.title")))
    return " ".join(part for part in said if part)


def guide_text(lang: str) -> str:
    """The whole help as a text: how to fill in, then every table with its columns."""
    words, contract = speak(lang), load_contract()
    lines = [words("demo.template.title"), "", *steps(words, "csv"), ""]
    for table in contract.tables.values():
        lines += ["", words(table.title_key).upper(), f"{table.name}.csv. {words(f'contract.{table.name}.grain')}.", ""]
        for column in asked_for(table):
            lines.append(f"{heading_of(table, column, words)} ({needed_said(column, words).lower()})")
            lines.append(f"    {meaning_of(table, column, words)} {form_said(column, words)}")
            if column.codes is not None:
                lines.append(
                    "    " + "; ".join(words.code(column.codes, code) for code in contract.codes[column.codes])
                )
    return "\r\n".join([*lines, ""])


def steps(words: Words, form: str) -> list[str]:
    """How to fill in the templates, a sentence a step; `form` is excel or csv."""
    return [words(f"demo.template.steps.{step}") for step in ("first", form, "example", "need", "people", "send")]


def _span(low: Decimal | None, high: Decimal | None, words: Words) -> str:
    if low is not None and high is not None:
        return words("demo.template.between", low=_short(low, words), high=_short(high, words))
    return words("demo.template.from", low=_short(low, words)) if low is not None else ""


def _short(number: Decimal, words: Words) -> str:
    decimals = -int(number.normalize().as_tuple().exponent)
    return words.number(number, max(0, decimals))
