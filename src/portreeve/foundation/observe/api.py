"""The public names of observe."""

from portreeve.foundation.observe.health import database_answers, findings, migrations_are_applied
from portreeve.foundation.observe.logs import logging_settings
from portreeve.foundation.observe.metrics import DISPATCHES, EVENTS, OPERATIONS, OUTSIDE, text
from portreeve.foundation.observe.trace import begin, current, follow

__all__ = [
    "DISPATCHES",
    "EVENTS",
    "OPERATIONS",
    "OUTSIDE",
    "begin",
    "current",
    "database_answers",
    "findings",
    "follow",
    "logging_settings",
    "migrations_are_applied",
    "text",
]
