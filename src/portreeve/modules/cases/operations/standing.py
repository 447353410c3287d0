"""Whether somebody may act for a reporter: with one-time access, or as staff who write down what they say.

That an actor names a party proves nothing: whoever types a name and number into a journey becomes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.cases.models import Case, Reporter, Stay
from portreeve.modules.cases.operations.change import WORK
from portreeve.modules.cases.queries.scope import reaches
from portreeve.modules.cases.rules.refusals import AccessOver
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose

_HANDLE = "contact.handle"


@dataclass(frozen=True, slots=True)
class Key:
    """What a resident shows: the stay they are in, or the link they followed."""

    stay: UUID | None = None
    token: str = ""


NO_KEY = Key()


def check_standing(
    case: Case, part: Reporter, key: Key, *, link: tuple[LinkPurpose, UUID], by: Actor, at: datetime
) -> None:
    """Raise NotAllowed or AccessOver unless `by` may act for this reporter now. A link that fits is used up.

    `link`: the purpose and subject of the link that would do. Advisers write down what people say to them, so staff
    with `contact.handle` or work on the case may.
    """
    if by.kind is ActorKind.SYSTEM:
        return
    if by.kind is ActorKind.STAFF:
        _check_staff(case, by)
        return
    if key.token:
        _use(key.token, part, link, by=by, at=at)
        return
    inside = Stay.objects.filter(reporter=part, until__gt=at)
    if key.stay is None or not inside.filter(pk=key.stay).exists():
        raise AccessOver


def _check_staff(case: Case, by: Actor) -> None:
    if not any(reaches(by, act, case) for act in (_HANDLE, WORK)):
        raise NotAllowed(act=WORK)


def _use(token: str, part: Reporter, link: tuple[LinkPurpose, UUID], *, by: Actor, at: datetime) -> None:
    purpose, subject = link
    try:
        opened = correspondence.use_link(token=token, purpose=purpose, by=by, at=at)
    except correspondence.LinkNotGood as no:
        raise AccessOver from no
    subjects = {subject, part.came_with_id} if purpose is LinkPurpose.REALLY_DONE else {subject}
    if opened.subject not in subjects or opened.party != part.told_id:
        raise AccessOver
