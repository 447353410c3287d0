"""What an actor's grants reach of the cases, as a filter for SQL and of one case (design §4.5)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.scope import PRIVATE, Part, Scope, scope_of
from portreeve.modules.cases.models import Case

VIEW = "case.view"
VIEW_PRIVATE = "case.view_private"
_COLUMNS = (*Part, PRIVATE)


def reach(actor: Actor, act: str = VIEW, *, path: str = "") -> Q:
    """Return the cases an actor may do an act to. Residents reach none this way: they come by reference.

    `path`: from rows that point at cases to them, so that the database joins and need not look up.
    """
    columns = {name: f"{path}__{name}" if path else name for name in _COLUMNS}
    return accounts.rows_within(_scope(actor, act), columns)


def reaches(actor: Actor, act: str, case: Case) -> bool:
    """Say whether an actor may do an act to one case that is at hand: the same as `reach`, without asking again."""
    return _judged(_scope(actor, act), case, private=case.private)


def opens(actor: Actor, case: Case) -> bool:
    """Say whether an actor may read the special answers of one case: a grant for what is private must reach it."""
    return actor.kind is not ActorKind.SYSTEM and _judged(_scope(actor, VIEW), case, private=True)


def visible(ids: frozenset[UUID], *, actor: Actor) -> frozenset[UUID]:
    """Return those of some cases that an actor may know of, for live updates."""
    return frozenset(Case.objects.filter(reach(actor), pk__in=ids).values_list("pk", flat=True))


def _scope(actor: Actor, act: str) -> Scope:
    """Return what an actor may do an act to; what is private is also seen by those who may see nothing else."""
    found = scope_of(actor, act)
    return found | scope_of(actor, VIEW_PRIVATE, only_private=True) if act == VIEW else found


def _judged(scope: Scope, case: Case, *, private: bool) -> bool:
    return scope.reaches(service=case.service, team=case.team, ward=case.ward, private=private)
