"""Opening, going on with, linking and ending contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.foundation.statements.api import Reading, add, change, planned
from portreeve.modules.contacts import rules
from portreeve.modules.contacts.events import ContactEnded, ContactJudged, ContactOpened, ContactRepeated
from portreeve.modules.contacts.models import Contact, Link
from portreeve.modules.contacts.types import Avoidable, ContactAlreadyEnded, ContactLink, Ending, LinkKind, LinkRole

_LINK = """
INSERT INTO portreeve_contacts_link (contact_id, kind, role, subject, at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""

_LOCKED = Reading(lambda contact: Contact.objects.select_for_update().filter(id=contact))
_EARLIER = Reading(
    lambda case, at, contact: (
        Link.objects.filter(subject=case, kind=LinkKind.CASE, at__lt=at, contact__again_within=None)
        .exclude(contact=contact)
        .exclude(contact__ended_at=None)
        .select_related("contact")
        .order_by("-at")[:1]
    )
)


@operation
def open_contact(
    *, contact: UUID, channel: Channel, party: UUID | None = None, service: str = "", by: Actor, at: datetime
) -> UUID:
    """Open a contact under the id of its spell, at the first step; the same again goes on with it (CHN-06).

    A spell that has been idle for half an hour, or has ended, is over: then the id is refused with
    ContactAlreadyEnded, and the channel begins a new spell.
    """
    known = Known(channel, party, service)
    row = _locked(contact) or _opened(contact, known, by, at)
    if row.ended_at or rules.has_gone_idle(row.last_at, at):
        raise ContactAlreadyEnded(contact=str(contact))
    _step(row, at, known)
    return contact


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a contact when something is done in it."""

    channel: Channel
    party: UUID | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in a contact: a thing it was about, or a journey that ended without being sent."""

    link: ContactLink | None = None
    stopped: bool = False
    """The journey ended with what to do instead."""
    handed_on: bool = False
    """The journey went to a person."""


@operation
def follow(*, spell: UUID, otherwise: UUID, known: Known, done: Done, by: Actor, at: datetime) -> None:
    """Open or go on with the contact of a spell, and note what was done in it. Doing it again changes nothing.

    A spell that is over goes on as a new contact, with the id `otherwise`, so that doing it again finds it. Every step
    of every journey comes here: the contact is read once and written once.
    """
    row = _locked(spell) or _opened(spell, known, by, at)
    if row.ended_at or rules.has_gone_idle(row.last_at, at):
        row = _locked(otherwise) or _opened(otherwise, known, by, at)
    row.stopped, row.handed_on = row.stopped or done.stopped, row.handed_on or done.handed_on
    _step(row, at, known)
    if done.link is not None:
        _link(row, done.link, by, at)


def _locked(contact: UUID) -> Contact | None:
    """Return a contact's row, kept from others until the transaction ends."""
    return _LOCKED.first(contact)


def _opened(contact: UUID, known: Known, by: Actor, at: datetime) -> Contact:
    """Open a contact."""
    row = Contact(id=contact, channel=known.channel, party_id=known.party, service=known.service)
    row.staff, row.opened_at, row.last_at = by.id if by.kind is ActorKind.STAFF else "", at, at
    add(row)
    record(ContactOpened(subject=contact, channel=known.channel, service=known.service), by=by, at=at)
    return row


def _step(row: Contact, at: datetime, known: Known) -> None:
    """Note that something happened in an open contact, and what has become known of it since."""
    row.last_at = max(row.last_at, at)
    row.party_id = row.party_id or known.party
    row.service = row.service or known.service
    change(row, "last_at", "party", "service", "stopped", "handed_on")


def _link(row: Contact, link: ContactLink, by: Actor, at: datetime) -> None:
    """Say that a contact was about something. Twice is once. Chasing and reopening make it avoidable (CAS-09)."""
    with planned() as cursor:
        cursor.execute(_LINK, [row.id, link.kind, link.role, link.subject, link.at])
        if not cursor.rowcount:
            return
    if link.kind is LinkKind.CASE:
        _note_repetition(row, link.subject, by, at)
    cause = rules.cause_of(link.kind, link.role)
    if cause and not row.avoidable:
        _judge(row, cause, by_rule=True, by=by, at=at)


def _judge(row: Contact, cause: Avoidable, *, by_rule: bool, by: Actor, at: datetime) -> None:
    """Note why a contact was avoidable."""
    row.avoidable = cause
    change(row, "avoidable")
    record(
        ContactJudged(subject=row.id, channel=row.channel, service=row.service, avoidable=cause, by_rule=by_rule),
        by=by,
        at=at,
    )


def _note_repetition(row: Contact, subject: UUID, by: Actor, at: datetime) -> None:
    """If the same thing was the matter of an earlier contact not long ago, note on that one that it came again."""
    earlier = _EARLIER.first(subject, at, row.id)
    if earlier is None:
        return
    before = earlier.contact
    days = rules.days_between(before.opened_at, at)
    if days > rules.AGAIN_DAYS:
        return
    before.again_within = days
    before.save(update_fields=["again_within"])
    record(ContactRepeated(subject=before.id, channel=before.channel, service=before.service, days=days), by=by, at=at)


@operation
def wrap_up(
    *, contact: UUID, reason: str, ending: Ending, avoidable: Avoidable | None = None, by: Actor, at: datetime
) -> None:
    """End a contact as its adviser saw it: why it was, how it ended, whether it need have been (CAS-10, CAS-11).

    Raises NotFound, ContactAlreadyEnded.
    """
    row = _locked(contact)
    if row is None:
        raise NotFound(contact=str(contact))
    if row.ended_at:
        raise ContactAlreadyEnded(contact=str(contact))
    row.reason = reason
    if avoidable and not row.avoidable:
        _judge(row, avoidable, by_rule=False, by=by, at=at)
    _end(row, ending, ended_at=at, by=by, at=at)


def _end(row: Contact, ending: Ending, *, ended_at: datetime, by: Actor, at: datetime) -> None:
    """End a contact and say what it was."""
    row.ended_at, row.ending, row.last_at = ended_at, ending, max(row.last_at, row.opened_at)
    row.save(update_fields=["ended_at", "ending", "reason", "last_at"])
    kinds = [(one.kind, one.subject) for one in row.links.all()]
    record(
        ContactEnded(
            subject=row.id,
            channel=row.channel,
            service=row.service,
            ending=ending,
            reason=row.reason,
            seconds=int((ended_at - row.opened_at).total_seconds()),
            journeys=len({s for k, s in kinds if k == LinkKind.JOURNEY}),
            cases=len({s for k, s in kinds if k == LinkKind.CASE}),
        ),
        by=by,
        at=at,
    )


def end_idle(*, by: Actor, at: datetime, most: int) -> int:
    """End contacts in which nothing happened for half an hour; each ended when its last step was. Returns how many."""
    idle = Contact.objects.filter(ended_at=None, last_at__lte=at - rules.IDLE).order_by("last_at")
    ids = list(idle.values_list("id", flat=True)[:most])
    return sum(_end_idle(contact=contact, by=by, at=at) for contact in ids)


@operation
def _end_idle(*, contact: UUID, by: Actor, at: datetime) -> bool:
    """End one idle contact, unless it went on or another worker has it."""
    found = Contact.objects.select_for_update(skip_locked=True).filter(id=contact, ended_at=None)
    row = found.filter(last_at__lte=at - rules.IDLE).prefetch_related("links").first()
    if row is None:
        return False
    roles = [LinkRole(one.role) for one in row.links.all()]
    ending = rules.ending_of(roles, stopped=row.stopped, handed_on=row.handed_on)
    _end(row, ending, ended_at=row.last_at, by=by, at=at)
    return True
