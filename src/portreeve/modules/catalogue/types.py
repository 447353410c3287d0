"""A service as a value: what its file says, checked and complete. What it means at run time is in journeys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

_RECKONED = re.compile(r"today(?: ([+-]) ([0-9]{1,4}) days?)?")


def date_limit(limit: str, today: date) -> date | None:
    """Return the day a date's limit means: `2026-04-01`, `today`, `today + 28 days`; None where there is none.

    `today` is the council-local day. Raises ValueError for text that is no such limit; the check has refused it.
    """
    if not limit:
        return None
    reckoned = _RECKONED.fullmatch(limit)
    if reckoned is None:
        return date.fromisoformat(limit)
    days = int(reckoned[2] or 0)
    return today - timedelta(days=days) if reckoned[1] == "-" else today + timedelta(days=days)


class Verb(StrEnum):
    """What a person does with a service; every service is filed under one (WEB-01)."""

    PAY = "pay"
    APPLY = "apply"
    REPORT = "report"
    BOOK = "book"
    ASK = "ask"


class Tier(StrEnum):
    """How much of the council a service needs (TIR-01); decides which channels may carry it (CHN-04)."""

    SIMPLE = "simple"
    ASSISTED = "assisted"
    COMPLEX = "complex"


class Outcome(StrEnum):
    """What a submission becomes. Pay and book arrive with their modules."""

    CASE = "case"
    REGISTRATION = "registration"
    NONE = "none"


class Duplicates(StrEnum):
    """When two reports are one job."""

    STREET = "same thing in the street"
    PROPERTY = "same property"
    NEVER = "never"


class Otherwise(StrEnum):
    """A way in without the internet."""

    PHONE = "phone"
    COUNTER = "counter"
    POST = "post"


class QuestionType(StrEnum):
    """What a question asks for. `slot` arrives with bookings."""

    TEXT = "text"
    LONG_TEXT = "long text"
    YES_NO = "yes/no"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    REFERENCE = "reference"
    ADDRESS = "address"
    PLACE = "place"
    PERSON = "person"
    VEHICLE = "vehicle"
    PHOTO = "photo"
    FILE = "file"
    DECLARATION = "declaration"
    GROUP = "group"


class Personal(StrEnum):
    """Whether an answer says something about a person; `special` answers are encrypted (design §4.1)."""

    NO = "no"
    YES = "yes"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its wording is in the service's `Words`, by its id."""

    id: str
    type: QuestionType
    optional: bool = False
    personal: Personal = Personal.NO
    keep: str = ""
    """How long the answer is kept after the case closes, such as "2 years"; empty: as long as the case."""
    when: str = ""
    """CEL: ask only if true. Empty: always."""
    options: tuple[str, ...] = ()
    """Ids of the options of a choice or several, in order."""
    at_least: str = ""
    """The least, as text, typed by the question's type: a whole number, pence of money, a time `08:30`, a date
    `2026-04-01` or one reckoned from today (see `date_limit`); how many options of several, repeats of a group, or
    characters of text."""
    at_most: str = ""
    pattern: str = ""
    """A regular expression that a reference must match in full, after spaces and hyphens are taken out."""
    questions: tuple[Question, ...] = ()
    """The questions that a group repeats."""
    line: int = 0
    """Where it stands in its file, for messages."""


class StopKind(StrEnum):
    """What a stop does to a journey."""

    TELL = "tell"
    """The journey ends with what to do instead."""
    URGENT = "urgent"
    """The journey ends at once with the number to ring."""
    PERSON = "person"
    """The journey is handed to a person with everything captured."""
    HOLD = "hold"
    """The person is told, and may go on; what they send is held until a time of day and judged again then."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A rule that stops or turns a journey. Judged when its last question is answered, and again at submission."""

    id: str
    when: str
    kind: StopKind
    number: str = ""
    """The telephone number of an urgent stop."""
    until: str = ""
    """For a hold: the council-local time of day, such as "17:00"."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """Which team gets the case when a condition holds; the first that holds wins, then the service's own team."""

    when: str
    team: str
    tier: Tier | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """What the council undertakes, in working time; each such as "1 working day", "4 working hours"."""

    answer: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What a person is told before they begin (WEB-10). Wording is in `Words`; these say which rows there are."""

    takes: str = ""
    cost: str = "free"
    need: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All the words of one service in one language, by key, and those said differently when spoken.

    Keys: `name`, `summary`, `before.takes`, `before.cost`, `before.need.0`, `question.ID`, `question.ID.hint`,
    `question.ID.option.OPTION`, `question.ID.option.OPTION.hint`, `question.GROUP.CHILD…`, `stop.ID`, `next` (the one
    sentence of what happens next), `privacy`, `holder.ID`. `spoken` holds the same keys where `say:` overrides.
    """

    language: str
    text: Mapping[str, str]
    spoken: Mapping[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    """Residents' own words for the service, for search and speech (SVC-06)."""


@dataclass(frozen=True, slots=True)
class Service:
    """One published version, or a checked draft, of a service."""

    id: str
    format: int
    version: str
    """Hash of the canonical file with all it refers to; empty while a draft."""
    verb: Verb
    outcome: Outcome
    team: str
    tier: Tier
    promise: Promise
    before: Before
    otherwise: tuple[Otherwise, ...]
    words: Mapping[str, Words]
    """By language tag; the council's first language is always there."""
    language: str = "en"
    """The language the file itself is written in, and the one fallen back to."""
    questions: tuple[Question, ...] = ()
    stops: tuple[Stop, ...] = ()
    routes: tuple[Route, ...] = ()
    duplicates: Duplicates = Duplicates.NEVER
    same_answers: tuple[str, ...] = ()
    """Questions that must have been answered alike too, for two reports to be one job: which of a property's bins."""
    private: bool = False
    """Cases are seen only by those with a private grant; never listed, never matched as duplicates."""
    exit_page: bool = False
    """Show "exit this page" (sensitive services)."""
    anonymous: bool = False
    """May be sent without saying who one is."""
    home: bool = False
    """Its place is somebody's home: never listed publicly."""
    holders: tuple[str, ...] = ()
    """For a registration: ids of those told, each of whom acknowledges."""
    draft_life: str = "28 days"
    urgent: str = ""
    """A number to ring shown first, for a service that is only a front door."""
    lgsl: str = ""
    """The Local Government Service List number, or "none"."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """`equality` and `tested_with`: what publishing asks for (A11-04, EXC-07)."""

    def text(self, key: str, language: str, *, spoken: bool = False) -> str:
        """Return the wording for a key, falling back to the file's own language; empty if nobody wrote it."""
        for words in (self.words.get(language), self.words.get(self.language)):
            if words is None:
                continue
            if spoken and key in words.spoken:
                return words.spoken[key]
            if key in words.text:
                return words.text[key]
        return ""


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """Something a condition may ask about an answered question, supplied by a port at run time (design §3)."""

    name: str
    """Such as `collection`: read as `where.collection` when `where` is an address."""
    of: QuestionType
    fields: Mapping[str, str]
    """Name to CEL type: bool, int, string, or strings for a list of texts."""
    seconds: float
    """Time limit; past it the fact is unknown, and `known(...)` is false."""
    added: frozenset[str] = frozenset()
    """Fields that came after 0.1.0: a version has only those that it names, so one published before keeps its hash."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a service file, said so that its writer can mend it."""

    file: str
    line: int
    code: str
    text: str
    """What is wrong and what to do, in plain English."""
    blocks: bool = True
    """False: a warning, such as a stale translation."""


@dataclass(frozen=True, slots=True)
class ServiceListing:
    """A row of the home page, of search and of `services list`."""

    id: str
    version: str
    verb: Verb
    tier: Tier
    name: str
    summary: str
    channels: tuple[str, ...] = ()
    language: str = "en"
    """The language of name and summary: the fallback's tag where the wanted one has no words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a service's files: the service where it could be made, and everything wrong with it."""

    id: str
    service: Service | None
    problems: tuple[Problem, ...]

    @property
    def publishable(self) -> bool:
        """Say whether nothing stops it from being published."""
        return self.service is not None and not any(problem.blocks for problem in self.problems)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What came of checking a folder of services."""

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the folder itself, such as a stray file."""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Return every problem, by file and line."""
        found = [*self.problems, *(problem for reading in self.readings for problem in reading.problems)]
        return tuple(sorted(found, key=lambda problem: (problem.file, problem.line, problem.code)))

    @property
    def publishable(self) -> bool:
        """Say whether nothing in the folder stops it from being published."""
        return not any(problem.blocks for problem in self.all_problems)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a service is no longer offered, and what to do instead."""

    service: str
    at: datetime
    instead: str
    language: str
    """Of `instead`: the fallback's tag where nobody wrote it in the wanted one."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What came of publishing one service."""

    service: str
    version: str
    changed: bool
    """False: this version was offered already."""
