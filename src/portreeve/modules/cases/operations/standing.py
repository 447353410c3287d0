"""Whether somebody may act for a reporter: with one-time access, as themselves when signed in, or as staff for them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.cases.models import AccessPass, Case, Reporter
from portreeve.modules.cases.operations.change import WORK
from portreeve.modules.cases.queries.scope import reach
from portreeve.modules.cases.rules.refusals import AccessOver


def check_standing(case: Case, part: Reporter, *, access: UUID | None, by: Actor, at: datetime) -> None:
    """Raise NotAllowed or AccessOver unless `by` may act for this reporter now.

    Advisers write down what people say to them, so staff with `contact.handle` or work on the case may.
    """
    if by.kind is ActorKind.SYSTEM:
        return
    if by.kind is ActorKind.STAFF:
        if by.may("contact.handle") and not case.private:
            return
        if Case.objects.filter(reach(by, WORK), pk=case.pk).exists():
            return
        raise NotAllowed(act=WORK)
    if by.id and by.id in {str(part.asker_id or ""), str(part.told_id or "")}:
        return
    inside = AccessPass.objects.filter(reporter=part, entered_at__isnull=False, until__gt=at)
    if access is None or not inside.filter(pk=access).exists():
        raise AccessOver
