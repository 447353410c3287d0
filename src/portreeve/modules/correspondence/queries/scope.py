"""What an actor's grants reach of what we send and owe, as a filter for SQL."""

from __future__ import annotations

from django.db.models import Q

from portreeve.foundation.pure.actor import Actor, ActorKind

WORK = "correspondence.work"


def reach(actor: Actor, *, private: str = "private") -> Q:
    """Return the filter for what an actor may look after: their teams', and private matters only where granted.

    A dispatch knows neither ward nor service, so a grant for one of these alone reaches nothing. `private` is the
    path to whether it is private.
    """
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    allowed = Q(pk__in=[])
    for grant in actor.grants_for(WORK):
        if grant.ward or grant.service:
            continue
        one = Q(team=grant.team) if grant.team else Q()
        allowed |= one & (Q() if grant.private else Q(**{private: False}))
    return allowed
