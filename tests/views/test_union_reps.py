"""The pages of the representatives say what they promise, and never a union, a name or a group under five."""

import datetime as dt
import re
from functools import cache

import duckdb
import pytest

from pages import protection, union_reps
from reformspor import charts, findings
from reformspor.charts import paint
from reformspor.choices import Choices, choices_from
from reformspor.contract import load_contract
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn
from tests.views.given import small
from tests.views.paper import TextPage

FULL, BARE = small(), small(optional=False)
REPS = {"union_rep", "chief_union_rep", "joint_union_rep", "local_union_rep"}
# A few of the organisations and parts of names that must never be met; the contract's forbidden headings come on top.
UNIONS = ("Fagforbundet", "Utdanningsforbundet", "NITO", "Delta", "Unio", "Akademikerne", "Sykepleierforbund", "FO")


@cache
def read(name: str, lang: str = "nn", **page: object) -> TextPage:
    paper = TextPage(**{"store": FULL, "words": speak(lang), **page})  # type: ignore[arg-type]
    {"union_reps": union_reps, "protection": protection}[name].view(paper)
    return paper


def chosen(**said: object) -> Choices:
    choices = choices_from(said)
    assert choices.wrong == ()
    return choices


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["union_reps", "protection"])
def test_a_view_is_written_in_every_language_with_its_own_title(name: str, lang: str) -> None:
    paper = read(name, lang)
    assert paper.lines[0] == f"# {speak(lang)(f'views.{name}.title')}"
    assert "{" not in paper.written


def test_five_tiles_with_their_definition_and_the_plan_of_three_months() -> None:
    tiles = read("union_reps").shown_tiles
    assert [tile.label for tile in tiles] == [
        speak("nn")(f"union_reps.tile.{name}") for name in ("hours", "beyond", "on_top", "parties", "plan")
    ]
    assert all(tile.definition and tile.answer is not None for tile in tiles)
    assert {tile.status.state for tile in tiles if tile.status} <= {"good", "watch", "act", "unsure"}
    assert tiles[2].status is not None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_can_be_painted_and_draws_what_its_table_says(theme: str) -> None:
    paper = read("union_reps")
    for answer, chart in paper.charts:
        if answer.state != "ok":
            continue
        assert chart is not None
        assert chart.alt, answer.name
        assert not chart.table.empty, answer.name
        assert '"@' not in str(paint(chart, theme, paper.words))  # type: ignore[arg-type]


def test_the_parties_figures_draw_as_many_sessions_as_their_tables_hold() -> None:
    words = speak("nn")
    heads = [words("charts.code.parties_took_part.yes"), words("charts.code.parties_took_part.no"), "Ikkje oppgitt"]
    seen = 0
    for answer, chart in read("union_reps").charts:
        if answer.name.startswith("union_reps/parties"):
            assert chart is not None
            assert sum(drawn(trace) for trace in chart.data) == sum(column_sum(chart.table, head) for head in heads)
            assert sum(drawn(trace) for trace in chart.data) == answer.frame["n"].sum()
            seen += 1
    assert seen == 2


def test_growth_draws_the_upper_ends_of_its_table_and_load_its_own() -> None:
    words = speak("nn")
    shown = {answer.name: chart for answer, chart in read("union_reps").charts}
    growth, load = shown["union_reps/activity_growth"], shown["union_reps/load"]
    assert growth is not None
    assert load is not None
    upper = [
        words("charts.heading.up_to", measure=words(f"union_reps.heading.{when}").lower()) for when in ("before", "now")
    ]
    assert sum(drawn(trace) for trace in growth.data) == pytest.approx(sum(column_sum(growth.table, h) for h in upper))
    assert drawn(load.data[0]) == pytest.approx(column_sum(load.table, words("union_reps.heading.most")))


def test_hours_over_time_draw_hours_and_release_as_the_table_has_them() -> None:
    words = speak("nn")
    chart = {answer.name: chart for answer, chart in read("union_reps").charts}["union_reps/release_by_month"]
    assert chart is not None
    upper = words("charts.heading.up_to", measure=words("charts.heading.used").lower())
    assert sum(drawn(trace) for trace in chart.data) == pytest.approx(column_sum(chart.table, upper))
    # The release of the small municipality is merged over a year, so it is told and not drawn.
    assert "500 timar" in chart.left_out.replace("\N{NO-BREAK SPACE}", " ")
    assert column_sum(chart.table, words("charts.heading.agreed")) == 500


def test_a_release_told_by_month_is_a_line_that_breaks_where_none_is_told() -> None:
    rows: list[dict[str, object]] = [
        {"month": f"2025-0{month}-01", "hours": 40.0 + month, "hours_possible": 50.0 + month, "release_h": release}
        for month, release in ((1, 30.0), (2, None), (3, 20.0))
    ]
    types = "month DATE, hours DOUBLE, hours_possible DOUBLE, release_h DOUBLE"
    words = speak("nn")
    chart = charts.release_months(answered(rows, types), words)
    line = next(trace for trace in chart.data if trace["type"] == "scatter")
    assert line["y"] == [30.0, None, 20.0]
    assert sum(drawn(trace) for trace in chart.data if trace["type"] == "bar") == 156
    assert column_sum(chart.table, words("charts.heading.agreed")) == 50
    assert "2 månader" in chart.alt


def test_only_representatives_are_asked_of_and_another_role_is_said_to_be_left_out() -> None:
    helpers = read("union_reps", scope=Scope(roles=("helper",)))
    assert speak("nn")("union_reps.no_reps") in helpers.written
    one = read("union_reps", scope=Scope(roles=("chief_union_rep", "helper")))
    assert speak("nn")("union_reps.no_reps") not in one.written
    for paper, roles in ((helpers, REPS), (one, {"chief_union_rep"})):
        asked = [answer for answer, _ in paper.charts if "role_sure" in answer.question.parameters]
        assert asked
        assert all(set(answer.scope.roles) == roles for answer in asked)


def test_a_figure_a_role_is_picked_in_stays_whole_and_the_others_are_of_that_role() -> None:
    picked, own = ("chief_union_rep",), "resources/beyond_release"
    paper = TextPage(FULL, speak("nn"), scope=Scope(roles=picked), own={own: Scope()})
    union_reps.view(paper)
    roles = {answer.name: answer.scope.roles for answer, _ in paper.charts if "role_sure" in answer.question.parameters}
    assert set(roles.pop(own)) == REPS
    assert roles
    assert set(roles.values()) == {picked}


def test_without_a_capacity_table_release_says_what_file_it_needs_and_the_rest_stands() -> None:
    text = read("union_reps", store=BARE).written
    assert "Denne figuren treng ei fil til" in text
    assert "Partane var med i" in text


def test_at_the_public_level_small_bands_give_no_load() -> None:
    public = {answer.name: answer for answer, _ in read("union_reps", rule=Rule.public()).charts}
    assert public["union_reps/load"].frame.empty
    assert not {answer.name: answer for answer, _ in read("union_reps").charts}["union_reps/load"].frame.empty


def test_a_load_over_the_norm_is_said_with_the_norm_and_without_one_nothing_is_much() -> None:
    high = read("union_reps", choices=chosen(norm={"release": {"union_rep": 2}})).written
    assert "norma for frikjøp er 2" in high
    none = read("union_reps", choices=chosen()).written
    assert speak("nn")("findings.load.no_norm") in none


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["union_reps", "protection"])
def test_no_union_and_no_forbidden_field_is_ever_named(name: str, lang: str) -> None:
    text = read(name, lang).written
    assert not [union for union in UNIONS if re.search(rf"\b{union}\b", text)]
    columns = " ".join(str(c) for answer, _ in read(name, lang).charts for c in answer.frame.columns)
    assert not [part for part in load_contract().forbidden_parts if part in columns.casefold()]


def test_people_are_only_told_as_bands_and_no_question_returns_a_count_of_them() -> None:
    for answer, chart in read("union_reps").charts:
        names = {str(column) for column in answer.frame.columns}
        assert not names & {"persons", "people", "headcount", "band_lo", "band_hi", "people_least", "people_most"}
        if answer.name == "union_reps/load":
            told = answer.frame.dropna(subset=["load_most"])
            # One number would give away how many they are: the two ends are always as far apart as their band.
            assert (told["load_most"].astype(float) >= 1.79 * told["load_least"].astype(float)).all()
            assert chart is not None


def test_the_protection_page_tells_purpose_discussion_threshold_loss_levels_and_rights() -> None:
    text = read("protection").written
    for said in (
        "Ikkje drøfta enno",
        "minst 5 personar",
        "12 + 11 + 10 + 9 + 8",
        "Personnøkkel",
        "Open vising",
        "10 eller fleire",
        "Innsyn:",
        "Sletting:",
        "fagforeining",
        "python -m reformspor tidy",
        "felt er opne",
        "42.5",
    ):
        assert said in text, said


def test_what_is_discussed_and_with_whom_comes_from_the_settings() -> None:
    words, day = speak("nn"), dt.date(2026, 3, 2)
    held = chosen(discussed_on=day, discussed_with=["chief_union_rep", "safety_rep"], purpose="Sjå om frikjøpet held.")
    text = read("protection", choices=held).written
    assert f"Drøfta {words.date(day)} med hovudtillitsvald og verneombod." in text
    assert "Sjå om frikjøpet held." in text
    assert "Ikkje drøfta enno" not in text
    alone = read("protection", choices=chosen(discussed_on=day)).written
    assert "er ikkje skrive i innstillingane" in alone


def test_the_draft_is_only_given_inside_the_house() -> None:
    assert speak("nn")("protection.draft_inside") in read("protection", rule=Rule.public()).written
    assert "7. Konklusjon" in read("protection").written
    assert "7. Konklusjon" not in read("protection", rule=Rule.research()).written


def test_the_foot_knows_the_tables_behind_every_question() -> None:
    from reformspor.questions import load_questions

    for question in load_questions().values():
        assert duckdb.get_table_names(re.sub(r"\$\w+", "null", question.sql)), question.name


@pytest.mark.parametrize("rule", [Rule.internal(), Rule.public()], ids=["internal", "public"])
@pytest.mark.parametrize(
    "address",
    [{"period": "1999-01..1999-12"}, {"sector": "culture"}, {"role": "helper"}, {"phase": "ended"}, {"unit": "U2"}],
    ids=str,
)
def test_a_view_stands_whatever_is_chosen(address: dict[str, str], rule: Rule) -> None:
    paper = read("union_reps", scope=Scope.from_address(address), rule=rule)
    assert paper.lines[0] == "# Tillitsvalde"
    assert len(paper.charts) == 9


MONTHS = (
    "role VARCHAR, month_from DATE, month_to DATE, hours DOUBLE, hours_possible DOUBLE, "
    "release_h DOUBLE, release_h_possible DOUBLE"
)


@pytest.mark.parametrize(
    ("most", "said"),
    [(20.0, "findings.months_beyond.within"), (40.0, "findings.months_beyond.wide")],
)
def test_that_the_release_lasted_is_said_only_when_even_the_most_is_within_it(most: float, said: str) -> None:
    rows: list[dict[str, object]] = [
        {"role": "union_rep", "month_from": f"2025-0{month}-01", "month_to": f"2025-0{month}-01", "hours": 10.0,
         "hours_possible": most, "release_h": 30.0, "release_h_possible": 30.0}
        for month in (1, 2, 3)
    ]  # fmt: skip
    assert findings.state_months_beyond(answered(rows, MONTHS), speak("nn")).text == speak("nn")(said)


def test_hours_merged_over_the_months_keep_it_from_being_said_that_the_release_lasted() -> None:
    rows: list[dict[str, object]] = [
        {"role": "union_rep", "month_from": f"2025-0{month}-01", "month_to": f"2025-0{month}-01", "hours": 10.0,
         "hours_possible": 10.0, "release_h": 30.0, "release_h_possible": 30.0}
        for month in (1, 2, 3)
    ]  # fmt: skip
    rows.append({"role": "several", "month_from": "2025-01-01", "month_to": "2025-12-01", "hours_possible": 90.0})
    found = findings.state_months_beyond(answered(rows, MONTHS), speak("nn"))
    assert found.text == speak("nn")("findings.months_beyond.wide")
