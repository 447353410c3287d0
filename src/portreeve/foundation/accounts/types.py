"""Staff accounts and teams as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from portreeve.foundation.pure.actor import Grant

LONGEST_NAME, LONGEST_EMAIL = 120, 254
"""In characters."""
INVITATION_LASTS = timedelta(days=7)
"""How long an invitation holds good; then people begin by a code sent to their address, or are invited again."""


class Act(StrEnum):
    """What a grant can allow. The codes are stored: never rename one."""

    CASE_VIEW = "case.view"
    CASE_WORK = "case.work"
    CASE_ASSIGN = "case.assign"
    CASE_BULK = "case.bulk"
    CASE_REOPEN = "case.reopen"
    CASE_VIEW_PRIVATE = "case.view_private"
    CONTACT_HANDLE = "contact.handle"
    JOURNEY_ASSIST = "journey.assist"
    PERSON_VIEW = "person.view"
    PERSON_EDIT = "person.edit"
    FIGURES_VIEW = "figures.view"
    CATALOGUE_PUBLISH = "catalogue.publish"
    CORRESPONDENCE_WORK = "correspondence.work"
    ACCOUNTS_MANAGE = "accounts.manage"
    AUDIT_VIEW = "audit.view"
    AUDIT_DISPOSE = "audit.dispose"
    EVENTS_WORK = "events.work"
    HOLD_PLACE = "hold.place"
    COUNCIL_VIEW = "council.view"


@dataclass(frozen=True, slots=True)
class AccountView:
    """A staff account, as it is listed and shown."""

    id: UUID
    email: str
    name: str
    active: bool
    language: str = ""
    """Of emails to them; empty: nobody has said."""


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody for whom an administrator makes an account."""

    email: str
    name: str
    language: str
    role: str = ""
    """Of `roles.yaml`; empty: they may sign in, and do nothing yet."""
    teams: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()


class NoWayIn(StrEnum):
    """Why an invitation does not hold good."""

    UNKNOWN = "unknown"
    """It is none of ours, or a newer one was made since."""
    USED = "used"
    """They have signed in, by this link or otherwise."""
    OVER = "over"
    """It is too late, or the account is closed."""


@dataclass(frozen=True, slots=True)
class InvitationView:
    """How it stands with the invitation of somebody who has never signed in."""

    expires_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant that an account holds, who gave it and when."""

    id: UUID
    grant: Grant
    given_by: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class StaffListing:
    """A row of the list of staff."""

    account: AccountView
    teams: tuple[str, ...]
    manages: bool
    """They look after accounts."""


@dataclass(frozen=True, slots=True)
class StaffView:
    """All of one account that whoever looks after accounts sees."""

    account: AccountView
    teams: tuple[str, ...]
    grants: tuple[HeldGrant, ...]
    passkeys: int
    created_at: datetime
    last_signed_in: datetime | None
    invitation: InvitationView | None = None
    """None once they have signed in or their account is closed, and where they were never sent one."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team that cases go to: a code that services name, and a name that people read."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the council's staff came to."""

    staff: int
    made: int
    changed: int
    """Grants and places in teams that were given or taken."""
