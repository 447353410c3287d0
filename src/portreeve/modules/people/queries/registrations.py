"""Changes told to holders, and the holders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.audit import api as audit
from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.result import Page
from portreeve.foundation.pure.scope import scope_of
from portreeve.foundation.pure.sealed import is_sealed, opened
from portreeve.modules.people import models, types
from portreeve.modules.people.queries.parties import VIEW, matches_contact

_COUNTED = 1000
_PAGE = 50


def registrations(*, actor: Actor, settled: bool = False, after: str = "") -> Page[types.Registration]:
    """Return the changes that some holder has still to answer, or all, the latest first and without their content.

    `after`: the key of the page before. Raises NotAllowed.
    """
    _may_view(actor)
    rows = models.Registration.objects.filter(_reach(actor))
    if not settled:
        open_ = models.HolderNotice.objects.filter(settled_at__isnull=True)
        rows = rows.filter(id__in=open_.values("registration"))
    count = rows.values("id")[: _COUNTED + 1].count()
    if after:
        rows = rows.filter(id__lt=_key(after))
    found = list(_fetched(rows.defer("details")).order_by("-id")[: _PAGE + 1])
    shown = tuple(_value(row, details=False) for row in found[:_PAGE])
    return Page(shown, count, _COUNTED, str(shown[-1].id) if len(found) > _PAGE else "")


def _key(after: str) -> UUID:
    """Read the key of a page. Raises NotFound for what is none."""
    try:
        return UUID(after)
    except ValueError as error:
        raise NotFound from error


def view_registration(*, registration: UUID, actor: Actor, at: datetime) -> types.Registration:
    """Return a change for a member of staff to read, and audit that it was read. Raises NotAllowed, NotFound.

    What is special in it is left out for those whose grants do not reach what is private.
    """
    _may_view(actor)
    row = _row(models.Registration.objects.filter(_reach(actor), id=registration))
    found = _value(row, special=scope_of(actor, VIEW).reaches(service=row.service, private=True))
    audit.seen(what="registration", subject=found.id, by=actor, at=at)
    return found


def _may_view(actor: Actor) -> None:
    if not actor.may(VIEW):
        raise NotAllowed(act=VIEW)


def _reach(actor: Actor) -> Q:
    """Return the filter for the changes an actor may view: a change knows its service, and neither team nor ward."""
    return accounts.rows_within(scope_of(actor, VIEW), {"service": "service"})


def registration(id: UUID) -> types.Registration:
    """Return a registration by its id, with what the holders are told but for what is special. Raises NotFound."""
    return _one(models.Registration.objects.filter(id=id))


def track_registration(*, reference: str, detail: str) -> types.Registration:
    """Return how far a registration has got, without its content, to who knows its reference and their own detail.

    A wrong reference and a wrong detail are the same NotFound after the same work.
    """
    found = models.Registration.objects.filter(reference=reference).values("id", "told_id", "subject_id").first()
    matched = matches_contact(found["told_id"] or found["subject_id"] if found else None, detail)
    if found is None or not matched:
        raise NotFound
    return _one(models.Registration.objects.filter(id=found["id"]).defer("details"), details=False)


def registration_of_notice(*, notice: UUID, actor: Actor, at: datetime) -> types.Registration:
    """Return what a holder's notice is about, for the holder to read, and audit that it was read.

    Once the holder has answered the content is left out: it has no further need of it. Raises NotFound.
    """
    found = _one(models.Registration.objects.filter(notices=notice), special=True)
    own = next(one for one in found.holders if one.id == notice)
    if own.settled_at is not None:
        return replace(found, details={})
    audit.seen(what="registration", subject=found.id, by=actor, at=at)
    return found


def holders() -> Mapping[str, types.Holder]:
    """Return every holder by its code."""
    return {
        row.code: types.Holder(code=row.code, party=row.party_id, promise=row.promise, team=row.team)
        for row in models.Holder.objects.order_by("code")
    }


def _one(rows: QuerySet[models.Registration], *, details: bool = True, special: bool = False) -> types.Registration:
    return _value(_row(rows), details=details, special=special)


def _row(rows: QuerySet[models.Registration]) -> models.Registration:
    row = _fetched(rows).first()
    if row is None:
        raise NotFound
    return row


def _details(row: models.Registration, *, special: bool) -> dict[str, str | None]:
    """Return what was told, label to text; what is special opened, or left out; None where its key is lost."""
    return {
        label: _opened(kept) for label, kept, *_ in row.details if kept is not None and (special or not is_sealed(kept))
    }


def _opened(kept: object) -> str | None:
    try:
        return str(opened(kept, keys.unseal))
    except keys.CannotOpen:
        return None


def _fetched(rows: QuerySet[models.Registration]) -> QuerySet[models.Registration]:
    """Fetch the notices with their registrations."""
    notices = models.HolderNotice.objects.order_by("holder_id")
    return rows.prefetch_related(Prefetch("notices", queryset=notices))


def _value(row: models.Registration, *, details: bool = True, special: bool = False) -> types.Registration:
    return types.Registration(
        id=row.id,
        reference=row.reference,
        service=row.service,
        version=row.version,
        registered_at=row.registered_at,
        subject=row.subject_id,
        told=row.told_id,
        language=row.language,
        holders=tuple(_notice(one) for one in row.notices.all()),
        details=_details(row, special=special) if details else {},
    )


def _notice(row: models.HolderNotice) -> types.HolderNotice:
    return types.HolderNotice(
        id=row.id,
        holder=row.holder_id,
        status=types.HolderStatus(row.status),
        due_at=row.due_at,
        told_at=row.told_at,
        settled_at=row.settled_at,
        why=row.why,
        late=row.late,
    )
