"""A journey as values: what is known, and what comes next. Everything here can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import Refusal
from portreeve.modules.catalogue.types import Question, Service, Stop

Json: TypeAlias = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What an answer may be, in its canonical form; each type's shape is described in docs/reference/answers.md.

A float is only ever a latitude or a longitude: money is pence, numbers are whole.
"""

Raw: TypeAlias = Mapping[str, str | Sequence[str]]
"""A reply as it came in: field names to what was typed, chosen or keyed. The names are in docs/reference/answers.md."""


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
class Given:
    """When, by whom and how one answer was given. Conditions that read it are judged at this moment."""

    at: datetime
    by: str
    """`resident`, or `staff:` and the account's id: who typed it, never a name."""
    medium: str
    revision: int
    """The journey's revision at the time; keeps what was learned about an earlier answer from being used for this."""


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
    given: Mapping[str, Given] = field(default_factory=dict)
    """Who gave each answer, when and how, by path."""
    typist: str = "resident"
    """Who types now; set afresh by the shell at each call, as `now` is."""
    told: tuple[str, ...] = ()
    """Ids of hold stops that the person has read and gone past."""
    changing: str = ""
    """Path of the question being changed, from check answers or by going back; then the first unanswered follows."""
    checked: bool = False
    """Check answers was read and agreed to; any change takes this back."""
    wants_person: bool = False
    """The person asked for a person; nothing more is asked until one picks the journey up."""
    passed: tuple[str, ...] = ()
    """Ids of stops that a member of staff decided to go past."""
    stopped: str = ""
    """Id of the stop that was found true at submission; it holds until an answer changes."""
    duplicate: str = ""
    """"", or what the person chose when shown a likely duplicate: `join:<public id>` or `apart`."""
    revision: int = 0
    """Counts takes; an answer to an older revision is a conflict (design §4.2)."""


class NeedKind(StrEnum):
    """What the shell may be asked to find out."""

    ADDRESSES = "addresses"
    """`about`: {"query": text, "keyed": bool} -> list of {uprn, line, postcode, lat, long, ward, street}."""
    FACT = "fact"
    """`about`: {"name": fact, "question": id, "answer": answer, "version"} -> map of the declared fields, or None."""
    DUPLICATES = "duplicates"
    """`about`: {"service", "version", "answers"} -> list of {public_id, line, opened, status}."""
    UPLOAD = "upload"
    """`about`: {"question", "upload"} -> {file, name, kind} or {problem: code}."""
    STREETS = "streets"
    """`about`: {"lat", "long"}, nearest first, or {"query": text} -> list of {usrn, name, ward, lat, long}."""


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
    """What a submission became. While it is held, `reference` is empty and `held_until` says when it will be judged."""

    reference: str
    promise: Promised
    next: str
    """Key of the service's wording that says what happens next; the channel words it."""
    subject: UUID | None = None
    """The case or registration made, if any."""
    secret: str = ""
    """For an anonymous reporter: the code that lets them track, shown once."""
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A journey as it stands, for a screen to show."""

    journey: UUID
    step: Step
    revision: int
    """To be sent back with the reply: a reply to an older one is a conflict."""
    service: Service
    language: str
    status: JourneyStatus
    assisted: bool = False
    """An adviser is with them: the person must be told so (design §4.2)."""
    expires_at: datetime | None = None
    receipt: Receipt | None = None
    """Once sent: what it became, the same however often it is asked for."""


class JourneyStatus(StrEnum):
    """Where a journey stands. The codes are stored: never rename one."""

    OPEN = "open"
    STOPPED = "stopped"
    """A stop ended it; changing an answer opens it again."""
    WITH_PERSON = "with a person"
    """Handed over, with everything captured; staff pick it up."""
    SENT = "sent"
    HELD = "held"
    DROPPED = "dropped"
    """A held one that came to nothing; the person was told why."""
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    """Its service was withdrawn."""


@dataclass(frozen=True, slots=True)
class WithPerson:
    """A row of the list of journeys that wait for a member of staff."""

    journey: UUID
    service: str
    reason: str
    since: datetime
    language: str
    channel: Channel
    private: bool


class JourneyChanged(Refusal):
    """The journey has moved on since what was answered: another tab, or somebody helping. Nothing is lost."""

    code: ClassVar[str] = "journey-changed"


class NotReady(Refusal):
    """There is still something to answer; it was not sent."""

    code: ClassVar[str] = "journey-not-ready"


class StoppedAtLast(Refusal):
    """A stop was found true as it was sent; the journey now shows it."""

    code: ClassVar[str] = "journey-stopped"


class JourneyEnded(Refusal):
    """It was sent, given up or outlived its time: nothing can be answered any more."""

    code: ClassVar[str] = "journey-ended"


class CodeRefused(Refusal):
    """No such code, or not with this detail, or too old, or too many tries: these look the same on purpose."""

    code: ClassVar[str] = "code-refused"
