"""Making accounts, and giving and taking grants."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from portreeve.foundation.accounts.events import (
    AccountCreated,
    AccountDeactivated,
    AccountReopened,
    GrantGiven,
    GrantTaken,
    PasskeyAdded,
    PasskeyRemoved,
    SignInReset,
    TeamJoined,
    TeamLeft,
)
from portreeve.foundation.accounts.models import Account, Grant, Invitation, Membership, Team
from portreeve.foundation.accounts.types import LONGEST_EMAIL, LONGEST_NAME, Act
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import actor as actors
from portreeve.foundation.pure.actor import Actor, ActorKind
from portreeve.foundation.pure.refusals import NotAllowed, NotFound, Refusal
from portreeve.foundation.pure.scope import may_everywhere


class EmailTaken(Refusal):
    """Another account has this email; capitals do not count."""

    code = "email-taken"


class NameWrong(Refusal):
    """Nobody is called nothing, or more than `LONGEST_NAME` characters."""

    code = "name-wrong"


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
def create_account(  # noqa: PLR0913 - all of an account
    *, email: str, name: str, by: Actor, at: datetime, password: str | None = None, language: str = ""
) -> UUID:
    """Make an account that may sign in and do nothing yet; without a password it signs in by emailed code or passkey.

    Raises NotAllowed, NameWrong, EmailWrong, EmailTaken.
    """
    _may_manage(by)
    called, wanted = " ".join(name.split()), email.strip().lower()
    if not 0 < len(called) <= LONGEST_NAME:
        raise NameWrong
    try:
        validate_email(wanted)
    except ValidationError as error:
        raise EmailWrong from error
    if len(wanted) > LONGEST_EMAIL:
        raise EmailWrong
    if Account.objects.filter(email=wanted).exists():
        raise EmailTaken
    new = Account(email=wanted, name=called, created_at=at, language=language)
    new.set_password(password)
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:  # somebody else made it at the same moment
        raise EmailTaken from error
    record(AccountCreated(subject=new.id), by=by, at=at)
    return new.id


@operation
def deactivate(*, account: UUID, by: Actor, at: datetime) -> None:
    """End an account: it cannot sign in and its grants no longer count. Raises NotAllowed, NotFound, OwnGrants."""
    found = managed(account, by)
    if found.is_active:
        found.is_active = False
        found.save(update_fields=["is_active"])
        _end_link(account, at)
        record(AccountDeactivated(subject=account), by=by, at=at)


@operation
def reopen(*, account: UUID, by: Actor, at: datetime) -> None:
    """Let somebody sign in again who had left; sessions of then stay ended. Raises NotAllowed, NotFound, OwnGrants."""
    found = managed(account, by)
    if not found.is_active:
        found.is_active = True
        _end_sessions(found)
        record(AccountReopened(subject=account), by=by, at=at)


@operation
def reset_sign_in(*, account: UUID, by: Actor, at: datetime) -> None:
    """Take away every passkey, second factor and recovery code of somebody who lost theirs, and end their sessions.

    They sign in by emailed code, and then make a new passkey. Raises NotAllowed, NotFound, OwnGrants.
    """
    found = managed(account, by)
    removed, _ = Authenticator.objects.filter(user_id=account).delete()
    _end_sessions(found)
    _end_link(account, at)
    record(SignInReset(subject=account, removed=removed), by=by, at=at)


@operation
def note_passkey(*, account: UUID, added: bool, by: Actor, at: datetime) -> None:
    """Write down that somebody made or removed a passkey of their own."""
    record(PasskeyAdded(subject=account) if added else PasskeyRemoved(subject=account), by=by, at=at)


def _end_sessions(found: Account) -> None:
    """Save an account so that no session made before is good any more, on any device.

    A session carries a hash of the password: with another one that nobody can know, it no longer fits. A password that
    somebody did know goes with it, and might have been lost together with the passkey.
    """
    found.set_unusable_password()
    found.save()


def _end_link(account: UUID, at: datetime) -> None:
    """Let nobody begin by a link that was sent before."""
    Invitation.objects.filter(account=account, used_at=None, expires_at__gt=at).update(expires_at=at)


@operation
def give_grant(*, account: UUID, grant: actors.Grant, by: Actor, at: datetime) -> None:
    """Let an account do an act within a scope; giving it twice is giving it once.

    Raises NotAllowed, NotFound, UnknownAct, OwnGrants.
    """
    managed(account, by)
    if grant.act not in set(Act):
        raise UnknownAct(act=grant.act)
    _, new = Grant.objects.get_or_create(
        account_id=account, **asdict(grant), defaults={"given_by": by.id, "given_at": at}
    )
    if new:
        record(GrantGiven(subject=account, **asdict(grant)), by=by, at=at, details=_said(grant))


@operation
def take_grant(*, account: UUID, grant: actors.Grant, by: Actor, at: datetime) -> None:
    """Take a grant away; one not held is no error. Raises NotAllowed, NotFound, OwnGrants."""
    managed(account, by)
    gone, _ = Grant.objects.filter(account_id=account, **asdict(grant)).delete()
    if gone:
        record(GrantTaken(subject=account, **asdict(grant)), by=by, at=at, details=_said(grant))


@operation
def join_team(*, account: UUID, team: str, by: Actor, at: datetime) -> None:
    """Put an account into a team. Raises NotAllowed, NotFound."""
    managed(account, by)
    if not Team.objects.filter(id=team).exists():
        raise NotFound(team=team)
    _, new = Membership.objects.get_or_create(account_id=account, team_id=team)
    if new:
        record(TeamJoined(subject=account, team=team), by=by, at=at, details={"team": team})


@operation
def leave_team(*, account: UUID, team: str, by: Actor, at: datetime) -> None:
    """Take an account out of a team. Raises NotAllowed, NotFound."""
    managed(account, by)
    gone, _ = Membership.objects.filter(account_id=account, team_id=team).delete()
    if gone:
        record(TeamLeft(subject=account, team=team), by=by, at=at, details={"team": team})


def _said(grant: actors.Grant) -> dict[str, str | int | bool | None]:
    """Return what the audit says of a grant: its act, and what it is narrowed to."""
    return {name: value for name, value in asdict(grant).items() if value}


def _may_manage(by: Actor) -> None:
    if not may_everywhere(by, Act.ACCOUNTS_MANAGE):
        raise NotAllowed(act=Act.ACCOUNTS_MANAGE.value)


def managed(account: UUID, by: Actor) -> Account:
    """Return the account, locked, if the actor may change it.

    Since nobody changes their own, somebody who looks after accounts is always left: but for two who take it from each
    other at the same moment. Hence one after the other, and the second is asked again whether they still may.
    """
    _may_manage(by)
    if by.id == str(account):
        raise OwnGrants
    if by.kind is ActorKind.STAFF:
        held = Grant.objects.select_for_update().filter(act=Act.ACCOUNTS_MANAGE).order_by("id")
        still = any(str(one.account_id) == by.id and not (one.service or one.team or one.ward) for one in held)
        if not still or not Account.objects.filter(id=by.id, is_active=True).exists():
            raise NotAllowed(act=Act.ACCOUNTS_MANAGE.value)
    found = Account.objects.select_for_update().filter(id=account).first()
    if found is None:
        raise NotFound(account=str(account))
    return found
