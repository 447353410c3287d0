"""One change told to many holders, each of whom answers (ACC-08)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.foundation.pure.sealed import sealed
from portreeve.modules.people import events, models, types
from portreeve.modules.people.operations.parties import EDIT, add_party, change_details

_TRIES = 5


class HolderUnknown(Refusal):
    """No such holder is set up; data `holder` is its code."""

    code = "holder-unknown"


class AlreadySettled(Refusal):
    """The holder has answered already; data `status` says how."""

    code = "already-settled"


@operation
def set_holder(*, code: str, name: str, mailbox: str, promise: str, team: str, by: Actor, at: datetime) -> UUID:
    """Set up a holder or change it, and return its party. Raises NotAllowed, DetailUnusable."""
    if not may_everywhere(by, EDIT):
        raise NotAllowed(act=EDIT)
    row = models.Holder.objects.select_for_update().filter(code=code).first()
    if row is None:
        new = types.NewParty(name=name, kind=types.PartyKind.ORGANISATION, email=mailbox, source=types.Source.HOLDER)
        row = models.Holder(code=code, party_id=add_party(new=new, by=by, at=at))
    else:
        change_details(party=row.party_id, changes=types.Changes(name=name, email=mailbox), by=by, at=at)
    row.promise, row.team = promise, team
    row.save()
    record(events.HolderSet(subject=row.party_id, holder=code), by=by, at=at)
    return row.party_id


@operation
def register_change(*, change: types.NewRegistration, by: Actor, at: datetime) -> types.Registered:
    """Register a change and open a notice for each holder; telling them follows from the event.

    The same key twice is one registration. Raises HolderUnknown.
    """
    before = models.Registration.objects.filter(key=change.key).first()
    if before is not None:
        return _receipt(before)
    holders = {row.code: row for row in models.Holder.objects.filter(code__in=change.holders)}
    unknown = [code for code in change.holders if code not in holders]
    if unknown or not change.holders:
        raise HolderUnknown(holder=unknown[0] if unknown else "")
    row = models.Registration.objects.create(
        reference=_new_reference(),
        key=change.key,
        service=change.service,
        version=change.version,
        submission=change.submission,
        subject_id=change.subject,
        told_id=change.told,
        language=change.language,
        details=[[label, _kept(change, label, text), _about(change, label)] for label, text in change.details.items()],
        registered_at=at,
    )
    calendar = clock.calendar()
    models.HolderNotice.objects.bulk_create(
        models.HolderNotice(
            registration=row,
            holder=holders[code],
            status=types.HolderStatus.TO_TELL,
            due_at=calendar.due(at, holders[code].promise),
        )
        for code in dict.fromkeys(change.holders)
    )
    happened = events.ChangeRegistered(subject=row.id, service=change.service, told=change.told, holders=len(holders))
    record(happened, by=by, at=at)
    return _receipt(row)


def _about(change: types.NewRegistration, label: str) -> dict[str, object]:
    """Return what is known of a detail, as it is kept."""
    return asdict(change.about.get(label, types.About())) | {"special": label in change.special}


def _kept(change: types.NewRegistration, label: str, text: str) -> object:
    """Return a detail as it is kept: sealed, if it is special."""
    return sealed(text, keys.seal) if label in change.special else text


@operation
def holder_told(*, notice: UUID, by: Actor, at: datetime) -> None:
    """Note that a holder has been sent its notice. Twice is once. Raises NotFound."""
    row = _locked(notice)
    if row.status != types.HolderStatus.TO_TELL:
        return
    row.status, row.told_at = types.HolderStatus.TOLD, at
    row.save(update_fields=["status", "told_at"])
    told = events.HolderTold(subject=row.registration_id, notice=notice, holder=row.holder_id)
    record(told, by=by, at=at)


@operation
def acknowledge(*, notice: UUID, by: Actor, at: datetime) -> None:
    """Note that a holder has put the change into its records. Twice is once. Raises NotFound, AlreadySettled."""
    row = _locked(notice)
    if row.status == types.HolderStatus.ACKNOWLEDGED:
        return
    last = _settle(row, types.HolderStatus.ACKNOWLEDGED, "", at)
    happened = events.HolderAcknowledged(
        subject=row.registration_id, notice=notice, holder=row.holder_id, told=row.registration.told_id, last=last
    )
    record(happened, by=by, at=at)


@operation
def refuse(*, notice: UUID, why: str, by: Actor, at: datetime) -> None:
    """Note that a holder will not take the change over, and why. Raises NotFound, AlreadySettled."""
    row = _locked(notice)
    last = _settle(row, types.HolderStatus.REFUSED, why.strip()[:2000], at)
    happened = events.HolderRefused(
        subject=row.registration_id, notice=notice, holder=row.holder_id, told=row.registration.told_id, last=last
    )
    record(happened, by=by, at=at)


@operation
def find_late_holders(*, by: Actor, at: datetime) -> int:
    """Mark the notices that were not answered in time, once each, and return how many; chasing follows from events."""
    rows = models.HolderNotice.objects.select_for_update(skip_locked=True, of=("self",))
    late = list(rows.filter(settled_at__isnull=True, late=False, due_at__lt=at).order_by("due_at")[:500])
    for row in late:
        row.late = True
        row.save(update_fields=["late"])
        happened = events.HolderLate(
            subject=row.registration_id, notice=row.id, holder=row.holder_id, due_at=row.due_at
        )
        record(happened, by=by, at=at)
    return len(late)


def _locked(notice: UUID) -> models.HolderNotice:
    """Return the notice with its registration locked: of two last holders only one may be the last."""
    found = models.HolderNotice.objects.filter(id=notice).first()
    if found is None:
        raise NotFound
    models.Registration.objects.select_for_update().get(id=found.registration_id)
    return models.HolderNotice.objects.select_related("registration").get(id=notice)


def _settle(row: models.HolderNotice, status: types.HolderStatus, why: str, at: datetime) -> bool:
    """Settle a notice; says whether it was the registration's last."""
    if row.settled_at is not None:
        raise AlreadySettled(status=row.status)
    row.status, row.why, row.settled_at, row.told_at = status, why, at, row.told_at or at
    row.save(update_fields=["status", "why", "settled_at", "told_at"])
    others = models.HolderNotice.objects.filter(registration=row.registration_id, settled_at__isnull=True)
    if others.exists():
        return False
    models.Registration.objects.filter(id=row.registration_id).update(closed_at=at)
    return True


def _new_reference() -> str:
    """Return a reference that no registration has yet; eleven digits make a second try rare."""
    for _ in range(_TRIES):
        made = reference.generate()
        if not models.Registration.objects.filter(reference=made).exists():
            return made
    raise RuntimeError("No free reference was found; the source of random numbers is broken.")


def _receipt(row: models.Registration) -> types.Registered:
    due = max(notice.due_at for notice in models.HolderNotice.objects.filter(registration=row))
    return types.Registered(id=row.id, reference=row.reference, answer_by=due)
