"""Who does something, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from portreeve.foundation.pure.channel import Channel


class ActorKind(StrEnum):
    """The kinds of actor that can act."""

    RESIDENT = "resident"
    STAFF = "staff"
    PARTNER = "partner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """One named act, allowed within one scope. An empty scope part means: any.

    `private` grants reach private and sensitive cases as well; others never do.
    """

    act: str
    service: str = ""
    team: str = ""
    ward: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: passed to every operation as `by=` and to every query that reads for someone."""

    kind: ActorKind
    id: str
    """A staff account's id, a party's id, a partner's key id, or the name of a system job; never a name or address."""
    channel: Channel
    grants: frozenset[Grant] = field(default_factory=frozenset)
    trace: str = ""
    """Joins what one request caused, from its page to its messages, in logs and events."""
    spell: UUID | None = None
    """The unbroken visit or call in which this is done, made and kept by the channel; contacts are told apart by it."""

    def may(self, act: str) -> bool:
        """Say whether any grant names this act, whatever its scope."""
        return self.kind is ActorKind.SYSTEM or any(grant.act == act for grant in self.grants)

    def grants_for(self, act: str) -> tuple[Grant, ...]:
        """Return the grants that name this act, for a query to turn into a filter."""
        return tuple(sorted((g for g in self.grants if g.act == act), key=lambda g: (g.service, g.team, g.ward)))


def system(job: str) -> Actor:
    """Return the actor for something Portreeve does by itself; `job` names what, for the audit."""
    return Actor(kind=ActorKind.SYSTEM, id=job, channel=Channel.SYSTEM)


def resident(
    party: UUID | None, *, channel: Channel = Channel.WEB, trace: str = "", spell: UUID | None = None
) -> Actor:
    """Return the actor for a person from outside; `party` is None until we know who they are."""
    return Actor(kind=ActorKind.RESIDENT, id=str(party or ""), channel=channel, trace=trace, spell=spell)
