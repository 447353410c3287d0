"""Adding and changing parties."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.foundation.statements.api import add
from portreeve.modules.people import events, models, types
from portreeve.modules.people.rules import contact_points, names

EDIT = "person.edit"
_PLAIN = ("language", "format", "wanted")
_DETAILS = (
    types.ContactKind.EMAIL,
    types.ContactKind.MOBILE,
    types.ContactKind.LANDLINE,
    types.ContactKind.POST,
)


class DetailUnusable(Refusal):
    """Nothing could be sent to this contact detail; data `detail` is its kind."""

    code = "detail-unusable"


@operation
def add_party(*, new: types.NewParty, by: Actor, at: datetime) -> UUID:
    """Add a source record of a party with whatever is known of it (PRN-16). Raises DetailUnusable."""
    row = models.Party(
        kind=new.kind,
        name=new.name.strip()[:200],
        name_search=names.searchable(new.name)[:200],
        language=new.language,
        format=new.format,
        wanted=new.wanted or "",
        needs=sorted(set(new.needs)),
        source=new.source,
        source_id=new.source_id,
        added_at=at,
    )
    _put_safe(row, new.safe)
    try:
        details = list(contact_points.details_of(new))
    except contact_points.UnusableDetail as problem:
        raise DetailUnusable(detail=str(problem)) from problem
    add(row)
    for kind, value in details:
        add(models.ContactPoint(party=row, kind=kind, value=value, added_at=at))
    record(events.PartyAdded(subject=row.id, party_kind=str(new.kind), source=new.source), by=by, at=at)
    return row.id


@operation
def change_details(*, party: UUID, changes: types.Changes, by: Actor, at: datetime) -> None:
    """Change what is known of a party. Old contact details are kept as replaced, so that the past can be explained.

    The person themself may, and staff who may edit people. Raises NotAllowed, NotFound, DetailUnusable.
    """
    row = _mine_to_change(party, by)
    changed = [name for name in _PLAIN if getattr(changes, name) is not None and _put_plain(row, name, changes)]
    if changes.name is not None and changes.name.strip() != row.name:
        row.name, row.name_search = changes.name.strip()[:200], names.searchable(changes.name)[:200]
        changed.append("name")
    row.save()
    changed += [str(kind) for kind in _DETAILS if _put_detail(row, kind, getattr(changes, kind), at)]
    if changed:
        record(events.PartyChanged(subject=party, what=tuple(changed)), by=by, at=at)


@operation
def mark_unusable(*, point: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Mark a contact point as failed for good; `reason` is a code. Twice is once. Raises NotFound."""
    row = models.ContactPoint.objects.select_for_update().filter(id=point).first()
    if row is None:
        raise NotFound
    if not row.usable:
        return
    row.usable, row.unusable_why = False, reason[:60]
    row.save(update_fields=["usable", "unusable_why"])
    happened = events.ContactPointUnusable(subject=row.party_id, point=point, point_kind=row.kind, reason=reason[:60])
    record(happened, by=by, at=at)


@operation
def set_safe_contact(*, party: UUID, safe: types.SafeContact, by: Actor, at: datetime) -> None:
    """Set when and how a party may be reached without harm. Raises NotAllowed, NotFound."""
    row = _mine_to_change(party, by)
    _put_safe(row, safe)
    row.save()
    record(events.SafeContactSet(subject=party), by=by, at=at)


@operation
def give_need(*, party: UUID, need: str, by: Actor, at: datetime) -> None:
    """Record a need by its code, such as `hearing`. Twice is once. Raises NotAllowed, NotFound."""
    row = _mine_to_change(party, by)
    if need not in row.needs:
        row.needs = sorted({*row.needs, need})
        row.save(update_fields=["needs"])
        record(events.NeedGiven(subject=party, need=need), by=by, at=at)


@operation
def take_need(*, party: UUID, need: str, by: Actor, at: datetime) -> None:
    """Take a need away that no longer holds. Raises NotAllowed, NotFound."""
    row = _mine_to_change(party, by)
    if need in row.needs:
        row.needs = [one for one in row.needs if one != need]
        row.save(update_fields=["needs"])
        record(events.NeedGiven(subject=party, need=need, given=False), by=by, at=at)


def _mine_to_change(party: UUID, by: Actor) -> models.Party:
    """Return the locked row, if the actor is that person or may edit people."""
    oneself = by.kind is ActorKind.RESIDENT and by.id == str(party)
    if not oneself and not may_everywhere(by, EDIT):
        raise NotAllowed(act=EDIT)
    row = models.Party.objects.select_for_update().filter(id=party).first()
    if row is None:
        raise NotFound
    return row


def _put_safe(row: models.Party, safe: types.SafeContact) -> None:
    row.not_before, row.not_after = safe.not_before, safe.not_after
    row.never = [str(kind) for kind in safe.never]
    row.say_nothing = safe.say_nothing


def _put_plain(row: models.Party, name: str, changes: types.Changes) -> bool:
    """Set one plain field; says whether that changed anything."""
    before, after = getattr(row, name), str(getattr(changes, name))
    setattr(row, name, after)
    return bool(before != after)


def _put_detail(row: models.Party, kind: types.ContactKind, text: str | None, at: datetime) -> bool:
    """Put one contact detail in the place of those of its kind; says whether that changed anything."""
    if text is None:
        return False
    wanted = None
    if text.strip():
        try:
            wanted = contact_points.canonical(kind, text)
        except contact_points.UnusableDetail as problem:
            raise DetailUnusable(detail=str(kind)) from problem
    current = models.ContactPoint.objects.filter(party=row, replaced_at__isnull=True)
    kept = current.filter(kind=wanted[0], value=wanted[1]).first() if wanted else None
    old = current.filter(kind__in={kind, wanted[0] if wanted else kind})
    replaced = (old.exclude(id=kept.id) if kept else old).update(replaced_at=at)
    if wanted and kept is None:
        models.ContactPoint.objects.create(party=row, kind=wanted[0], value=wanted[1], added_at=at)
    return bool(replaced or (wanted and kept is None))
