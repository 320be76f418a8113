"""Every code an estimator refuses or minds by has its sentence in the words, with places for what it names."""

import ast
from collections.abc import Iterator
from pathlib import Path

from reformspor.words import catalogue

EFFECTS = Path(__file__).parents[2] / "reformspor" / "effects"
# Codes made from a part that differs, with every form they take.
MADE = {"numbered_day", "numbered_month", "numbered_quarter", "baseline_line", "baseline_temporary"}


def codes() -> Iterator[tuple[str, str]]:
    """Each file's codes: the first argument of a Refusal, or of what makes one of a code and its places."""
    makers = {"Refusal", "Refused", "_counted", "_none", "NotFitted"}
    for file in sorted(EFFECTS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers and node.args:
                first = node.args[0]
                parts = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                yield from (
                    (file.name, part.value)
                    for part in parts
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def test_every_code_has_its_sentence() -> None:
    known = {
        key.rpartition(".")[2] for key in catalogue("nn") if key.startswith(("effects.refused.", "effects.notice."))
    }
    found = set(codes()) | {("made", code) for code in MADE}
    assert {code for _, code in found} > {"duplicates", "leaves", "filled"}
    assert sorted((file, code) for file, code in found if code not in known) == []
