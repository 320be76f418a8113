"""Logs are JSON lines that hold nothing personal."""

import io
import json
import logging

from reformspor.web.logs import JsonLines, log, report_failure


def lines(write):
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("reformspor")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        write()
    finally:
        logger.removeHandler(handler)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_json_with_time_and_event():
    (line,) = lines(lambda: log("ready", snapshot="20261031-demo"))
    assert line["event"] == "ready"
    assert line["snapshot"] == "20261031-demo"
    assert line["at"].endswith("+00:00")


def test_fields_that_are_not_known_to_be_safe_are_left_out():
    (line,) = lines(lambda: log("request", path="/page", address="10.0.0.7", query="q=Kari", user="kari"))
    assert set(line) == {"at", "event", "path"}


def test_a_failure_is_logged_by_kind_and_place_but_never_by_its_message():
    def fail():
        try:
            raise ValueError("Kari Nordmann")
        except ValueError as error:
            report_failure(error)

    (line,) = lines(fail)
    assert "Kari" not in json.dumps(line)
    assert line["error"].startswith("ValueError ")
    assert "test_logs" in line["where"]
