"""A journey as a pure function: what is known, to what to ask next. No clock, no database, no Django."""

from portreeve.modules.journeys.rules.back import back, change
from portreeve.modules.journeys.rules.engine import next_step
from portreeve.modules.journeys.rules.judgement import Verdict, verdict
from portreeve.modules.journeys.rules.learning import learn
from portreeve.modules.journeys.rules.record import state_from_json, state_to_json
from portreeve.modules.journeys.rules.replies import take
from portreeve.modules.journeys.rules.submitting import answers_to_send, files_in

__all__ = [
    "Verdict",
    "answers_to_send",
    "back",
    "change",
    "files_in",
    "learn",
    "next_step",
    "state_from_json",
    "state_to_json",
    "take",
    "verdict",
]
