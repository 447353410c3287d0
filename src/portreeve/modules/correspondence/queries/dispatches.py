"""What was sent about something, what is in trouble, and what is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from portreeve.foundation.audit import api as audit
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.left_out import LeftOut, in_words
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.correspondence import models, types
from portreeve.modules.correspondence.models.dispatch import OPEN
from portreeve.modules.correspondence.queries import words
from portreeve.modules.correspondence.queries.scope import WORK, reach
from portreeve.modules.correspondence.types import DispatchStatus
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Format

_CAP = 200
_STUCK = timedelta(minutes=30)


def dispatches_about(about: UUID) -> tuple[types.DispatchView, ...]:
    """Return all that was sent about a case, journey or registration, the oldest first, without words or addresses.

    Whoever may see the thing may see that people were told; the caller has checked that.
    """
    return _views(models.Dispatch.objects.filter(about=about).order_by("id"))


def dispatches_to(party: UUID) -> tuple[types.DispatchView, ...]:
    """Return what was sent to a party, the latest first."""
    return _views(models.Dispatch.objects.filter(party_id=party).order_by("-id")[:_CAP])


def in_trouble(*, actor: Actor) -> tuple[types.DispatchView, ...]:
    """Return what a person must decide: uncertain dispatches, the oldest first. Raises NotAllowed."""
    if not actor.may(WORK):
        raise NotAllowed(act=WORK)
    rows = models.Dispatch.objects.filter(reach(actor), status=DispatchStatus.UNCERTAIN)
    return _views(rows.order_by("due_at")[:_CAP])


def words_of(*, dispatch: UUID, actor: Actor, at: datetime) -> types.Rendered:
    """Return the words of a dispatch for staff, without its links; audited. Raises NotAllowed, NotFound."""
    if not actor.may(WORK):
        raise NotAllowed(act=WORK)
    row = models.Dispatch.objects.select_related("template").filter(reach(actor), id=dispatch).first()
    if row is None:
        raise NotFound
    party = people.party(row.party_id)
    audit.seen(what="person", subject=party.id, by=actor, at=at)
    language = row.template.language
    links = dict.fromkeys(row.links, in_words(LeftOut.LINK, language))
    values = words.common_values(party.name, language) | row.data | links
    kept = words.Kept(values)
    return words.render(row.template, types.Way(row.way), types.Content(row.content), kept)


def due(
    *, at: datetime, limit: int = _CAP, only: UUID | None = None
) -> tuple[tuple[UUID, DispatchStatus, types.Way], ...]:
    """Return what is open and overdue to be seen to, the longest first: whatever crashed or was lost is among it."""
    rows = models.Dispatch.objects.filter(status__in=OPEN, due_at__lte=at).order_by("due_at")
    if only is not None:
        rows = rows.filter(id=only)
    found = rows.values_list("id", "status", "way")[:limit]
    return tuple((one, DispatchStatus(status), types.Way(way)) for one, status, way in found)


def trouble(*, at: datetime) -> str:
    """Say what is ill in what we send and what to do about it; empty if all is well. Names no person."""
    if not models.TemplateVersion.objects.filter(current=True).exists():
        return "No words are published: run `portreeve correspondence templates publish` with the council's folder."
    if models.Dispatch.objects.filter(status__in=OPEN, due_at__lt=at - _STUCK).exclude(status="uncertain").exists():
        return "Messages have waited for over half an hour: look at the worker's log and at the mail server and Notify."
    unsure = models.Dispatch.objects.filter(status=DispatchStatus.UNCERTAIN, due_at__lt=at - _STUCK)[:_CAP].count()
    if unsure:
        return f"{unsure} messages may or may not have arrived: decide on the desk, under calls owed."
    return ""


def last_reference(dispatch: UUID) -> UUID | None:
    """Return our reference of the last attempt, for asking the carrier."""
    attempts = models.Attempt.objects.filter(dispatch_id=dispatch).order_by("-id")
    return attempts.values_list("id", flat=True).first()


def _views(rows: QuerySet[models.Dispatch]) -> tuple[types.DispatchView, ...]:
    found = rows.select_related("template", "replaced_by").prefetch_related("attempts")
    return tuple(_view(row) for row in found)


def _view(row: models.Dispatch) -> types.DispatchView:
    replaced = getattr(row, "replaced_by", None)
    attempts = sorted(row.attempts.all(), key=lambda attempt: attempt.id)
    waiting = row.status == DispatchStatus.WAITING
    return types.DispatchView(
        id=row.id,
        template=row.template.template,
        to=row.party_id,
        about=row.about,
        way=types.Way(row.way),
        format=Format(row.format),
        language=row.template.language,
        content=types.Content(row.content),
        because=types.Because(row.because),
        status=DispatchStatus(row.status),
        created_at=row.created_at,
        not_before=row.due_at if waiting else None,
        settled_at=row.settled_at,
        attempts=tuple(types.AttemptView(a.begun_at, a.ended_at, a.outcome, a.code) for a in attempts),
        replaced_by=replaced.id if replaced else None,
    )
