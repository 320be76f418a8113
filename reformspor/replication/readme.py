"""The package's README by the template of social science's data editors: data, terms, needs, programs, steps."""

from __future__ import annotations

from collections.abc import Iterator

from reformspor.replication.described import TERMS, Described, table_means
from reformspor.replication.figures import Figure

# The order of the template's own parts.
PARTS = (
    "overview",
    "availability",
    "rights",
    "datasets",
    "needs",
    "programs",
    "steps",
    "figures",
    "protection",
    "limits",
    "references",
)
COMMAND = "python3 rebuild.py"


def readme(of: Described) -> str:
    """The text, Markdown, in the package's language."""
    lines = [f"# {of.title}", ""]
    if of.constructed:
        lines += [f"**{of.words('frame.badge')}.** {of.words('frame.badge_more')}", ""]
    for part in PARTS:
        lines += [f"## {of.words(f'replication.readme.{part}.title')}", "", *WRITERS[part](of), ""]
    return "\n".join(lines)


def _overview(of: Described) -> Iterator[str]:
    words = of.words
    counted = sum(1 for one in of.figures if one.kind in ("figure", "table"))
    yield of.summary
    yield ""
    yield words("replication.readme.overview.said", n=counted, tables=len(of.tables))
    yield ""
    yield f"    {COMMAND}"
    yield ""
    yield words("replication.readme.overview.snapshot", id=of.manifest["id"], program=of.manifest["program"])


def _availability(of: Described) -> Iterator[str]:
    words = of.words
    if of.told.closed:
        yield words("replication.readme.availability.closed", seed=str(of.told.seed), municipality=of.municipality)
    else:
        level = words(f"replication.level.{of.told.level}")
        yield words("replication.readme.availability.open", level=level)
    yield ""
    yield words("replication.readme.availability.from", municipality=of.municipality, day=of.as_of)
    yield ""
    yield f"| {words('replication.readme.availability.file')} | SHA-256 |"
    yield "|---|---|"
    for one in of.manifest["files"]:
        yield f"| {one['file']} | `{one['sha256']}` |"


def _rights(of: Described) -> Iterator[str]:
    if of.terms:
        yield of.words("replication.readme.rights.given", terms=f"[{of.terms}]({TERMS[of.terms]})")
    else:
        yield of.words("replication.rights")
    yield ""
    yield of.words("replication.program_terms")


def _datasets(of: Described) -> Iterator[str]:
    words = of.words
    yield words("replication.readme.datasets.said")
    yield ""
    heads = [words(f"replication.readme.datasets.{name}") for name in ("file", "row", "rows")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---:|"
    for table in of.tables:
        yield f"| `{table.file}` | {table_means(table, words)} | {words.number(table.rows)} |"
    yield ""
    yield words("replication.readme.datasets.form")


def _needs(of: Described) -> Iterator[str]:
    words = of.words
    seeds = sorted({(one.method, one.seed) for one in of.figures if one.seed})
    for name in ("python", "lock", "time", *(("chance",) if seeds else ())):
        yield f"- {words(f'replication.readme.needs.{name}')}"
    for method, seed in seeds:
        yield f"  - `{method}`: {seed}"


def _programs(of: Described) -> Iterator[str]:
    for name in ("rebuild", "queries", "pages", "reformspor", "figures", "hypotheses", "codebook", "disclosure"):
        yield f"- {of.words(f'replication.readme.programs.{name}')}"


def _steps(of: Described) -> Iterator[str]:
    for place, name in enumerate(("run", "reads", "compares", "own"), start=1):
        yield f"{place}. {of.words(f'replication.readme.steps.{name}')}"


def _figures(of: Described) -> Iterator[str]:
    words = of.words
    yield words("replication.readme.figures.said")
    yield ""
    yield from _listed(of.figures, of)
    if of.told.closed:
        yield ""
        yield f"### {words('replication.readme.figures.closed')}"
        yield ""
        yield words("replication.readme.figures.closed_said")
        yield ""
        heads = [words(f"replication.readme.figures.{name}") for name in ("n", "id", "question", "program")]
        yield f"| {' | '.join(heads)} |"
        yield "|---:|---|---|---|"
        for one in _asked(of.own):
            yield f"| {one.n} | `{one.id}` | `{one.question}` | `{program_of(one)}` |"


def _listed(figures: tuple[Figure, ...], of: Described) -> Iterator[str]:
    heads = [of.words(f"replication.readme.figures.{name}") for name in ("n", "figure", "id", "question", "program")]
    yield f"| {' | '.join(heads)} |"
    yield "|---:|---|---|---|---|"
    for one in _asked(figures):
        says = one.says.replace("|", "\\|")
        yield f"| {one.n} | {says} | `{one.id}` | `{one.question}` | `{program_of(one)}` |"


def _asked(figures: tuple[Figure, ...]) -> list[Figure]:
    return [one for one in figures if one.question]


def program_of(one: Figure) -> str:
    """The file that makes a figure: the view that draws what a question answers or a method reckons."""
    return f"program/pages/{one.page}.py"


def _protection(of: Described) -> Iterator[str]:
    yield of.words("replication.disclosed.rule", k=of.k, p=of.p, n=of.rule.least_n)
    yield ""
    yield of.words("replication.readme.protection.more")


def _limits(of: Described) -> Iterator[str]:
    names = ("can", "cannot", "near", *(("twin",) if of.told.closed else ()))
    for name in names:
        yield f"- {of.words(f'replication.readme.limits.{name}')}"


def _references(of: Described) -> Iterator[str]:
    yield of.words("replication.cite")
    yield ""
    yield of.words(
        "replication.readme.references.said",
        municipality=of.municipality,
        year=str(of.day.year),
        title=of.title,
        id=of.manifest["id"],
    )


WRITERS = {
    "overview": _overview,
    "availability": _availability,
    "rights": _rights,
    "datasets": _datasets,
    "needs": _needs,
    "programs": _programs,
    "steps": _steps,
    "figures": _figures,
    "protection": _protection,
    "limits": _limits,
    "references": _references,
}
