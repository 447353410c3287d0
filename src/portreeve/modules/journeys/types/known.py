"""What is known in one journey, and what must still be found out. All of it can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from portreeve.foundation.pure.channel import Channel

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
    failed: bool = False
    """The stop named by `stopped` could not be judged: a person must look, and nobody is told no."""
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
