"""One JSON line for each thing that happened, without addresses, names, filters or anything a person wrote."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import uuid
from typing import Any

SAFE = frozenset({"method", "path", "status", "ms", "bytes", "error", "where", "snapshot", "level", "count", "page"})


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object; only the fields in SAFE pass."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        line |= {k: v for k, v in getattr(record, "fields", {}).items() if k in SAFE}
        if record.levelno >= logging.WARNING:
            line["severity"] = record.levelname.lower()
        return json.dumps(line, ensure_ascii=False)


def log(event: str, severity: int = logging.INFO, **fields: Any) -> None:
    """Write one event; fields that are not in SAFE are left out rather than trusted."""
    _logger().log(severity, event, extra={"fields": fields})


def report_failure(error: Exception) -> str:
    """Log an error by kind and place, never by its message, and return the id the reader is shown."""
    number = uuid.uuid4().hex[:8]
    frame = error.__traceback__
    where = ""
    while frame is not None:
        where = f"{frame.tb_frame.f_globals.get('__name__', '')}:{frame.tb_lineno}"
        frame = frame.tb_next
    log("failure", logging.ERROR, error=f"{type(error).__name__} {number}", where=where)
    return number


def _logger() -> logging.Logger:
    logger = logging.getLogger("reformspor")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger
