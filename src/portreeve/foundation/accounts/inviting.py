"""Somebody new: an account made for them, and their invitation, a one-time link by which they begin."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from portreeve.foundation.accounts.events import AccountInvited
from portreeve.foundation.accounts.loading import give_role
from portreeve.foundation.accounts.models import Account, Invitation
from portreeve.foundation.accounts.operations import create_account, managed
from portreeve.foundation.accounts.types import INVITATION_LASTS, AccountView, NewColleague, NoWayIn
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure import tokens
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import Refusal


class RoleNeedsTeam(Refusal):
    """Every grant of the role is for one's own teams or wards, and none were said."""

    code = "role-needs-team"


class HasBegun(Refusal):
    """They have signed in before, or their account is closed: there is nothing to begin."""

    code = "has-begun"


class InvitationNotGood(Refusal):
    """An invitation does not hold good; `why` says why not."""

    code = "invitation-not-good"

    def __init__(self, why: NoWayIn = NoWayIn.UNKNOWN) -> None:
        """Keep why."""
        super().__init__(why=why.value)
        self.why = why


@operation
def add_colleague(*, new: NewColleague, folder: Path, by: Actor, at: datetime) -> UUID:
    """Make an account for somebody, with what their role may do, and have them told by email; all of it or nothing.

    Raises NotAllowed, NameWrong, EmailWrong, EmailTaken, NotFound (no such role), RoleNeedsTeam, CouncilDataWrong.
    """
    made = create_account(email=new.email, name=new.name, language=new.language, by=by, at=at)
    if new.role and not give_role(
        account=made, role=new.role, teams=new.teams, wards=new.wards, folder=folder, by=by, at=at
    ):
        raise RoleNeedsTeam
    invite(account=made, by=by, at=at)
    return made


@operation
def invite(*, account: UUID, by: Actor, at: datetime) -> None:
    """Have somebody told by email how to begin, with a new link in place of any before.

    Raises NotAllowed, NotFound, OwnGrants, HasBegun.
    """
    found = managed(account, by)
    if not found.is_active or found.last_login is not None:
        raise HasBegun
    Invitation.objects.update_or_create(
        account=found,
        defaults={"made_at": at, "expires_at": at + INVITATION_LASTS, "digest": "", "sent_at": None, "used_at": None},
    )
    record(AccountInvited(subject=account), by=by, at=at)


@operation
def make_invitation_token(*, account: UUID, by: Actor, at: datetime) -> tuple[str, datetime] | None:  # noqa: ARG001
    """Return the token for an email that is about to go out, and when it ends; None where they need none any more.

    A token that an earlier attempt to send it made is worth nothing from then on. Nothing is written down: that they
    are to be told has been, and an email that is tried again is no news.
    """
    token = tokens.new_token()
    good = Invitation.objects.filter(account=account, account__is_active=True, used_at=None, expires_at__gt=at)
    if not good.update(digest=tokens.digest(token)):
        return None
    return token, Invitation.objects.values_list("expires_at", flat=True).get(account=account)


@operation
def note_sent(*, account: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001 - nothing to write down: as above
    """Keep when the email with the link went out."""
    Invitation.objects.filter(account=account).update(sent_at=at)


def invited(*, token: str, at: datetime) -> AccountView:
    """Return whom an invitation is for. Looking does not use it up: mail scanners do so. Raises InvitationNotGood."""
    found = _good(token, at).account
    return AccountView(found.id, found.email, found.name, active=found.is_active, language=found.language)


@operation
def use_invitation(*, token: str, by: Actor, at: datetime) -> Account:  # noqa: ARG001 - the signing in is written down
    """Use a link up, in the transaction in which its owner is signed in. Raises InvitationNotGood."""
    # Read twice: only an invitation says which account to lock, and only what is read under the lock is so. The account
    # comes first, as for whoever closes it, and as the signing in will write to it: else each would wait for the other.
    Account.objects.select_for_update().get(id=_good(token, at).account_id)
    row = _good(token, at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    return row.account


@operation
def note_signed_in(*, account: UUID, language: str, by: Actor, at: datetime) -> None:  # noqa: ARG001 - written down as signed in
    """Let no link begin again what its owner has begun, and write to them in the language in which they sign in."""
    Account.objects.select_for_update().get(id=account)  # before its invitation, as everywhere
    Invitation.objects.filter(account=account, used_at=None).update(used_at=at)
    if language:
        Account.objects.filter(id=account).exclude(language=language).update(language=language)


def _good(token: str, at: datetime) -> Invitation:
    """Return the invitation that a token is for. Raises InvitationNotGood."""
    row = Invitation.objects.select_related("account").filter(digest=tokens.digest(token) or "-").first()
    if row is None:
        raise InvitationNotGood(NoWayIn.UNKNOWN)
    if row.used_at is not None:
        raise InvitationNotGood(NoWayIn.USED)
    if row.expires_at <= at or not row.account.is_active:
        raise InvitationNotGood(NoWayIn.OVER)
    return row
