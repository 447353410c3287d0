"""A journey as values: what is known, and what comes next. Everything here can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.modules.catalogue.types import Question, Stop

Json: TypeAlias = str | int | bool | None | list["Json"] | dict[str, "Json"]
"""What an answer may be, in its canonical form; each type's shape is described in docs/reference/answers.md."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is asking, whom it is about, whom we tell: always apart (PRN-16). None: not yet known, or not a party."""

    asker: UUID | None = None
    subject: UUID | None = None
    told: UUID | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """The stored answer to a Need, and when it was given."""

    value: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """Everything known in one journey. The engine is a pure function of a service version and this."""

    journey: UUID
    service: str
    version: str
    language: str
    channel: Channel
    now: datetime
    """Set afresh by the shell at each call, in UTC."""
    zone: str
    """The council's time zone, such as Europe/London."""
    started_at: datetime
    answers: Mapping[str, Json] = field(default_factory=dict)
    """By question id; a group's is a list of maps."""
    partial: Mapping[str, Json] = field(default_factory=dict)
    """Sub-steps not yet an answer, by question id: a postcode typed, candidates found, a repeat in progress."""
    learned: Mapping[str, Learned] = field(default_factory=dict)
    """Answers to Needs, by their key."""
    told: tuple[str, ...] = ()
    """Ids of hold stops that the person has read and gone past."""
    changing: str = ""
    """The question being changed from check answers; afterwards we go straight back there."""
    duplicate: str = ""
    """"", or what the person chose when shown a likely duplicate: `join:<public id>` or `apart`."""
    revision: int = 0
    """Counts takes; an answer to an older revision is a conflict (design §4.2)."""


class NeedKind(StrEnum):
    """What the shell may be asked to find out."""

    ADDRESSES = "addresses"
    """`about`: {"query": text} -> list of {uprn, line, postcode, lat, long, ward, street}."""
    FACT = "fact"
    """`about`: {"name": fact, "question": id, "answer": answer} -> map of the declared fields, or None if unknown."""
    DUPLICATES = "duplicates"
    """`about`: {"service", "answers"} -> list of {public_id, line, opened, status}."""
    UPLOAD = "upload"
    """`about`: {"question", "upload"} -> {file, name, kind} or {problem: code}."""
    STREETS = "streets"
    """`about`: {"lat", "long"} -> list of {usrn, name, ward, uprn}, nearest first."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something only the outside knows. The shell answers it, stores the answer under `key`, and calls again."""

    key: str
    kind: NeedKind
    about: Mapping[str, Json]


class Part(StrEnum):
    """Which part of a question is being asked: an address has a search, then a pick; others are asked whole."""

    WHOLE = "whole"
    SEARCH = "search"
    PICK = "pick"
    MANUAL = "manual"
    MORE = "more"
    """Of a group: add another?"""


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


Step: TypeAlias = Ask | Tell | Check | Similar | Done | HandOver | Need


@dataclass(frozen=True, slots=True)
class InvalidAnswer:
    """What is wrong with a reply: a code with data, worded by the screen; `part` names the field to put right."""

    code: str
    data: Mapping[str, str] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as it was made: due times in UTC, None where none was made."""

    answer_by: datetime | None = None
    done_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A finished journey, handed to whatever fulfils it."""

    id: UUID
    journey: UUID
    service: str
    version: str
    answers: Mapping[str, Json]
    learned: Mapping[str, Learned]
    roles: Roles
    language: str
    channel: Channel
    duplicate: str
    at: datetime
    key: str
    """Idempotency key: the same twice is one submission."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Who typed what, and how a declaration was read out."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a submission became."""

    reference: str
    promise: Promised
    next: str
    """Key of the service's wording that says what happens next; the channel words it."""
    subject: UUID | None = None
    """The case or registration made, if any."""
    secret: str = ""
    """For an anonymous reporter: the code that lets them track, shown once."""
