"""A contract table and its columns as entries: meaning, type, range, codes, and who may see it, in plain words."""

from __future__ import annotations

from reformspor.contract import Column, Table, load_contract
from reformspor.dictionary.entry import Entry, Fact
from reformspor.words import Words


def table_entry(table: Table, words: Words) -> Entry:
    """A table with every column as a part."""
    names = [column_name(table, table.columns[name], words) for name in table.key]
    systems = [words.code("system", system) for system in table.systems]
    facts = [
        Fact(words("dictionary.fact.key"), words.listing(names) if names else words("dictionary.no_key")),
        Fact(
            words("dictionary.fact.needed"), words(f"dictionary.table_{'required' if table.required else 'optional'}")
        ),
        Fact(words("dictionary.fact.systems"), words.listing(systems)),
    ]
    if table.of_persons:
        facts.append(Fact(words("dictionary.fact.privacy"), words("dictionary.table_of_persons")))
    return Entry(
        table.name,
        words(table.title_key),
        words(f"contract.{table.name}.grain"),
        code=table.name,
        facts=tuple(facts),
        parts=tuple(_column_entry(table, column, words) for column in table.columns.values()),
    )


def _column_entry(table: Table, column: Column, words: Words) -> Entry:
    needed = "derived" if column.derived else "required" if column.required else "optional"
    facts = [
        Fact(words("dictionary.fact.type"), type_said(column, words)),
        Fact(words("dictionary.fact.needed"), words(f"dictionary.column_{needed}")),
    ]
    if limits := range_said(column, words):
        facts.append(Fact(words("dictionary.fact.range"), limits))
    if column.references:
        title = words(f"contract.{column.references}.title")
        facts.append(Fact(words("dictionary.fact.references"), title, column.references))
    if column.codes:
        listed = words(f"dictionary.list.{column.codes}")
        facts.append(Fact(words("dictionary.fact.codes"), listed, f"code.{column.codes}"))
    facts.append(Fact(words("dictionary.fact.privacy"), words(f"dictionary.privacy.{column.privacy}")))
    return Entry(
        f"{table.name}.{column.name}",
        column_name(table, column, words),
        words(f"contract.{table.name}.columns.{column.name}.meaning"),
        code=column.name,
        facts=tuple(facts),
        codes=codes_of(column.codes, words, pooled=False) if column.codes else (),
    )


def column_name(table: Table, column: Column, words: Words) -> str:
    """What the reader's language calls a column."""
    return words(f"contract.{table.name}.columns.{column.name}.name")


def type_said(column: Column, words: Words) -> str:
    """The type in plain words, with decimals where there are any."""
    kind = "month_or_day" if column.or_day else column.type
    said = words(f"dictionary.type.{kind}")
    return f"{said}, {words('dictionary.decimals', n=column.decimals)}" if column.decimals else said


def range_said(column: Column, words: Words) -> str:
    """What a number may lie between; empty where nothing is said."""
    least, most = column.minimum, column.maximum
    if least is not None and most is not None:
        return words("dictionary.range.between", least=least, most=most)
    if least is not None:
        return words("dictionary.range.least", least=least)
    return words("dictionary.range.most", most=most) if most is not None else ""


def codes_of(name: str, words: Words, *, pooled: bool = True) -> tuple[tuple[str, str, str], ...]:
    """Each code of a list with its word and, where the dictionary has one, its meaning."""
    contract = load_contract()
    codes = (*contract.codes.get(name, ()), *(contract.labels.get(name, ()) if pooled else ()))
    return tuple((code, words.code(name, code), _meaning(name, code, words)) for code in codes)


def _meaning(name: str, code: str, words: Words) -> str:
    key = f"dictionary.code.{name}.{code}"
    return words(key) if words.has(key) else ""
