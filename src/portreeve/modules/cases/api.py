"""The public names of cases."""

from portreeve.modules.cases.operations.access import (
    enter_by_link,
    enter_by_secret,
    look_at_link,
    offer_access,
)
from portreeve.modules.cases.operations.alerting import alerts_seen
from portreeve.modules.cases.operations.asking import answer, ask_reporter
from portreeve.modules.cases.operations.desk import bulk, drop_filter, looking, save_filter
from portreeve.modules.cases.operations.ending import close, done, reopen
from portreeve.modules.cases.operations.failures import close_failure, fill_failure
from portreeve.modules.cases.operations.keeping import forget_answers
from portreeve.modules.cases.operations.linking import link_duplicate, split, unlink_duplicate
from portreeve.modules.cases.operations.opening import CaseFulfilment, join, open_case
from portreeve.modules.cases.operations.past import load_past, past_id
from portreeve.modules.cases.operations.promises import check_promises, check_silence, explain_delay
from portreeve.modules.cases.operations.referring import ReferralOutcome, end_referral, pass_on
from portreeve.modules.cases.operations.reporting import (
    chase,
    chase_by_reference,
    reopen_by_reporter,
    verdict,
    withdraw,
)
from portreeve.modules.cases.operations.standing import Key
from portreeve.modules.cases.operations.work import assign, note, schedule, send_to_team, unschedule, update
from portreeve.modules.cases.queries.desk import alerts, cases_of, failures, read_filter, saved_filters, search
from portreeve.modules.cases.queries.duplicates import answers_reported, likely_duplicates
from portreeve.modules.cases.queries.lists import inbox
from portreeve.modules.cases.queries.public import public_cases, public_counts
from portreeve.modules.cases.queries.scope import visible
from portreeve.modules.cases.queries.settings import stay_minutes
from portreeve.modules.cases.queries.tracking import track, track_reporter
from portreeve.modules.cases.queries.view import case, case_id
from portreeve.modules.cases.rules.refusals import (
    AccessOver,
    AlreadyAnswered,
    CaseChanged,
    ChangeNotAllowed,
    DateNotPossible,
    LinkNotPossible,
    NameTaken,
    NobodyToAsk,
    OwnerNotPossible,
    PartsOpen,
    ReasonNeeded,
    TeamUnknown,
    TextTooLong,
    TooManyAtOnce,
)

__all__ = [
    "AccessOver",
    "AlreadyAnswered",
    "CaseChanged",
    "CaseFulfilment",
    "ChangeNotAllowed",
    "DateNotPossible",
    "Key",
    "LinkNotPossible",
    "NameTaken",
    "NobodyToAsk",
    "OwnerNotPossible",
    "PartsOpen",
    "ReasonNeeded",
    "ReferralOutcome",
    "TeamUnknown",
    "TextTooLong",
    "TooManyAtOnce",
    "alerts",
    "alerts_seen",
    "answer",
    "answers_reported",
    "ask_reporter",
    "assign",
    "bulk",
    "case",
    "case_id",
    "cases_of",
    "chase",
    "chase_by_reference",
    "check_promises",
    "check_silence",
    "close",
    "close_failure",
    "done",
    "drop_filter",
    "end_referral",
    "enter_by_link",
    "enter_by_secret",
    "explain_delay",
    "failures",
    "fill_failure",
    "forget_answers",
    "inbox",
    "join",
    "likely_duplicates",
    "link_duplicate",
    "load_past",
    "look_at_link",
    "looking",
    "note",
    "offer_access",
    "open_case",
    "pass_on",
    "past_id",
    "public_cases",
    "public_counts",
    "read_filter",
    "reopen",
    "reopen_by_reporter",
    "save_filter",
    "saved_filters",
    "schedule",
    "search",
    "send_to_team",
    "split",
    "stay_minutes",
    "track",
    "track_reporter",
    "unlink_duplicate",
    "unschedule",
    "update",
    "verdict",
    "visible",
    "withdraw",
]
