"""A mutant is a question's SQL with one small thing wrong; lines that only heed a filter are left as they are.

The filter lines are held to a canonical text by test_filters, and what they do is tested there for every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS = {
    r"(?<![<>=!])>=": ">",
    r"(?<![<>=!])>(?!=)": ">=",
    r"<=": "<",
    r"<(?![=>])": "<=",
    r"<>": "=",
    r"(?<![<>=!])=(?![=>])": "<>",
    r" \+ ": " - ",
    r" - ": " + ",
    r"(?<!select) \* ": " + ",
    r" / ": " * ",
    r"\band\b": "or",
    r"\bor\b": "and",
    r"\bgreatest\b": "least",
    r"\bleast\b": "greatest",
    r"\bmin\(": "max(",
    r"\bmax\(": "min(",
    r"\bsum\(": "max(",
    r"\bmedian\(": "max(",
    r"\barg_max\(": "arg_min(",
    r"\blag\(": "lead(",
    r"\blead\(": "lag(",
    r"\bleft join\b": "join",
    r"\bselect distinct\b": "select",
    r"\bcount\(distinct ": "count(",
    r"\bis not null\b": "is null",
    r"\bis null\b": "is not null",
    r"\bis distinct from\b": "is not distinct from",
    r"\bis not distinct from\b": "is distinct from",
    r"\bnot in\b": "in",
    r"(?<!not )\bin \(": "not in (",
    r"(?<!is )\bnot (?!in|null)": "",
    r"(?<=[a-z]) desc\b": "",
    r" nulls last\b": " nulls first",
    r"\bmonth_from\b(?= *[<>])": "month_to",
    r"\bmonth_to\b(?= *[<>])": "month_from",
    r"(?<![\w$.'])(\d+)(?![\w.'])": "more",
    r"'(?!day\b|month\b)[\w ]+'": "other",
}
UNWRAPPED = ("coalesce", "nullif", "date_trunc", "trim", "abs", "greatest", "least")
# The day of the snapshot and what the municipality chooses are no filters.
PARAMETER = re.compile(r"\$(?!as_of\b|norm_hours\b|rate_|in_kind_|release_)\w+")


@dataclass(frozen=True)
class Mutant:
    """The wrong SQL, and what was changed: line number within the file, the text before and after."""

    sql: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.before.strip()}  →  {self.after.strip()}"


def mutants(sql: str) -> Iterator[Mutant]:
    """Every mutant of a question or of a piece that questions share, one change each, in the order of its lines."""
    lines = sql.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("--") or line.strip().startswith("--") or _only_filters(lines, number):
            continue
        for changed in _changes(line):
            text = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
            yield Mutant(text, number + 1, line, changed)


def _only_filters(lines: list[str], number: int) -> bool:
    """Whether the line mentions a filter, or stands inside a filter's parenthesis."""
    if PARAMETER.search(lines[number]) or (_opens(lines[number]) and PARAMETER.search(lines[number + 1])):
        return True
    opened = next((at for at in range(number, -1, -1) if lines[at].rstrip().endswith("(")), None)
    if opened is None or not _opens(lines[opened]):
        return False
    inside = lines[opened + 1 : number + 1]
    return bool(inside) and bool(PARAMETER.search(inside[0])) and _depth(lines[opened : number + 1]) >= 0


def _opens(line: str) -> bool:
    return re.fullmatch(r"\s*(where |and )?\(", line) is not None


def _depth(lines: list[str]) -> int:
    text = "".join(lines)
    return text.count("(") - text.count(")")


def _changes(line: str) -> Iterator[str]:
    for pattern, wrong in SWAPS.items():
        for found in re.finditer(pattern, line):
            if pattern.startswith((r"(?<![<>=!])", "<", " ")) and _in_text(line, found.start()):
                continue
            text = {"more": lambda m: str(int(m[0]) + 1), "other": lambda m: m[0][:-1] + "_'"}.get(
                wrong, lambda m, w=wrong: w
            )(found)
            yield line[: found.start()] + text + line[found.end() :]
    for name in UNWRAPPED:
        for found in re.finditer(rf"\b{name}\(", line):
            inner = _first_argument(line, found.end(), last=name == "date_trunc")
            if inner:
                yield line[: found.start()] + inner[0] + line[inner[1] :]


def _in_text(line: str, at: int) -> bool:
    return line[:at].count("'") % 2 == 1


def _first_argument(line: str, start: int, *, last: bool) -> tuple[str, int] | None:
    depth, cuts = 0, [start]
    for at in range(start, len(line)):
        if line[at] == "(" or line[at] == "[":
            depth += 1
        elif line[at] == ")" and depth == 0:
            cuts.append(at)
            piece = line[cuts[-2] + 1 : at] if last and len(cuts) > 2 else line[start : cuts[1]]
            return piece.strip(), at + 1
        elif line[at] in ")]":
            depth -= 1
        elif line[at] == "," and depth == 0:
            cuts.append(at)
    return None
