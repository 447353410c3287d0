"""What comes next in a journey, and what is wrong with a reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from portreeve.modules.catalogue.types import Question, Stop
from portreeve.modules.journeys.types.known import Json, Need


class Part(StrEnum):
    """Which part of a question is being asked: an address has a search, then a pick; others are asked whole."""

    WHOLE = "whole"
    SEARCH = "search"
    PICK = "pick"
    MANUAL = "manual"
    DETAIL = "detail"
    """Of a place, on a medium that asks one thing at a time: where on the street."""
    MORE = "more"
    """Of a group: add another?"""
    CONFIRM = "confirm"
    """Of a person: their email looks mistyped; keep it or take the suggestion. Never a block."""
    BEHALF = "behalf"
    """Of a person, where one thing is asked at a time: is it for somebody else?"""
    NAME = "name"
    ABOUT = "about"
    """Of a person: the name of the one it is about."""
    WAY = "way"
    """Of a person: how they want to be told."""
    EMAIL = "email"
    PHONE = "phone"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be picked: a stored code, and its label in the journey's language."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a question, or one part of it."""

    question: Question
    path: str
    """The question's address in the answers: `where`, or `people.1.name` within a repeated group."""
    part: Part
    text: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    value: Json = None
    """What is known already, to be shown again for change."""
    position: tuple[int, int] = (1, 1)
    """This question's number among those foreseen."""
    optional: bool = False
    """May be passed over with the action `skip`."""
    changing: bool = False
    """Asked again, from check answers or by going back."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the person something that ends the journey, or, if `goes_on`, that they read before going on."""

    stop: Stop
    text: str
    goes_on: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row of check answers: question, answer as people read it, where to change it."""

    path: str
    label: str
    value: str
    changes: str
    """The question id to change."""


@dataclass(frozen=True, slots=True)
class Check:
    """Show all answers, to be changed or sent."""

    rows: tuple[CheckRow, ...]
    declaration: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """Show likely duplicates: join one, or say it is another thing."""

    found: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to ask: the answers may be submitted."""


class HandOverReason(StrEnum):
    """Why a journey goes to a person."""

    STOP = "stop"
    MEDIUM = "medium"
    """A question that this medium cannot ask."""
    ERROR = "error"
    """A rule failed to run: never a pass."""
    ASKED = "asked"
    """The person asked for a person."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the journey to a person, with everything captured."""

    reason: HandOverReason
    text: str = ""
    stop: str = ""
    question: str = ""
    """Path of the question that the medium cannot ask."""


Step: TypeAlias = Ask | Tell | Check | Similar | Done | HandOver | Need


@dataclass(frozen=True, slots=True)
class InvalidAnswer:
    """What is wrong with a reply: a code with data, worded by the screen; `part` names the field to put right."""

    code: str
    data: Mapping[str, str] = field(default_factory=dict)
    part: str = ""

    @property
    def group(self) -> str:
        """The code, those of files taken together: for screens on which no file can be sent anyway."""
        return "file" if self.code.startswith("file-") else self.code


REFUSAL_CODES = frozenset(
    {
        "missing",
        "unreadable",
        "too-long",
        "too-short",
        "unknown-option",
        "too-few",
        "too-many",
        "not-a-number",
        "not-whole",
        "too-small",
        "too-big",
        "not-money",
        "not-a-date",
        "missing-day",
        "missing-month",
        "missing-year",
        "date-too-early",
        "date-too-late",
        "not-a-time",
        "time-too-early",
        "time-too-late",
        "wrong-reference",
        "not-a-vehicle",
        "no-address-found",
        "no-street-found",
        "not-a-postcode",
        "missing-line1",
        "missing-town",
        "not-on-the-map",
        "missing-name",
        "missing-about-name",
        "missing-contact",
        "missing-email",
        "missing-phone",
        "missing-post",
        "not-an-email",
        "not-a-phone",
        "not-a-mobile",
        "not-agreed",
        "nothing-to-answer",
    }
)
"""Every code of an InvalidAnswer; those that begin with `file-` go on with what the files part said."""
