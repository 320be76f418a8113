"""The server around the pages: compressed assets, a strict content policy, health, logs, and the page's language."""

from reformspor.web.lifespan import lifespan
from reformspor.web.logs import log, report_failure
from reformspor.web.server import Guard, middleware

__all__ = ["Guard", "lifespan", "log", "middleware", "report_failure"]
