"""What we send, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from portreeve.modules.people.types import Format


class Way(StrEnum):
    """How something is sent. A call owed is a task for a person, with an owner and a deadline."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    CALL = "call"


class DispatchStatus(StrEnum):
    """Where a dispatch stands. `uncertain`: an attempt was begun and its end is not known (design §4.8)."""

    WAITING = "waiting"
    """Not before a time: a safe-contact rule, or quiet hours."""
    QUEUED = "queued"
    ATTEMPTED = "attempted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    """It will not arrive this way; `replaced_by` says which dispatch took its place."""
    UNCERTAIN = "uncertain"
    OWED = "owed"
    """A call that somebody must make."""
    CALLED = "called"
    CANCELLED = "cancelled"


class Content(StrEnum):
    """How much may be said. The codes are stored: never rename one."""

    FULL = "full"
    PRIVATE = "private"
    """Nothing on the outside: subject lines, envelopes and texts."""
    DISCREET = "discreet"
    """Nothing at all, not even who sends it."""


class Because(StrEnum):
    """Why a way was chosen, for the people who look after what we send. The codes are stored: never rename one."""

    WANTED = "wanted"
    USUAL = "usual"
    FORMAT = "format"
    FAILED = "failed"
    """Another way was tried and failed."""
    NO_WAY = "no way"
    """Nothing written can reach them: somebody must call."""
    SAY_NOTHING = "say nothing"
    UNREACHABLE = "unreachable"
    """Not even a telephone number: somebody must find a way, or wait until they get in touch."""


class LinkPurpose(StrEnum):
    """The one thing a link is good for. The codes are stored: never rename one."""

    ANSWER = "answer"
    """Answer an officer's question; the subject is the question."""
    REALLY_DONE = "really done"
    """Say whether it is really done; the subject is the case."""
    TRACK = "track"
    """See one's request with its content, once; the subject is the case."""
    HOLDER = "holder"
    """Acknowledge or refuse a change; the subject is the holder's notice."""


class CallOutcome(StrEnum):
    """How an attempt to ring ended. The codes are stored: never rename one."""

    SPOKE = "spoke"
    NO_ANSWER = "no answer"
    LEFT_MESSAGE = "left message"
    WRONG_NUMBER = "wrong number"
    TOLD_OTHERWISE = "told otherwise"
    """They heard it another way: at the counter, or when they rang."""
    GAVE_UP = "gave up"
    """A manager decided that it cannot be done; the reason is in the note."""


class ReceiptOutcome(StrEnum):
    """What a carrier reports afterwards."""

    DELIVERED = "delivered"
    NO_SUCH_ADDRESS = "no such address"
    """For good: the number or address does not exist or refuses us."""
    NOT_REACHED = "not reached"
    """The carrier has given up for now, such as on a telephone that stays off."""
    CARRIER_FAULT = "carrier fault"
    """Not the address's fault: worth another attempt."""


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to be made when a dispatch is sent: for one purpose and subject, and so many days."""

    purpose: LinkPurpose
    subject: UUID
    days: int = 28


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell a party. The template and the party decide its way, language and format."""

    template: str
    """Id of a template, such as `case-received`."""
    to: UUID
    """The party told."""
    about: UUID
    """The case, journey or registration it is about."""
    key: str
    """Idempotency key: the same notice is sent once."""
    data: Mapping[str, str] = field(default_factory=dict)
    """Values for the template's fields, already in the party's language where they are words."""
    language: str = ""
    """Overrides the party's own language, for the language they used this time."""
    private: bool = False
    """A private matter: subject lines, envelopes and texts say nothing of it."""
    links: Mapping[str, LinkTo] = field(default_factory=dict)
    """Links the template needs, by the name of the field that shows them."""
    team: str = ""
    """Whose call it is when only a call will do; empty: the customer service team's."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link that holds good is for."""

    id: UUID
    purpose: LinkPurpose
    subject: UUID
    party: UUID
    used: bool
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of one dispatch in its language, for each way that was asked for."""

    subject: str = ""
    """Of an email, or the heading of a letter."""
    text: str = ""
    html: str = ""
    envelope: str = ""
    """What may be printed outside; empty: nothing but the address."""


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt to send: committed before the call, so that none is ever forgotten."""

    begun_at: datetime
    ended_at: datetime | None
    outcome: str
    """Empty while it is not known."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class DispatchView:
    """Something sent or to be sent, as staff see it. No words and no address: those are read by `preview_dispatch`."""

    id: UUID
    template: str
    to: UUID
    about: UUID
    way: Way
    format: Format
    language: str
    content: Content
    because: Because
    status: DispatchStatus
    created_at: datetime
    not_before: datetime | None
    settled_at: datetime | None
    attempts: tuple[AttemptView, ...]
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class CallListing:
    """A row of the list of calls owed. The number and the words are read one by one, and audited."""

    id: UUID
    to: UUID
    about: UUID
    template: str
    team: str
    because: Because
    private: bool
    call_from: datetime
    """Not before this, whatever the deadline."""
    due_at: datetime
    late: bool
    safe_now: bool
    """Whether the party's own hours allow a call at the time of asking."""
    tries: int


@dataclass(frozen=True, slots=True)
class CallOwed:
    """One call that somebody owes, with all they need to make it."""

    listing: CallListing
    name: str
    numbers: tuple[str, ...]
    """To be tried in this order; empty: see `listing.because`."""
    language: str
    needs: tuple[str, ...]
    not_before: time | None
    not_after: time | None
    say_nothing: bool
    """Leave no message, and do not say who is calling until it is them who speak."""
    script: str
    tries: tuple[tuple[datetime, CallOutcome], ...]


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing wrong with a template file, said so that its writer can mend it."""

    file: str
    line: int
    code: str
    text: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class TemplateListing:
    """A published template in one language."""

    template: str
    language: str
    version: str
    published_at: datetime
