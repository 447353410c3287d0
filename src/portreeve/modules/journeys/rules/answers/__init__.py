"""How each answer type is asked, understood and shown: one table, from type to its rules."""

from __future__ import annotations

from collections.abc import Mapping

from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.rules.answers.addresses import Addresses
from portreeve.modules.journeys.rules.answers.amounts import Money, Number
from portreeve.modules.journeys.rules.answers.asked import AnswerType
from portreeve.modules.journeys.rules.answers.chosen import ChooseOne, ChooseSeveral, Declaration, YesNo
from portreeve.modules.journeys.rules.answers.located import Places
from portreeve.modules.journeys.rules.answers.moments import Dates, Times
from portreeve.modules.journeys.rules.answers.persons import Persons
from portreeve.modules.journeys.rules.answers.plain import Reference, Text, Vehicle
from portreeve.modules.journeys.rules.answers.uploads import Uploads

TYPES: Mapping[QuestionType, AnswerType] = {
    QuestionType.TEXT: Text(lines=False),
    QuestionType.LONG_TEXT: Text(lines=True),
    QuestionType.YES_NO: YesNo(),
    QuestionType.CHOICE: ChooseOne(),
    QuestionType.SEVERAL: ChooseSeveral(),
    QuestionType.NUMBER: Number(),
    QuestionType.MONEY: Money(),
    QuestionType.DATE: Dates(),
    QuestionType.TIME: Times(),
    QuestionType.REFERENCE: Reference(),
    QuestionType.VEHICLE: Vehicle(),
    QuestionType.DECLARATION: Declaration(),
    QuestionType.ADDRESS: Addresses(),
    QuestionType.PLACE: Places(),
    QuestionType.PERSON: Persons(),
    QuestionType.PHOTO: Uploads(),
    QuestionType.FILE: Uploads(),
}
"""Every type but the group, whose children are asked one by one."""
