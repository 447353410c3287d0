"""Never by silence: which way a person is told, from what they wanted, need, can be reached at and are safe with.

Every party gets some way, or a call that somebody owes; a forbidden kind is never chosen; see docs/decisions/0011.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from portreeve.modules.correspondence.rules import hours
from portreeve.modules.correspondence.types import Because, Content, Way
from portreeve.modules.people.types import ContactKind, ContactPoint, Format, Party

KINDS: Final = {
    Way.EMAIL: (ContactKind.EMAIL,),
    Way.SMS: (ContactKind.MOBILE,),
    Way.LETTER: (ContactKind.POST,),
    Way.CALL: (ContactKind.LANDLINE, ContactKind.MOBILE),
}
_WANTED: Final = {
    ContactKind.EMAIL: Way.EMAIL,
    ContactKind.MOBILE: Way.SMS,
    ContactKind.LANDLINE: Way.CALL,
    ContactKind.POST: Way.LETTER,
}
_USUAL: Final = (Way.EMAIL, Way.SMS, Way.LETTER)
_FOR_A_FORMAT: Final = (Way.LETTER, Way.EMAIL)
"""A letter can be made in the format; an email can be enlarged or read aloud by what the person reads it with; a text
message can be neither, and is left out unless they asked for it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How and when one notice goes to one party."""

    way: Way
    point: ContactPoint | None
    """None only for a call to somebody of whom no number may be used."""
    format: Format
    content: Content
    because: Because
    not_before: datetime | None
    """Later than now only: it waits until then."""


def choose(party: Party, *, private: bool, at: datetime, zone: ZoneInfo, failed: Set[UUID] = frozenset()) -> Plan:
    """Choose the way. `failed` are contact points tried for this notice already. Always gives a plan."""
    content = Content.DISCREET if party.safe.say_nothing else Content.PRIVATE if private else Content.FULL
    way, point = next(((w, p) for w in _ladder(party) if (p := point_for(party, w, failed))), (Way.CALL, None))
    moment = hours.next_safe(at, hours.window_for(way, party.safe), zone)
    return Plan(
        way=way,
        point=point,
        format=party.format if way is Way.LETTER else Format.STANDARD,
        content=content,
        because=_because(party, way, point, failed),
        not_before=moment if moment > at else None,
    )


def point_for(party: Party, way: Way, failed: Set[UUID] = frozenset()) -> ContactPoint | None:
    """Return the party's first usable, allowed and not yet failed contact point of a way."""
    for kind in KINDS[way]:
        for point in party.contact_points:
            if point.kind is kind and may_use(party, point) and point.id not in failed:
                return point
    return None


def may_use(party: Party, point: ContactPoint) -> bool:
    """Say whether a contact point works and the party allows its kind."""
    return point.usable and point.kind not in party.safe.never


def numbers(party: Party) -> tuple[ContactPoint, ...]:
    """Return the telephones that may be rung, a landline before a mobile."""
    return tuple(
        point
        for kind in KINDS[Way.CALL]
        for point in party.contact_points
        if point.kind is kind and may_use(party, point)
    )


def _ladder(party: Party) -> Iterator[Way]:
    """Yield ways in the order to try them, each once; a call is always the last."""
    wanted = (_WANTED[party.wanted],) if party.wanted else ()
    if party.safe.say_nothing:
        # Anything that lies about or lights up can be read by somebody else: only what they asked for is safe.
        usual: tuple[Way, ...] = ()
    else:
        usual = _USUAL if party.format is Format.STANDARD else _FOR_A_FORMAT
    yield from dict.fromkeys((*wanted, *usual, Way.CALL))


def _because(party: Party, way: Way, point: ContactPoint | None, failed: Set[UUID]) -> Because:
    """Say why, for those who look after what we send. The first that holds."""
    reasons = (
        (point is None, Because.UNREACHABLE),
        (bool(failed), Because.FAILED),
        (party.wanted is not None and _WANTED[party.wanted] is way, Because.WANTED),
        (party.safe.say_nothing, Because.SAY_NOTHING),
        (way is Way.CALL, Because.NO_WAY),
        (party.format is not Format.STANDARD, Because.FORMAT),
    )
    return next((reason for holds, reason in reasons if holds), Because.USUAL)
