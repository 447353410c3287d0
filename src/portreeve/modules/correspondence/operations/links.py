"""Links that let a person do one thing without signing in (design §4.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import tokens
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.correspondence import events, models, types
from portreeve.modules.correspondence.queries.links import LinkNotGood, as_opened


@operation
def make_link(*, to: types.LinkTo, party: UUID, dispatch: UUID | None = None, by: Actor, at: datetime) -> str:
    """Make a link for one party and return its token, which is kept nowhere."""
    token = tokens.new_token()
    models.Link.objects.create(
        digest=tokens.digest(token),
        purpose=to.purpose,
        subject=to.subject,
        party_id=party,
        dispatch=dispatch,
        made_at=at,
        expires_at=at + timedelta(days=to.days),
    )
    record(events.LinkMade(subject=to.subject, purpose=to.purpose, party=party), by=by, at=at)
    return token


@operation
def use_link(*, token: str, purpose: types.LinkPurpose, by: Actor, at: datetime) -> types.OpenedLink:
    """Use a link up for its purpose, in the transaction of the act it allows. Raises LinkNotGood."""
    digest = tokens.digest(token) or "-"
    row = models.Link.objects.select_for_update().filter(digest=digest, expires_at__gt=at).first()
    opened = as_opened(row, purpose)
    if row is None or row.used_at is not None:
        raise LinkNotGood
    row.used_at = at
    row.save(update_fields=["used_at"])
    record(events.LinkUsed(subject=row.subject, purpose=row.purpose), by=by, at=at)
    return opened


@operation
def withdraw_links(*, subject: UUID, purpose: types.LinkPurpose, by: Actor, at: datetime) -> int:
    """End every open link of one purpose to a subject, such as a question that was answered; returns how many."""
    rows = models.Link.objects.filter(subject=subject, purpose=purpose, used_at__isnull=True, expires_at__gt=at)
    count = rows.update(expires_at=at)
    if count:
        record(events.LinksWithdrawn(subject=subject, purpose=purpose, count=count), by=by, at=at)
    return count
