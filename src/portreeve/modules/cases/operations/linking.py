"""Cases that belong together: one thing reported twice, and one case that several teams must see to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.events import CaseLinked, CaseRouted, ReporterJoined
from portreeve.modules.cases.models import Case, Reporter, StatusChange
from portreeve.modules.cases.operations.asking import go_on
from portreeve.modules.cases.operations.change import of, reclock, save, take
from portreeve.modules.cases.operations.ending import bring_back, shut
from portreeve.modules.cases.operations.opening import fresh_public_id
from portreeve.modules.cases.operations.work import check_teams
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.rules.refusals import LinkNotPossible, ReasonNeeded
from portreeve.modules.cases.types import CaseStatus, ClosingReason, ReopeningReason

MOST_PARTS = 10


@operation
def link_duplicate(*, case: UUID, original: UUID, by: Actor, at: datetime) -> None:
    """Say that a case is the same thing as another. Its reporters join that one, keeping their references.

    The case itself closes as a duplicate, and can be taken apart again. Raises LinkNotPossible, NotFound, NotAllowed,
    ChangeNotAllowed.
    """
    if case == original:
        raise LinkNotPossible
    # Locked in the order of their ids, so that two officers who link the same pair both ways cannot wait for ever.
    locked = {one: take(one, by=by, act=Act.LINK_DUPLICATE) for one in sorted((case, original))}
    copy, first = locked[case], locked[original]
    if copy.private or first.private or copy.parent_id or first.duplicate_of_id:
        raise LinkNotPossible
    moved = list(Reporter.objects.filter(case=copy))
    Reporter.objects.filter(case=copy).update(case=first)
    Case.objects.filter(duplicate_of=copy).update(duplicate_of=first)
    copy.duplicate_of = first
    shut(copy, ClosingReason.DUPLICATE, by=by, at=at)
    _count_reporters(copy)
    first.reporters = Reporter.objects.filter(case=first, withdrawn_at__isnull=True).count()
    save(first)
    record(CaseLinked(**of(copy), other=first.id, relation="duplicate"), by=by, at=at)
    for part in (p for p in moved if p.withdrawn_at is None):
        event = ReporterJoined(
            **of(first), reporter=part.id, channel=part.channel, by_officer=True, anonymous=part.anonymous
        )
        record(event, by=by, at=at)


@operation
def unlink_duplicate(*, case: UUID, text: str, by: Actor, at: datetime, revision: int | None = None) -> None:
    """Take a duplicate apart again: it reopens with those who came with it, who are told; the others hear nothing.

    `text` says why, for staff. What had been asked of those who go is no longer waited for in the other case.
    Raises ReasonNeeded, CaseChanged, and as `link_duplicate`.
    """
    _lock_pair(case)
    copy = take(case, by=by, act=Act.UNLINK_DUPLICATE, revision=revision)
    if not text.strip():
        raise ReasonNeeded(field="text")
    if copy.duplicate_of_id is None:
        raise LinkNotPossible
    first = Case.objects.defer("words").get(pk=copy.duplicate_of_id)
    Reporter.objects.filter(case=first, came_with=copy).update(case=copy)
    copy.duplicate_of = None
    copy.reporters = Reporter.objects.filter(case=copy, withdrawn_at__isnull=True).count()
    bring_back(copy, ReopeningReason.CLOSED_BY_MISTAKE, text=text, by=by, at=at)
    go_on(first, by=by, at=at)
    first.reporters = Reporter.objects.filter(case=first, withdrawn_at__isnull=True).count()
    save(first)
    record(CaseLinked(**of(copy), other=first.id, relation="apart"), by=by, at=at)


def _lock_pair(case: UUID) -> None:
    """Lock a case and what it is a duplicate of, in the order of their ids, as joining them does."""
    original = Case.objects.filter(pk=case).values("duplicate_of_id")
    pair = Case.objects.filter(Q(pk=case) | Q(pk__in=original)).order_by("pk")
    list(pair.select_for_update().values_list("pk"))


@operation
def split(
    *, case: UUID, teams: tuple[str, ...], by: Actor, at: datetime, revision: int | None = None
) -> tuple[UUID, ...]:
    """Give parts of a case to other teams, each with the case's promises; it can end once its parts have.

    Raises ReasonNeeded without teams or with too many, TeamUnknown, LinkNotPossible for a part of a part, CaseChanged,
    and as `link_duplicate`.
    """
    whole = take(case, by=by, act=Act.SPLIT, revision=revision)
    if not teams or len(teams) > MOST_PARTS or not all(teams):
        raise ReasonNeeded(field="teams")
    check_teams(teams, name="teams")
    if whole.parent_id is not None:
        raise LinkNotPossible
    made = tuple(_part(whole, team, by=by, at=at) for team in teams)
    save(whole)
    return made


def _part(whole: Case, team: str, *, by: Actor, at: datetime) -> UUID:
    """Make one part: the same thing at the same place, without reporters of its own."""
    same = ("service", "version", "tier", "channel", "private", "home", "home_of_id", "place_text", "uprn", "usrn")
    where = ("ward", "lat", "long", "opened_at", "answer_by", "done_by", "promised_answer_by", "promised_done_by")
    copied = {name: getattr(whole, name) for name in (*same, *where)}
    part = Case(
        **copied, public_id=fresh_public_id(), team=team, parent=whole, part=True, answered_at=whole.answered_at or at
    )
    reclock(part)
    part.save(force_insert=True)
    Case.objects.filter(pk=part.pk).update(words=Case.objects.filter(pk=whole.pk).values("words"))
    StatusChange.objects.create(case=part, at=at, after=CaseStatus.RECEIVED, by_kind=by.kind, by=by.id)
    record(CaseLinked(**of(part), other=whole.id, relation="child"), by=by, at=at)
    record(CaseRouted(**of(part), by_rule=-2), by=by, at=at)
    return part.id


def _count_reporters(case: Case) -> None:
    left = Reporter.objects.filter(case=case, withdrawn_at__isnull=True).count()
    Case.objects.filter(pk=case.pk).update(reporters=left, revision=F("revision") + 1)
