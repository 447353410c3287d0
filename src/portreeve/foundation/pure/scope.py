"""What grants reach: one function turns them into the few ways in by which a table is filtered or one thing judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from portreeve.foundation.pure.actor import Actor, ActorKind, Grant


class Part(StrEnum):
    """What a grant can be narrowed to, beside whether it reaches what is private."""

    SERVICE = "service"
    TEAM = "team"
    WARD = "ward"


PRIVATE = "private"
"""What a table calls the column that says so, among those named for the parts."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in: for whatever has, in each part named, one of these values."""

    named: tuple[tuple[Part, tuple[str, ...]], ...] = ()
    private: bool | None = None
    """True: only for what is private; False: only for what is not; None: for both."""

    def admits(self, thing: dict[Part, str], private: bool) -> bool:
        """Say whether one thing comes in by this way; a part it has not is empty, and no way names that."""
        return self.private in {None, private} and all(thing[part] in values for part, values in self.named)


@dataclass(frozen=True, slots=True)
class Scope:
    """All ways in; none reach nothing."""

    ways: tuple[WayIn, ...] = ()

    def __or__(self, other: Scope) -> Scope:
        """Return what either reaches."""
        return Scope((*self.ways, *other.ways))

    @property
    def everything(self) -> bool:
        """Whether there is nothing that it does not reach."""
        return WayIn() in self.ways

    def reaches(self, *, service: str = "", team: str = "", ward: str = "", private: bool = False) -> bool:
        """Judge one thing by what is known of it: a grant for a part that is not known does not reach it."""
        thing = {Part.SERVICE: service, Part.TEAM: team, Part.WARD: ward}
        return any(way.admits(thing, private) for way in self.ways)

    def judged_by(self, columns: Collection[str]) -> Scope:
        """Return what is left for a table that has these columns only: a way by a part that it has not is closed.

        In a table without a column for what is private, nothing is.
        """
        known = (way for way in self.ways if all(part in columns for part, _ in way.named))
        if PRIVATE in columns:
            return Scope(tuple(known))
        return Scope(tuple(replace(way, private=None) for way in known if way.private is not True))


EVERYTHING = Scope((WayIn(),))


def scope(grants: Iterable[Grant], *, only_private: bool = False) -> Scope:
    """Return what grants reach together; those that name a single part are gathered, since indexes like lists best.

    `only_private`: the act itself is for private things and no others, whatever the grants say of it.
    """
    lists: dict[tuple[Part, bool | None], set[str]] = defaultdict(set)
    ways: list[WayIn] = []
    for grant in grants:
        private = True if only_private else (None if grant.private else False)
        named = [(part, value) for part in Part if (value := str(getattr(grant, part)))]
        if len(named) == 1:
            lists[named[0][0], private].add(named[0][1])
        else:
            ways.append(WayIn(tuple((part, (value,)) for part, value in named), private))
    gathered = (WayIn(((part, tuple(sorted(values))),), private) for (part, private), values in lists.items())
    return Scope((*gathered, *dict.fromkeys(ways)))


def scope_of(actor: Actor, act: str, *, only_private: bool = False) -> Scope:
    """Return what an actor may do an act to. Portreeve itself may do everything."""
    if actor.kind is ActorKind.SYSTEM:
        return EVERYTHING
    return scope(actor.grants_for(act), only_private=only_private)


def may_everywhere(actor: Actor, act: str) -> bool:
    """Say whether an actor may do an act to what belongs to no service, team or ward, such as a person or an account.

    A grant for one service, team or ward does not reach it.
    """
    return scope_of(actor, act).reaches()
