"""Reading contacts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.contacts.models import Contact, Link
from portreeve.modules.contacts.types import Avoidable, ContactLink, ContactView, Ending, LinkKind, LinkRole


def _view(row: Contact) -> ContactView:
    """Return a row as a value; its links have been fetched."""
    links = tuple(
        ContactLink(kind=LinkKind(x.kind), role=LinkRole(x.role), subject=x.subject, at=x.at) for x in row.links.all()
    )
    return ContactView(
        id=row.id,
        channel=Channel(row.channel),
        party=row.party_id,
        staff=row.staff,
        opened_at=row.opened_at,
        last_at=row.last_at,
        ended_at=row.ended_at,
        ending=Ending(row.ending) if row.ending else None,
        reason=row.reason,
        avoidable=Avoidable(row.avoidable) if row.avoidable else None,
        again_within=row.again_within,
        links=links,
    )


def _some(rows: QuerySet[Contact], most: int) -> tuple[ContactView, ...]:
    """Return the latest of some contacts, in two queries."""
    return tuple(_view(row) for row in rows.order_by("-opened_at").prefetch_related("links")[:most])


def contacts_of(party: UUID, *, actor: Actor, most: int = 50) -> tuple[ContactView, ...]:
    """Return a person's latest contacts. Raises NotAllowed without `person.view`."""
    if not may_everywhere(actor, "person.view"):
        raise NotAllowed(act="person.view")
    return _some(Contact.objects.filter(party_id=party), most)


def contacts_about(subject: UUID, *, actor: Actor, most: int = 50) -> tuple[ContactView, ...]:
    """Return the contacts about a case or journey. The caller has checked that the actor may see that."""
    if not actor.may("contact.handle") and not actor.may("case.view"):
        raise NotAllowed(act="contact.handle")
    ids = Link.objects.filter(subject=subject).values("contact_id")
    return _some(Contact.objects.filter(id__in=ids), most)
