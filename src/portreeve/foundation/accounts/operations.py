"""Making accounts, and giving and taking grants."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portreeve.foundation.accounts.events import (
    AccountCreated,
    AccountDeactivated,
    GrantGiven,
    GrantTaken,
    TeamJoined,
    TeamLeft,
)
from portreeve.foundation.accounts.models import Account, Grant, Membership, Team
from portreeve.foundation.accounts.types import Act
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import actor as actors
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere


class EmailTaken(Refusal):
    """Another account has this email; capitals do not count."""

    code = "email-taken"


class EmailWrong(Refusal):
    """What was given is not an email address."""

    code = "email-wrong"


class UnknownAct(Refusal):
    """There is no such act to grant."""

    code = "unknown-act"


class OwnGrants(Refusal):
    """Nobody gives or takes their own grants, or deactivates themselves: another administrator does."""

    code = "own-grants"


@operation
def create_account(*, email: str, name: str, by: Actor, at: datetime, password: str | None = None) -> UUID:
    """Make an account that may sign in and do nothing yet; without a password it signs in by emailed code or passkey.

    Raises NotAllowed, EmailWrong, EmailTaken.
    """
    _may_manage(by)
    wanted = email.strip().lower()
    try:
        validate_email(wanted)
    except ValidationError as error:
        raise EmailWrong from error
    if Account.objects.filter(email=wanted).exists():
        raise EmailTaken
    new = Account(email=wanted, name=name.strip(), created_at=at)
    new.set_password(password)
    new.save(force_insert=True)
    record(AccountCreated(subject=new.id), by=by, at=at)
    return new.id


@operation
def deactivate(*, account: UUID, by: Actor, at: datetime) -> None:
    """End an account: it cannot sign in and its grants no longer count. Raises NotAllowed, NotFound, OwnGrants."""
    found = _managed(account, by)
    if found.is_active:
        found.is_active = False
        found.save(update_fields=["is_active"])
        record(AccountDeactivated(subject=account), by=by, at=at)


@operation
def give_grant(*, account: UUID, grant: actors.Grant, by: Actor, at: datetime) -> None:
    """Let an account do an act within a scope; giving it twice is giving it once.

    Raises NotAllowed, NotFound, UnknownAct, OwnGrants.
    """
    _managed(account, by)
    if grant.act not in set(Act):
        raise UnknownAct(act=grant.act)
    _, new = Grant.objects.get_or_create(
        account_id=account, **asdict(grant), defaults={"given_by": by.id, "given_at": at}
    )
    if new:
        record(GrantGiven(subject=account, **asdict(grant)), by=by, at=at)


@operation
def take_grant(*, account: UUID, grant: actors.Grant, by: Actor, at: datetime) -> None:
    """Take a grant away; one not held is no error. Raises NotAllowed, NotFound, OwnGrants."""
    _managed(account, by)
    gone, _ = Grant.objects.filter(account_id=account, **asdict(grant)).delete()
    if gone:
        record(GrantTaken(subject=account, **asdict(grant)), by=by, at=at)


@operation
def join_team(*, account: UUID, team: str, by: Actor, at: datetime) -> None:
    """Put an account into a team. Raises NotAllowed, NotFound."""
    _managed(account, by)
    if not Team.objects.filter(id=team).exists():
        raise NotFound(team=team)
    _, new = Membership.objects.get_or_create(account_id=account, team_id=team)
    if new:
        record(TeamJoined(subject=account, team=team), by=by, at=at)


@operation
def leave_team(*, account: UUID, team: str, by: Actor, at: datetime) -> None:
    """Take an account out of a team. Raises NotAllowed, NotFound."""
    _managed(account, by)
    gone, _ = Membership.objects.filter(account_id=account, team_id=team).delete()
    if gone:
        record(TeamLeft(subject=account, team=team), by=by, at=at)


def _may_manage(by: Actor) -> None:
    if not may_everywhere(by, Act.ACCOUNTS_MANAGE):
        raise NotAllowed(act=Act.ACCOUNTS_MANAGE.value)


def _managed(account: UUID, by: Actor) -> Account:
    """Return the account, locked, if the actor may change it."""
    _may_manage(by)
    if by.id == str(account):
        raise OwnGrants
    found = Account.objects.select_for_update().filter(id=account).first()
    if found is None:
        raise NotFound(account=str(account))
    return found
