"""The tables of cases."""

from portreeve.modules.cases.models.access import Stay
from portreeve.modules.cases.models.case import Case
from portreeve.modules.cases.models.desk import Alert, Looking, Saved
from portreeve.modules.cases.models.failure import Failure, Referral
from portreeve.modules.cases.models.log import StatusChange, Update
from portreeve.modules.cases.models.reporter import Question, Reporter

__all__ = [
    "Stay",
    "Alert",
    "Case",
    "Failure",
    "Looking",
    "Question",
    "Referral",
    "Reporter",
    "Saved",
    "StatusChange",
    "Update",
]
