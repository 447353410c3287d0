"""What the names in a condition stand for: the canonical answers of docs/reference/answers.md, the facts, and `now`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portreeve.foundation.expressions.api import WEEKDAYS
from portreeve.modules.catalogue.types import FactDeclaration, Question, QuestionType


class Shape(StrEnum):
    """What kind of value something is, in words for the writer of a condition."""

    BOOL = "yes or no"
    NUMBER = "a number"
    TEXT = "a text"
    TEXTS = "a list of texts"
    ROWS = "a group"
    RECORD = "an answer of several parts"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a name or a part of a condition is."""

    shape: Shape
    maybe: bool = False
    """True: it may not be there."""
    parts: Mapping[str, Thing] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    """The only texts it can be; empty: any."""
    form: str = ""
    """`date` or `time`: a text that can be ordered."""


TEXT = Thing(Shape.TEXT)
BOOL = Thing(Shape.BOOL)
NUMBER = Thing(Shape.NUMBER)
DATE = Thing(Shape.TEXT, form="date")
TIME = Thing(Shape.TEXT, form="time")
NOW = Thing(
    Shape.RECORD,
    parts={"date": DATE, "hour": NUMBER, "minute": NUMBER, "weekday": Thing(Shape.TEXT, codes=WEEKDAYS)},
)
"""The council-local time at which a condition is judged."""

_FACT_SHAPES = {"bool": BOOL, "int": NUMBER, "string": TEXT, "strings": Thing(Shape.TEXTS)}
_PLACE = {"uprn": TEXT, "usrn": TEXT, "ward": TEXT, "street": TEXT}
_RECORDS: Mapping[QuestionType, Mapping[str, Thing]] = {
    QuestionType.ADDRESS: {"uprn": TEXT, "postcode": TEXT, "ward": TEXT, "street": TEXT, "manual": BOOL},
    QuestionType.PLACE: _PLACE,
    QuestionType.PERSON: {
        "contact": Thing(Shape.TEXT, codes=("email", "text", "letter", "call")),
        "language": TEXT,
        "format": TEXT,
        "on_behalf": BOOL,
        "say_nothing": BOOL,
        "tell": Thing(Shape.TEXT, codes=("asker", "subject")),
    },
    QuestionType.PHOTO: {"kind": TEXT},
    QuestionType.FILE: {"kind": TEXT},
    QuestionType.DECLARATION: {"agreed": BOOL, "read": Thing(Shape.TEXT, codes=("self", "staff", "machine"))},
}
"""The parts of an answer that conditions may read. Not coordinates: areas are asked for by ward or by a fact."""

_PLAIN = {
    QuestionType.TEXT: TEXT,
    QuestionType.LONG_TEXT: TEXT,
    QuestionType.YES_NO: BOOL,
    QuestionType.NUMBER: NUMBER,
    QuestionType.MONEY: NUMBER,
    QuestionType.DATE: DATE,
    QuestionType.TIME: TIME,
    QuestionType.REFERENCE: TEXT,
    QuestionType.VEHICLE: TEXT,
    QuestionType.GROUP: Thing(Shape.ROWS),
}


def thing_of(question: Question, facts: Iterable[FactDeclaration]) -> Thing:
    """Return what a question's answer is in a condition; it may always be missing."""
    if question.type is QuestionType.CHOICE:
        return Thing(Shape.TEXT, maybe=True, codes=question.options)
    if question.type is QuestionType.SEVERAL:
        return Thing(Shape.TEXTS, maybe=True, codes=question.options)
    plain = _PLAIN.get(question.type)
    if plain is not None:
        return Thing(plain.shape, maybe=True, form=plain.form)
    parts = dict(_RECORDS[question.type])
    for fact in facts:
        if fact.of is question.type:
            fields = {name: _FACT_SHAPES[kind] for name, kind in fact.fields.items()}
            parts[fact.name] = Thing(Shape.RECORD, maybe=True, parts=fields)
    return Thing(Shape.RECORD, maybe=True, parts=parts)


def scope(questions: Iterable[Question], facts: Iterable[FactDeclaration]) -> dict[str, Thing]:
    """Return everything that a condition over these questions may name."""
    declared = tuple(facts)
    return {"now": NOW} | {question.id: thing_of(question, declared) for question in questions}
