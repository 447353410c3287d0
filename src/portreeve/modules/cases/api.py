"""The public names of cases."""

from portreeve.modules.cases.operations.ending import close, done, reopen
from portreeve.modules.cases.operations.opening import CaseFulfilment, join, open_case
from portreeve.modules.cases.operations.work import assign, note, schedule, send_to_team, unschedule, update
from portreeve.modules.cases.queries.duplicates import likely_duplicates
from portreeve.modules.cases.queries.lists import inbox
from portreeve.modules.cases.queries.tracking import track, track_reporter
from portreeve.modules.cases.queries.view import case, case_id

__all__ = [
    "CaseFulfilment",
    "assign",
    "case",
    "case_id",
    "close",
    "done",
    "inbox",
    "join",
    "likely_duplicates",
    "note",
    "open_case",
    "reopen",
    "schedule",
    "send_to_team",
    "track",
    "track_reporter",
    "unschedule",
    "update",
]
