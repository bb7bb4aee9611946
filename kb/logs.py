"""Log records as JSON lines, with the request they belong to and without anything that a reader sent."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
# What Django attaches to its records that must not be written out: the request itself, and a socket.
UNSAFE = frozenset({"request", "sql", "params", "server_time"})
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"} | UNSAFE


class JsonLines(logging.Formatter):
    """`{"at": "...", "level": "info", "logger": "kb.access", "message": "GET /es/ 200", "status": 200, ...}`."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as one line. An exception is its type and place: its message may quote what a reader typed."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line.update({key: value for key, value in vars(record).items() if key not in STANDARD})
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False, default=str)


def configuration(*, readable: bool) -> dict[str, Any]:
    """`LOGGING`: JSON lines on stderr, or, where a person watches, plain lines with the whole trace."""
    formatter = {"format": "%(levelname)s %(name)s: %(message)s"} if readable else {"()": "kb.logs.JsonLines"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Writes whole request lines, query string included; kb.access says the same without it.
            "django.server": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
            # Every 404 again, and every name that a scanner calls us by; kb.access has them as 404 and 400.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
            # Statements with their parameters.
            "django.db.backends": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        },
    }
