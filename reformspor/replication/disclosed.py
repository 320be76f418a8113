"""What protection did to a package: the rule, what it costs and how much is hidden, for a reader to reckon with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from reformspor.replication.codebook import as_csv
from reformspor.replication.described import Described
from reformspor.words import Words

REPORT, LOSS, LEFT_OUT, HIDDEN = "report.md", "loss.csv", "left_out.csv", "hidden.csv"
LOSS_TABLE = "ledger_loss"


def write_disclosed(of: Described, package: Path, folder: Path) -> None:
    """Write the report and its three tables below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    loss = list(_loss(of, package))
    left = [(table.name, column) for table in of.tables for column in table.left_out]
    covered = [(table.name, table.covered, table.few) for table in of.tables if table.covered or table.few]
    hidden = [(one.n, one.id, one.question, one.hidden) for one in of.figures if one.hidden]
    (folder / LOSS).write_bytes(as_csv(("people", "measure", "share_kept"), loss))
    (folder / LEFT_OUT).write_bytes(as_csv(("table", "column"), left))
    (folder / HIDDEN).write_bytes(as_csv(("n", "id", "question", "hidden"), hidden))
    lines = [f"# {of.words('replication.disclosed.title')}", "", *_said(of, covered, len(left), len(hidden))]
    lines += ["", f"## {of.words('replication.disclosed.loss')}", "", *_table(loss, of.words)]
    (folder / REPORT).write_text("\n".join(lines) + "\n", "utf-8")


def _said(of: Described, covered: list[tuple[str, int, int]], left: int, hidden: int) -> Iterator[str]:
    words = of.words
    yield words("replication.disclosed.rule", k=of.k, p=of.p, n=of.rule.least_n)
    yield ""
    yield words(
        "replication.disclosed.level", level=words(f"replication.level.{of.told.level}"), band=of.rule.sure_band
    )
    yield ""
    yield f"- {words('replication.disclosed.waiting', hours=of.waiting_hours)}"
    yield f"- {words('replication.disclosed.refused', n=of.refused)}"
    yield f"- {words('replication.disclosed.hidden', n=hidden, file=HIDDEN)}"
    yield f"- {words('replication.disclosed.left_out', n=left, file=LEFT_OUT)}"
    for table, texts, few in covered:
        if texts:
            yield f"- {words('replication.disclosed.covered', table=table, n=texts)}"
        if few:
            yield f"- {words('replication.disclosed.few', table=table, n=few, least=of.rule.least_n)}"


def _loss(of: Described, package: Path) -> Iterator[tuple[str, str, str]]:
    """The loss table as the data have it: whose hours, which label, and the share that keeps it."""
    table = next(one for one in of.tables if one.name == LOSS_TABLE)
    with (package / table.file).open(encoding="utf-8", newline="") as given:
        for row in csv.DictReader(given):
            yield row["loss_people"], row["loss_measure"], row["share"]


def _table(loss: list[tuple[str, str, str]], words: Words) -> Iterator[str]:
    heads = [words(f"replication.disclosed.heads.{name}") for name in ("people", "measure", "share")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---:|"
    for people, measure, share in loss:
        told = words.percent(float(share)) if share else "–"
        yield f"| {_word('loss_people', people, words)} | {_word('loss_measure', measure, words)} | {told} |"


def _word(name: str, code: str, words: Words) -> str:
    key = f"charts.code.{name}.{code}"
    return words(key) if words.has(key) else code
