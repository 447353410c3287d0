"""What whoever looks after accounts reads: the list of staff, and all of one account."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from portreeve.foundation.accounts.models import Account, Grant, Invitation, Membership
from portreeve.foundation.accounts.queries import teams_of
from portreeve.foundation.accounts.types import (
    AccountView,
    Act,
    HeldGrant,
    InvitationView,
    StaffListing,
    StaffView,
)
from portreeve.foundation.pure import actor as actors
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.result import Page
from portreeve.foundation.pure.scope import may_everywhere

SHOWN = 50
_CAP = 1000


def staff(*, actor: Actor, closed: bool = False, said: str = "", after: str = "") -> Page[StaffListing]:
    """Return a page of the open accounts, or of the closed ones, by name; `said` is a part of a name or address.

    Raises NotAllowed.
    """
    _may_look(actor)
    every = Account.objects.filter(is_active=not closed)
    if said:
        every = every.filter(Q(name__icontains=said) | Q(email__icontains=said))
    page = list(_behind(every, after).order_by("name", "id")[: SHOWN + 1])
    more = str(page[SHOWN - 1].id) if len(page) > SHOWN else ""
    return Page(rows=_listed(page[:SHOWN]), count=every[: _CAP + 1].count(), count_cap=_CAP, after=more)


def _behind(every: QuerySet[Account], after: str) -> QuerySet[Account]:
    """Return what comes after an account; its id stands in the address, since its name must not."""
    try:
        last = Account.objects.filter(id=UUID(after)).first() if after else None
    except ValueError:
        last = None
    return every.filter(Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id)) if last else every


def _listed(found: list[Account]) -> tuple[StaffListing, ...]:
    """Return accounts as rows of the list: two queries for all of them."""
    ids = [one.id for one in found]
    teams: dict[UUID, list[str]] = defaultdict(list)
    for account, team in (
        Membership.objects.filter(account__in=ids).order_by("team_id").values_list("account_id", "team_id")
    ):
        teams[account].append(team)
    manage = set(Grant.objects.filter(account__in=ids, act=Act.ACCOUNTS_MANAGE).values_list("account_id", flat=True))
    return tuple(StaffListing(_view(one), tuple(teams[one.id]), one.id in manage) for one in found)


def staff_member(account: UUID, *, actor: Actor) -> StaffView:
    """Return one account with its grants and how it is signed in to. Raises NotAllowed, NotFound."""
    _may_look(actor)
    found = Account.objects.filter(id=account).first()
    if found is None:
        raise NotFound(account=str(account))
    return StaffView(
        account=_view(found),
        teams=teams_of(account),
        grants=tuple(_held(g) for g in found.grants.order_by("act", "service", "team", "ward", "private")),
        passkeys=Authenticator.objects.filter(user_id=account, type=Authenticator.Type.WEBAUTHN).count(),
        created_at=found.created_at,
        last_signed_in=found.last_login,
        invitation=_invitation(found),
    )


def _invitation(found: Account) -> InvitationView | None:
    """Return how it stands with the link of somebody who may begin and has not."""
    row = Invitation.objects.filter(account=found, used_at=None).first() if found.is_active else None
    return None if row is None else InvitationView(row.expires_at, row.sent_at)


def _held(row: Grant) -> HeldGrant:
    """Return a grant with who gave it."""
    grant = actors.Grant(act=row.act, service=row.service, team=row.team, ward=row.ward, private=row.private)
    return HeldGrant(row.id, grant, row.given_by, row.given_at)


def _view(found: Account) -> AccountView:
    return AccountView(found.id, found.email, found.name, active=found.is_active, language=found.language)


def _may_look(actor: Actor) -> None:
    if not may_everywhere(actor, Act.ACCOUNTS_MANAGE):
        raise NotAllowed(act=Act.ACCOUNTS_MANAGE.value)
