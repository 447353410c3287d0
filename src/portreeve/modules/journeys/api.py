"""The public names of journeys."""

from portreeve.modules.journeys.operations.codes import join, join_code, leave, pick_up, resume, resume_code
from portreeve.modules.journeys.operations.drafting import (
    abandon,
    back,
    change,
    change_language,
    pass_stop,
    start,
    take,
)
from portreeve.modules.journeys.operations.forgetting import forget_answers, forget_dropped, forget_registered
from portreeve.modules.journeys.operations.past import load_past
from portreeve.modules.journeys.operations.rating import rate
from portreeve.modules.journeys.operations.registering import RegistrationFulfilment
from portreeve.modules.journeys.operations.releasing import delete_expired, end_withdrawn, release_held
from portreeve.modules.journeys.operations.submitting import submit
from portreeve.modules.journeys.queries.answers import (
    answer_text,
    answers_without,
    files_sent,
    in_clear,
    is_special,
    opened_answers,
    own_answers,
    sealed_answers,
)
from portreeve.modules.journeys.queries.finding_out import FoundByUs
from portreeve.modules.journeys.queries.repeated import repeated
from portreeve.modules.journeys.queries.viewing import look, step, with_person
from portreeve.modules.journeys.rules.rehearsal import Rehearsal

__all__ = [
    "FoundByUs",
    "RegistrationFulfilment",
    "Rehearsal",
    "abandon",
    "answer_text",
    "answers_without",
    "back",
    "change",
    "change_language",
    "delete_expired",
    "end_withdrawn",
    "files_sent",
    "forget_answers",
    "forget_dropped",
    "forget_registered",
    "in_clear",
    "is_special",
    "join",
    "join_code",
    "leave",
    "load_past",
    "look",
    "opened_answers",
    "own_answers",
    "pass_stop",
    "pick_up",
    "rate",
    "release_held",
    "repeated",
    "resume",
    "resume_code",
    "sealed_answers",
    "start",
    "step",
    "submit",
    "take",
    "with_person",
]
