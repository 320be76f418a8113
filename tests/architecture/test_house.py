"""The promises of the house: what imports what, who knows Streamlit, and how long a file may grow."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "reformspor"
ORDER = [
    "errors",
    "chained",
    "words",
    "contract",
    "intake",
    "ledger",
    "demo",
    "choices",
    "effects",
    "store",
    "snapshot",
    "review",
    "reference",
    "peers",
    "hypotheses",
    "scope",
    "questions",
    "narrowed",
    "dictionary",
    "disclosure",
    "answers",
    "findings",
    "look",
    "charts",
    "passport",
    "visible",
    "report",
    "application",
    "replication",
    "page",
    "web",
    "cli",
    "__main__",
]
ALLOWED_TOP = {
    ".ci",
    ".gitignore",
    ".streamlit",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dashboard.py",
    "data",
    "pages",
    "pyproject.toml",
    "queries",
    "reformspor",
    "requirements.txt",
    "tests",
}
STREAMLIT_MAY_BE_KNOWN_BY = ("reformspor/page/", "reformspor/web/", "pages/frame.py", "dashboard.py")


def python_files(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> set[str]:
    """Modules a file imports when it runs; imports for types alone do not count."""
    found: set[str] = set()
    tree = ast.parse(file.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_module(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "reformspor" and len(parts) > 1 else None


@pytest.mark.parametrize("file", python_files("reformspor"), ids=name_of)
def test_a_module_imports_only_modules_below_it(file: Path) -> None:
    here = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if here == "__init__":
        return
    assert here in ORDER, f"{here} has no place in the order of the house"
    for name in imports(file):
        other = own_module(name)
        if other in ORDER and other != here:
            assert ORDER.index(other) < ORDER.index(here), f"{here} imports {other}, which stands above it"


@pytest.mark.parametrize("file", python_files("reformspor", "pages"), ids=name_of)
def test_only_the_page_the_frame_and_the_server_know_streamlit(file: Path) -> None:
    if name_of(file).startswith(STREAMLIT_MAY_BE_KNOWN_BY):
        return
    assert not any(name.split(".")[0] == "streamlit" for name in imports(file))


@pytest.mark.parametrize("file", [f for f in python_files("pages") if f.name != "frame.py"], ids=name_of)
def test_a_view_holds_no_sql_no_plotly_and_no_frames(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not {name.split(".")[0] for name in imports(file)} & {"plotly", "duckdb", "pandas", "numpy"}
    assert not re.search(r"\bselect\b.+\bfrom\b", text, re.IGNORECASE | re.DOTALL)
    assert "unsafe_allow_html" not in text


@pytest.mark.parametrize("file", python_files("reformspor", "pages", "tests"), ids=name_of)
def test_a_file_is_short_enough_to_hold_one_idea(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", python_files("reformspor", "pages"), ids=name_of)
def test_every_module_says_what_it_promises(file: Path) -> None:
    text = file.read_text("utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "no module docstring"


@pytest.mark.parametrize("file", python_files("reformspor", "pages"), ids=name_of)
def test_no_page_turns_text_into_unchecked_html(file: Path) -> None:
    assert "unsafe_allow_html" not in file.read_text("utf-8")


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "services", "manager", "misc"}
    assert not {file.stem for file in python_files("reformspor", "pages")} & drawers


def test_little_stands_at_the_top() -> None:
    hidden = {".git", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "build"}
    assert {path.name for path in ROOT.iterdir()} - hidden <= ALLOWED_TOP


def test_the_requirements_are_pinned_with_hashes() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    packages = re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)
    assert {"streamlit", "duckdb", "pandas", "plotly"} <= set(packages)
    for block in re.split(r"^(?=[A-Za-z0-9_.-]+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block.split("\n")[0]
