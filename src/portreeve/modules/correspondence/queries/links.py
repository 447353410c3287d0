"""What a link is good for."""

from __future__ import annotations

from datetime import datetime

from portreeve.foundation.pure import tokens
from portreeve.foundation.pure.refusals import Refusal
from portreeve.modules.correspondence import models, types


class LinkNotGood(Refusal):
    """The link is unknown, for something else, past its time or used up: which of these is not said."""

    code = "link-not-good"


def open_link(*, token: str, purpose: types.LinkPurpose | None = None, at: datetime) -> types.OpenedLink:
    """Return what a link is for, if it holds good now. Opening does not use it up: mail scanners open links too.

    A used link still opens, marked as used, so that the page can say so, except a one-time tracking link. Raises
    LinkNotGood.
    """
    row = models.Link.objects.filter(digest=tokens.digest(token) or "-", expires_at__gt=at).first()
    return as_opened(row, purpose)


def as_opened(row: models.Link | None, purpose: types.LinkPurpose | None) -> types.OpenedLink:
    """Return a link as a value, unless it is not good for this. Raises LinkNotGood."""
    if row is None or (purpose is not None and row.purpose != purpose):
        raise LinkNotGood
    if row.purpose == types.LinkPurpose.TRACK and row.used_at is not None:
        raise LinkNotGood
    return types.OpenedLink(
        id=row.id,
        purpose=types.LinkPurpose(row.purpose),
        subject=row.subject,
        party=row.party_id,
        used=row.used_at is not None,
        expires_at=row.expires_at,
    )
