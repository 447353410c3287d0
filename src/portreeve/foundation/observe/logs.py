"""Logs as one JSON object a line, with an allow-list of fields: what is not on it is not written (design §4.6)."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from portreeve.foundation.observe.trace import current

FIELDS = frozenset(
    "route method status milliseconds actor_kind channel kind handler subject job adapter way outcome code "
    "attempt count seconds pid child port error folder version service check lag bytes operation".split()
)
"""The only extra fields a line may carry: codes, counts, durations and ids; never words, names or addresses."""


class JsonLines(logging.Formatter):
    """Formats a record as JSON. Messages are constant event names; anything variable must be an allowed field."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception gives its type and place, never its text, which may quote an answer."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if isinstance(record.msg, str) and not record.args else record.name,
            "logger": record.name,
        }
        if trace := current():
            line["trace"] = trace
        line |= {name: _plain(value) for name, value in record.__dict__.items() if name in FIELDS}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["place"] = _place(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _plain(value: object) -> str | int | float | bool | None:
    """Return what JSON can carry."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _place(traceback: Any) -> list[str]:
    """Return file and line of each frame, innermost last, without any values."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/src/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places[-12:]


def logging_settings(level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING: everything as JSON lines on standard error, and nothing that quotes a page's content."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "portreeve.foundation.observe.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
        },
    }
