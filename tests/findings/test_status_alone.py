"""A register that only tells a status is not said to stand open, to grow or to be old."""

from reformspor.charts import ageing
from reformspor.findings import glance_barriers, state_oldest, state_situation, state_stock
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")
AGES = (
    "barrier_id VARCHAR, title VARCHAR, level VARCHAR, org VARCHAR, status VARCHAR, status_at DATE, "
    "days_in_status BIGINT, days BIGINT"
)
SPANS = "span VARCHAR, month_from DATE, month_to DATE, n BIGINT, median_days DOUBLE"
ALONE: list[dict[str, object]] = [
    {"barrier_id": "B1", "title": "Skjema", "status": "reported", "status_at": "2014-06-12", "days": 4000},
    {"barrier_id": "B2", "title": "Frist", "status": "reported", "status_at": "2014-06-12", "days": 3900},
]
TOLD: dict[str, object] = {
    "barrier_id": "B3", "title": "Norm", "status": "raised", "status_at": "2025-10-01", "days": 300,
    "days_in_status": 91,
}  # fmt: skip
OPEN: list[dict[str, object]] = [
    {"span": "recent", "month_from": "2025-01-01", "month_to": "2025-12-01", "n": 2, "median_days": 3950.0}
]


def test_a_status_alone_has_no_bar_and_no_age_but_a_day_and_a_status() -> None:
    chart = ageing(answered([*ALONE, TOLD], AGES), NN)
    assert list(chart.data[0]["x"]) == [300.0, 0.0, 0.0]
    assert chart.table["Dagar"].tolist()[0] == 300
    assert chart.table["Dagar"].isna().tolist() == [False, True, True]
    assert "kjelda seier berre status" in chart.alt
    assert "4 000" not in chart.alt.replace("\N{NO-BREAK SPACE}", " ")


def test_what_has_no_event_yet_is_as_old_as_its_report() -> None:
    chart = ageing(answered([{**ALONE[0], "status_at": None}], AGES), NN)
    assert list(chart.data[0]["x"]) == [4000.0]


def test_a_source_of_statuses_has_no_oldest_and_no_growth() -> None:
    oldest = answered(ALONE, AGES)
    assert state_oldest(oldest, NN).nothing
    months: list[dict[str, object]] = [{"month": f"2025-{m:02}-01", "open_n": m * 9, "out_n": 1} for m in range(1, 13)]
    stock = answered(months, "month DATE, open_n BIGINT, in_n BIGINT, out_n BIGINT")
    assert state_stock(stock, NN, oldest).nothing
    assert not state_stock(stock, NN, answered([*ALONE, TOLD], AGES)).nothing


def test_the_overview_says_reported_and_not_open() -> None:
    oldest, barriers = answered(ALONE, AGES), answered(OPEN, SPANS)
    none = answered([], SPANS)
    said = state_situation(none, none, barriers, NN, oldest).text
    assert "er melde" in said
    assert "opne" not in said
    glance = glance_barriers(barriers, NN, oldest)
    assert glance.value == "2"
    assert glance.change == "melde; kjelda seier berre status"
    assert not glance.spark


def test_an_export_that_ended_before_the_period_is_not_said_to_be_nothing_done() -> None:
    rows: list[dict[str, object]] = [
        {"span": "recent", "month_from": "2025-01-01", "month_to": "2025-12-01", "n": 0, "median_days": 1.0}
    ]
    none = answered([], SPANS)
    found = state_situation(answered(rows, SPANS), none, none, NN)
    assert found.nothing
    assert found.text == "Ingenting er ført i perioden januar–desember 2025: vel ein tidlegare periode"
