"""What came of an admission, to read and as JSON: every cause with its number, the one that frees most rows first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reformspor.contract.titles import title_of
from reformspor.errors import Fault
from reformspor.intake.grouping import Group, grouped
from reformspor.intake.saying import example_of, place_of, reason_of, remedy_of, say
from reformspor.snapshot import Admission
from reformspor.words import Words

LISTED, CAUSES = 50, 40


def as_json(outcome: Admission, words: Words, *, every_fault: bool = True) -> dict[str, Any]:
    """The outcome as one JSON object; without `every_fault`, faults stand by their causes alone."""
    said: dict[str, Any] = {
        "verdict": outcome.verdict,
        "faults": [_fault_json(fault, words) for fault in outcome.faults] if every_fault else [],
        "notices": [_fault_json(notice, words) for notice in outcome.notices],
        "groups": [_group_json(group, words) for group in grouped(outcome.faults, outcome.counts, outcome.following)],
        "files": [
            {
                "file": file.file,
                "table": file.table,
                "sha256": file.sha256,
                "rows_read": file.rows_read,
                "rows_admitted": file.rows_admitted,
                "rows_refused": file.rows_refused,
            }
            for file in outcome.files
        ],
    }
    if outcome.manifest is not None:
        said["snapshot"] = outcome.manifest.id
    if outcome.canonical is not None:
        said["tables"] = outcome.canonical
    return said


def _fault_json(fault: Fault, words: Words) -> dict[str, Any]:
    place = {"file": fault.file, "row": fault.row, "column": fault.column, "code": fault.code}
    return place | {"message": say(fault, words)}


def _group_json(group: Group, words: Words) -> dict[str, Any]:
    first = group.examples[0]
    return {
        "code": group.code,
        "file": group.file,
        "table": group.table,
        "column": group.column,
        "n": group.n,
        "frees": group.frees,
        "whole": group.whole,
        "led": group.led,
        "place": place_of(group.file, group.table, group.column, words),
        "reason": reason_of(first, words),
        "remedy": remedy_of(first, words),
        "examples": [
            {"row": fault.row, "value": fault.value, "said": example_of(fault, words)}
            for fault in group.examples
            if fault.row is not None
        ],
    }


def as_text(outcome: Admission, words: Words) -> str:
    """The outcome to read: each file's count, the first notices, every cause, and what serves now."""
    lines = [
        words(
            "cli.admit.file",
            n=file.rows_read,
            file=file.file,
            table=title_of(file.table, words),
            read=file.rows_read,
            admitted=file.rows_admitted,
            refused=file.rows_refused,
        )
        for file in outcome.files
    ]
    if outcome.notices:
        lines += ["", words("cli.admit.notices", n=len(outcome.notices))]
        lines += [f"  - {say(notice, words)}" for notice in outcome.notices[:LISTED]]
        if len(outcome.notices) > LISTED:
            lines.append("  " + words("cli.admit.more", n=len(outcome.notices) - LISTED))
    lines += _causes(grouped(outcome.faults, outcome.counts, outcome.following), words)
    lines += ["", _came_to(outcome, words)]
    if outcome.manifest is not None:
        lines.append(words("cli.admit.serving", id=outcome.manifest.id))
        if outcome.waiting_hours:
            lines.append(words("cli.admit.waiting", hours=outcome.waiting_hours))
    elif outcome.still_serving is not None:
        lines.append(words("cli.admit.still_serving", id=outcome.still_serving.id))
    return "\n".join(lines)


def _came_to(outcome: Admission, words: Words) -> str:
    """What became of the export; a trial admits nothing, and says so."""
    refused = sum(file.rows_refused for file in outcome.files)
    if outcome.verdict == "reject":
        return words("cli.admit.reject")
    if outcome.manifest is None:
        return words("cli.admit.could_be")
    return words("cli.admit.kept_good", n=refused) if refused else words(f"cli.admit.{outcome.verdict}")


def _causes(groups: Sequence[Group], words: Words) -> list[str]:
    if not groups:
        return []
    lines = ["", words("desk.groups.title", n=sum(group.n for group in groups)), words("desk.groups.lead")]
    for at, group in enumerate(groups[:CAUSES], start=1):
        first = group.examples[0]
        place = place_of(group.file, group.table, group.column, words)
        count = words("desk.groups.count", n=group.n)
        lines += ["", f"{at}. " + words("desk.groups.text", place=place, count=count, frees=_frees(group, words))]
        lines += [f"   {part}" for part in (reason_of(first, words), remedy_of(first, words)) if part]
        rows = [example_of(fault, words) for fault in group.examples if fault.row is not None]
        lines += [f"   {'; '.join(rows)}"] if rows else []
    if len(groups) > CAUSES:
        lines += ["", words("desk.groups.more_causes", n=len(groups) - CAUSES)]
    return lines


def _frees(group: Group, words: Words) -> str:
    if group.whole:
        return words("desk.groups.whole")
    if group.led:
        return words("desk.groups.led")
    return words("desk.groups.frees", n=group.frees) if group.frees else words("desk.groups.shared")
