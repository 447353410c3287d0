"""Opening, going on with, linking and ending contacts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.contacts import rules
from portreeve.modules.contacts.events import ContactEnded, ContactJudged, ContactOpened, ContactRepeated
from portreeve.modules.contacts.models import Contact, Link
from portreeve.modules.contacts.types import Avoidable, ContactAlreadyEnded, Ending, LinkKind, LinkRole


@operation
def open_contact(
    *, contact: UUID, channel: Channel, party: UUID | None = None, service: str = "", by: Actor, at: datetime
) -> UUID:
    """Open a contact under the id of its spell, at the first step; the same again goes on with it (CHN-06).

    A spell that has been idle for half an hour, or has ended, is over: then the id is refused with
    ContactAlreadyEnded, and the channel begins a new spell.
    """
    row = Contact.objects.select_for_update().filter(id=contact).first()
    if row is None:
        staff = by.id if by.kind is ActorKind.STAFF else ""
        Contact.objects.create(
            id=contact, channel=channel, party_id=party, staff=staff, service=service, opened_at=at, last_at=at
        )
        record(ContactOpened(subject=contact, channel=channel, service=service), by=by, at=at)
        return contact
    if row.ended_at or rules.has_gone_idle(row.last_at, at):
        raise ContactAlreadyEnded(contact=str(contact))
    _step(row, at, party, service)
    return contact


def _step(row: Contact, at: datetime, party: UUID | None, service: str) -> None:
    """Note that something happened in an open contact, and what has become known of it since."""
    row.last_at = max(row.last_at, at)
    row.party_id = row.party_id or party
    row.service = row.service or service
    row.save(update_fields=["last_at", "party", "service"])


@operation
def link(*, contact: UUID, kind: LinkKind, role: LinkRole, subject: UUID, by: Actor, at: datetime) -> None:
    """Say that a contact was about something. Twice is once. Chasing and reopening make it avoidable (CAS-09)."""
    row = Contact.objects.select_for_update().filter(id=contact).first()
    if row is None:
        raise NotFound(contact=str(contact))
    _, new = Link.objects.get_or_create(contact=row, kind=kind, role=role, subject=subject, defaults={"at": at})
    if not new:
        return
    if row.ended_at is None:
        _step(row, at, None, "")
    _note_repetition(row, subject, by, at)
    cause = rules.cause_of(kind, role)
    if cause and not row.avoidable:
        _judge(row, cause, by_rule=True, by=by, at=at)


def _judge(row: Contact, cause: Avoidable, *, by_rule: bool, by: Actor, at: datetime) -> None:
    """Note why a contact was avoidable."""
    row.avoidable = cause
    row.save(update_fields=["avoidable"])
    record(
        ContactJudged(subject=row.id, channel=row.channel, service=row.service, avoidable=cause, by_rule=by_rule),
        by=by,
        at=at,
    )


def _note_repetition(row: Contact, subject: UUID, by: Actor, at: datetime) -> None:
    """If the same thing was the matter of an earlier contact not long ago, note on that one that it came again."""
    earlier = (
        Link.objects.filter(subject=subject, kind=LinkKind.CASE, at__lt=at, contact__again_within=None)
        .exclude(contact=row)
        .exclude(contact__ended_at=None)
        .select_related("contact")
        .order_by("-at")
        .first()
    )
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
def note_outcome(*, contact: UUID, stopped: bool = False, handed_on: bool = False, by: Actor, at: datetime) -> None:
    """Note that a journey in this contact ended with what to do instead, or went to a person."""
    del by
    row = Contact.objects.select_for_update().filter(id=contact, ended_at=None).first()
    if row is None:
        return
    row.stopped, row.handed_on, row.last_at = row.stopped or stopped, row.handed_on or handed_on, max(row.last_at, at)
    row.save(update_fields=["stopped", "handed_on", "last_at"])


@operation
def wrap_up(
    *, contact: UUID, reason: str, ending: Ending, avoidable: Avoidable | None = None, by: Actor, at: datetime
) -> None:
    """End a contact as its adviser saw it: why it was, how it ended, whether it need have been (CAS-10, CAS-11).

    Raises NotFound, ContactAlreadyEnded.
    """
    row = Contact.objects.select_for_update().filter(id=contact).first()
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


def end_idle(*, by: Actor, at: datetime, most: int = 500) -> int:
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
