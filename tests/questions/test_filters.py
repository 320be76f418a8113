"""Filters are written one way in every question, and do what the filter says."""

import re
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from reformspor.contract import load_contract
from reformspor.questions import QUERIES, Question, load_questions
from reformspor.store import named_parameters
from tests.questions.example import read_example
from tests.questions.given import bound, standing

QUESTIONS = load_questions()
COLUMN = r"[\w.]+|coalesce\([^)]*\)"
CANONICAL = (
    rf"\(\$from::DATE is null or ({COLUMN}) >= \$from::DATE\)",
    rf"\(\$to::DATE is null or ({COLUMN}) (<= \$to::DATE|< \$to::DATE \+ interval 1 month)\)",
    rf"\(\$(\w+)::VARCHAR\[\] is null or ({COLUMN}) = any\(\$\1::VARCHAR\[\]\)\)",
    rf"\(\$(\w+)::VARCHAR\[\] is null or list_has_any\(({COLUMN}), \$\1::VARCHAR\[\]\)\)",
    r"\(\$sure_band::INTEGER is null or \w+\.band_lo >= \$sure_band::INTEGER\)",
    r"\(\$sure_band::INTEGER is null or \w+\.sure_band = \$sure_band::INTEGER\)",
)
IN_PARENTHESES = (
    r"\(\$unit::VARCHAR\[\] is null and \$sector::VARCHAR\[\] is null\)",
    r"or \w+\.\w+ = any\(\$(unit|sector)::VARCHAR\[\]\)",
    r"\$(activity|level)::VARCHAR\[\] is null",
    r"or released\.code = any\(\$activity::VARCHAR\[\]\)",
    rf"or ({COLUMN}) = any\(\$level::VARCHAR\[\]\)",
    r"\$text::VARCHAR\[\] is null",
    r"or len\(list_filter\(\$text::VARCHAR\[\], lambda word: not contains\(lower\(concat_ws\(",
    r"case when \$free_text::BOOLEAN is not false or barriers\.public = 'open' then concat_ws\(",
    r"not list_has_any\(\$text_code::VARCHAR\[\], list_transform\(",
    r"or list_has_any\(coalesce\(sessions\.levels_present, \['not_reported'\]\), \$level::VARCHAR\[\]\)",
)
# Not filters either: what a list is sorted by.
ORDERED = (r"case when \$order::VARCHAR = '\w+' then \w+ end( desc)?( nulls last)?,",)
# Not filters: the bounds of a calendar or a span.
BOUNDS = (
    r"extract\(isodow from day\) <= 5 and not list_contains\(\$holidays::DATE\[\], day::DATE\)",
    r"greatest\(date_trunc\('month', min\(date\)\)::DATE, \$from::DATE\) as first,",
    r"greatest\(coalesce\(min\(month_from\) filter \(.*\), min\(month_from\)\), \$from::DATE\) as first,",
    r"least\(.*, \$to::DATE\) as last",
    r"\$to::DATE,",
    r"greatest\(\(date_trunc\('month', \$as_of::DATE \+ interval 1 day\) - interval 1 month\)::DATE, \$from::DATE\)",
    r"select coalesce\(\$from::DATE, \(last - interval 11 month\)::DATE\) as first, last",
    r"select 'scope' as span, \$from::DATE as month_from, \$to::DATE as month_to",
    r"least\(\(\$to::DATE \+ interval 1 month\)::DATE, \(\$as_of::DATE \+ interval 1 day\)::DATE\) as now_day,?",
)
# A target without a unit is the whole municipality's, and holds from its month on whatever period is chosen.
TARGETS = (
    r"month <= coalesce\(\$to::DATE, date_trunc\('month', \$as_of::DATE\)::DATE\)",
    r"\(\$unit::VARCHAR\[\] is null or unit_id is null or unit_id = any\(\$unit::VARCHAR\[\]\)\)",
)
# Not filters either: the day of the export, and what the municipality chooses.
CHOSEN = r"as_of\b|norm_hours\b|rate_|in_kind_|release_"
NOBODY = ["nobody"]


def filter_lines(question: Question) -> Iterator[str]:
    for line in question.sql.splitlines():
        if re.search(rf"\$(?!{CHOSEN})\w+", line) and not line.startswith("--"):
            yield re.sub(r"^(where|and) ", "", line.strip()).removesuffix(" as sure,").removesuffix(" as sure")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_filter_is_written_as_in_every_other_question(question: Question) -> None:
    known = [*CANONICAL, *IN_PARENTHESES, *ORDERED, *BOUNDS, *TARGETS]
    odd = [line for line in filter_lines(question) if not any(re.fullmatch(pattern, line) for pattern in known)]
    assert odd == []


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_ledger_question_parts_sure_from_possible_for_every_filter(question: Question) -> None:
    for name in ("role", "place", "phase"):
        assert (f"{name}_sure" in question.parameters) == (f"{name}_possible" in question.parameters)
    if "place_sure" in question.parameters:
        assert "sure_band" in question.parameters


def answered(question: Question, con: duckdb.DuckDBPyConnection, **fixed: object) -> pd.DataFrame:
    values = bound(con, "") | fixed
    return con.execute(question.sql, {name: values[name] for name in named_parameters(question.sql)}).df()


def everything(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Every code of every filter that takes a list, the pooled labels among them."""
    codes = load_contract().codes
    labels = {name: column(con, f"select distinct {name} from released") for name in ("role", "place", "phase")}
    given = {
        "activity": [*codes["activity"], "merged", "withheld"],
        "unit": [*column(con, "select unit_id from place_tree"), "u1", "u2", "u9", "not_reported"],
        "sector": list(codes["sector"]),
        "phase": list(codes["phase"]),
        "level": list(codes["level"]),
        "type": list(codes["barrier_type"]),
    }
    for table in ("released_capacity", "released_effort", "released_fifth"):
        labels["role"] += column(con, f"select distinct role from {table}")
    labels["place"] += column(con, "select distinct place from released_capacity")
    for name, all_of_them in labels.items():
        given |= {f"{name}_sure": all_of_them, f"{name}_possible": all_of_them}
    return given


def column(con: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return [row[0] for row in con.execute(sql).fetchall() if row[0] is not None]


# The period of a follow-up point is its session's; a point without a session has none.
WITHOUT_PERIOD = {"sessions/follow_ups_by_state"}
# A period is held against the equally long one before it, which of all time there is none of.
TWO_PERIODS = {"union_reps/activity_growth"}
CASES = [
    (name, parameter)
    for name, question in QUESTIONS.items()
    for parameter in ("activity", "phase", "level", "type", "role_sure", "place_sure", "phase_sure")
    if parameter in question.parameters
]


@pytest.mark.parametrize(("name", "parameter"), CASES)
def test_choosing_everything_hides_nothing(name: str, parameter: str) -> None:
    con = standing(read_example(QUERIES / f"{name}.md"))
    chosen = {parameter: everything(con)[parameter]}
    if parameter.endswith("_sure"):
        chosen[parameter.replace("sure", "possible")] = chosen[parameter]
    pd.testing.assert_frame_equal(answered(QUESTIONS[name], con, **chosen), answered(QUESTIONS[name], con))


# A target without a unit is the whole municipality's, and stays when a unit is chosen.
UNITS = [(name, "unit") for name, q in QUESTIONS.items() if "unit" in q.parameters and name != "data/targets"]


@pytest.mark.parametrize(("name", "parameter"), [*CASES, *UNITS])
def test_choosing_what_nothing_has_leaves_nothing(name: str, parameter: str) -> None:
    question, con = QUESTIONS[name], standing(read_example(QUERIES / f"{name}.md"))
    fixed = {parameter: NOBODY}
    if parameter.endswith("_sure"):
        fixed[parameter.replace("sure", "possible")] = NOBODY
    if parameter in ("unit", "place_sure"):
        fixed |= {"unit": NOBODY, "sector": NOBODY, "place_sure": NOBODY, "place_possible": NOBODY}
    frame = answered(question, con, **fixed)
    numbers = frame[[value for value in question.values if pd.api.types.is_numeric_dtype(frame[value])]]
    assert numbers.fillna(0).le(0).all(axis=None)  # hours whose activity is unknown may still be taken back


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, question in QUESTIONS.items()
        if "from" in question.parameters
        and not name.startswith("overview/")
        and name not in WITHOUT_PERIOD | TWO_PERIODS
    ],
)
def test_a_period_that_holds_everything_hides_nothing(name: str) -> None:
    con = standing(read_example(QUERIES / f"{name}.md"))
    wide = {"from": pd.Timestamp("1990-01-01").date(), "to": pd.Timestamp("2090-01-01").date()}
    pd.testing.assert_frame_equal(answered(QUESTIONS[name], con, **wide), answered(QUESTIONS[name], con))
