"""What an actor's grants reach, as a filter for SQL: act × service, team, ward, private (design §4.5)."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db.models import Q

from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.modules.cases.models import Case

VIEW = "case.view"
VIEW_PRIVATE = "case.view_private"
NOTHING = Q(pk__in=[])
EVERYTHING = Q(pk__isnull=False)
"""Said aloud, since an empty filter joined by "or" to a narrower one would vanish."""


def reach(actor: Actor, act: str = VIEW) -> Q:
    """Return the cases an actor may do an act to. Residents reach none this way: they come by reference."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    grants = actor.grants_for(act)
    if act == VIEW:
        private = actor.grants_for(VIEW_PRIVATE)
        return _any(grants) | _any(private, only_private=True) if private else _any(grants)
    return _any(grants)


def opens(actor: Actor, case: Case) -> bool:
    """Say whether an actor may read the special answers of one case: a grant for what is private must reach it."""
    if actor.kind is ActorKind.SYSTEM:
        return False
    grants = (*(g for g in actor.grants_for(VIEW) if g.private), *actor.grants_for(VIEW_PRIVATE))
    return any(
        grant.service in {"", case.service} and grant.team in {"", case.team} and grant.ward in {"", case.ward}
        for grant in grants
    )


def through(scope: Q, path: str) -> Q:
    """Return a filter on cases as one on rows that point at them, so that the database joins and need not look up."""
    children = cast("list[Q | tuple[str, object]]", scope.children)
    parts = [through(one, path) if isinstance(one, Q) else (f"{path}__{one[0]}", one[1]) for one in children]
    return Q(*parts, _connector=scope.connector, _negated=scope.negated)


def _any(grants: tuple[Grant, ...], *, only_private: bool = False) -> Q:
    """Join grants by "or"; those that name a team and nothing else become one list, which indexes like best."""
    if not grants:
        return NOTHING
    found = Q()
    for private in (False, True):
        teams = [g.team for g in grants if g.private is private and g.team and not g.service and not g.ward]
        if teams:
            found |= _with_privacy(Q(team__in=sorted(set(teams))), private, only_private)
    for grant in grants:
        if not grant.team or grant.service or grant.ward:
            found |= _with_privacy(_scope(grant), grant.private, only_private)
    return found


def _scope(grant: Grant) -> Q:
    parts = {"service": grant.service, "team": grant.team, "ward": grant.ward}
    return Q(**{name: value for name, value in parts.items() if value}) or EVERYTHING


def _with_privacy(scope: Q, private: bool, only_private: bool) -> Q:
    if only_private:
        return scope & Q(private=True)
    return scope if private else scope & Q(private=False)


def visible(ids: frozenset[UUID], *, actor: Actor) -> frozenset[UUID]:
    """Return those of some cases that an actor may know of, for live updates."""
    return frozenset(Case.objects.filter(reach(actor), pk__in=ids).values_list("pk", flat=True))
