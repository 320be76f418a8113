"""Figures of categories: bars, matrix, heat map, ageing, dumbbell, weeks and lanes draw what their tables say."""

import pytest

from reformspor.charts import ageing, coverage, dumbbell, heat_map, matrix, ranked_bars, staffing_weeks, swimlanes
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn

NN = speak("nn")


def test_bars_stand_by_size_with_the_missing_category_last_and_in_a_frame() -> None:
    rows = [{"level": None, "n": 9}, {"level": "ministry", "n": 4}, {"level": "agency", "n": 7}]
    chart = ranked_bars(answered(rows, "level VARCHAR, n BIGINT"), NN, by="level", value="n", unit="barriers")
    assert chart.table.iloc[:, 0].tolist() == ["Direktorat eller etat", "Departement", "Ikkje oppgitt"]
    assert drawn(chart.data[0]) == column_sum(chart.table, "Barrierar") == 20
    assert len(chart.layout["yaxis"]["ticktext"]) == 3
    assert chart.data[0]["marker"]["color"] == ["@c2", "@c2", "@surface"]
    assert len(chart.layout["shapes"]) == 1


def test_bars_with_an_upper_bound_are_hatched_up_to_it() -> None:
    rows = [{"role": "helper", "hours": 100.0, "hours_possible": 112.0}]
    types = "role VARCHAR, hours DOUBLE, hours_possible DOUBLE"
    chart = ranked_bars(answered(rows, types), NN, by="role", value="hours")
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Inntil, timar") == 112
    assert chart.layout["annotations"][0]["text"] == "100–112"
    assert "mellom 100 og 112 timar" in chart.alt


def test_a_name_from_data_cannot_carry_markup_into_the_figure() -> None:
    rows = [{"unit_name": '<a href="javascript:x">Skule & SFO</a>', "n": 3}]
    chart = ranked_bars(answered(rows, "unit_name VARCHAR, n BIGINT"), NN, by="unit_name", value="n", unit="sessions")
    shown = str(chart.data) + str(chart.layout)
    assert "<a" not in shown
    assert "&lt;a" in shown
    assert "&amp;" in shown
    assert chart.table.iloc[0, 0] == '<a href="javascript:x">Skule & SFO</a>'


def test_a_code_without_a_value_keeps_its_row_and_is_not_shown_as_zero() -> None:
    rows = [
        {"role": "helper", "ratio_least": 0.4, "ratio_most": 0.9},
        {"role": "leader", "ratio_least": 0.2, "ratio_most": None},
        {"role": "elected", "ratio_least": None, "ratio_most": None},
    ]
    types = "role VARCHAR, ratio_least DOUBLE, ratio_most DOUBLE"
    chart = ranked_bars(answered(rows, types), NN, by="role", value="ratio_least", upper="ratio_most", unit="ratio")
    assert [note["text"] for note in chart.layout["annotations"]] == ["0,4–0,9", "minst 0,2", "Ingen verdi"]
    assert chart.table.iloc[2, 1:].isna().all()
    assert "Ingen verdi" in chart.alt


def test_families_of_roles_can_share_a_bar() -> None:
    rows = [{"role": role, "hours": 10.0} for role in ("union_rep", "chief_union_rep", "elected", None)]
    chart = ranked_bars(answered(rows, "role VARCHAR, hours DOUBLE"), NN, by="role", value="hours", families=True)
    assert dict(zip(chart.table["Rolle"], chart.table["Timar"], strict=True)) == {
        "Tillitsvalde": 20,
        "Andre roller": 10,
        "Ikkje oppgitt": 10,
    }


TYPES = "type VARCHAR, level VARCHAR, n_open BIGINT"


def test_the_matrix_sets_our_own_level_apart_and_keeps_what_is_missing() -> None:
    rows = [
        {"type": "law", "level": "ministry", "n_open": 5},
        {"type": "law", "level": "municipality", "n_open": 2},
        {"type": None, "level": "agency", "n_open": 1},
        {"type": "digital", "level": None, "n_open": 4},
    ]
    chart = matrix(answered(rows, TYPES), NN, rows="type", columns="level", value="n_open", unit="barriers")
    own, others, _ = chart.data
    assert drawn(own) == 2
    assert drawn(own) + drawn(others) == sum(column_sum(chart.table, c) for c in chart.table.columns[1:]) == 12
    assert others["x0"] - own["x0"] > 1
    assert chart.table.iloc[-1, 0] == "Ikkje oppgitt"
    assert chart.table.columns[-1] == "Ikkje oppgitt"
    assert len(chart.layout["xaxis"]["ticktext"]) == 4


def test_a_matrix_of_hours_says_both_ends() -> None:
    rows = [
        {"role": "helper", "activity": "conduct", "hours": 40.0, "hours_possible": 40.0},
        {"role": "helper", "activity": "merged", "hours": 5.0, "hours_possible": 8.0},
    ]
    types = "role VARCHAR, activity VARCHAR, hours DOUBLE, hours_possible DOUBLE"
    chart = matrix(answered(rows, types), NN, rows="role", columns="activity", value="hours")
    assert drawn(chart.data[0]) == column_sum(chart.table, "Timar") == 45
    assert column_sum(chart.table, "Inntil, timar") == 48
    assert chart.data[1]["text"] == ["40", "5–8"]


CELLS = (
    "place VARCHAR, place_level VARCHAR, unit_name VARCHAR, sector VARCHAR, month_from DATE, month_to DATE, "
    "hours DOUBLE, hours_possible DOUBLE, rate DOUBLE"
)


def cell(
    level: str, name: str | None, first: str, last: str, amount: float, rate: float | None = None, possible: float = 0
) -> dict[str, object]:
    return {
        "place": f"{level}:x",
        "place_level": level,
        "unit_name": name,
        "sector": "upbringing" if level != "municipality" else None,
        "month_from": first,
        "month_to": last,
        "hours": amount,
        "hours_possible": amount + possible,
        "rate": rate,
    }


def test_a_merged_cell_is_drawn_as_merged_in_a_row_of_its_own() -> None:
    rows = [
        cell("unit", "Solsida skule", "2025-01-01", "2025-01-01", 30, 60),
        cell("unit", "Solsida skule", "2025-02-01", "2025-02-01", 10, None),
        cell("sector", None, "2025-01-01", "2025-03-01", 90, 12, 4),
        cell("municipality", None, "2025-01-01", "2025-12-01", 200, 3),
    ]
    chart = heat_map(answered(rows, CELLS), NN)
    single, merged = chart.data
    assert drawn(single) == 40
    assert drawn(merged) == 290
    assert drawn(single) + drawn(merged) == column_sum(chart.table, "Timar")
    assert merged["x"] == [3, 12]
    assert merged["marker"]["pattern"]["shape"] == "\\"
    assert chart.table["Stad"].tolist()[-2:] == ["Oppvekst (samla)", "Heile kommunen (samla)"]
    assert single["z"][-1][:2] == [4, 0], "60 lies in the fourth step of 20, and no rate has a shade of its own"
    assert single["colorscale"][0] == [0, "@sunken"]
    assert "Slege saman" in [item.label for item in chart.key]


def test_a_heat_map_of_many_places_draws_the_heaviest_and_says_what_is_not_drawn() -> None:
    rows = [cell("unit", f"Eining {n:02}", "2025-01-01", "2025-01-01", 10 * n, n) for n in range(1, 46)]
    rows.append(cell("sector", None, "2025-01-01", "2025-03-01", 5000, 12))
    chart = heat_map(answered(rows, CELLS), NN)
    names = chart.layout["yaxis"]["ticktext"]
    assert len(names) == 40
    assert names[0] == "Eining 07"
    assert names[-1] == "Oppvekst (samla)"
    assert sum(drawn(trace) for trace in chart.data) + 210 == column_sum(chart.table, "Timar") == 15350
    assert chart.left_out == (
        "Figuren viser dei 40 radene med flest timar. "
        "Dei andre 6, med 210 timar i alt, er ikkje teikna, men står i tabellen."
    )
    assert chart.left_out in chart.alt
    whole = chart.whole()
    assert sum(drawn(trace) for trace in whole.data) == 15350
    assert whole.left_out == ""
    assert whole.key == chart.key


def test_a_heat_map_of_few_places_leaves_nothing_out() -> None:
    rows = [cell("unit", f"Eining {n:02}", "2025-01-01", "2025-01-01", 10 * n, n) for n in range(1, 41)]
    chart = heat_map(answered(rows, CELLS), NN)
    assert chart.left_out == ""
    assert chart.whole is None


def test_merged_cells_that_overlap_in_time_lie_in_lanes_of_their_row() -> None:
    rows = [
        cell("sector", None, "2025-01-01", "2025-03-01", 90),
        cell("sector", None, "2025-02-01", "2025-02-01", 20),
    ]
    merged = heat_map(answered(rows, CELLS), NN).data[0]
    assert len(set(merged["y"])) == 2
    assert all(height < 0.5 for height in merged["width"])


AGES = "barrier_id VARCHAR, title VARCHAR, level VARCHAR, org VARCHAR, status VARCHAR, last_event_at DATE, days BIGINT"


def test_the_ageing_list_shows_the_oldest_ten_and_the_id_where_the_title_is_withheld() -> None:
    rows: list[dict[str, object]] = [
        {"barrier_id": f"B-{n}", "title": None if n == 12 else f"Sak {n}", "level": "agency", "days": n * 10}
        for n in range(1, 13)
    ]
    chart = ageing(answered(rows, AGES), NN)
    assert len(chart.data[0]["x"]) == 10
    assert drawn(chart.data[0]) == column_sum(chart.table, "Dagar")
    assert chart.table["Barriere"].tolist()[0] == "Tittel ikkje vist (B-12)"
    assert "Tittel ikkje vist (B-12): 120 dagar" in chart.alt


RELEASE = "role VARCHAR, release_h DOUBLE, release_h_possible DOUBLE, hours DOUBLE, hours_possible DOUBLE"


def test_a_dumbbell_draws_both_amounts_and_leaves_an_unknown_release_out() -> None:
    rows = [
        {"role": "union_rep", "release_h": 50.0, "release_h_possible": 50.0, "hours": 80.0, "hours_possible": 95.0},
        {"role": "leader", "release_h": None, "release_h_possible": None, "hours": 10.0, "hours_possible": 10.0},
    ]
    chart = dumbbell(answered(rows, RELEASE), NN, by="role", agreed="release_h", used="hours")
    marks = [trace for trace in chart.data if trace["type"] == "scatter"]
    hatched = next(trace for trace in chart.data if trace["type"] == "bar" and "pattern" in trace["marker"])
    assert [trace["x"] for trace in marks] == [[50], [80]]
    assert drawn(hatched) + 80 == column_sum(chart.table, "Inntil, brukt, timar") == 95
    assert len(chart.table) == 1


def test_weeks_show_helpers_in_place_and_missing() -> None:
    rows = [{"week_from": "2025-12-29", "needed": 6, "gap": 2}, {"week_from": "2026-01-05", "needed": 3, "gap": 0}]
    chart = staffing_weeks(answered(rows, "week_from DATE, needed BIGINT, gap BIGINT"), NN)
    assert [drawn(trace) for trace in chart.data] == [
        column_sum(chart.table, "På plass"),
        column_sum(chart.table, "Manglar"),
    ]
    assert chart.layout["xaxis"]["ticktext"] == ["Veke<br>1", "<br>2"]


def test_lanes_run_to_the_answers_date_when_a_phase_has_not_ended() -> None:
    types = "initiative_id VARCHAR, title VARCHAR, phase VARCHAR, from_date DATE, to_date DATE"
    rows = [
        {
            "initiative_id": "T1",
            "title": "Heimeteam",
            "phase": "explore",
            "from_date": "2025-01-01",
            "to_date": "2025-03-02",
        },
        {"initiative_id": "T1", "title": "Heimeteam", "phase": "try_out", "from_date": "2025-03-02", "to_date": None},
    ]
    chart = swimlanes(answered(rows, types), NN)
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Dagar") == 60 + 304
    assert "Utprøving: 1" in chart.alt


def test_coverage_names_the_emptiest_columns_by_table_and_column() -> None:
    types = "table_name VARCHAR, column_name VARCHAR, n BIGINT, missing BIGINT, missing_share DOUBLE"
    rows = [
        {"table_name": "sessions", "column_name": "phase", "n": 40, "missing": 10, "missing_share": 0.25},
        {"table_name": "sessions", "column_name": "status", "n": 40, "missing": 0, "missing_share": 0.0},
    ]
    chart = coverage(answered(rows, types), NN)
    assert chart.table["Prosent"].tolist() == [25, 0]
    assert [note["text"] for note in chart.layout["annotations"]] == ["25\N{NO-BREAK SPACE}%", "0\N{NO-BREAK SPACE}%"]
    assert "Fase" in chart.table.iloc[0, 0] or "fase" in chart.table.iloc[0, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_has_an_alt_text_with_numbers_in_the_readers_language(lang: str) -> None:
    words = speak(lang)
    answer = answered([{"level": "agency", "n": 7}], "level VARCHAR, n BIGINT")
    alt = ranked_bars(answer, words, by="level", value="n", unit="barriers").alt
    assert "7" in alt
    assert words.code("level", "agency")[1:] in alt
