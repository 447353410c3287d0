"""Reading accounts, teams and what an account may do."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portreeve.foundation.accounts.models import Account, Grant, Membership, Team
from portreeve.foundation.accounts.types import AccountView, TeamView
from portreeve.foundation.pure import actor as actors
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound


def actor_for(account: Account | UUID, channel: Channel, trace: str = "") -> Actor:
    """Return a member of staff as the actor of what they do on a channel, with their grants. One query.

    An account that has left, or that is not there, has no grants at all.
    """
    id = account if isinstance(account, UUID) else account.id
    rows = Grant.objects.filter(account_id=id, account__is_active=True)
    grants = frozenset(
        actors.Grant(act=g.act, service=g.service, team=g.team, ward=g.ward, private=g.private) for g in rows
    )
    return Actor(kind=ActorKind.STAFF, id=str(id), channel=channel, grants=grants, trace=trace)


def account(id: UUID) -> AccountView:
    """Return one account. Raises NotFound."""
    found = Account.objects.filter(id=id).first()
    if found is None:
        raise NotFound(account=str(id))
    return _view(found)


def account_named(email: str) -> AccountView | None:
    """Return the account with an email, whatever its capitals: folded as sign-in folds it."""
    found = Account.objects.filter(email=email.strip().lower()).first()
    return None if found is None else _view(found)


def has_begun(account: UUID) -> bool:
    """Say whether somebody has ever signed in."""
    return Account.objects.filter(id=account, last_login__isnull=False).exists()


def accounts() -> tuple[AccountView, ...]:
    """Return all accounts by name, those that have left at the end."""
    return tuple(_view(found) for found in Account.objects.order_by("-is_active", "name", "id"))


def names(ids: Iterable[UUID | str]) -> dict[UUID, str]:
    """Return the names of accounts by id, for showing who did something; ids of others are left out."""
    wanted = [id for given in ids if (id := _uuid(given)) is not None]
    return dict(Account.objects.filter(id__in=wanted).values_list("id", "name"))


def grants_of(account: UUID) -> tuple[actors.Grant, ...]:
    """Return an account's grants, by act."""
    rows = Grant.objects.filter(account_id=account).order_by("act", "service", "team", "ward")
    return tuple(actors.Grant(act=g.act, service=g.service, team=g.team, ward=g.ward, private=g.private) for g in rows)


def granted(act: str) -> frozenset[actors.Grant]:
    """Return the grants of an act that people hold who have not left, whoever they are."""
    rows = Grant.objects.filter(act=act, account__is_active=True).values_list("service", "team", "ward", "private")
    return frozenset(actors.Grant(act, *row) for row in rows.distinct())


def display_name(account: Account) -> str:
    """Return how an account is called on its own pages, for the sign-in library."""
    return account.name


def teams() -> tuple[TeamView, ...]:
    """Return all teams by name."""
    return tuple(TeamView(id=team.id, name=team.name) for team in Team.objects.order_by("name"))


def teams_of(account: UUID) -> tuple[str, ...]:
    """Return the codes of the teams an account is in."""
    return tuple(Membership.objects.filter(account_id=account).order_by("team_id").values_list("team_id", flat=True))


def members(team: str) -> tuple[AccountView, ...]:
    """Return the people in a team who have not left, by name."""
    rows = Account.objects.filter(memberships__team_id=team, is_active=True).order_by("name", "id")
    return tuple(_view(found) for found in rows)


def _view(found: Account) -> AccountView:
    return AccountView(found.id, found.email, found.name, active=found.is_active, language=found.language)


def _uuid(given: UUID | str) -> UUID | None:
    try:
        return given if isinstance(given, UUID) else UUID(given)
    except ValueError:
        return None
