"""What happens to contacts: ids and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class ContactOpened(Event):
    """A person's first step in a spell on a channel."""

    kind: ClassVar[str] = "contact.opened"
    channel: str
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactEnded(Event):
    """A contact ended: by wrap-up, or after thirty idle minutes."""

    kind: ClassVar[str] = "contact.ended"
    channel: str
    service: str = ""
    ending: str
    seconds: int
    journeys: int
    cases: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactJudged(Event):
    """A contact was found avoidable, by cause; said once for each cause, by rule or by an adviser's wrap-up."""

    kind: ClassVar[str] = "contact.judged"
    channel: str
    service: str = ""
    avoidable: str
    by_rule: bool


@dataclass(frozen=True, kw_only=True)
class ContactRepeated(Event):
    """The same need came again within the days that count: first-contact resolution is shown beside it."""

    kind: ClassVar[str] = "contact.repeated"
    channel: str
    service: str = ""
    days: int
