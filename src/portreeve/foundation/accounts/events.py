"""What happens to staff accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountCreated(Event):
    """A member of staff may sign in from now on."""

    kind: ClassVar[str] = "account.created"


@dataclass(frozen=True, kw_only=True)
class AccountInvited(Event):
    """A member of staff who has never signed in is to be told by email how to begin."""

    kind: ClassVar[str] = "account.invited"


@dataclass(frozen=True, kw_only=True)
class PasskeyAdded(Event):
    """A member of staff has made a passkey."""

    kind: ClassVar[str] = "account.passkey_added"


@dataclass(frozen=True, kw_only=True)
class PasskeyRemoved(Event):
    """A member of staff has removed a passkey of their own."""

    kind: ClassVar[str] = "account.passkey_removed"


@dataclass(frozen=True, kw_only=True)
class AccountDeactivated(Event):
    """A member of staff may no longer sign in, and has no grants that count."""

    kind: ClassVar[str] = "account.deactivated"


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    """Somebody who had left is back: they may sign in, and the grants they still had count again."""

    kind: ClassVar[str] = "account.reopened"


@dataclass(frozen=True, kw_only=True)
class SignInReset(Event):
    """A member of staff must set up their passkeys anew: those they had, and their sessions, are no longer good."""

    kind: ClassVar[str] = "account.sign_in_reset"
    removed: int = 0
    """How many passkeys and sets of recovery codes there were."""


@dataclass(frozen=True, kw_only=True)
class GrantGiven(Event):
    """An account may do one more act, within a scope; an empty part means any."""

    kind: ClassVar[str] = "account.grant_given"
    act: str
    service: str = ""
    team: str = ""
    ward: str = ""
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class GrantTaken(Event):
    """An account may no longer do an act within a scope."""

    kind: ClassVar[str] = "account.grant_taken"
    act: str
    service: str = ""
    team: str = ""
    ward: str = ""
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class TeamJoined(Event):
    """An account is in one more team."""

    kind: ClassVar[str] = "account.team_joined"
    team: str


@dataclass(frozen=True, kw_only=True)
class TeamLeft(Event):
    """An account is in one team fewer."""

    kind: ClassVar[str] = "account.team_left"
    team: str


@dataclass(frozen=True, kw_only=True)
class TeamsLoaded(Event):
    """Teams are new or have a new name; the subject is this loading."""

    kind: ClassVar[str] = "teams.loaded"
    teams: tuple[str, ...]
